import { normalQuantile } from '../normal.ts'
import { countAt, tailOf } from '../surges/chance.ts'
import type { ExpectedDay } from './shape.ts'

/** A forecast that has met its day. */
export type Met = { count: number; expected: number; origin: number }

/** Squared misses in units of the mean beyond this are cut: a surge within the weeks looked back on is not the ordinary spread. */
const mostMiss = 36
/** The spread about the fit counts as so many days looked back on. */
const fitDays = 20

/**
 * How days spread about what was expected, variance over mean: Pearson's on the days looked back on beside that of the fit, then widened until as
 * many of them lie within their interval as promised.
 */
export function spreadOf(met: readonly Met[], fitted: number, share: number): number {
  const sum = met.reduce((total, { count, expected }) => total + Math.min(mostMiss, (count - expected) ** 2 / (expected + 0.1)), 0)
  let dispersion = Math.max(1, (sum + fitDays * fitted) / (met.length + fitDays))
  for (let widened = 0; met.length > 0 && widened < 8; widened++) {
    if (coverageOf(met, dispersion, share) >= share) break
    dispersion = dispersion * 1.12 + 0.02
  }
  return dispersion
}

/** Of so many a day the normal curve is as good, and does not count through thousands. */
const manyFrom = 3_000

const boundAt = (chance: number, expected: number, dispersion: number) =>
  expected < manyFrom
    ? countAt(chance, { mean: expected, spread: dispersion })
    : Math.max(0, Math.round(expected + normalQuantile(chance) * Math.sqrt(dispersion * expected)))

const boundsOf = (expected: number, dispersion: number, share: number) => ({
  low: boundAt((1 - share) / 2, expected, dispersion),
  high: boundAt((1 + share) / 2, expected, dispersion),
})

/** How often the count lay within. */
export function coverageOf(met: readonly Met[], dispersion: number, share: number): number {
  if (met.length === 0) return Number.NaN
  const within = met.filter(({ count, expected }) => {
    if (expected >= manyFrom) {
      const { low, high } = boundsOf(expected, dispersion, share)
      return count >= low && count <= high
    }
    // Asking for the chance of a count is cheaper than for the bounds.
    const { atLeast, above } = tailOf(Math.min(count, 50 * manyFrom), { mean: expected, spread: dispersion })
    return 1 - above >= (1 - share) / 2 && 1 - atLeast < (1 + share) / 2
  })
  return within.length / met.length
}

/** A day's intervals: counts, not fractions of one. */
export function dayOf(expected: number, dispersion: number, share: number): ExpectedDay {
  const { low, high } = boundsOf(expected, dispersion, share)
  const wide = boundsOf(expected, dispersion, 0.95)
  return { expected, low, high, low95: wide.low, high95: wide.high }
}

export const sumOf = (expected: number, dispersion: number, share: number) => ({ expected, ...boundsOf(expected, dispersion, share) })
