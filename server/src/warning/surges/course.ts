import type { NewWord, SeriesCourse, SeriesPick, Surge, WarningSurge } from '@zhiwei/contract'
import { countAt, fitBaseline } from '@zhiwei/signals'
import { type Selectable, sql } from 'kysely'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { beginOf, dayAfter, dayOf, daysBetween } from '../series/days.ts'
import { partsOf, type SeriesKey } from '../series/keys.ts'
import { seriesNames } from '../series/names.ts'
import { findSeries, keyOf, seriesById } from '../series/read.ts'
import type { Day, SurgeTable } from '../series/tables.ts'
import { changesOf } from './changes.ts'
import { countsOf, daysFrom, firstDay } from './history.ts'
import { fewestDays } from './screen-today.ts'
import type { SurgeSources } from './sources.ts'

const historyDays = 1_096
/** The last days are shown against what was before them: a surge must not explain itself. */
const notLearnt = 14

/** 量的走势: a series day by day with the band that its history expects, and the surges found in it. */
export async function courseOf(
  tx: Tx,
  tenantId: string,
  sources: SurgeSources,
  { days, ...pick }: SeriesPick,
  now: Date,
): Promise<SeriesCourse> {
  const key = keyOf(pick)
  const id = key && (await findSeries(tx, tenantId, key))
  if (!key || id === null) return { series: null, points: [], hours: [], surges: [], changes: [] }
  return courseOfSeries(tx, tenantId, sources, { id, ...key }, days, now)
}

type Known = SeriesKey & { id: number }

async function courseOfSeries(tx: Tx, tenantId: string, sources: SurgeSources, series: Known, days: number, now: Date) {
  const zone = await tenantZone(tx, tenantId)
  const today = dayOf(now, zone)
  const names = await seriesNames(tx, tenantId, sources.categoryNames)
  const { rows: hours } = await sql<{ hour: Date; count: number }>`
    select hour, count from series_hour where tenant_id = ${tenantId} and series_id = ${series.id} and hour >= ${beginOf(dayAfter(today, -1), zone)} and count > 0
    order by hour`.execute(tx)
  return {
    series: { id: series.id, name: names.subject(series), parts: names.parts(series) },
    ...(await pointsOf(tx, tenantId, sources, series.id, days, today)),
    hours: hours.map(({ hour, count }) => ({ hour: hour.toISOString(), count })),
    surges: await surgesOf(tx, tenantId, series, names, dayAfter(today, -days)),
  }
}

async function pointsOf(
  tx: Tx,
  tenantId: string,
  sources: SurgeSources,
  id: number,
  days: number,
  today: Day,
): Promise<Pick<SeriesCourse, 'points' | 'changes'>> {
  const first = await firstDay(tx, tenantId, today, historyDays)
  const from = first ?? dayAfter(today, 1 - days)
  const known = await daysFrom(tx, tenantId, sources, from, daysBetween(from, today) + 1)
  const counts = (await countsOf(tx, tenantId, [id], from, known.length)).get(id) ?? new Float64Array(known.length)
  const isKnown = first !== null && known.length > fewestDays + 1
  const baseline = isKnown ? fitBaseline(counts, known.design, Math.min(notLearnt, Math.max(1, Math.floor(known.length / 8)))) : null
  const shown = Math.min(days, known.length)
  const points = Array.from({ length: shown }, (_, at) => {
    const period = known.length - shown + at
    const expectation = baseline?.at(period)
    return {
      day: dayAfter(from, period),
      count: counts[period] ?? 0,
      expected: expectation ? Number(expectation.mean.toFixed(2)) : null,
      low: expectation ? countAt(0.025, expectation) : null,
      high: expectation ? countAt(0.975, expectation) : null,
    }
  })
  return { points, changes: isKnown ? changesOf(counts.subarray(0, -1), known) : [] }
}

type FoundSurge = Selectable<SurgeTable> & { day: Day; dims: string; key: string }
type Names = Awaited<ReturnType<typeof seriesNames>>
const mostSurges = 200

/** Of the series itself, of what lies in it, and what lifted it as well. */
async function surgesOf(tx: Tx, tenantId: string, series: Known, names: Names, from: Day): Promise<Surge[]> {
  const partOf = (dimension: string) =>
    sql<string>`split_part(s.key, chr(10), array_position(string_to_array(s.dims, '*'), ${dimension}::text))`
  // A category holds those below it.
  const within = partsOf(series).map(({ dimension, value }) =>
    dimension === 'category'
      ? sql<boolean>`starts_with(${partOf(dimension)} || '.', ${`${value}.`}::text)`
      : sql<boolean>`${partOf(dimension)} = ${value}`,
  )
  const { rows } = await sql<FoundSurge>`
    select u.*, u.day::text as day, s.dims, s.key from surge u join series s on s.tenant_id = u.tenant_id and s.id = u.series_id
    where u.tenant_id = ${tenantId} and u.day >= ${from}::date
      and (u.explains @> ${JSON.stringify([series.id])}::jsonb or (${within.length > 0 ? sql.join(within, sql` and `) : sql`true`}))
    order by u.day desc, u.at desc limit ${mostSurges}`.execute(tx)
  return rows.toReversed().map((row) => toSurge(row, names))
}

const toSurge = ({ dims, key, ...row }: FoundSurge, names: Names): Surge => ({
  id: row.id,
  series: { id: row.series_id, name: names.subject({ dims, key }), parts: names.parts({ dims, key }) },
  grain: row.grain,
  day: row.day,
  at: row.at.toISOString(),
  since: row.since.toISOString(),
  observed: row.observed,
  expected: Number(row.expected.toFixed(2)),
  low: row.low,
  high: row.high,
  p: row.p,
  method: row.method,
  words: row.words as NewWord[],
  warningId: row.warning_id,
})

/** What stands on the warning's page of a surge: the last figures of it, three months of its series. @throws NOT_FOUND */
export async function surgeOfWarning(tx: Tx, tenantId: string, sources: SurgeSources, warningId: string, now: Date): Promise<WarningSurge> {
  const row = await tx
    .selectFrom('surge')
    .selectAll()
    .select(sql<Day>`day::text`.as('day'))
    .where('tenant_id', '=', tenantId)
    .where('warning_id', '=', warningId)
    .orderBy('surge.day', 'desc')
    .orderBy('at', 'desc')
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '这条预警不是突增')
  const key = await seriesById(tx, tenantId, row.series_id)
  const names = await seriesNames(tx, tenantId, sources.categoryNames)
  const explained = (row.explains as number[]).filter((id) => id !== row.series_id)
  const others = explained.length
    ? await tx.selectFrom('series').select(['id', 'dims', 'key']).where('tenant_id', '=', tenantId).where('id', 'in', explained).execute()
    : []
  return {
    ...(await courseOfSeries(tx, tenantId, sources, { id: row.series_id, ...key }, 90, now)),
    surge: toSurge({ ...row, ...key }, names),
    explains: others.map(({ id, ...other }) => ({ id, name: names.subject(other), parts: names.parts(other) })),
  }
}
