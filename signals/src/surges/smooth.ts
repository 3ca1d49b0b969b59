/** One stretch of time, usually a week: what was seen, what the known effects alone make of it, and its row of trend and season. */
export type Smooth = { beta: Float64Array; covariance: Float64Array; columns: number }

/**
 * The slow part of a series (水平、趋势、季节): log-linear Poisson regression on stretches, each coefficient held back by a prior of its own.
 * Newton's steps from where the last fit ended, so that a second fit costs two or three.
 * @param rows stretches × columns, row by row  @param seen weighted counts  @param offset weighted exposure and known effects
 * @param precision 1 ÷ prior variance of each coefficient, times the spread of the counts
 */
export function fitSmooth(
  rows: Float64Array,
  columns: number,
  seen: Float64Array,
  offset: Float64Array,
  precision: Float64Array,
  beta: Float64Array,
  steps: number,
): Smooth {
  const hessian = new Float64Array(columns * columns)
  const gradient = new Float64Array(columns)
  const assemble = () => {
    hessian.fill(0)
    for (let j = 0; j < columns; j++) {
      hessian[j * columns + j] = precision[j] as number
      gradient[j] = -(precision[j] as number) * (beta[j] as number)
    }
    for (let at = 0, row = 0; at < seen.length; at++, row += columns) {
      const exposed = offset[at] as number
      if (exposed === 0) continue
      let eta = 0
      for (let j = 0; j < columns; j++) eta += (rows[row + j] as number) * (beta[j] as number)
      const mean = exposed * Math.exp(Math.min(eta, 30))
      const rest = (seen[at] as number) - mean
      for (let j = 0; j < columns; j++) {
        const x = rows[row + j] as number
        gradient[j] = (gradient[j] as number) + x * rest
        const weighted = x * mean
        for (let k = 0; k <= j; k++) hessian[j * columns + k] = (hessian[j * columns + k] as number) + weighted * (rows[row + k] as number)
      }
    }
  }
  for (let step = 0; step < steps; step++) {
    assemble()
    factorise(hessian, columns)
    const move = solve(hessian, columns, gradient)
    let largest = 0
    for (let j = 0; j < columns; j++) {
      // A step of more than 2 on the log scale leaves the region where the quadratic means anything.
      const by = Math.max(-2, Math.min(2, move[j] as number))
      beta[j] = (beta[j] as number) + by
      largest = Math.max(largest, Math.abs(by))
    }
    // What the last step was taken with serves for the covariance: it changes no more.
    if (largest < 1e-3) break
  }
  return { beta, covariance: hessian, columns }
}

/** x' (X'WX + P)⁻¹ x: how unsure the fit is of the logarithm of what it expects at a row. `covariance` holds the Cholesky factor. */
export function uncertaintyAt({ covariance, columns }: Smooth, row: Float64Array): number {
  let sum = 0
  const forward = new Float64Array(columns)
  for (let j = 0; j < columns; j++) {
    let value = row[j] as number
    for (let k = 0; k < j; k++) value -= (covariance[j * columns + k] as number) * (forward[k] as number)
    value /= covariance[j * columns + j] as number
    forward[j] = value
    sum += value * value
  }
  return sum
}

function factorise(matrix: Float64Array, size: number) {
  for (let j = 0; j < size; j++)
    for (let k = 0; k <= j; k++) {
      let value = matrix[j * size + k] as number
      for (let m = 0; m < k; m++) value -= (matrix[j * size + m] as number) * (matrix[k * size + m] as number)
      if (j === k) matrix[j * size + j] = Math.sqrt(Math.max(value, 1e-10))
      else matrix[j * size + k] = value / (matrix[k * size + k] as number)
    }
}

function solve(factor: Float64Array, size: number, right: Float64Array): Float64Array {
  const x = new Float64Array(right)
  for (let j = 0; j < size; j++) {
    for (let k = 0; k < j; k++) x[j] = (x[j] as number) - (factor[j * size + k] as number) * (x[k] as number)
    x[j] = (x[j] as number) / (factor[j * size + j] as number)
  }
  for (let j = size - 1; j >= 0; j--) {
    for (let k = j + 1; k < size; k++) x[j] = (x[j] as number) - (factor[k * size + j] as number) * (x[k] as number)
    x[j] = (x[j] as number) / (factor[j * size + j] as number)
  }
  return x
}
