import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { type Raise, raiseWarnings } from '../governance/raise.ts'
import { dayAfter } from '../series/days.ts'
import type { SeriesKey } from '../series/keys.ts'
import { seriesNames } from '../series/names.ts'
import type { Day } from '../series/tables.ts'
import { type LedgerCase, peopleOf, textsBefore, textsOf } from './cases.ts'
import { type Alarm, type Matter, mattersOf, sharedOf } from './explain.ts'
import type { SurgeSources } from './sources.ts'
import { type NewWord, newWordsOf } from './words.ts'

export type SurgeAlarm = Alarm & { key: SeriesKey; since: Date; method: string }
export type Grain = 'hour' | 'day'
type Found = { grain: Grain; day: Day; alarms: SurgeAlarm[]; cases: LedgerCase[] }
type Running = { series_id: number; day: Day; since: Date; words: NewWord[]; observed: number; expected: number }

// A matter that goes on under another name is the same while most of its cases are.
const goesOn = 0.6
const partBefore = 0.3
// A surge of days goes back so far.
const judgedDays = 14
const runsForDays = 3
const mostRaised = 10
/** Words are read again whenever the count has grown by this factor. */
const readAgainAt = 1.5
const stepOf = (observed: number) => Math.floor(Math.log(observed) / Math.log(readAgainAt))

/**
 * 突增: of series that stand out together makes matters, says which words in them are new, raises a warning for each, and keeps what was found.
 * @param standsOut whether so many cases would still be unusual for that series
 */
export async function keepSurges(
  tx: Tx,
  tenantId: string,
  sources: SurgeSources,
  { grain, day, alarms, cases }: Found,
  standsOut: (alarm: SurgeAlarm, observed: number) => boolean,
  now: Date,
) {
  const running = await runningSurges(tx, tenantId, day)
  const matters = mattersOf(moreThanTold(running, { alarms, cases, standsOut }), standsOut).slice(0, mostRaised)
  if (matters.length === 0) return []
  const names = await seriesNames(tx, tenantId, sources.categoryNames)
  const keys = await keysOf(
    tx,
    tenantId,
    running.map(({ series_id }) => series_id),
  )
  let before: ReadonlySet<string>[] | undefined
  const raises: (Raise & { series: number; matter: Matter<SurgeAlarm>; words: NewWord[] })[] = []
  for (const matter of matters) {
    const { alarm } = matter
    const same = await continues(tx, tenantId, alarm, running, cases)
    const series = same?.series_id ?? alarm.series
    const key = keys.get(series) ?? alarm.key
    const caseIds = [...alarm.caseIds]
    let words = same?.words ?? []
    if (!same || stepOf(alarm.observed) > stepOf(same.observed)) {
      before ??= await sources.wordsOf(await textsBefore(tx, tenantId, same?.day ?? day))
      words = newWordsOf(await sources.wordsOf(await textsOf(tx, tenantId, caseIds.slice(0, 200))), before)
    }
    const since = same && same.since < alarm.since ? same.since : alarm.since
    raises.push({
      kind: 'surge',
      key: `${key.dims}:${key.key.replaceAll('\n', '|')}`,
      subject: names.subject(alarm.key),
      facts: {
        seriesId: series,
        grain,
        observed: alarm.observed,
        expected: round(alarm.expected),
        low: alarm.low,
        high: alarm.high,
        ratio: round(alarm.observed / Math.max(alarm.expected, 0.1)),
        excess: Math.round(alarm.observed - alarm.expected),
        days: Math.max(1, Math.ceil((now.getTime() - since.getTime()) / 86_400_000)),
        cases: alarm.observed,
        people: await peopleOf(tx, tenantId, caseIds),
        since: since.toISOString(),
        words: words.map(({ word }) => word),
        also: matter.explained.slice(0, 6).map((other) => names.subject(other.key)),
      },
      caseIds,
      unitId: unitOf(key),
      firstSeenAt: since,
      series,
      matter,
      words,
    })
  }
  const raised = await raiseWarnings(
    tx,
    tenantId,
    raises.map(({ series: _series, matter: _matter, words: _words, ...raise }) => raise),
    now,
  )
  for (const raise of raises) {
    const warningId = raised.find(({ key }) => key === raise.key)?.warningId ?? null
    await keepSurge(tx, tenantId, raise.series, raise.matter, { grain, day, words: raise.words, since: raise.firstSeenAt, warningId, now })
  }
  return raised
}

const round = (figure: number) => Number(figure.toFixed(2))
const unitOf = ({ dims, key }: SeriesKey) => {
  const at = dims.split('*').indexOf('unit')
  const unit = at >= 0 ? key.split('\n')[at] : undefined
  return unit && /^[0-9a-f-]{36}$/.test(unit) ? unit : null
}

type Beside = { alarms: SurgeAlarm[]; cases: LedgerCase[]; standsOut: (alarm: SurgeAlarm, observed: number) => boolean }

/** Those that still stand out without the cases of denser surges that were told in the last days and are not in this look themselves. */
function moreThanTold(running: Running[], { alarms, cases, standsOut }: Beside): SurgeAlarm[] {
  const timesOf = ({ observed, expected }: { observed: number; expected: number }) => observed / Math.max(expected, 0.05)
  const looked = new Set(alarms.map(({ series }) => series))
  const told = new Map(running.filter(({ series_id }) => !looked.has(series_id)).map((surge) => [surge.series_id, timesOf(surge)]))
  if (told.size === 0) return alarms
  const densest = new Map(cases.map(({ id, series }) => [id, Math.max(0, ...series.map((one) => told.get(one) ?? 0))]))
  return alarms.filter((alarm) => {
    const times = timesOf(alarm)
    const rest = [...alarm.caseIds].filter((id) => (densest.get(id) ?? 0) < times).length
    return rest === alarm.caseIds.size || standsOut(alarm, rest)
  })
}

/** A surge of the last days that this is: the same series, or one whose cases are mostly these and these mostly its, before as well. */
async function continues(
  tx: Tx,
  tenantId: string,
  alarm: SurgeAlarm,
  running: Running[],
  cases: LedgerCase[],
): Promise<Running | undefined> {
  const same = running.find(({ series_id }) => series_id === alarm.series)
  if (same) return same
  for (const surge of running) {
    const own = new Set(cases.filter(({ series }) => series.includes(surge.series_id)).map(({ id }) => id))
    const both = sharedOf(alarm, { caseIds: own }) * Math.min(own.size, alarm.caseIds.size)
    const isOne = own.size > 0 && both >= goesOn * own.size && both >= goesOn * alarm.caseIds.size
    if (isOne && (await wasPartOf(tx, tenantId, alarm, surge))) return surge
  }
  return undefined
}

/** A new fire within something wide that was told of (a channel, a region) is a matter of its own: the wide one had nothing of it before. */
async function wasPartOf(tx: Tx, tenantId: string, alarm: SurgeAlarm, surge: Running): Promise<boolean> {
  const { rows } = await sql<{ before: number; of: number }>`
    select count(*)::int as before, (count(*) filter (where series @> array[${alarm.series}::int]))::int as of from series_case
    where tenant_id = ${tenantId} and live and day >= ${dayAfter(surge.day, -judgedDays)}::date and series @> array[${surge.series_id}::int]
      and received_at >= ${surge.since} and received_at < ${alarm.since}`.execute(tx)
  const { before = 0, of = 0 } = rows[0] ?? {}
  return of >= partBefore * before
}

async function runningSurges(tx: Tx, tenantId: string, day: Day): Promise<Running[]> {
  const { rows } = await sql<Running>`
    select distinct on (series_id) series_id, day::text as day, since, words, observed, expected from surge
    where tenant_id = ${tenantId} and day >= ${dayAfter(day, -runsForDays)}::date and day <= ${day}::date order by series_id, day desc, at desc`.execute(
    tx,
  )
  return rows
}

async function keysOf(tx: Tx, tenantId: string, ids: number[]): Promise<Map<number, SeriesKey>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('series')
    .select(['id', 'dims', 'key'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, dims, key }) => [id, { dims, key }]))
}

type Kept = { grain: Grain; day: Day; words: NewWord[]; since: Date; warningId: string | null; now: Date }

async function keepSurge(tx: Tx, tenantId: string, series: number, { alarm, explained }: Matter<SurgeAlarm>, kept: Kept) {
  const figures = {
    at: kept.now,
    since: kept.since,
    observed: alarm.observed,
    expected: alarm.expected,
    low: alarm.low,
    high: alarm.high,
    p: Math.max(alarm.p, 1e-300),
    method: alarm.method,
    words: JSON.stringify(kept.words),
    explains: JSON.stringify([...new Set([alarm.series, ...explained.map((other) => other.series)])]),
    warning_id: kept.warningId,
  }
  await tx
    .insertInto('surge')
    .values({ tenant_id: tenantId, id: newId(), series_id: series, grain: kept.grain, day: kept.day, ...figures })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'series_id', 'grain', 'day']).doUpdateSet(figures))
    .execute()
}
