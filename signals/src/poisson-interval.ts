import { upperGamma } from './gamma.ts'

/**
 * Exact interval (95 %) of a Poisson count: from the mean at which as many or more are seen once in forty to the one at which as few or fewer are.
 * @param count whole, 0 or more  Source: Garwood, Biometrika 1936;28:437; the same as R's poisson.test
 */
export function poissonInterval(count: number): { low: number; high: number } {
  const outside = 0.025
  // Q(a, x) is the chance of fewer than a events at mean x, falling from 1 with x … seen from above.
  const low = count === 0 ? 0 : meanWhere((mean) => 1 - upperGamma(count, mean) < outside, count)
  return { low, high: meanWhere((mean) => upperGamma(count + 1, mean) > outside, count) }
}

/** The mean up to which a condition holds, found by halving. */
function meanWhere(holds: (mean: number) => boolean, count: number): number {
  let low = 0
  let high = count + 10 * Math.sqrt(count + 1) + 10
  while (high - low > 1e-10 * Math.max(1, high)) {
    const middle = (low + high) / 2
    if (holds(middle)) low = middle
    else high = middle
  }
  return (low + high) / 2
}
