/** Solves A·x = b for a symmetric positive matrix, by Cholesky, in place. */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = matrix[row * size + column] as number
      for (let at = 0; at < column; at++) sum -= (matrix[row * size + at] as number) * (matrix[column * size + at] as number)
      matrix[row * size + column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (matrix[column * size + column] as number)
    }
  }
  const x = Float64Array.from(right)
  for (let row = 0; row < size; row++) {
    for (let at = 0; at < row; at++) x[row] = (x[row] as number) - (matrix[row * size + at] as number) * (x[at] as number)
    x[row] = (x[row] as number) / (matrix[row * size + row] as number)
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let at = row + 1; at < size; at++) x[row] = (x[row] as number) - (matrix[at * size + row] as number) * (x[at] as number)
    x[row] = (x[row] as number) / (matrix[row * size + row] as number)
  }
  return x
}
