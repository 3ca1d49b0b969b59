import { countProbability, countQuantile } from './counts.ts'

/** What a week of a daily series says: how many came, how many were to be expected with their range, and how likely so many are by chance. */
export type WeekSurge = { observed: number; expected: number; high: number; chance: number }

const week = 7
const mostPastWeeks = 12
const leastPastWeeks = 6
/** Few weeks say little of how they are spread; believed of complaints before anything is seen. */
const believedSpread = { value: 1.5, worth: 4 }

/**
 * 激增 of a short daily series: the last seven days against the weeks before them (at most twelve), as a negative binomial whose spread is learnt
 * from those weeks. The median week counts with the mean, so that one past outbreak does not hide the next.
 * @param counts by day, oldest first, the last one today
 * @returns nothing with fewer than six weeks of history
 */
export function weekSurgeOf(counts: ArrayLike<number>): WeekSurge | undefined {
  const sumOfWeek = (back: number) => {
    let sum = 0
    for (let at = counts.length - week * (back + 1); at < counts.length - week * back; at++) sum += counts[at] ?? 0
    return sum
  }
  const weeks = Math.min(mostPastWeeks, Math.floor(counts.length / week) - 1)
  if (weeks < leastPastWeeks) return undefined
  const past = Array.from({ length: weeks }, (_, back) => sumOfWeek(back + 1)).sort((a, b) => a - b)
  const mean = past.reduce((sum, count) => sum + count, 0) / weeks
  const middle = ((past[(weeks - 1) >> 1] as number) + (past[weeks >> 1] as number)) / 2
  const expected = Math.max(0.5, (mean + middle) / 2)
  const squares = past.reduce((sum, count) => sum + (count - expected) ** 2, 0) / expected
  const spread = Math.max(1, (squares + believedSpread.worth * believedSpread.value) / (weeks - 1 + believedSpread.worth))
  // The expected value itself is only known as well as so many weeks tell it.
  const count = { mean: expected, dispersion: spread * (1 + 1 / weeks) }
  const observed = sumOfWeek(0)
  return { observed, expected, high: countQuantile(0.99, count), chance: 1 - countProbability(observed - 1, count) }
}
