import type { WarningList, WarningListQuery, WarningRow } from '@zhiwei/contract'
import { type Selectable, type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { personNamed, unitNamed, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../../platform/keyset.ts'
import { levelOf, rankOf } from './rules.ts'
import type { WarningTable } from './tables.ts'
import { visibleWarnings } from './visible.ts'

type Query = z.infer<typeof WarningListQuery>
type Named = { id: string; name: string }
type Found = Selectable<WarningTable> & { unit: Named | null; owner: Named | null; open_measures: number }

/** 待认领 · 处置中 · 已暂缓 · 已解除 · 已并入, as SQL over `w`. */
const stateOf = (now: Date) => sql<WarningRow['state']>`case
  when w.merged_into is not null then 'merged' when w.cleared_at is not null then 'cleared'
  when w.snoozed_until > ${now} then 'snoozed' when w.acknowledged_at is not null then 'acknowledged' else 'raised' end`

/** 预警清单: newest first, or the highest level first. @throws CURSOR_INVALID */
export async function listWarnings(tx: Tx, actor: Actor, query: Query, now: Date): Promise<WarningList> {
  const matching = matchingWarnings(tx, actor, query, now)
  const counted = await tx
    .selectFrom(
      matching
        .select('w.id')
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const isUrgent = query.sort === 'urgent'
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, isUrgent ? 3 : 2)
  const rows = await matching
    .selectAll('w')
    .select(lookedUp)
    .$if(after !== undefined && !isUrgent, (page) =>
      page.where(sql<SqlBool>`(w.at, w.id) < (${String(after?.[0])}::timestamptz, ${String(after?.[1])}::uuid)`),
    )
    .$if(after !== undefined && isUrgent, (page) =>
      page.where(
        sql<SqlBool>`(w.level, w.at, w.id) < (${Number(after?.[0])}::smallint, ${String(after?.[1])}::timestamptz, ${String(after?.[2])}::uuid)`,
      ),
    )
    .$if(isUrgent, (page) => page.orderBy('w.level', 'desc'))
    .orderBy('w.at', 'desc')
    .orderBy('w.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const { page, nextCursor } = pageOf(rows, query.limit, (row) => [...(isUrgent ? [row.level] : []), row.at.toISOString(), row.id])
  return { rows: page.map((row) => shownWarning(row, now)), nextCursor, total: cappedTotal(counted.count) }
}

function matchingWarnings(tx: Tx, actor: Actor, query: Query, now: Date) {
  const { tenantId } = actor
  let rows = tx.selectFrom('warning as w').where('w.tenant_id', '=', tenantId).where(visibleWarnings(tx, actor))
  if (query.kind?.length) rows = rows.where('w.kind', 'in', query.kind)
  if (query.level?.length) rows = rows.where('w.level', 'in', query.level.map(rankOf))
  if (query.state?.length) {
    const isOneOf = sql<SqlBool>`${stateOf(now)} = any(${query.state})`
    rows = rows.where(query.state.includes('open') ? sql<SqlBool>`(w.cleared_at is null or ${isOneOf})` : isOneOf)
  }
  if (query.verdict?.length) rows = rows.where(sql<SqlBool>`coalesce(w.verdict, 'none') = any(${query.verdict})`)
  if (query.ownerId) rows = rows.where('w.owner_id', '=', query.ownerId)
  if (query.unitId) rows = rows.where('w.unit_id', '=', query.unitId)
  if (query.q) rows = rows.where(sql<SqlBool>`position(lower(${query.q}) in lower(w.subject)) > 0`)
  if (query.from) rows = rows.where('w.at', '>=', new Date(query.from))
  if (query.to) rows = rows.where('w.at', '<', new Date(query.to))
  if (query.caseId) {
    const seen = tx
      .selectFrom('complaint_case')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', query.caseId)
      .where(visibleCases(actor))
    const ids = tx.selectFrom('warning_case').select('warning_id').where('tenant_id', '=', tenantId).where('case_id', 'in', seen)
    rows = rows.where('w.id', 'in', ids)
  }
  return rows
}

/** What a row of a list needs beside its own columns, over `w`. */
export const lookedUp = () => [
  unitNamed('w', 'unit_id').as('unit'),
  personNamed('w', 'owner_id').as('owner'),
  sql<number>`(select count(*) from warning_measure m where m.tenant_id = w.tenant_id and m.warning_id = w.id and m.done_at is null)`.as(
    'open_measures',
  ),
]

export function shownWarning(row: Found, now: Date): WarningRow {
  return {
    id: row.id,
    kind: row.kind,
    key: row.key,
    subject: row.subject,
    level: levelOf(row.level),
    state: row.merged_into
      ? 'merged'
      : row.cleared_at
        ? 'cleared'
        : row.snoozed_until && row.snoozed_until > now
          ? 'snoozed'
          : row.acknowledged_at
            ? 'acknowledged'
            : 'raised',
    facts: row.facts,
    cases: row.case_count,
    unit: row.unit,
    owner: row.owner,
    at: row.at.toISOString(),
    firstSeenAt: row.first_seen_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    repeats: row.repeats,
    acknowledgeDueAt: row.acknowledge_due_at?.toISOString() ?? null,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    overdue: !row.acknowledged_at && !row.cleared_at && (row.late_since !== null || (row.acknowledge_due_at ?? now) < now),
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    clearedAt: row.cleared_at?.toISOString() ?? null,
    verdict: row.verdict,
    openMeasures: row.open_measures,
    version: row.version,
  }
}
