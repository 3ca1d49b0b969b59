import type { ReportFigures } from '@zhiwei/contract'
import { type Forecast, forecast } from '@zhiwei/signals'
import { dayAfter, daysBetween } from '../series/days.ts'
import type { Matter, Period } from './matters.ts'

const shownDays = 84
const comparedWeeks = 8
const z95 = 1.96

/** Counts of the period, of the weeks before, their ratio with its interval, and what is expected. Pure. */
export function figuresOf(
  matter: Matter,
  period: Period,
  known: { kinds: (string | null)[]; effects: Record<string, number> },
): { figures: ReportFigures; told: Forecast } {
  const { counts, countedFrom } = matter
  const days = daysBetween(period.from, period.to) + 1
  const before = counts.slice(Math.max(0, counts.length - days - comparedWeeks * 7), counts.length - days)
  const count = sum(counts.slice(-days))
  const told = forecast({ counts, startsOn: countedFrom, dayClasses: known.kinds, knownEffects: known.effects, horizon: 28 })
  const shown = counts.slice(-shownDays)
  const next = dayAfter(period.to, 1)
  const figures: ReportFigures = {
    count,
    before: before.length ? (sum(before) * days) / before.length : 0,
    ratio: before.length >= 28 && sum(before) + count >= 5 ? ratioOf(count, days, sum(before), before.length) : null,
    weeksBefore: Number((before.length / 7).toFixed(1)),
    nextWeek: told.weeks[0] ?? null,
    history: shown.map((value, at) => ({ day: dayAfter(period.to, at - shown.length + 1), count: value })),
    expected: told.days.map(({ expected, low, high }, at) => ({
      day: dayAfter(next, at),
      expected: Number(expected.toFixed(2)),
      low,
      high,
    })),
    words: matter.words,
    cases: matter.query,
  }
  return { figures, told }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Rate ratio with its 95 % interval on the log scale, half a case added to each (Haldane); spread beyond chance is not in it. */
export function ratioOf(here: number, days: number, before: number, beforeDays: number) {
  const value = (here + 0.5) / days / ((before + 0.5) / beforeDays)
  const spread = z95 * Math.sqrt(1 / (here + 0.5) + 1 / (before + 0.5))
  const two = (of: number) => Number(of.toFixed(3))
  return { value: two(value), low: two(value * Math.exp(-spread)), high: two(value * Math.exp(spread)) }
}
