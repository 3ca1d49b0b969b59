import { countAt, type Expectation } from './chance.ts'
import type { Frequency } from './design.ts'

/**
 * What the product's own rule says of the last period of a series.
 * @property alarm a surge is raised in this period  @property ongoing the surge is still there, or has just been raised
 * @property observed the count of the last period  @property expected what its history makes of it
 * @property low @property high between them the count lies in 95 of 100 ordinary periods
 * @property p chance of so high a count in this period alone (mid-p)  @property score evidence so far, 1 where the alarm begins
 * @property chance of so much evidence over the periods judged together while nothing is going on: what many series at once are weighed by
 * @property since 0-based period with which the surge most likely began
 * @property sinceObserved @property sinceExpected counted and expected from there to the last period
 * @property spread variance ÷ mean of the count since then, as far as chance and the unsure baseline go
 * @property history periods learnt from  @property method `week`, `day` or `hour`, with `Young` where less than a year is known
 */
export type Screening = {
  alarm: boolean
  ongoing: boolean
  observed: number
  expected: number
  low: number
  high: number
  p: number
  chance: number
  score: number
  since: number
  sinceObserved: number
  sinceExpected: number
  spread: number
  history: number
  method: 'week' | 'day' | 'hour' | 'weekYoung' | 'dayYoung' | 'hourYoung'
}

/** How a series is judged: its rule, and what the caller asks of it. */
export type Judging = { isYoung: boolean; leastCases: number; falseAlarms: number | undefined; frequency: Frequency }

export const told = (counts: ArrayLike<number>, expectation: Expectation, { frequency, isYoung }: Judging) => ({
  observed: counts[counts.length - 1] as number,
  expected: expectation.mean,
  low: countAt(0.025, expectation),
  high: countAt(0.975, expectation),
  history: counts.length - 1,
  method: (isYoung ? `${frequency}Young` : frequency) as Screening['method'],
})
