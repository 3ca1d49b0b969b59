import type { Matrix } from './matrix.ts'

/** So much of each feature is met in both classes beforehand: what stands in few texts tells little yet. */
const known = 1

/**
 * 对比权重: how much more a feature of the vocabulary is at home in one class than in the rest, as the log ratio of its shares (NB-SVM, Wang and
 * Manning 2012). Values multiplied by it let the telling features learn faster than the rest; the weights take it in, so asking costs no more.
 * @param share 0 all features alike … 1 by their ratio alone
 */
export function contrastsOf(
  { starts, ids, values, labels, vocabulary }: Matrix,
  positive: number,
  rows: Uint32Array,
  share: number,
): Float32Array {
  const inside = new Float64Array(vocabulary.length).fill(known)
  const outside = new Float64Array(vocabulary.length).fill(known)
  for (const row of rows) {
    const sums = labels[row] === positive ? inside : outside
    for (let at = starts[row]!; at < starts[row + 1]!; at++) sums[ids[at]!]! += Math.abs(values[at]!)
  }
  const total = (sums: Float64Array) => sums.reduce((all, one) => all + one, 0)
  const even = Math.log(total(inside) / total(outside))
  return Float32Array.from(inside, (sum, at) => 1 - share + share * Math.abs(Math.log(sum / outside[at]!) - even))
}

/** The matrix with its values multiplied by their contrasts. */
export const contrasted = (matrix: Matrix, contrasts: Float32Array): Matrix => ({
  ...matrix,
  values: matrix.values.map((value, at) => value * contrasts[matrix.ids[at]!]!),
})
