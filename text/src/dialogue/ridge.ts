import { seededRandom, shuffle } from '../linear/random.ts'
import type { SparseRows } from './rows.ts'

/** Weights interleaved (`id × columns + column`) and a bias per column. */
export type Ridge = { weights: Float32Array; bias: Float32Array }

export type RidgeOptions = { width: number; cost: number; epochs?: number; seed?: number; rows?: Uint32Array }

/**
 * Least squares with a ridge (岭回归) by dual coordinate descent, several targets in one pass. Unlike the classifiers it takes soft targets,
 * such as the share of annotators who called a dialogue unsatisfactory, and loses nothing of them.
 * @param targets row × columns, end to end
 */
export function fitRidge(
  matrix: SparseRows,
  targets: Float32Array,
  columns: number,
  { width, cost, epochs = 12, seed = 7, rows }: RidgeOptions,
): Ridge {
  const weights = new Float32Array(width * columns)
  const count = matrix.starts.length - 1
  const bias = meanTargets(targets, columns, rows ?? null)
  const order = rows ? rows.slice() : Uint32Array.from({ length: count }, (_, row) => row)
  const duals = new Float32Array(count * columns)
  const random = seededRandom(seed)
  const steps = new Float64Array(columns)
  const { starts, ids, values } = matrix
  const slack = 1 / (2 * cost)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    let largest = 0
    for (const row of order) {
      const from = starts[row]!
      const to = starts[row + 1]!
      let squares = 0
      steps.fill(0)
      for (let at = from; at < to; at++) {
        const value = values[at]!
        const first = ids[at]! * columns
        squares += value * value
        for (let column = 0; column < columns; column++) steps[column]! += weights[first + column]! * value
      }
      for (let column = 0; column < columns; column++) {
        const at = row * columns + column
        const step = (targets[at]! - bias[column]! - steps[column]! - duals[at]! * slack) / (squares + slack)
        duals[at]! += step
        steps[column] = step
        if (Math.abs(step) > largest) largest = Math.abs(step)
      }
      for (let at = from; at < to; at++) {
        const first = ids[at]! * columns
        for (let column = 0; column < columns; column++) weights[first + column]! += steps[column]! * values[at]!
      }
    }
    if (largest < 2e-3) break
  }
  return { weights, bias }
}

function meanTargets(targets: Float32Array, columns: number, rows: Uint32Array | null): Float32Array {
  const sums = new Float64Array(columns)
  const count = rows ? rows.length : targets.length / columns
  for (let k = 0; k < count; k++) {
    const row = rows ? rows[k]! : k
    for (let column = 0; column < columns; column++) sums[column]! += targets[row * columns + column]!
  }
  return Float32Array.from(sums, (sum) => sum / Math.max(1, count))
}

/** The targets a fit expects for one row of a matrix. */
export function ridgeScores({ weights, bias }: Ridge, { starts, ids, values }: SparseRows, row: number): Float32Array {
  const columns = bias.length
  const scores = Float32Array.from(bias)
  for (let at = starts[row]!; at < starts[row + 1]!; at++) {
    const first = ids[at]! * columns
    for (let column = 0; column < columns; column++) scores[column]! += weights[first + column]! * values[at]!
  }
  return scores
}
