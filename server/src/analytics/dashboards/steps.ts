import type { MeasureRow } from '@zhiwei/contract'
import type { Period } from '../measures/period.ts'
import type { TimeCut } from '../measures/time-cuts.ts'

/** By what a trend is cut: counts by day up to a quarter, so that a forecast can follow; shares need more of a denominator. */
export function stepOf({ from, to }: Period, isCount: boolean): TimeCut {
  const days = (to.getTime() - from.getTime()) / 86_400_000
  if (isCount) return days <= 100 ? 'day' : days <= 400 ? 'week' : 'month'
  return days <= 14 ? 'day' : days <= 200 ? 'week' : 'month'
}

/** Rows of all steps; where nothing fell a count is 0 and anything else is not told. */
export function filledOf(rows: readonly MeasureRow[], steps: readonly string[], isCount: boolean): MeasureRow[] {
  const found = new Map(rows.map((row) => [row.key, row]))
  const none = isCount
    ? { numerator: 0, denominator: null, value: 0, enough: true }
    : { numerator: 0, denominator: 0, value: null, enough: false }
  return steps.map((key) => found.get(key) ?? { ...none, key, name: null, p90: null, interval: null })
}
