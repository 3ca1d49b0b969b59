import { countAt, type Expectation, tailOf } from '@zhiwei/signals'

/** Is there more today than an ordinary day has had by now? Pure. Source: docs/rules/surges.md */

/** Share of an ordinary day's complaints in each of its hours; sums to 1. */
export type DayShape = readonly number[]

/** Until the own hours say otherwise: day and evening. So many complaints' worth are believed in it. */
const usualHours = [1, 0.5, 0.3, 0.3, 0.3, 0.5, 1, 3, 7, 10, 10, 8, 6, 7, 9, 9, 8, 6, 5, 5, 5, 4, 3, 2]
const believed = 60

/** Learns the shape of a day from counts by hour (0–23, local). */
export function dayShapeOf(counts: readonly number[]): DayShape {
  const usual = usualHours.reduce((sum, hour) => sum + hour, 0)
  const seen = counts.reduce((sum, count) => sum + count, 0)
  return usualHours.map((hour, at) => ((counts[at] ?? 0) + (believed * hour) / usual) / (seen + believed))
}

/** Share of the day between two times, in hours since midnight. */
export function shareOfDay(shape: DayShape, from: number, to: number): number {
  let share = 0
  for (let hour = Math.floor(from); hour < Math.min(to, 24); hour++)
    share += (shape[hour] ?? 0) * Math.max(0, Math.min(to, hour + 1) - Math.max(from, hour))
  return share
}

/** @property hours local hours since midnight  @property counts by hour 0–23 */
export type TodaySoFar = { hours: number; counts: readonly number[] }
export type Found = { observed: number; expected: number; low: number; high: number; p: number; sinceHour: number }

// The last hour and what has begun of the one before, three hours so, and the day so far: a span of minutes would call every complaint unusual.
const spansHours = [1, 3, 24]
export const looksADay = spansHours.length * 24

/**
 * 突增: the span of today with the least likely count. A day's spread is kept for its parts: what differs between days also differs within one.
 * @param day what the whole of today is expected to bring
 */
export function likelihoodOfToday(today: TodaySoFar, day: Expectation, shape: DayShape): Found | null {
  let found: Found | null = null
  const starts = new Set(spansHours.map((span) => Math.max(0, Math.floor(today.hours - span))))
  for (const sinceHour of starts) {
    const observed = today.counts.slice(sinceHour).reduce((sum, count) => sum + count, 0)
    if (observed === 0) continue
    const expectation = { mean: Math.max(day.mean * shareOfDay(shape, sinceHour, today.hours), 1e-4), spread: day.spread }
    const { atLeast: p } = tailOf(observed, expectation)
    if (!found || p < found.p) {
      const { mean: expected } = expectation
      found = { observed, expected, low: countAt(0.025, expectation), high: countAt(0.975, expectation), p, sinceHour }
    }
  }
  return found
}
