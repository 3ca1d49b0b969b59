import { normalQuantile } from '../normal.ts'
import type { Baseline } from './baseline.ts'
import { midP, normalTail } from './chance.ts'
import { rules } from './rules.ts'
import { type Judging, type Screening, told } from './screening.ts'

/** Weeks: this week alone, or the last few together (Stouffer) while this one still stands out. */
export function judgeWeek(counts: ArrayLike<number>, baseline: Baseline, judging: Judging): Screening {
  const rule = judging.isYoung ? rules.weekYoung : rules.week
  const last = counts.length - 1
  const bars = judging.isYoung ? youngBars(last) : rules.week
  const scale = (judging.falseAlarms ?? rules.week.falseAlarms) / rules.week.falseAlarms
  const unsure = judging.isYoung ? rules.weekYoung.unsure : 1
  const weeks = rule.weights.slice(0, counts.length).map((weight, back) => {
    const { mean, unsure: unsureOfLog } = baseline.at(last - back)
    const at = { mean, spread: baseline.spread * (1 + unsure * mean * unsureOfLog) }
    const count = counts[last - back] as number
    const p = midP(count, at)
    return { weight, at, count, p, z: -normalQuantile(inside(p)), shared: 1 - baseline.spread / at.spread }
  })
  const { p, at: expectation } = weeks[0] as (typeof weeks)[number]
  const sum = weeks.reduce((total, { weight, z }) => total + weight * z, 0)
  // Weeks judged by one baseline err together, as far as the baseline is unsure.
  const squares = weeks.reduce((total, { weight }) => total + weight ** 2, 0)
  const crossed = weeks.reduce((total, { weight }) => total + weight, 0) ** 2 - squares
  const together = sum / Math.sqrt(squares + crossed * (weeks[0] as (typeof weeks)[number]).shared)

  const isOut = p < rule.stillOut
  const score = Math.max(0, scoreOf(p, bars.alone * scale), isOut ? together / -normalQuantile(bars.together * scale) : 0)
  const quiet = weeks.findIndex(({ z }) => z <= 0.5)
  const surge = weeks.slice(0, Math.max(1, quiet < 0 ? weeks.length : quiet))
  const cases = surge.reduce((total, { count }) => total + count, 0)
  const alarm = score >= 1 && cases >= judging.leastCases
  return {
    ...told(counts, expectation, judging),
    alarm,
    ongoing: alarm,
    p,
    chance: Math.min(1, 2 * Math.min(p, isOut ? normalTail(together) : 1)),
    score,
    since: last - surge.length + 1,
    sinceObserved: cases,
    sinceExpected: surge.reduce((total, { at }) => total + at.mean, 0),
    spread: expectation.spread,
  }
}

const inside = (p: number) => Math.min(1 - 1e-12, Math.max(1e-12, p))
const scoreOf = (p: number, bar: number) => normalQuantile(inside(p)) / normalQuantile(bar)

function youngBars(history: number) {
  const { bar, alone } = rules.weekYoung
  const deviations = bar.least + bar.byShortness / history
  return { alone: normalTail(alone * deviations), together: normalTail(deviations) }
}
