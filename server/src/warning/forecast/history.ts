import type { ForecastScope } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { dayAfter, daysBetween } from '../series/days.ts'
import { others } from '../series/keys.ts'
import type { Day } from '../series/tables.ts'
import { firstDay } from '../surges/history.ts'

/** The counted series that are foretold: all, units, categories of level 1, regions. */
export type ForetoldSeries = { id: number; scope: ForecastScope; key: string }

const mostHistoryDays = 1_096
const mostOfScope = 40

/** The busiest of the last eight weeks of each scope, at most forty. */
export async function foretoldSeries(tx: Tx, tenantId: string, today: Day): Promise<ForetoldSeries[]> {
  const { rows } = await sql<ForetoldSeries>`
    select id, scope, key from (
      select s.id, s.dims as scope, s.key, row_number() over (partition by s.dims order by sum(c.count) desc, s.id) as place
      from series s join series_count c on c.tenant_id = s.tenant_id and c.series_id = s.id and c.day >= ${dayAfter(today, -56)}::date and c.day < ${today}::date
      where s.tenant_id = ${tenantId} and s.key <> ${others}
        and (s.dims in ('all', 'unit', 'region') or (s.dims = 'category' and position('.' in s.key) = 0))
      group by s.id, s.dims, s.key) as busy
    where place <= ${mostOfScope} order by scope, place`.execute(tx)
  return rows
}

/** The first day that counts: of all complaints, no further back than three years. A series younger than that had days of none. */
export const firstDayOf = (tx: Tx, tenantId: string, today: Day) => firstDay(tx, tenantId, today, mostHistoryDays)

/** Counts by day from `from` to the day before `until`. */
export async function countsBetween(tx: Tx, tenantId: string, seriesId: number, from: Day, until: Day): Promise<number[]> {
  const { rows } = await sql<{ day: Day; count: number }>`
    select day::text as day, count from series_count
    where tenant_id = ${tenantId} and series_id = ${seriesId} and day >= ${from}::date and day < ${until}::date`.execute(tx)
  const counts = Array.from({ length: Math.max(0, daysBetween(from, until)) }, () => 0)
  for (const { day, count } of rows) counts[daysBetween(from, day)] = count
  return counts
}
