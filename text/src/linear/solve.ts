import type { Matrix } from './matrix.ts'
import { seededRandom, shuffle } from './random.ts'

/** Weights interleaved: entry `id × columns + column`; the last row is the bias. */
export type Solution = { weights: Float32Array; bias: Float32Array }

export type SolveOptions = { columns: number; width: number; cost: number; epochs: number; seed: number; rows?: Uint32Array }

/**
 * One against the rest with squared hinge loss, by dual coordinate descent (Hsieh et al. 2008), all columns in one pass over the rows.
 * @param options.cost the weight of the loss against the regulariser
 * @param options.rows which rows to train on; all without it
 */
export function solve(matrix: Matrix, { columns, width, cost, epochs, seed, rows }: SolveOptions): Solution {
  const weights = new Float32Array(width * columns)
  const bias = new Float32Array(columns)
  const order = rows ? rows.slice() : Uint32Array.from({ length: matrix.labels.length }, (_, row) => row)
  const duals = new Float32Array(matrix.labels.length * columns)
  const squares = squaresOf(matrix)
  const random = seededRandom(seed)
  const scores = new Float64Array(columns)
  const steps = new Float64Array(columns)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    let largest = 0
    for (const row of order) {
      const from = matrix.starts[row]!
      const to = matrix.starts[row + 1]!
      scoreRow(matrix, weights, columns, from, to, scores)
      const label = matrix.labels[row]!
      const slack = 1 / (2 * cost * matrix.weights[row]!)
      let any = false
      for (let column = 0; column < columns; column++) {
        const side = (columns === 1 ? label === 1 : label === column) ? 1 : -1
        const at = row * columns + column
        const dual = duals[at]!
        const gradient = side * (scores[column]! + bias[column]!) - 1 + dual * slack
        const projected = dual > 0 ? gradient : Math.min(gradient, 0)
        steps[column] = 0
        if (Math.abs(projected) < 1e-4) continue
        if (Math.abs(projected) > largest) largest = Math.abs(projected)
        const next = Math.max(dual - gradient / (squares[row]! + slack), 0)
        duals[at] = next
        steps[column] = (next - dual) * side
        bias[column]! += steps[column]!
        any = true
      }
      if (any) addRow(matrix, weights, columns, from, to, steps)
    }
    if (largest < 0.02) break
  }
  return { weights, bias }
}

function squaresOf({ starts, values, labels }: Matrix): Float32Array {
  const squares = new Float32Array(labels.length)
  for (let row = 0; row < labels.length; row++) {
    // 1 for the bias, which is a feature of value 1.
    let sum = 1
    for (let at = starts[row]!; at < starts[row + 1]!; at++) sum += values[at]! * values[at]!
    squares[row] = sum
  }
  return squares
}

function scoreRow({ ids, values }: Matrix, weights: Float32Array, columns: number, from: number, to: number, scores: Float64Array) {
  if (columns === 1) {
    let sum = 0
    for (let at = from; at < to; at++) sum += weights[ids[at]!]! * values[at]!
    scores[0] = sum
    return
  }
  scores.fill(0)
  for (let at = from; at < to; at++) {
    const first = ids[at]! * columns
    const value = values[at]!
    for (let column = 0; column < columns; column++) scores[column]! += weights[first + column]! * value
  }
}

function addRow({ ids, values }: Matrix, weights: Float32Array, columns: number, from: number, to: number, steps: Float64Array) {
  if (columns === 1) {
    const step = steps[0]!
    for (let at = from; at < to; at++) weights[ids[at]!]! += step * values[at]!
    return
  }
  for (let at = from; at < to; at++) {
    const first = ids[at]! * columns
    const value = values[at]!
    for (let column = 0; column < columns; column++) weights[first + column]! += steps[column]! * value
  }
}

/** Scores of a row under a solution. */
export function scoresOfRow(matrix: Matrix, { weights, bias }: Solution, row: number): Float32Array {
  const sums = new Float64Array(bias.length)
  scoreRow(matrix, weights, bias.length, matrix.starts[row]!, matrix.starts[row + 1]!, sums)
  return Float32Array.from(sums, (sum, column) => sum + bias[column]!)
}
