import type { Scored } from './calibrate.ts'
import { accuracyOf, macroF1Of } from './metrics.ts'
import { bestOf, softened } from './model.ts'

/** How much more or less likely a class is held to be, one step at a time. */
const steps = [0.6, 0.7, 0.8, 0.9, 1.1, 1.25, 1.4, 1.7]
const rounds = 3
/** Each thumb is the mean of so many choices, each made without one part of the rows: one choice alone leans on few rows of a small class. */
const parts = 5

/** The class that is named: the likeliest, each probability multiplied by its class's thumb. */
export const namedBy = (probabilities: ArrayLike<number>, thumbs?: readonly number[]): number =>
  bestOf(thumbs ? thumbs.map((thumb, at) => thumb * probabilities[at]!) : probabilities)

/**
 * A thumb on the scale for each class (阈值): the likeliest class names large classes too often for the small ones to be found. Chosen on rows
 * held out, where right answers count and right answers in small classes.
 */
export function thumbsOf(rows: readonly Scored[], temperature: number, classes: number): number[] {
  const truth = rows.map(({ label }) => label)
  const shares = rows.map(({ scores }) => softened(scores, temperature, classes))
  const chosen = Array.from({ length: parts }, (_, part) => {
    const isKept = (_: unknown, row: number) => row % parts !== part
    return thumbsFor(shares.filter(isKept), truth.filter(isKept), classes)
  })
  return Array.from({ length: classes }, (_, at) =>
    Number(Math.exp(chosen.reduce((sum, thumbs) => sum + Math.log(thumbs[at]!), 0) / parts).toFixed(3)),
  )
}

/** One class after the other takes the step that helps most. */
function thumbsFor(shares: Float32Array[], truth: number[], classes: number): number[] {
  const worthOf = (thumbs: readonly number[]) => {
    const named = shares.map((row) => namedBy(row, thumbs))
    return (accuracyOf(truth, named) + macroF1Of(truth, named, classes)) / 2
  }
  let thumbs = new Array<number>(classes).fill(1)
  let worth = worthOf(thumbs)
  for (let turn = 0; turn < rounds * classes; turn++) {
    const at = turn % classes
    for (const other of steps.map((step) => thumbs.with(at, thumbs[at]! * step))) {
      const otherWorth = worthOf(other)
      if (otherWorth > worth) [thumbs, worth] = [other, otherWorth]
    }
  }
  return thumbs
}
