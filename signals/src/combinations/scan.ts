import { type Calendar, countAt, type Expectation, screenerOf, tailOf } from '../surges/index.ts'
import { believedUpTo } from './discovery.ts'
import { keepExplaining } from './explain.ts'
import { addToTally, emptyTally, keyOf, type Part, type Tally, type TallyRow } from './tally.ts'

/**
 * @property periods length of the series; the last period is judged  @property window how far back a surge of a thin combination is looked for
 * @property falseDiscovery share of false ones among the findings (0.05)  @property budget so many findings at most, strongest first (20)
 * @property leastCases a finding has so many cases in the window at least (3)
 */
export type ScanOptions = Calendar & {
  dimensions: readonly string[]
  most?: number
  periods: number
  window?: number
  falseDiscovery?: number
  budget?: number
  leastCases?: number
}

/** @property basis `history` of its own, or `margins`: what its parts let expect, as its own history is thin */
export type CombinationSurge = {
  key: string
  parts: Part[]
  observed: number
  expected: number
  low: number
  high: number
  chance: number
  since: number
  spread: number
  basis: 'history' | 'margins'
  rows: string[]
  explains: string[]
}

/** With fewer cases than this in its history a combination is judged by its margins too. */
const thinBelow = 30
const thinSpread = 1.3

/**
 * 组合扫描: which combinations of up to three dimensions surge now? All that were seen in the window are looked at, Benjamini–Hochberg over every
 * one of them, and of those that overlap the one is kept that explains the others.
 * @param rows counted rows, or a tally that is kept up row by row
 */
export function scanCombinations(
  rows: Iterable<TallyRow> | Tally,
  options: ScanOptions,
): { looked: number; believedUpTo: number; found: CombinationSurge[]; overBudget: number } {
  const { periods, window = options.frequency === 'week' ? 3 : 7, falseDiscovery = 0.05, budget = 20, leastCases = 3 } = options
  const tally = 'combinations' in rows ? rows : tallyOf(rows, options)
  const screen = screenerOf({ ...options, leastCases }, periods)
  const from = Math.max(0, periods - window)
  const counted = new Map<string, { before: number; now: number }>()
  for (const [key, { periods: at }] of tally.combinations) counted.set(key, splitAt(at, from, periods))
  let looked = 0
  const judged: Omit<CombinationSurge, 'explains'>[] = []
  for (const [key, combination] of tally.combinations) {
    const { before, now } = counted.get(key) as { before: number; now: number }
    if (now === 0) continue
    looked++
    if (now < leastCases) continue
    const series = seriesOf(combination.periods, periods)
    const own = before >= thinBelow ? judgeOwn(series, screen) : judgeThin(combination.parts, counted, { before, now, from, window })
    const ids = combination.rows.filter((_, at) => {
      const period = combination.periods[at] as number
      return period >= own.since && period < periods
    })
    judged.push({ key, parts: combination.parts, rows: ids, ...own })
  }
  const bar = believedUpTo(
    judged.map(({ chance }) => chance),
    falseDiscovery,
    looked,
  )
  const believed = judged.filter(
    ({ chance, observed, expected }) => bar > 0 && chance <= bar && observed > expected && observed >= leastCases,
  )
  const kept = keepExplaining(believed, bar).map(({ kept, explains }) => ({ ...kept, explains: explains.map(({ key }) => key) }))
  return { looked, believedUpTo: bar, found: kept.slice(0, budget), overBudget: Math.max(0, kept.length - budget) }
}

function tallyOf(rows: Iterable<TallyRow>, { dimensions, most }: ScanOptions): Tally {
  const tally = emptyTally(dimensions, most)
  for (const row of rows) addToTally(tally, row)
  return tally
}

type Judged = Pick<CombinationSurge, 'observed' | 'expected' | 'low' | 'high' | 'chance' | 'since' | 'spread' | 'basis'>

function judgeOwn(series: Float64Array, screen: ReturnType<typeof screenerOf>): Judged {
  const { chance, since, sinceObserved, sinceExpected, spread } = screen(series)
  const expectation: Expectation = { mean: sinceExpected, spread }
  return {
    observed: sinceObserved,
    expected: sinceExpected,
    low: countAt(0.025, expectation),
    high: countAt(0.975, expectation),
    chance,
    since,
    spread,
    basis: 'history',
  }
}

/** Own history and what the margins let expect, the margins worth one case: negative binomial as of a gamma-distributed rate. */
function judgeThin(
  parts: readonly Part[],
  counted: ReadonlyMap<string, { before: number; now: number }>,
  { before, now, from, window }: { before: number; now: number; from: number; window: number },
): Judged {
  const past = Math.max(1, from)
  const margin = Math.max(marginOf(parts, counted, past), 0.02 / past)
  const rate = (before + 1) / (past + 1 / margin)
  const mean = rate * window
  const expectation: Expectation = { mean, spread: thinSpread * (1 + mean / (before + 1)) }
  const { atLeast } = tailOf(now, expectation)
  return {
    observed: now,
    expected: mean,
    low: countAt(0.025, expectation),
    high: countAt(0.975, expectation),
    chance: atLeast,
    since: from,
    spread: expectation.spread,
    basis: 'margins',
  }
}

/** Cases a period if the parts had nothing to do with each other; of three, the most that one pair and the third allow. */
function marginOf(parts: readonly Part[], counted: ReadonlyMap<string, { before: number; now: number }>, past: number): number {
  const all = Math.max(1, counted.get('')?.before ?? 1)
  const rateOf = (chosen: readonly Part[]) => (counted.get(keyOf(chosen))?.before ?? 0) / past
  if (parts.length < 2) return rateOf(parts)
  let most = 0
  for (let at = 0; at < parts.length; at++) {
    const single = rateOf([parts[at] as Part])
    const rest = rateOf(parts.filter((_, index) => index !== at))
    most = Math.max(most, (single * rest * past) / all)
  }
  return most
}

function splitAt(at: readonly number[], from: number, periods: number) {
  let before = 0
  let now = 0
  for (const period of at)
    if (period < from) before++
    else if (period < periods) now++
  return { before, now }
}

function seriesOf(at: readonly number[], periods: number): Float64Array {
  const series = new Float64Array(periods)
  for (const period of at) if (period >= 0 && period < periods) series[period] = (series[period] as number) + 1
  return series
}
