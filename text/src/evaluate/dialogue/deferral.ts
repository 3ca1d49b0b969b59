import { rounded } from '../task.ts'

/** A forecast, and what came of it. */
export type Foretold = { probability: number; unhappy: boolean }

/**
 * The lowest probability from which on a warning was right often enough (弃判): below it the forecaster defers.
 * One standard error on the safe side with `margin` 1. Chosen on dialogues held out of training, never on the test rows. 1 when no threshold reaches the precision.
 */
export function warningThreshold(held: readonly Foretold[], precision: number, { least = 20, margin = 0 } = {}): number {
  const sorted = [...held].sort((one, other) => other.probability - one.probability)
  let right = 0
  let threshold = 1
  sorted.forEach(({ probability, unhappy }, at) => {
    if (unhappy) right++
    const warned = at + 1
    const share = right / warned
    if (warned >= least && share - margin * Math.sqrt((share * (1 - share)) / warned) >= precision) threshold = probability
  })
  return threshold
}

/** Precision and recall of warnings at and above a threshold. */
export function warningsAt(rows: readonly Foretold[], threshold: number) {
  const warned = rows.filter(({ probability }) => probability >= threshold)
  const right = warned.filter(({ unhappy }) => unhappy).length
  const unhappy = rows.filter((row) => row.unhappy).length
  return {
    threshold: rounded(threshold),
    warned: warned.length,
    precision: warned.length ? rounded(right / warned.length) : null,
    recall: unhappy ? rounded(right / unhappy) : null,
  }
}
