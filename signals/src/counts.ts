import { binomialDensity, incompleteBeta, poissonDensity, upperGamma } from './gamma.ts'
import { normalQuantile } from './normal.ts'

/**
 * How a count is spread about its mean: variance = dispersion × mean. Dispersion 1 (or less) is Poisson, more is negative binomial of
 * size mean ÷ (dispersion − 1).
 */
export type CountSpread = { mean: number; dispersion: number }

/** Nearer to 1 the two distributions agree to more digits than the negative binomial can be worked out to. */
const LEAST_DISPERSION = 1 + 1e-9
/** Beyond this a count and its chance quantile differ by less than one part in ten million. */
const MOST_MEAN = 1e12

/** Chance of a count of at most `count`. */
export function countProbability(count: number, { mean, dispersion }: CountSpread): number {
  if (count < 0) return 0
  const whole = Math.floor(count)
  if (!(mean > 0)) return 1
  if (!(dispersion > LEAST_DISPERSION)) return upperGamma(whole + 1, mean)
  return incompleteBeta(1 / dispersion, mean / (dispersion - 1), whole + 1, (dispersion - 1) / dispersion)
}

/** Chance of exactly `count`. */
export function countDensity(count: number, { mean, dispersion }: CountSpread): number {
  if (!(mean > 0)) return count === 0 ? 1 : 0
  if (!(dispersion > LEAST_DISPERSION)) return poissonDensity(count, mean)
  const size = mean / (dispersion - 1)
  return (binomialDensity(size, count, 1 / dispersion, (dispersion - 1) / dispersion) * size) / (size + count)
}

/** Least count that is not exceeded with chance `p` (0–1): bracketed from the normal approximation with its skewness, then halved. */
export function countQuantile(p: number, spread: CountSpread): number {
  const { mean, dispersion } = spread
  if (!(mean > 0) || p <= 0) return 0
  if (p >= 1 || mean > MOST_MEAN) return p >= 1 ? Number.POSITIVE_INFINITY : Math.ceil(mean)
  const z = normalQuantile(p)
  const phi = Math.max(1, dispersion)
  const deviation = Math.sqrt(mean * phi)
  const guess = Math.max(0, Math.floor(mean + deviation * (z + ((2 * phi - 1) / deviation / 6) * (z * z - 1))))
  const reaches = (count: number) => countProbability(count, spread) >= p
  let below = guess - 1
  let at = guess
  if (reaches(guess)) {
    for (let step = 1; below >= 0 && reaches(below); step *= 2) {
      at = below
      below = Math.max(-1, below - step)
    }
  } else {
    below = guess
    at = guess + 1
    for (let step = 1; step < MOST_MEAN && !reaches(at); step *= 2) {
      below = at
      at += step
    }
  }
  while (at - below > 1) {
    const middle = Math.floor((at + below) / 2)
    if (reaches(middle)) at = middle
    else below = middle
  }
  return at
}

/** Chance that Student's t with `freedom` degrees lies further out than ±|t|. */
export const studentTwoSided = (t: number, freedom: number) => incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)
