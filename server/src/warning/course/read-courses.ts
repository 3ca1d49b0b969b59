import type { Signal } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { CourseEvent, CourseOf, Reading } from './course.ts'

/** Says nothing of a course: clocks that start and stop, what people look at. */
const silent = ['sla.started', 'sla.stopped', 'case.noted', 'case.revealed', 'case.fileAdded', 'task.due_soon', 'task.breached']

/** What courses are read from, all at once: events without their texts, and what was read out of them. */
export async function coursesOf(tx: Tx, tenantId: string, caseIds: string[]): Promise<Map<string, CourseOf & { category: string | null }>> {
  if (caseIds.length === 0) return new Map()
  const usual = await usualDaysOf(tx, tenantId)
  const { rows: cases } = await sql<{ id: string; received_at: Date; category: string | null; referred: boolean }>`
    select id, received_at, category, regulator is not null as referred from complaint_case
    where tenant_id = ${tenantId} and id = any(${caseIds}::uuid[])`.execute(tx)
  const { rows: events } = await sql<CourseEvent & { caseId: string }>`
    select case_id as "caseId", no, kind, cycle, at, actor_id as "actorId", facts from case_event
    where tenant_id = ${tenantId} and case_id = any(${caseIds}::uuid[]) and kind <> all(${silent}::text[]) order by case_id, no`.execute(tx)
  const { rows: readings } = await sql<Reading & { caseId: string; signals: Signal[] }>`
    select case_id as "caseId", event_no as no, coalesce((result -> 'emotion' ->> 'level')::int, 0) as emotion,
      coalesce(jsonb_path_query_array(result, '$.signals[*].kind'), '[]') as signals
    from case_analysis where tenant_id = ${tenantId} and case_id = any(${caseIds}::uuid[]) order by case_id, event_no`.execute(tx)
  const eventsOf = Map.groupBy(events, ({ caseId }) => caseId)
  const readingsOf = Map.groupBy(readings, ({ caseId }) => caseId)
  return new Map(
    cases.map(({ id, received_at: receivedAt, category, referred }) => [
      id,
      {
        receivedAt,
        category,
        isReferred: referred,
        usualDays: usual(category),
        events: eventsOf.get(id) ?? [],
        readings: readingsOf.get(id) ?? [],
      },
    ]),
  )
}

/** Fewer closed cases say nothing of what is usual. */
const fewestClosed = 20

type UsualRow = { category: string; cases: number; median_days: number }

/** 通常时长 of a category in days: its own, else of the branch above it, else the company's. */
export function usualDaysFrom(rows: readonly UsualRow[]): (category: string | null) => number | null {
  const known = new Map(rows.filter(({ cases }) => cases >= fewestClosed).map((row) => [row.category, row.median_days]))
  return (category) => {
    for (let code = category ?? ''; ; code = code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : '') {
      const days = known.get(code)
      if (days !== undefined) return days
      if (code === '') return null
    }
  }
}

const usualDaysOf = async (tx: Tx, tenantId: string) =>
  usualDaysFrom(await tx.selectFrom('usual_age').select(['category', 'cases', 'median_days']).where('tenant_id', '=', tenantId).execute())

/** Counts anew from receipt to closure, over a year, for each branch of the tree and the whole company (code ''). */
export async function countUsualAges(tx: Tx, tenantId: string, now: Date) {
  const since = new Date(now.getTime() - 365 * 86_400_000)
  await tx.deleteFrom('usual_age').where('tenant_id', '=', tenantId).execute()
  await sql`
    insert into usual_age (tenant_id, category, cases, median_days, at)
    select ${tenantId}::uuid, branch, count(*)::int, percentile_cont(0.5) within group (order by days), ${now}::timestamptz
    from (
      select coalesce(array_to_string((string_to_array(category, '.'))[1:depth], '.'), '') as branch,
        extract(epoch from closed_at - received_at)::float8 / 86400 as days
      from complaint_case cross join generate_series(0, 4) as depth
      where tenant_id = ${tenantId} and closed_at >= ${since} and closed_at <= ${now} and status in ('closed', 'archived') and origin = 'live' and erased_at is null
        and (depth = 0 or coalesce(array_length(string_to_array(category, '.'), 1), 0) >= depth)
    ) aged group by branch`.execute(tx)
}
