/** Weights of a logistic regression on standardised features: the odds are `bias + Σ weight × (value − mean) / deviation`. */
export type Logistic = { bias: number; weights: number[]; means: number[]; deviations: number[] }

const rounds = 30
const precise = 1e-8

/**
 * 逻辑回归: fitted by Newton's method with a ridge on the weights (not on the bias). Without chance in it: the same rows give the same weights.
 * @param ridge in units of rows; the more, the nearer to zero the weights of what is seldom seen stay
 */
export function fitLogistic(rows: readonly (readonly number[])[], labels: readonly boolean[], ridge = 1): Logistic {
  const width = rows[0]?.length ?? 0
  const means = columns(width, (at) => meanOf(rows.map((row) => row[at] ?? 0)))
  const deviations = columns(width, (at) => deviationOf(rows, at, means[at] ?? 0))
  const given = rows.map((row) => [1, ...row.map((value, at) => (value - (means[at] ?? 0)) / (deviations[at] ?? 1))])
  let weights = new Array<number>(width + 1).fill(0)
  for (let round = 0; round < rounds; round++) {
    const step = newtonStep(given, labels, weights, ridge)
    weights = weights.map((weight, at) => weight + (step[at] ?? 0))
    if (step.every((change) => Math.abs(change) < precise)) break
  }
  return { bias: weights[0] ?? 0, weights: weights.slice(1), means, deviations }
}

/** What each feature adds to the odds of this row. */
export const partsOf = ({ weights, means, deviations }: Logistic, row: readonly number[]): number[] =>
  weights.map((weight, at) => (weight * ((row[at] ?? 0) - (means[at] ?? 0))) / (deviations[at] ?? 1))

/** Log-odds of this row. */
export const logOddsOf = (model: Logistic, row: readonly number[]): number =>
  partsOf(model, row).reduce((sum, part) => sum + part, model.bias)

export const shareOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

const columns = <Value>(width: number, make: (at: number) => Value) => Array.from({ length: width }, (_, at) => make(at))
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** A feature that never varies says nothing: by one, it stays as it is. */
function deviationOf(rows: readonly (readonly number[])[], at: number, mean: number): number {
  const variance = meanOf(rows.map((row) => ((row[at] ?? 0) - mean) ** 2))
  return variance > 1e-12 ? Math.sqrt(variance) : 1
}

function newtonStep(rows: readonly number[][], labels: readonly boolean[], weights: readonly number[], ridge: number): number[] {
  const width = weights.length
  const slope = weights.map((weight, at) => (at === 0 ? 0 : -ridge * weight))
  const bend = columns(width, (at) => columns(width, (other) => (at === other ? (at === 0 ? 1e-9 : ridge) : 0)))
  for (const [at, row] of rows.entries()) {
    const share = shareOf(row.reduce((sum, value, column) => sum + value * (weights[column] ?? 0), 0))
    const rest = Number(labels[at]) - share
    const curve = Math.max(1e-9, share * (1 - share))
    for (let a = 0; a < width; a++) {
      const value = row[a] ?? 0
      slope[a] = (slope[a] ?? 0) + rest * value
      const line = bend[a] ?? []
      for (let b = 0; b <= a; b++) line[b] = (line[b] ?? 0) + curve * value * (row[b] ?? 0)
    }
  }
  return solved(bend, slope)
}

/** Cholesky: only the lower half of the table is read. */
function solved(table: number[][], right: readonly number[]): number[] {
  const width = right.length
  const root = columns(width, () => new Array<number>(width).fill(0))
  const of = (row: number, column: number) => root[row]?.[column] ?? 0
  for (let a = 0; a < width; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = table[a]?.[b] ?? 0
      for (let k = 0; k < b; k++) sum -= of(a, k) * of(b, k)
      const line = root[a] ?? []
      line[b] = a === b ? Math.sqrt(Math.max(sum, 1e-12)) : sum / of(b, b)
    }
  }
  const half: number[] = []
  for (let a = 0; a < width; a++) {
    let sum = right[a] ?? 0
    for (let k = 0; k < a; k++) sum -= of(a, k) * (half[k] ?? 0)
    half.push(sum / of(a, a))
  }
  const answer = new Array<number>(width).fill(0)
  for (let a = width - 1; a >= 0; a--) {
    let sum = half[a] ?? 0
    for (let k = a + 1; k < width; k++) sum -= of(k, a) * (answer[k] ?? 0)
    answer[a] = sum / of(a, a)
  }
  return answer
}
