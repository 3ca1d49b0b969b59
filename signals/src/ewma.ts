import type { CountSpread } from './counts.ts'

/**
 * @property lambda weight of the newest period, 0–1: small for slow rises  @property limit standard deviations of the average at which it alarms
 * @property twoSided alarms on falls too
 */
export type EwmaControl = { lambda?: number; limit?: number; twoSided?: boolean }

/**
 * EWMA (指数加权移动平均): an average in which older periods count less; its limits widen to those of the long run.
 * @param counts one a period; null leaves the average as it is
 * @param expected mean and dispersion (variance ÷ mean) of a period without an outbreak, one for all or one each
 * Source: Roberts 1959; Lucas & Saccucci 1990 (λ = 0.2, limit 2.86: about 370 periods to a false alarm).
 */
export function ewma(counts: readonly (number | null)[], expected: CountSpread | readonly CountSpread[], control: EwmaControl = {}) {
  const { lambda = 0.2, limit = 2.86, twoSided = false } = control
  const statistic: number[] = []
  const upperbound: number[] = []
  const alarm: boolean[] = []
  let average = 0
  let variance = 0
  counts.forEach((count, at) => {
    const { mean, dispersion } = spreadAt(expected, at)
    const deviation = Math.sqrt(Math.max(mean * dispersion, Number.MIN_VALUE))
    if (count !== null && mean > 0) {
      average = (1 - lambda) * average + (lambda * (count - mean)) / deviation
      variance = (1 - lambda) ** 2 * variance + lambda ** 2
    }
    const bound = limit * Math.sqrt(variance)
    statistic.push(average)
    upperbound.push(bound)
    alarm.push(variance > 0 && (average > bound || (twoSided && average < -bound)))
  })
  return { statistic, upperbound, alarm }
}

const spreadAt = (expected: CountSpread | readonly CountSpread[], at: number): CountSpread =>
  'mean' in expected ? expected : (expected[at] ?? { mean: Number.NaN, dispersion: 1 })
