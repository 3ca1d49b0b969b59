import { defaultBuckets } from '../features/ngrams.ts'
import { logLossOf, type Scored, temperatureOf } from './calibrate.ts'
import { type Example, type Idf, idfOf, type Matrix, matrixOf } from './matrix.ts'
import { columnsOf, type LinearModel } from './model.ts'
import { foldsOf } from './random.ts'
import { type Solution, scoresOfRow, solve } from './solve.ts'

export type { Example } from './matrix.ts'

export type TrainOptions = {
  classes: string[]
  /** A power of two, that of the features. */
  buckets?: number
  /** How many dense features of the caller's own follow the buckets. */
  extra?: number
  seed?: number
  epochs?: number
  /** Weight of the loss against the regulariser; chosen by inner validation when left out. */
  cost?: number
  head?: string
  about?: Record<string, unknown>
  onProgress?: (line: string) => void
}

const costs = [0.1, 0.3, 1, 3]
// With more rows than this one part of ten is enough to choose and to calibrate on.
const manyRows = 4_000

/** Trains a calibrated linear model (训练): regularisation and temperature are chosen on parts of the examples held out in turn. Seeded. */
export function trainLinear(examples: Example[], options: TrainOptions): LinearModel {
  const { classes, buckets = defaultBuckets, extra = 0, seed = 7, epochs = 12, onProgress } = options
  if (examples.length === 0) throw new Error('There is nothing to train on')
  const idf = idfOf(examples, buckets)
  const matrix = matrixOf(examples, buckets, buckets + extra, idf)
  const common = { columns: columnsOf(classes), epochs, seed }
  let best = { cost: options.cost ?? 1, temperature: 1, loss: Number.POSITIVE_INFINITY }
  for (const cost of options.cost ? [options.cost] : costsFor(examples.length)) {
    const rows = heldOutScores(matrix, { ...common, cost })
    const temperature = temperatureOf(rows, classes.length)
    const loss = logLossOf(rows, temperature, classes.length)
    onProgress?.(`cost ${cost}: log loss ${loss.toFixed(4)} on rows held out`)
    if (loss < best.loss) best = { cost, temperature, loss }
  }
  const solution = solve(matrix, { ...common, cost: best.cost })
  return modelOf(solution, idf, {
    ...options,
    buckets,
    extra,
    temperature: best.temperature,
    cost: best.cost,
    vocabulary: matrix.vocabulary,
  })
}

const costsFor = (rows: number) => (rows > manyRows ? [0.3] : costs)

/** Scores of rows by models that have not seen them: five parts in turn, or the first of ten when there are many rows. */
function heldOutScores(matrix: Matrix, options: { columns: number; cost: number; epochs: number; seed: number }): Scored[] {
  const total = matrix.labels.length
  const count = total > manyRows ? 10 : Math.max(2, Math.min(5, total))
  const folds = foldsOf(matrix.labels, count, options.seed)
  const scored: Scored[] = []
  for (let fold = 0; fold < (total > manyRows ? 1 : count); fold++) {
    const rows = Uint32Array.from(folds.keys()).filter((row) => folds[row] !== fold)
    const solution = solve(matrix, { ...options, rows })
    for (let row = 0; row < total; row++)
      if (folds[row] === fold) scored.push({ scores: scoresOfRow(matrix, solution, row), label: matrix.labels[row]! })
  }
  return scored
}

type Finish = TrainOptions & { buckets: number; extra: number; temperature: number; cost: number; vocabulary: Uint32Array }

/** Cuts the weights to int8 and lays them beside the idf. */
function modelOf({ weights, bias }: Solution, idf: Idf, options: Finish): LinearModel {
  const { classes, head = '', about = {}, buckets, extra, temperature, cost, vocabulary } = options
  const columns = bias.length
  const stride = columns + 1
  const dense = new Float32Array(extra * columns)
  const largest = new Float64Array(columns)
  vocabulary.forEach((id, place) => {
    for (let column = 0; column < columns; column++) {
      const weight = weights[column]![place]!
      if (id >= buckets) dense[(id - buckets) * columns + column] = weight
      else largest[column] = Math.max(largest[column]!, Math.abs(weight))
    }
  })
  const rows = new Int8Array(buckets * stride)
  vocabulary.forEach((id, place) => {
    if (id >= buckets) return
    rows[id * stride] = idf.bytes[id]!
    for (let column = 0; column < columns; column++) {
      const weight = weights[column]![place]!
      const step = Math.round(127 * Math.sqrt(Math.abs(weight) / (largest[column] || 1)))
      rows[id * stride + 1 + column] = weight < 0 ? -step : step
    }
  })
  const scales = Float32Array.from(largest, (value) => value / (127 * 127))
  return { head, classes, buckets, extra, idfScale: idf.scale, scales, bias, temperature, rows, dense, about: { ...about, cost } }
}
