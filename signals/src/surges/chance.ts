import { logGamma, upperGamma } from '../gamma.ts'

/**
 * What chance says of a count: negative binomial with mean `mean` and variance `spread · mean`; Poisson when `spread` is 1.
 * Source: the quasi-Poisson variance of Farrington 1996 and Noufaily 2013, as a distribution.
 */
export type Expectation = { mean: number; spread: number }

/** ln P(count = y). */
export function logChanceOf(y: number, { mean, spread }: Expectation): number {
  if (mean <= 0) return y === 0 ? 0 : Number.NEGATIVE_INFINITY
  if (spread < 1.0001) return y * Math.log(mean) - mean - logGamma(y + 1)
  const size = mean / (spread - 1)
  return logGamma(y + size) - logGamma(size) - logGamma(y + 1) - size * Math.log(spread) + y * Math.log(1 - 1 / spread)
}

/**
 * How likely chance alone reaches the count.
 * @returns `atLeast` P(count ≥ y), and `above` P(count > y); between them lies the mid-p, which is even over the unit interval
 */
export function tailOf(y: number, expectation: Expectation): { atLeast: number; above: number } {
  if (y <= 0) {
    const none = Math.exp(logChanceOf(0, expectation))
    return { atLeast: 1, above: 1 - none }
  }
  const { mean, spread } = expectation
  if (mean <= 0) return { atLeast: 0, above: 0 }
  const here = Math.exp(logChanceOf(y, expectation))
  const size = spread < 1.0001 ? Number.POSITIVE_INFINITY : mean / (spread - 1)
  const share = spread < 1.0001 ? 0 : 1 - 1 / spread
  // The ratio of one count's chance to that of the count before; of Poisson, mean ÷ count.
  const step = (count: number) => (size === Number.POSITIVE_INFINITY ? mean / count : ((count - 1 + size) / count) * share)
  if (y > mean) {
    let above = 0
    let term = here
    for (let count = y + 1; ; count++) {
      term *= step(count)
      above += term
      if (term <= above * 1e-12 || term === 0) break
    }
    return { atLeast: Math.min(1, here + above), above }
  }
  let below = 0
  let term = here
  for (let count = y; count > 0; count--) {
    term /= step(count)
    below += term
    if (term <= below * 1e-12) break
  }
  return { atLeast: Math.max(0, 1 - below), above: Math.max(0, 1 - below - here) }
}

/** The middle of the tail with and without the count itself: a p value that discreteness neither swells nor shrinks. */
export const midP = (y: number, expectation: Expectation): number => {
  const { atLeast, above } = tailOf(y, expectation)
  return (atLeast + above) / 2
}

/** The smallest count that chance stays at or below with the given share. */
export function countAt(share: number, expectation: Expectation): number {
  const { mean, spread } = expectation
  if (mean <= 0) return 0
  let low = -1
  let high = Math.ceil(mean + 8 * Math.sqrt(mean * spread) + 12 * spread)
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (1 - tailOf(middle, expectation).above >= share) high = middle
    else low = middle
  }
  return high
}

/** Share of a standard normal distribution above z. */
export function normalTail(z: number): number {
  const beyond = upperGamma(0.5, (z * z) / 2) / 2
  return z >= 0 ? beyond : 1 - beyond
}
