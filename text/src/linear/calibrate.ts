import { softened } from './model.ts'

/** Scores of a row not trained on, and its true class. */
export type Scored = { scores: Float32Array; label: number }

const least = 0.02
const most = 20

/** The temperature at which the scores are the likeliest probabilities (温度校准): golden section on the mean log loss. */
export function temperatureOf(rows: Scored[], classes: number): number {
  if (rows.length === 0) return 1
  const ratio = (Math.sqrt(5) - 1) / 2
  let low = Math.log(least)
  let high = Math.log(most)
  let left = high - ratio * (high - low)
  let right = low + ratio * (high - low)
  let lossLeft = logLossOf(rows, Math.exp(left), classes)
  let lossRight = logLossOf(rows, Math.exp(right), classes)
  for (let step = 0; step < 30; step++) {
    if (lossLeft < lossRight) {
      high = right
      right = left
      lossRight = lossLeft
      left = high - ratio * (high - low)
      lossLeft = logLossOf(rows, Math.exp(left), classes)
    } else {
      low = left
      left = right
      lossLeft = lossRight
      right = low + ratio * (high - low)
      lossRight = logLossOf(rows, Math.exp(right), classes)
    }
  }
  return Math.exp((low + high) / 2)
}

/** Mean log loss of the true classes. */
export function logLossOf(rows: Scored[], temperature: number, classes: number): number {
  let loss = 0
  for (const { scores, label } of rows) loss -= Math.log(Math.max(1e-12, softened(scores, temperature, classes)[label]!))
  return loss / rows.length
}
