import { type CountSpread, countProbability, countQuantile } from '../counts.ts'
import { normalProbability, normalQuantile } from '../normal.ts'

export type ThresholdMethod = 'nbPlugin' | 'delta' | 'muan'
export type PowerTransform = '2/3' | '1/2' | 'none'

/** @property eta log of the expected count  @property variance of `eta`, dispersion included  @property dispersion of the counts, 1 or more */
export type Prediction = { eta: number; variance: number; dispersion: number }
type Method = { thresholdMethod: ThresholdMethod; alpha: number; powertrans: PowerTransform }

/**
 * The count that chance exceeds with `alpha` (阈值).
 * - delta: a power of the count is normal, with the variance of the count and of the estimate. Source: Farrington 1996 §3.7
 * - nbPlugin: quantile of the negative binomial at the estimate. Source: Noufaily 2013 §3.5
 * - muan: the same at an upper quantile of the estimate. Source: Salmon 2016 §2.2
 */
export function thresholdOf(prediction: Prediction, { thresholdMethod, alpha, powertrans }: Method): number {
  if (thresholdMethod !== 'delta') return countQuantile(1 - alpha, spreadOf(prediction, thresholdMethod, alpha))
  const { power, at, deviation } = transformed(prediction, powertrans)
  return Math.max(0, at + normalQuantile(1 - alpha) * deviation) ** (1 / power)
}

/** Chance of `count` or more were nothing going on (p 值). */
export function chanceOfAtLeast(count: number, prediction: Prediction, { thresholdMethod, alpha, powertrans }: Method): number {
  if (thresholdMethod !== 'delta') return 1 - countProbability(count - 1, spreadOf(prediction, thresholdMethod, alpha))
  const { power, at, deviation } = transformed(prediction, powertrans)
  return normalProbability((at - count ** power) / deviation)
}

const spreadOf = ({ eta, variance, dispersion }: Prediction, method: ThresholdMethod, alpha: number): CountSpread => ({
  mean: Math.exp(method === 'muan' ? eta + normalQuantile(1 - alpha) * Math.sqrt(variance) : eta),
  dispersion,
})

const powers = { '2/3': 2 / 3, '1/2': 1 / 2, none: 1 } as const

/** The expected count to a power and the deviation of a count there, by the delta rule: power × mean^(power − 1) × deviation of the count. */
function transformed({ eta, variance, dispersion }: Prediction, powertrans: PowerTransform) {
  const mean = Math.exp(eta)
  const power = powers[powertrans]
  const deviation = power * mean ** (power - 1) * Math.sqrt(mean * (dispersion + mean * variance))
  return { power, at: mean ** power, deviation }
}
