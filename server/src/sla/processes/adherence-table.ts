import type { AdherenceCase, AdherenceCasesQuery, AdherenceGroup, AdherenceQuery, AdherenceTable } from '@zhiwei/contract'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../platform/database.ts'
import { cappedTotal, decodeCursor, pageOf } from '../../platform/keyset.ts'
import { startOfDay } from '../../platform/zones.ts'
import { zoneOf } from '../queries.ts'

// 按部门、按分类的符合度: each number is a count of cases, and each opens the cases it counts.

type Query = z.infer<typeof AdherenceQuery>
type CasesQuery = z.infer<typeof AdherenceCasesQuery>
type Counts = Omit<AdherenceGroup, 'key' | 'name'>
type Deviation = NonNullable<CasesQuery['deviation']>

/** Days shown when no period is named: this one and the 29 before it. */
const usualDays = 30
const dayMs = 86_400_000

/** A limit that has passed since the last event counts: nobody waits for an event to be late. */
const isLate = (now: Date) => sql`(a.late > 0 or coalesce(a.next_due_at < ${now}, false))`
export const holds: Record<Deviation, (now: Date) => RawBuilder<unknown>> = {
  skipped: () => sql`a.skipped > 0`,
  late: isLate,
  outOfOrder: () => sql`a.out_of_order > 0`,
  byOthers: () => sql`a.by_others > 0`,
  overrides: () => sql`a.overrides > 0`,
  kept: (now) => sql`not (a.skipped > 0 or a.out_of_order > 0 or a.by_others > 0 or ${isLate(now)})`,
}
const keys = { unit: sql`a.unit_id::text`, category: sql`split_part(a.category, '.', 1)` }
const names = { unit: sql`max(u.name)`, category: sql`max(g.name)` }

/** How the cases that began in the period kept to their process, by lead unit or category. */
export async function adherenceTable(tx: Tx, tenantId: string, query: Query, now: Date): Promise<AdherenceTable> {
  const zone = await zoneOf(tx, tenantId)
  const to = query.to ?? dateIn(now, zone)
  const from = query.from ?? new Date(Date.parse(to) - (usualDays - 1) * dayMs).toISOString().slice(0, 10)
  const count = (deviation: Deviation) => sql`(count(*) filter (where ${holds[deviation](now)}))::int`
  const { rows } = await sql<Counts & { key: string | null; name: string | null }>`
    select ${keys[query.by]} as key, ${names[query.by]} as name, count(*)::int as cases, ${count('kept')} as kept,
      ${count('skipped')} as skipped, ${count('late')} as late, ${count('outOfOrder')} as "outOfOrder",
      ${count('byOthers')} as "byOthers", ${count('overrides')} as overrides
    from case_adherence a
    left join unit u on u.tenant_id = a.tenant_id and u.id = a.unit_id
    left join category g on g.tenant_id = a.tenant_id and g.code = split_part(a.category, '.', 1)
    where a.tenant_id = ${tenantId} and ${begunIn({ from, to }, zone)}
    group by 1 order by count(*) desc, 2 nulls last`.execute(tx)
  return { from, to, rows: rows.map((row) => ({ ...row, name: row.name ?? '' })), total: sumOf(rows) }
}

function sumOf(rows: Counts[]): Counts {
  const sum: Counts = { cases: 0, kept: 0, skipped: 0, late: 0, outOfOrder: 0, byOthers: 0, overrides: 0 }
  for (const row of rows) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += row[key]
  return sum
}

/** The cases behind one number, newest first. */
export async function adherenceCases(tx: Tx, tenantId: string, query: CasesQuery, now: Date) {
  const { by, key, deviation, limit, cursor } = query
  const zone = await zoneOf(tx, tenantId)
  const ofKey = key === undefined ? sql`true` : key === '' ? sql`${keys[by]} is null` : sql`${keys[by]} = ${key}`
  const where = sql`a.tenant_id = ${tenantId} and ${begunIn(query, zone)} and ${ofKey} and ${deviation ? holds[deviation](now) : sql`true`}`
  const after = cursor ? decodeCursor(cursor, 2) : null
  const { rows } = await sql<Omit<AdherenceCase, 'beganAt'> & { beganAt: Date }>`
    select c.id as "caseId", c.number, c.subject, c.status, c.category, a.cycle, a.began_at as "beganAt", a.skipped,
      (a.late + case when a.next_due_at < ${now} then 1 else 0 end)::int as late, a.out_of_order as "outOfOrder", a.by_others as "byOthers", a.overrides
    from case_adherence a
    join complaint_case c on c.tenant_id = a.tenant_id and c.id = a.case_id
    where ${where} ${after ? sql`and (a.began_at, a.case_id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)` : sql``}
    order by a.began_at desc, a.case_id desc limit ${limit + 1}`.execute(tx)
  const { rows: counted } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from case_adherence a where ${where} limit 10001) as found`.execute(tx)
  const { page, nextCursor } = pageOf(rows, limit, (row) => [row.beganAt.toISOString(), row.caseId])
  return {
    rows: page.map((row) => ({ ...row, beganAt: row.beganAt.toISOString() })),
    nextCursor,
    total: cappedTotal(counted[0]?.count ?? 0),
  }
}

/** Whole days of the tenant's zone, both ends included. */
function begunIn({ from, to }: { from: string; to: string }, zone: string) {
  return sql`a.began_at >= ${dayStart(from, zone)} and a.began_at < ${new Date(dayStart(to, zone, 1))}`
}

function dayStart(date: string, zone: string, more = 0): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return startOfDay({ year, month, day: day + more }, zone)
}

const dateIn = (instant: Date, zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(instant)
