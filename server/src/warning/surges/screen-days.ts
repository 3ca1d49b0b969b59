import { setImmediate } from 'node:timers/promises'
import { countAt, type Expectation, screenerOf, tailOf } from '@zhiwei/signals'
import { sql } from 'kysely'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { holdSeries } from '../series/count.ts'
import { beginOf, dayAfter, dayOf, daysBetween } from '../series/days.ts'
import { partsOf, type SeriesKey } from '../series/keys.ts'
import type { Day } from '../series/tables.ts'
import { bySeries, liveCasesOf } from './cases.ts'
import { countsOf, type Days, daysFrom, expectedDays, firstDay } from './history.ts'
import { keepSurges, type SurgeAlarm } from './keep.ts'
import { fewestDays, historyNeededDays, needHistory } from './screen-today.ts'
import type { SurgeSources } from './sources.ts'

const historyDays = 1_096
// The rule judges so many days and learns from those before.
const judgedDays = 14
/** Three complaints of a combination that nobody expects are often one family’s; five people’s are a matter. */
const fewestCases = 5
const fewestTimes = 1.8
/** 误报预算: one false alarm a week for the whole tenant, spread over its series. Source: the plan of the replay, docs/rules/surges.md */
const falseAlarmsADay = 1 / 7
/** What is left beside a matter is one of its own when it is as unlikely as that. */
const byItself = 0.001
// Rows of so many series are held at once.
const chunk = 250
// The last import and the last calls of a day are in by then.
const nightBeginsHours = 0.25

/** 每日筛查: once a day, when it is over, every series of its cases against its own years: rises too slow to be seen within a day. */
export const screenDays = (sources: SurgeSources) => async (deps: Deps, tenantId: string) => {
  const now = deps.clock()
  return deps.database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const zone = await tenantZone(tx, tenantId)
      const day = dayAfter(dayOf(new Date(now.getTime() - nightBeginsHours * 3_600_000), zone), -1)
      const known = await tx
        .selectFrom('series_state')
        .select(sql<Day | null>`screened_day::text`.as('day'))
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst()
      if (!known || (known.day !== null && known.day >= day)) return []
      await holdSeries(tx, tenantId)
      await tx.updateTable('series_state').set({ screened_day: day }).where('tenant_id', '=', tenantId).execute()
      return screenDay(tx, tenantId, sources, { day, zone, now })
    })
}

type Screener = ReturnType<typeof screenerOf>
type Screened = SeriesKey & { id: number }
type Look = { day: Day; zone: string; now: Date }

/** 筛查一日: as the night after it does. */
export async function screenDay(tx: Tx, tenantId: string, sources: SurgeSources, { day, zone, now }: Look) {
  const first = await firstDay(tx, tenantId, day, historyDays)
  if (!first || daysBetween(first, day) < fewestDays + judgedDays) return []
  const days = await daysFrom(tx, tenantId, sources, first, daysBetween(first, day) + 1)
  const series = await seriesOf(tx, tenantId, day)
  const judge = screenerOf(
    { ...days.calendar, falseAlarms: Math.min(0.005, falseAlarmsADay / Math.max(1, series.length)), leastCases: fewestCases },
    days.length,
  )
  const unusual: (Rise & { series: Screened })[] = []
  for (let at = 0; at < series.length; at += chunk) {
    const part = series.slice(at, at + chunk)
    const ids = part.map(({ id }) => id)
    const counts = await countsOf(tx, tenantId, ids, first, days.length)
    const live = await liveOf(tx, tenantId, ids, day)
    for (const one of part) {
      const own = counts.get(one.id)
      if (!own) continue
      // Only live cases speak for an alarm: an import of history raises none.
      own.set(live.get(one.id) ?? new Float64Array(judgedDays), days.length - judgedDays)
      const rise = riseOf(judge, own, days)
      if (rise) unusual.push({ series: one, ...rise })
    }
    // The server answers people meanwhile.
    await setImmediate()
  }
  if (unusual.length === 0) return []
  const from = dayAfter(day, 1 - judgedDays)
  const cases = await liveCasesOf(
    tx,
    tenantId,
    unusual.map(({ series: { id } }) => id),
    beginOf(from, zone),
    { first: from, last: day },
  )
  const spreads = new Map(unusual.map(({ series: { id }, spread }) => [id, spread]))
  const casesOf = bySeries(cases)
  const alarms = unusual.map(({ series: { id, dims, key }, days: span, ...figures }): SurgeAlarm => {
    const begin = beginOf(dayAfter(day, 1 - span), zone)
    const own = (casesOf.get(id) ?? []).filter((one) => one.receivedAt >= begin)
    return {
      ...figures,
      series: id,
      key: { dims, key },
      parts: partsOf({ dims, key }).length,
      caseIds: new Set(own.map((one) => one.id)),
      since: own.at(-1)?.receivedAt ?? begin,
      method: 'days',
    }
  })
  const standsOut = ({ series: id, expected }: SurgeAlarm, observed: number) =>
    observed >= fewestCases &&
    observed >= fewestTimes * expected &&
    tailOf(observed, { mean: expected, spread: spreads.get(id) ?? 1 }).atLeast <= byItself
  return keepSurges(tx, tenantId, sources, { grain: 'day', day, alarms, cases }, standsOut, now)
}

type Rise = { observed: number; expected: number; low: number; high: number; p: number; days: number; spread: number }

/** What the product's own rule says of a series: how much more came since when, where it alarms. */
function riseOf(judge: Screener, counts: Float64Array, days: Days): Rise | null {
  const screening = judge(counts)
  if (!screening.alarm && !screening.ongoing) return null
  const span = Math.min(judgedDays, days.length - screening.since)
  const expectation = sumOf(expectedDays(counts, days, judgedDays).slice(-span))
  const observed = counts.slice(-span).reduce((sum, count) => sum + count, 0)
  if (observed < fewestCases || observed < fewestTimes * expectation.mean) return null
  const { mean, spread } = expectation
  const { atLeast: p } = tailOf(observed, expectation)
  return { observed, expected: mean, low: countAt(0.025, expectation), high: countAt(0.975, expectation), p, days: span, spread }
}

function sumOf(days: Expectation[]): Expectation {
  const mean = Math.max(
    days.reduce((sum, day) => sum + day.mean, 0),
    1e-4,
  )
  return { mean, spread: days.reduce((sum, day) => sum + day.spread * day.mean, 0) / mean || 1 }
}

/** Every series with a case of that day. */
async function seriesOf(tx: Tx, tenantId: string, day: Day): Promise<Screened[]> {
  const { rows } = await sql<Screened>`
    select id, dims, key from series where tenant_id = ${tenantId} and key not like '%…%'
      and (first_day <= ${day}::date - ${historyNeededDays}::int or not string_to_array(dims, '*') && ${needHistory}::text[]) and id in (
      select distinct unnest(series) from series_case where tenant_id = ${tenantId} and day = ${day}::date and live) order by id`.execute(
    tx,
  )
  return rows
}

async function liveOf(tx: Tx, tenantId: string, ids: number[], day: Day): Promise<Map<number, Float64Array>> {
  const from = dayAfter(day, 1 - judgedDays)
  const { rows } = await sql<{ id: number; day: Day; live: number }>`
    select series_id as id, day::text as day, live from series_count
    where tenant_id = ${tenantId} and series_id = any(${ids}::int[]) and day between ${from}::date and ${day}::date`.execute(tx)
  const counts = new Map<number, Float64Array>()
  for (const { id, day: at, live } of rows) {
    const own = counts.get(id) ?? new Float64Array(judgedDays)
    own[daysBetween(from, at)] = live
    counts.set(id, own)
  }
  return counts
}
