import { type Calendar, type Design, designOf, type Expectation, fitBaseline } from '@zhiwei/signals'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { knownEffects, yearlyPeakOn } from '../forecast/peaks.ts'
import { dayAfter, daysBetween } from '../series/days.ts'
import type { Day } from '../series/tables.ts'
import type { SurgeSources } from './sources.ts'

/** What was, day by day, and what follows from it for a day to come. */

/** The days before `until` that are known, and what kind of days they were. `until` itself and the days after it up to `length` are judged. */
export type Days = { from: Day; length: number; calendar: Calendar; design: Design }

/**
 * What a person said a peak multiplies its days by counts where history has shown none.
 * @param from first day known  @param length days in all, the judged ones included
 */
export async function daysFrom(tx: Tx, tenantId: string, sources: SurgeSources, from: Day, length: number): Promise<Days> {
  const classes = await sources.dayClasses(tx, tenantId, from, length)
  const dayClasses = classes.map((kind, at) => kind ?? yearlyPeakOn(dayAfter(from, at)))
  const calendar: Calendar = {
    frequency: 'day',
    startsOn: from,
    dayClasses,
    knownEffects: await knownEffects(tx, tenantId, from, length),
  }
  return { from, length, calendar, design: designOf(calendar, length) }
}

/** The first day of the tenant that counts: no further back than `most` days before `today`. */
export async function firstDay(tx: Tx, tenantId: string, today: Day, most: number): Promise<Day | null> {
  const { rows } = await sql<{ day: Day }>`
    select greatest(min(c.day), ${dayAfter(today, -most)}::date)::text as day from series_count c
    join series s on s.tenant_id = c.tenant_id and s.id = c.series_id and s.dims = 'all' where c.tenant_id = ${tenantId}`.execute(tx)
  const day = rows[0]?.day
  return day && day < today ? day : null
}

/** Counts of these series by day. */
export async function countsOf(
  tx: Tx,
  tenantId: string,
  seriesIds: number[],
  from: Day,
  length: number,
): Promise<Map<number, Float64Array>> {
  const counts = new Map(seriesIds.map((id) => [id, new Float64Array(length)]))
  if (seriesIds.length === 0) return counts
  const { rows } = await sql<{ id: number; day: Day; count: number }>`
    select series_id as id, day::text as day, count from series_count
    where tenant_id = ${tenantId} and series_id = any(${seriesIds}::int[]) and day >= ${from}::date and day < ${from}::date + ${length}::int`.execute(
    tx,
  )
  for (const { id, day, count } of rows) (counts.get(id) as Float64Array)[daysBetween(from, day)] = count
  return counts
}

/** What each of the last days is expected to bring, learnt from those before. */
export function expectedDays(counts: Float64Array, { design, length }: Days, judged: number): Expectation[] {
  const baseline = fitBaseline(counts, design, judged)
  return Array.from({ length: judged }, (_, at) => baseline.at(length - judged + at))
}
