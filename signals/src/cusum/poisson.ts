import { type CusumTransform, transforms } from './transform.ts'

/**
 * @property k reference value, what a period may lie above the mean without adding  @property h decision interval
 * @property m expected count, one for all periods or one for each judged; null: the mean of the counts before `from`
 * @property alpha dispersion of pearsonNegBin  @property reset start from 0 again after an alarm
 */
export type CusumControl = {
  k?: number
  h?: number
  m?: number | readonly number[] | null
  trans?: CusumTransform
  alpha?: number
  reset?: boolean
}

/**
 * Poisson CUSUM (累积和): adds up what counts lie above the mean by more than `k`, and alarms while the sum is at `h` or more. For small, steady rises.
 * @param counts one a period, oldest first; a period without count leaves the sum as it is
 * @param from 1-based first judged period
 * @returns for each judged period the sum, the count that would have alarmed, and the alarm
 * Source: Rossi, Lampugnani & Marchi 1999; k = 1.04, h = 2.26 there: 500 periods to a false alarm.
 */
export function cusum(counts: readonly (number | null)[], from: number, control: CusumControl = {}) {
  const { k = 1.04, h = 2.26, m = null, trans = 'rossi', alpha = 0, reset = false } = control
  const transform = transforms[trans]
  const own = m === null ? meanOf(counts.slice(0, from - 1)) : m
  const sums: number[] = []
  const upperbound: number[] = []
  const alarm: boolean[] = []
  let sum = 0
  for (let at = from - 1; at < counts.length; at++) {
    const expected = { mean: typeof own === 'number' ? own : (own[at - from + 1] ?? Number.NaN), alpha }
    const count = counts[at]
    const needed = transform.inverse(h + k - sum, expected)
    if (count !== null && count !== undefined && expected.mean > 0) sum = Math.max(0, sum + transform.of(count, expected) - k)
    // Untransformed sums are told by what is left to the limit.
    upperbound.push(trans === 'none' ? Math.max(0, h - sum) : needed)
    sums.push(sum)
    alarm.push(sum >= h)
    if (reset && sum >= h) sum = 0
  }
  return { from, cusum: sums, upperbound, alarm }
}

const meanOf = (counts: readonly (number | null)[]) => {
  const known = counts.filter((count) => count !== null)
  return known.reduce((sum, count) => sum + count, 0) / known.length
}
