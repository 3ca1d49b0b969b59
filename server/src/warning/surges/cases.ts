import { type SqlBool, sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Day } from '../series/tables.ts'

/** A live case as it was counted. */
export type LedgerCase = { id: string; receivedAt: Date; series: number[] }

// Enough to see what lies in what; the figures themselves come from the counts.
const mostCases = 5_000

/** Live cases of these days that belong to any of these series, newest first. */
export async function liveCasesOf(
  tx: Tx,
  tenantId: string,
  seriesIds: number[],
  from: Date,
  days: { first: Day; last: Day },
): Promise<LedgerCase[]> {
  const { rows } = await sql<{ case_id: string; received_at: Date; series: number[] }>`
    select case_id, received_at, series from series_case
    where tenant_id = ${tenantId} and day between ${days.first}::date and ${days.last}::date and live and received_at >= ${from} and series && ${seriesIds}::int[]
    order by received_at desc limit ${mostCases}`.execute(tx)
  return rows.map(({ case_id: id, received_at: receivedAt, series }) => ({ id, receivedAt, series }))
}

/** Newest first, as they came. */
export function bySeries(cases: readonly LedgerCase[]): Map<number, LedgerCase[]> {
  const found = new Map<number, LedgerCase[]>()
  for (const one of cases) {
    for (const series of one.series) {
      const own = found.get(series)
      if (own) own.push(one)
      else found.set(series, [one])
    }
  }
  return found
}

export async function peopleOf(tx: Tx, tenantId: string, caseIds: string[]): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(distinct coalesce(customer_id, id)) as people from complaint_case where tenant_id = ${tenantId} and id = any(${caseIds}::uuid[])`.execute(
    tx,
  )
  return rows[0]?.people ?? 0
}

/** Masked words of complaints, as people see them. */
export async function textsOf(tx: Tx, tenantId: string, caseIds: string[]): Promise<string[]> {
  if (caseIds.length === 0) return []
  const rows = await tx
    .selectFrom('case_text')
    .select('masked')
    .where('tenant_id', '=', tenantId)
    .where('event_no', '=', 1)
    .where(sql<SqlBool>`case_id = any(${caseIds}::uuid[])`)
    .execute()
  return rows.flatMap(({ masked }) => (masked ? [`${masked.subject ?? ''} ${masked.text ?? ''}`] : []))
}

// Of eight weeks so many texts say well enough which words are ordinary.
const mostTextsBefore = 1_500
const weeksBefore = 8

/** What was said in the eight weeks before, a fair share of it. */
export async function textsBefore(tx: Tx, tenantId: string, before: Day): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`
    select case_id from series_case where tenant_id = ${tenantId} and day < ${before}::date and day >= ${before}::date - ${weeksBefore * 7}::int
    order by md5(case_id::text) limit ${mostTextsBefore}`.execute(tx)
  return textsOf(
    tx,
    tenantId,
    rows.map((row) => row.case_id),
  )
}
