import { cusum } from './poisson.ts'

/**
 * @property mu0 expected count, one for all periods or one for each judged  @property alpha dispersion: variance = mu + alpha × mu², 0 is Poisson
 * @property theta log of the rise looked for: log 2 is a doubling  @property cARL sum at which it alarms
 */
export type LikelihoodControl = { mu0: number | readonly number[]; alpha?: number; theta?: number; cARL?: number }

/**
 * Likelihood-ratio CUSUM of negative-binomial counts: adds up how much better a rise to exp(theta) × mu0 explains each count, starts from 0 again
 * after an alarm. The quickest way to find a rise of known size.
 * @param from 1-based first judged period
 * Source: Höhle & Paul 2008 §2 (theta known, from the last start); Moustakides 1986.
 */
export function nbCusum(counts: readonly (number | null)[], from: number, control: LikelihoodControl) {
  const { mu0, alpha = 0, theta = Math.LN2, cARL = 5 } = control
  const statistic: number[] = []
  const alarm: boolean[] = []
  let sum = 0
  for (let at = from - 1; at < counts.length; at++) {
    const mean = typeof mu0 === 'number' ? mu0 : (mu0[at - from + 1] ?? Number.NaN)
    const count = counts[at]
    if (count !== null && count !== undefined && mean > 0) sum = Math.max(0, sum + likelihoodRatio(count, mean, theta, alpha))
    statistic.push(sum)
    alarm.push(sum >= cARL)
    if (sum >= cARL) sum = 0
  }
  return { from, statistic, alarm }
}

/** Log likelihood of a count at exp(theta) × mean less that at the mean. */
export function likelihoodRatio(count: number, mean: number, theta: number, alpha: number): number {
  const raised = mean * Math.exp(theta)
  if (alpha <= 0) return count * theta - (raised - mean)
  const change = Math.log1p((alpha * (raised - mean)) / (1 + alpha * mean))
  return count * (theta - change) - change / alpha
}

/**
 * Negative-binomial CUSUM with k and h in standard deviations (Watkins 2008): what a count lies above its mean by more than k deviations.
 * @param alpha dispersion: variance = mean + alpha × mean²
 */
export function nbCusumStandard(
  counts: readonly (number | null)[],
  from: number,
  control: { m?: number | readonly number[] | null; alpha?: number; k?: number; h?: number },
) {
  return cusum(counts, from, { k: 0.5, h: 4, ...control, trans: 'pearsonNegBin', reset: true })
}
