import { defaultBuckets } from '../features/ngrams.ts'
import { logLossOf, type Scored, temperatureOf } from './calibrate.ts'
import { type Example, type Idf, idfOf, type Matrix, matrixOf } from './matrix.ts'
import { accuracyOf, macroF1Of } from './metrics.ts'
import { bestOf, columnsOf, type LinearModel } from './model.ts'
import { foldsOf } from './random.ts'
import { type Solution, scoresOfRow, solve } from './solve.ts'
import { thumbsOf } from './thumbs.ts'

export type { Example } from './matrix.ts'

export type TrainOptions = {
  classes: string[]
  /** A power of two, that of the features or less: a narrow table lies in the processor's cache. */
  buckets?: number
  /** How many dense features of the caller's own follow the buckets. */
  extra?: number
  seed?: number
  epochs?: number
  /** Weight of the loss against the regulariser; chosen by inner validation when left out. */
  cost?: number
  /** How much more the rows of small classes weigh, 0 … 1; chosen likewise. */
  balance?: number
  /** Chooses how much each class's probability counts when one is named; of fewer than a thousand rows none is chosen. */
  thumbs?: boolean
  /** How much the features count by what they tell apart, 0 … 1. */
  contrast?: number
  /** Only the first so many rows tell which features count and how rare they are: models side by side share one table of that. */
  rarityFrom?: number
  head?: string
  about?: Record<string, unknown>
  onProgress?: (line: string) => void
}

// What stands in fewer texts than this says little, and leaves a narrow table to what stands in more.
const leastDocuments = 3
// Up to here each row is held out once, in five parts or three; then one part of five is enough, and in the end one of ten.
const fewRows = 1_000
const someRows = 4_000
// Beyond this the usual choice is good.
const manyRows = 20_000
// And so many settle in half the passes.
const veryManyRows = 40_000
const usual = { cost: 0.5, balance: 0.5 }
const choices = [0.3, 1, 3].flatMap((cost) => [0, 0.5, 1].map((balance) => ({ cost, balance })))

type Choice = { cost: number; balance: number }
type Common = { columns: number; epochs: number; seed: number; classes: number; contrast?: number }

/** Trains a calibrated linear model (训练): regularisation, balance and temperature are chosen on parts held out in turn. Seeded. */
export function trainLinear(given: Example[], options: TrainOptions): LinearModel {
  const { classes, buckets = defaultBuckets, extra = 0, seed = 7, contrast, onProgress } = options
  const examples = buckets < defaultBuckets ? given.map((example) => narrowed(example, buckets)) : given
  const { epochs = examples.length > veryManyRows ? 6 : 12 } = options
  if (examples.length === 0) throw new Error('There is nothing to train on')
  const idf = idfOf(examples.slice(0, options.rarityFrom), buckets, buckets < defaultBuckets ? leastDocuments : 1)
  const matrix = matrixOf(examples, buckets, buckets + extra, idf)
  const common = { columns: columnsOf(classes), epochs, seed, classes: classes.length, contrast }
  const tried = choicesFor(options, examples.length).map((choice) => {
    const rows = heldOutScores(matrix, { ...common, ...choice, epochs: Math.min(epochs, 8) })
    const worth = worthOf(rows, classes.length)
    onProgress?.(`cost ${choice.cost}, balance ${choice.balance}: ${worth.toFixed(4)} on rows held out`)
    return { ...choice, rows, worth }
  })
  const best = tried.reduce((one, other) => (other.worth > one.worth ? other : one))
  const solution = solveBalanced(matrix, { ...common, cost: best.cost, balance: best.balance })
  const temperature = temperatureOf(best.rows, classes.length)
  const model = modelOf(solution, idf, { ...options, ...best, buckets, extra, temperature, vocabulary: matrix.vocabulary })
  if (!options.thumbs || examples.length <= fewRows) return model
  // A small class has few rows in one part.
  const rows = heldOutScores(matrix, { ...common, cost: best.cost, balance: best.balance }, true)
  return { ...model, thumbs: thumbsOf(rows, temperature, classes.length) }
}

/** Folds the buckets of features into fewer; dense features keep their order behind them. */
function narrowed(example: Example, buckets: number): Example {
  const { ids, values } = example.features
  return {
    ...example,
    features: { ids: ids.map((id) => (id < defaultBuckets ? id & (buckets - 1) : id - defaultBuckets + buckets)), values },
  }
}

function choicesFor({ cost, balance }: TrainOptions, rows: number): Choice[] {
  if (rows > manyRows) return [{ cost: cost ?? usual.cost, balance: balance ?? usual.balance }]
  return choices
    .map((choice) => ({ cost: cost ?? choice.cost, balance: balance ?? choice.balance }))
    .filter((choice, at, all) => all.findIndex((other) => other.cost === choice.cost && other.balance === choice.balance) === at)
}

// Right answers count, and right answers in small classes; between equals the likelier probabilities.
function worthOf(rows: Scored[], classes: number): number {
  const truth = rows.map(({ label }) => label)
  const claimed = rows.map(({ scores }) => (scores.length === 1 ? Number(scores[0]! > 0) : bestOf(scores)))
  const loss = logLossOf(rows, temperatureOf(rows, classes), classes)
  return (accuracyOf(truth, claimed) + macroF1Of(truth, claimed, classes)) / 2 - 0.05 * loss
}

/** Rows of small classes weigh more: by the power `balance` of how much smaller than the mean class theirs is. */
function solveBalanced(matrix: Matrix, { balance, classes, ...options }: Common & Choice & { rows?: Uint32Array }): Solution {
  const sums = new Float64Array(classes)
  let total = 0
  matrix.labels.forEach((label, row) => {
    sums[label]! += matrix.weights[row]!
    total += matrix.weights[row]!
  })
  const shares = Array.from(sums, (sum) => (sum ? (total / classes / sum) ** balance : 0))
  const balanced = shares.reduce((all, share, label) => all + share * sums[label]!, 0)
  const weights = matrix.weights.map((weight, row) => (weight * shares[matrix.labels[row]!]! * matrix.labels.length) / balanced)
  return solve({ ...matrix, weights }, options)
}

/** Scores of rows by models that have not seen them: of every part in turn, or of the first when there are many rows and not `all` are asked. */
function heldOutScores(matrix: Matrix, options: Common & Choice, all = false): Scored[] {
  const total = matrix.labels.length
  const count = total > manyRows ? 10 : total > someRows ? 5 : Math.max(2, Math.min(total > fewRows ? 3 : 5, total))
  const folds = foldsOf(matrix.labels, count, options.seed)
  const scored: Scored[] = []
  for (let fold = 0; fold < (total > someRows && !all ? 1 : count); fold++) {
    const rows = Uint32Array.from(folds.keys()).filter((row) => folds[row] !== fold || matrix.hints[row] === 1)
    const solution = solveBalanced(matrix, { ...options, rows })
    for (let row = 0; row < total; row++)
      if (folds[row] === fold && !matrix.hints[row]) scored.push({ scores: scoresOfRow(matrix, solution, row), label: matrix.labels[row]! })
  }
  return scored
}

type Finish = Omit<TrainOptions, 'thumbs'> & {
  buckets: number
  extra: number
  temperature: number
  cost: number
  balance: number
  vocabulary: Uint32Array
}

/** Cuts the weights to int8 and lays them beside the idf. */
function modelOf({ weights, bias }: Solution, idf: Idf, options: Finish): LinearModel {
  const { classes, head = '', about = {}, buckets, extra, temperature, cost, balance, vocabulary } = options
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
  return { head, classes, buckets, extra, idfScale: idf.scale, scales, bias, temperature, rows, dense, about: { ...about, cost, balance } }
}
