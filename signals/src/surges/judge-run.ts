import type { Baseline } from './baseline.ts'
import { type Expectation, logChanceOf, midP, tailOf } from './chance.ts'
import { rules } from './rules.ts'
import { type Judging, type Screening, told } from './screening.ts'

/**
 * Days and hours: log likelihood ratio of "one deviation more than usual" against "as usual", summed and never below nothing (CUSUM). An alarm
 * uses its evidence up: the next one needs new.
 */
export function judgeRun(counts: ArrayLike<number>, baseline: Baseline, judging: Judging): Screening {
  const { length } = counts
  const rule = judging.frequency === 'hour' ? rules.hour : rules.day
  const bar = rule.bar + Math.log(rule.falseAlarms / (judging.falseAlarms ?? rule.falseAlarms))
  const steep = (judging.falseAlarms ?? rule.falseAlarms) * rule.steepShare
  const from = Math.max(0, length - rule.remembers)
  const recent = Array.from({ length: length - from }, (_, at) => baseline.at(from + at))
  let evidence = 0
  let unspent = 0
  let total = 0
  let cases = 0
  let alarm = false
  for (const [index, { mean, unsure }] of recent.entries()) {
    const count = counts[from + index] as number
    // The error of the baseline is the same day after day: over a run it weighs more than in one day.
    const spread = baseline.spread * (1 + rule.sharedError * mean * unsure)
    const gain = logChanceOf(count, { mean: mean + rule.shift * Math.sqrt(mean * spread), spread }) - logChanceOf(count, { mean, spread })
    if (unspent <= 0) {
      cases = 0
      total = 0
    }
    cases += count
    total = Math.max(0, total + gain)
    // At most twice the bar is owed, so that the end of a long surge is noticed within days.
    unspent = Math.min(2 * bar, Math.max(0, unspent + gain))
    evidence = Math.max(0, evidence + gain)
    // One period that chance alone hardly ever makes needs no others.
    const isSteep = count > mean && midP(count, recent[index] as Expectation) <= steep
    alarm = (evidence >= bar || isSteep) && cases >= judging.leastCases
    if (alarm) evidence = 0
  }
  const now = recent.at(-1) as Expectation
  const sums = stretches(counts, recent, baseline.spread)
  const back = beganBack(sums)
  const began = sums[back] as Stretch
  return {
    ...told(counts, now, judging),
    alarm,
    ongoing: alarm || (unspent >= bar && cases >= judging.leastCases),
    p: midP(counts[length - 1] as number, now),
    chance: Math.min(1, rule.tail.height * Math.exp(-rule.tail.slope * total), windowChance(sums, rule.windows)),
    score: total / bar,
    since: length - 1 - back,
    sinceObserved: began.observed,
    sinceExpected: began.mean,
    spread: began.spread,
  }
}

/** Sums over the last `window` periods, and over all of them that are given. */
type Stretch = { observed: number; mean: number; spread: number }

function stretches(counts: ArrayLike<number>, recent: readonly { mean: number; unsure: number }[], spread: number): Stretch[] {
  let observed = 0
  let mean = 0
  let unsure = 0
  return recent.map((_, back) => {
    const at = recent[recent.length - 1 - back] as { mean: number; unsure: number }
    observed += counts[counts.length - 1 - back] as number
    mean += at.mean
    unsure += at.unsure
    return { observed, mean, spread: spread * (1 + (mean * unsure) / (back + 1)) }
  })
}

/** A surge far above one deviation is told sooner by plain sums over the last few periods; that several are tried is paid for. */
function windowChance(sums: readonly Stretch[], windows: readonly number[]): number {
  let least = 1
  for (const window of windows) {
    const sum = sums[window - 1]
    if (sum && sum.observed > sum.mean) least = Math.min(least, tailOf(sum.observed, sum).atLeast)
  }
  return least * windows.length
}

/** With how many of the last periods the surge began, most likely: where what was counted lies farthest from what was expected. */
function beganBack(sums: readonly Stretch[]): number {
  let best = 0
  let most = 0
  for (const [back, { observed, mean, spread }] of sums.entries()) {
    const evidence = observed > mean ? (observed * Math.log(observed / Math.max(mean, 1e-9)) - observed + mean) / spread : 0
    if (evidence > most) {
      most = evidence
      best = back
    }
  }
  return best
}
