import type { MeasureFigure } from '@zhiwei/contract'
import { poissonInterval, wilsonOf } from '@zhiwei/signals'
import type { MeasureRule } from './definitions.ts'

/** Fewest of the denominator before a share, mean or duration is told. Source: rules of the domain §5 */
export const enoughFrom = 5

export type Counted = { count: number; total: number }
const none: Counted = { count: 0, total: 0 }
export const empty: MeasureFigure = { numerator: null, denominator: null, value: null, p90: null, interval: null, enough: false }

/** A share of so many, with Wilson's interval; of fewer than five only the counts are told. */
export function shareOf(top: number, bottom: number): MeasureFigure {
  const enough = bottom >= enoughFrom
  return {
    ...empty,
    numerator: top,
    denominator: bottom,
    value: enough ? top / bottom : null,
    interval: enough ? wilsonOf(top, bottom) : null,
    enough,
  }
}

/** One figure of what was counted. Durations, rates and figures of other modules have their own ways. */
export function figureOf(rule: MeasureRule, numerator: Counted = none, denominator: Counted = none): MeasureFigure {
  if (rule.kind === 'count') {
    const { count } = numerator
    return { ...empty, numerator: count, value: count, interval: poissonInterval(count), enough: true }
  }
  if (rule.kind === 'share' || rule.kind === 'customers') return shareOf(numerator.count, denominator.count)
  const bottom = rule.kind === 'shareOfItems' ? denominator.total : denominator.count
  const enough = denominator.count >= enoughFrom && bottom > 0
  return { ...empty, numerator: numerator.total, denominator: bottom, value: enough ? numerator.total / bottom : null, enough }
}
