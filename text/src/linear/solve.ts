import { contrasted, contrastsOf } from './contrast.ts'
import type { Matrix } from './matrix.ts'
import { seededRandom } from './random.ts'

/** One column of weights a class (one for two classes), over the matrix's own ids, and a bias each. */
export type Solution = { weights: Float32Array[]; bias: Float32Array }

export type SolveOptions = { columns: number; cost: number; epochs: number; seed: number; rows?: Uint32Array; contrast?: number }

// A pass in which no dual wants to move further than this is the last.
const tolerance = 0.05

/**
 * One against the rest with squared hinge loss, by dual coordinate descent with shrinking (Hsieh et al. 2008).
 * @param options.cost the weight of the loss against the regulariser
 * @param options.rows which rows to train on; all without it
 * @param options.contrast how much the features count by what they tell apart, 0 … 1
 */
export function solve(matrix: Matrix, { columns, cost, epochs, seed, rows, contrast = 0 }: SolveOptions): Solution {
  const alike = contrast > 0 ? null : squaresOf(matrix)
  const used = rows ?? Uint32Array.from({ length: matrix.labels.length }, (_, row) => row)
  const solution: Solution = { weights: [], bias: new Float32Array(columns) }
  for (let column = 0; column < columns; column++) {
    const positive = columns === 1 ? 1 : column
    const weights = new Float32Array(matrix.vocabulary.length)
    const contrasts = alike ? null : contrastsOf(matrix, positive, used, contrast)
    const seen = contrasts ? contrasted(matrix, contrasts) : matrix
    solution.bias[column] = descend(seen, weights, {
      positive,
      rows: used.slice(),
      squares: alike ?? squaresOf(seen),
      cost,
      epochs,
      random: seededRandom(seed + column),
    })
    solution.weights.push(contrasts ? weights.map((weight, at) => weight * contrasts[at]!) : weights)
  }
  return solution
}

type Descent = { positive: number; rows: Uint32Array; squares: Float32Array; cost: number; epochs: number; random: () => number }

/** Fills the weights of one column and answers its bias. */
function descend(matrix: Matrix, weights: Float32Array, { positive, rows, squares, cost, epochs, random }: Descent): number {
  const { starts, ids, values, labels } = matrix
  const duals = new Float32Array(labels.length)
  let bias = 0
  let active = rows.length
  let limit = Number.POSITIVE_INFINITY
  for (let epoch = 0; epoch < epochs; epoch++) {
    let largest = 0
    for (let at = 0; at < active; at++) {
      const other = at + Math.floor(random() * (active - at))
      const row = rows[other]!
      rows[other] = rows[at]!
      rows[at] = row
      const from = starts[row]!
      const to = starts[row + 1]!
      let score = bias
      for (let entry = from; entry < to; entry++) score += weights[ids[entry]!]! * values[entry]!
      const side = labels[row] === positive ? 1 : -1
      const slack = 1 / (2 * cost * matrix.weights[row]!)
      const dual = duals[row]!
      const gradient = side * score - 1 + dual * slack
      if (dual === 0 && gradient > limit) {
        // Far on the right side: left out until the rest has settled.
        active--
        rows[at] = rows[active]!
        rows[active] = row
        at--
        continue
      }
      const wanted = dual > 0 ? Math.abs(gradient) : Math.max(0, -gradient)
      if (wanted > largest) largest = wanted
      if (wanted < 1e-6) continue
      const next = Math.max(dual - gradient / (squares[row]! + slack), 0)
      const step = (next - dual) * side
      duals[row] = next
      bias += step
      for (let entry = from; entry < to; entry++) weights[ids[entry]!]! += step * values[entry]!
    }
    if (largest < tolerance) {
      if (active === rows.length) break
      active = rows.length
      limit = Number.POSITIVE_INFINITY
    } else limit = largest
  }
  return bias
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

/** Scores of a row under a solution. */
export function scoresOfRow({ starts, ids, values }: Matrix, { weights, bias }: Solution, row: number): Float32Array {
  return Float32Array.from(bias, (start, column) => {
    const weightsHere = weights[column]!
    let sum = start
    for (let at = starts[row]!; at < starts[row + 1]!; at++) sum += weightsHere[ids[at]!]! * values[at]!
    return sum
  })
}
