import { binomialDensity, incompleteBeta } from '../gamma.ts'

/** Events counted, and how much could have brought them: days, customers, orders. */
export type CountedRate = { count: number; exposure: number }
/** `value` and `high` are null where nothing was counted in the reference: there is no ratio, or no end to it. */
export type RateRatio = { value: number | null; low: number; high: number | null; p: number; confidence: number }

/**
 * Rate of `here` ÷ rate of `reference` of two Poisson counts, with the exact conditional interval: given their sum the one count is binomial,
 * and its Clopper–Pearson interval turns into one of the ratio. `p` is two-sided: all splits of the sum no likelier than the one seen.
 * Source: Przyborowski & Wilenski, Biometrika 1940;31:313; Clopper & Pearson, Biometrika 1934;26:404; the same as R's poisson.test
 */
export function rateRatio(here: CountedRate, reference: CountedRate, confidence = 0.95): RateRatio {
  const tail = (1 - confidence) / 2
  const all = here.count + reference.count
  const times = reference.exposure / here.exposure
  const ofShare = (share: number) => (share / (1 - share)) * times
  const low = here.count === 0 ? 0 : ofShare(shareAt(tail, here.count, reference.count + 1))
  const high = reference.count === 0 ? null : ofShare(shareAt(1 - tail, here.count + 1, reference.count))
  const value = reference.count === 0 ? null : (here.count / reference.count) * times
  return { value, low, high, p: all === 0 ? 1 : chanceOf(here.count, reference.count, 1 / (1 + times)), confidence }
}

/** Share at which the incomplete beta function of `a` and `b` is `probability`, by halving: exact to the last digits. */
function shareAt(probability: number, a: number, b: number): number {
  let below = 0
  let above = 1
  for (let turn = 0; turn < 200 && above - below > 1e-15 * above; turn++) {
    const middle = (below + above) / 2
    if (incompleteBeta(middle, a, b) < probability) below = middle
    else above = middle
  }
  return (below + above) / 2
}

// Two densities that should be equal differ in their last digits.
const asLikely = 1 + 1e-7

function chanceOf(here: number, reference: number, share: number): number {
  const all = here + reference
  const seen = binomialDensity(here, reference, share) * asLikely
  let chance = 0
  for (let count = 0; count <= all; count++) {
    const density = binomialDensity(count, all - count, share)
    if (density <= seen) chance += density
  }
  return Math.min(1, chance)
}
