import { believedUpTo, type Expectation, tailOf } from '@zhiwei/signals'
import { sql } from 'kysely'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { hourIn } from '../../platform/zones.ts'
import { modesRevision } from '../forecast/peaks.ts'
import { holdSeries } from '../series/count.ts'
import { beginOf, dayOf, daysBetween } from '../series/days.ts'
import { partsOf, type SeriesKey } from '../series/keys.ts'
import type { Day } from '../series/tables.ts'
import { bySeries, liveCasesOf } from './cases.ts'
import { countsOf, daysFrom, expectedDays, firstDay } from './history.ts'
import { keepSurges, type SurgeAlarm } from './keep.ts'
import type { SurgeSources } from './sources.ts'
import { type DayShape, dayShapeOf, likelihoodOfToday, looksADay } from './today.ts'

/** Fewer cases in a day are told by the nightly look, not at once. */
export const fewestToday = 5
const mostSeries = 1_000
const historyDays = 400
/** Before so many days are known nothing is called unusual. */
export const fewestDays = 7
/** One in a thousand of what is raised at once may be chance, all series and looks of the day counted. */
const falseShare = 0.001
const fewestTimes = 1.8

// A channel or unit that is new to the tenant is a new way of working, not a matter: such series speak once they have a history.
export const needHistory: readonly string[] = ['channel', 'unit']
export const historyNeededDays = 14

type Changed = SeriesKey & { id: number; count: number; seq: number }

/**
 * 当日突增: looks at the series that live intake has changed since the last look; called every few seconds, it costs a look at one index where
 * nothing came. Source: docs/rules/surges.md
 */
export const screenToday = (sources: SurgeSources) => {
  const expected = expectedToday()
  return async ({ database, clock }: Deps, tenantId: string) =>
    database
      .tenant(tenantId)
      .transaction()
      .execute(async (tx) => {
        const waiting = await sql<{ seq: number | null; screened: number | null }>`
          select (select max(live_seq) from series where tenant_id = ${tenantId}) as seq,
            (select screened_seq from series_state where tenant_id = ${tenantId}) as screened`.execute(tx)
        const { seq, screened } = waiting.rows[0] ?? { seq: null, screened: null }
        if (seq === null || seq <= (screened ?? 0)) return []
        const state = await holdSeries(tx, tenantId)
        const now = clock()
        const zone = await tenantZone(tx, tenantId)
        const today = dayOf(now, zone)
        const changed = await changedSeries(tx, tenantId, today, state.screened_seq)
        await tx.updateTable('series_state').set({ screened_seq: seq }).where('tenant_id', '=', tenantId).execute()
        const from = changed.length > 0 ? await firstDay(tx, tenantId, today, historyDays) : null
        if (!from || daysBetween(from, today) < fewestDays) return []
        const expectations = await expected(tx, tenantId, sources, changed, { from, today })
        const shape = await shapeOf(tx, tenantId, today, zone)
        return raiseOf(tx, tenantId, sources, { changed, expectations, shape, today, zone, now })
      })
}

async function changedSeries(tx: Tx, tenantId: string, today: Day, screened: number): Promise<Changed[]> {
  const { rows } = await sql<Changed>`
    select s.id, s.dims, s.key, s.live_seq as seq, c.live as count from series s
    join series_count c on c.tenant_id = s.tenant_id and c.series_id = s.id and c.day = ${today}::date
    where s.tenant_id = ${tenantId} and c.live >= ${fewestToday} and s.key not like '%…%'
      and (s.live_seq > ${screened} or s.id in (select series_id from surge where tenant_id = ${tenantId} and day = ${today}::date))
      and (s.first_day <= ${today}::date - ${historyNeededDays}::int or not string_to_array(s.dims, '*') && ${needHistory}::text[])
    order by c.live desc limit ${mostSeries}`.execute(tx)
  return rows
}

/** What today is expected to bring does not change during the day, but with a peak mode: asked once a series. */
function expectedToday() {
  const kept = new Map<string, { today: Day; modes: number; until: number; of: Map<number, Expectation> }>()
  const keptMs = 3_600_000
  return async (tx: Tx, tenantId: string, sources: SurgeSources, changed: Changed[], { from, today }: { from: Day; today: Day }) => {
    const modes = await modesRevision(tx, tenantId)
    let known = kept.get(tenantId)
    if (!known || known.today !== today || known.modes !== modes || known.until < performance.now()) {
      known = { today, modes, until: performance.now() + keptMs, of: new Map() }
      kept.set(tenantId, known)
    }
    const { of } = known
    const missing = changed.filter(({ id }) => !of.has(id)).map(({ id }) => id)
    if (missing.length > 0) {
      const days = await daysFrom(tx, tenantId, sources, from, daysBetween(from, today) + 1)
      for (const [id, counts] of await countsOf(tx, tenantId, missing, from, days.length)) {
        const [expectation] = expectedDays(counts, days, 1)
        if (expectation) of.set(id, expectation)
      }
    }
    return of
  }
}

/** How complaints spread over an ordinary day, of the last eight weeks. */
async function shapeOf(tx: Tx, tenantId: string, today: Day, zone: string): Promise<DayShape> {
  const { rows } = await sql<{ hour: number; count: number }>`
    select extract(hour from h.hour at time zone ${zone})::int as hour, sum(h.count) as count from series_hour h
    join series s on s.tenant_id = h.tenant_id and s.id = h.series_id and s.dims = 'all'
    where h.tenant_id = ${tenantId} and h.hour < ${beginOf(today, zone)} group by 1`.execute(tx)
  const counts = Array.from({ length: 24 }, () => 0)
  for (const { hour, count } of rows) counts[hour] = count
  return dayShapeOf(counts)
}

type Look = { changed: Changed[]; expectations: Map<number, Expectation>; shape: DayShape; today: Day; zone: string; now: Date }

async function raiseOf(tx: Tx, tenantId: string, sources: SurgeSources, { changed, expectations, shape, today, zone, now }: Look) {
  const begin = beginOf(today, zone)
  const hours = (now.getTime() - begin.getTime()) / 3_600_000
  const counts = await hoursOf(tx, tenantId, changed, begin, zone)
  const found = changed.flatMap((series) => {
    const expectation = expectations.get(series.id)
    const likelihood = expectation && likelihoodOfToday({ hours, counts: counts.get(series.id) ?? [] }, expectation, shape)
    return likelihood ? [{ series, expectation, ...likelihood }] : []
  })
  // 误报率: of all that is called unusual at most this share may be chance.
  const atMost = believedUpTo(
    found.map(({ p }) => p),
    falseShare,
    (await seriesThatMay(tx, tenantId)) * looksADay,
  )
  const unusual = found.filter(({ p, observed, expected }) => p <= atMost && observed >= fewestToday && observed >= fewestTimes * expected)
  if (unusual.length === 0) return []
  const ids = unusual.map(({ series }) => series.id)
  const earliest = new Date(begin.getTime() + Math.min(...unusual.map(({ sinceHour }) => sinceHour)) * 3_600_000)
  const cases = await liveCasesOf(tx, tenantId, ids, earliest, { first: today, last: today })
  const casesOf = bySeries(cases)
  const alarms = unusual.map(({ series, sinceHour, expected, observed, low, high, p }): SurgeAlarm => {
    const from = new Date(begin.getTime() + sinceHour * 3_600_000)
    const own = (casesOf.get(series.id) ?? []).filter((one) => one.receivedAt >= from)
    return {
      series: series.id,
      key: { dims: series.dims, key: series.key },
      observed,
      expected,
      low,
      high,
      p,
      parts: partsOf(series).length,
      caseIds: new Set(own.map(({ id }) => id)),
      since: own.at(-1)?.receivedAt ?? from,
      method: 'today',
    }
  })
  const spreads = new Map(unusual.map(({ series, expectation }) => [series.id, expectation.spread]))
  const standsOut = ({ series, expected }: SurgeAlarm, observed: number) =>
    observed >= fewestToday &&
    observed >= fewestTimes * expected &&
    tailOf(observed, { mean: expected, spread: spreads.get(series) ?? 1 }).atLeast <= atMost
  return keepSurges(tx, tenantId, sources, { grain: 'hour', day: today, alarms, cases }, standsOut, now)
}

async function hoursOf(tx: Tx, tenantId: string, changed: Changed[], begin: Date, zone: string) {
  const { rows } = await sql<{ id: number; hour: Date; count: number }>`
    select series_id as id, hour, count from series_hour
    where tenant_id = ${tenantId} and series_id = any(${changed.map(({ id }) => id)}::int[]) and hour >= ${begin}`.execute(tx)
  const counts = new Map<number, number[]>()
  for (const { id, hour, count } of rows) {
    const own = counts.get(id) ?? Array.from({ length: 24 }, () => 0)
    const at = hourIn(hour, zone)
    own[at] = (own[at] ?? 0) + count
    counts.set(id, own)
  }
  return counts
}

/** So many series could be called unusual. */
async function seriesThatMay(tx: Tx, tenantId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from series where tenant_id = ${tenantId} and cases >= ${fewestToday}`.execute(tx)
  return Math.max(1, rows[0]?.count ?? 1)
}
