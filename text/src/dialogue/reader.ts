import { type Features, featuresOf } from '../features/ngrams.ts'
import { courseOf, type Moment } from './course.ts'
import { fitRidge, type Ridge, ridgeScores } from './ridge.ts'
import { rarityOf, sparseRowsOf } from './rows.ts'
import { withEnds } from './tone.ts'
import { growMean, sigmoid, type TreeSettings, type Trees, treesScore } from './trees.ts'
import type { Turn } from './turns.ts'

/** A dialogue to learn from: what should have been foretold at each moment, and hints about single turns (known in training only). */
export type Lesson = {
  turns: readonly Turn[]
  moments: readonly Moment[]
  /** A list of target columns for each moment, each 0 … 1. */
  targets: readonly Float32Array[]
  /** What else is known of a turn as words, such as its act. */
  notes?: readonly string[]
  hints?: readonly (Float32Array | undefined)[]
}

/** How much each reading of what was heard counts; each has n-grams of its own. */
export type FieldWeights = {
  customer: number
  lastCustomer: number
  staff: number
  lastStaff: number
  note: number
  /** All in order, with a mark for who speaks. */
  transcript: number
  /** Each of the first turns by its place. */
  places: number
}

export type ReaderOptions = {
  /** Scores of a turn by lists of words and shipped heads; no label is needed for them. */
  channelsOf: (turn: Turn) => Float32Array
  columns: number
  hints: number
  trees: TreeSettings
  /** How many growths of trees are averaged. */
  bags?: number
  fields?: FieldWeights
  cost?: number
  turnCost?: number
  folds?: number
  seed?: number
  onProgress?: (line: string) => void
}

/** A ridge over n-grams, with the rarity of each. */
export type Fit = { rarity: Float32Array; ridge: Ridge }

/** Reads dialogues (对话阅读器): n-grams of single turns and of all that was said, put together with the course by boosted trees. */
export type Reader = {
  options: ReaderOptions
  turnModel: Fit
  textModel: Fit
  trees: Trees[]
}

const fieldBuckets = 2 ** 16
const places = 8
const textFields = 6 + places
const textBuckets = fieldBuckets * textFields
const turnBuckets = fieldBuckets * 2
const epochs = 8
const usualFields: FieldWeights = { customer: 1, lastCustomer: 0.7, staff: 0.3, lastStaff: 0.3, note: 0.5, transcript: 0, places: 0 }
const none: Features = { ids: new Uint32Array(0), values: new Float32Array(0) }

/** Features of several fields side by side, each with buckets of its own. */
function sideBySide(fields: { text: string; weight: number }[]): Features {
  const parts = fields.map(({ text, weight }) => (text && weight > 0 ? featuresOf(text, fieldBuckets) : none))
  const length = parts.reduce((sum, { ids }) => sum + ids.length, 0)
  const ids = new Uint32Array(length)
  const values = new Float32Array(length)
  let at = 0
  parts.forEach((part, field) => {
    const { weight } = fields[field]!
    for (let k = 0; k < part.ids.length; k++) {
      ids[at] = part.ids[k]! + field * fieldBuckets
      values[at++] = part.values[k]! * weight
    }
  })
  return { ids, values }
}

/** Features of one turn: customers and staff mean different things by the same words. */
export function turnFeatures(turn: Turn, note = ''): Features {
  const ended = withEnds(turn.text)
  const features = featuresOf(note ? `${ended}⟨${note}⟩` : ended, fieldBuckets)
  if (turn.by === 'customer') return features
  return { ids: features.ids.map((id) => id + fieldBuckets), values: features.values }
}

/** Features of all that was said up to a moment. */
export function heardFeatures(turns: readonly Turn[], heard: number, weights: FieldWeights, notes?: readonly string[]): Features {
  let customer = ''
  let lastCustomer = ''
  let staff = ''
  let lastStaff = ''
  let transcript = ''
  let note = ''
  for (let i = 0; i < heard; i++) {
    const { by, text } = turns[i]!
    if (by === 'customer') {
      lastCustomer = text
      customer += `${text}\n`
      note = notes?.[i] ?? ''
    } else {
      lastStaff = text
      staff += `${text}\n`
    }
    transcript += `${by === 'customer' ? '客' : '店'}${text}`
  }
  return sideBySide([
    { text: customer, weight: weights.customer },
    { text: lastCustomer && withEnds(lastCustomer), weight: weights.lastCustomer },
    { text: staff, weight: weights.staff },
    { text: lastStaff && withEnds(lastStaff), weight: weights.lastStaff },
    { text: note, weight: weights.note },
    { text: transcript, weight: weights.transcript },
    ...turns.slice(0, Math.min(heard, places)).map(({ by, text }) => ({ text: `${by}${withEnds(text)}`, weight: weights.places })),
  ])
}

/** Which of `count` parts a dialogue belongs to; all its moments stay together. */
const partOf = (dialogue: number, count: number) => (Math.imul(dialogue + 1, 0x9e3779b1) >>> 8) % count

type Rows = { examples: Features[]; targets: Float32Array; columns: number; dialogueOf: Uint32Array }

/** Fits a ridge on all rows, and scores each row by a fit that has not seen its dialogue. */
function fitBoth(rows: Rows, buckets: number, cost: number, folds: number): Fit & { held: Float32Array[] } {
  const rarity = rarityOf(rows.examples, buckets)
  const matrix = sparseRowsOf(rows.examples, rarity)
  const held: Float32Array[] = new Array(rows.examples.length)
  for (let fold = 0; fold < folds; fold++) {
    const seen: number[] = []
    for (let row = 0; row < rows.examples.length; row++) if (partOf(rows.dialogueOf[row]!, folds) !== fold) seen.push(row)
    const ridge = fitRidge(matrix, rows.targets, rows.columns, { width: buckets, cost, epochs, rows: Uint32Array.from(seen) })
    for (let row = 0; row < rows.examples.length; row++)
      if (partOf(rows.dialogueOf[row]!, folds) === fold) held[row] = ridgeScores(ridge, matrix, row)
  }
  return { rarity, ridge: fitRidge(matrix, rows.targets, rows.columns, { width: buckets, cost, epochs }), held }
}

/** Rows of single turns: the end of their dialogue is a weak label of each, hints are direct ones. */
function turnRows(lessons: readonly Lesson[], columns: number, hints: number): Rows {
  const examples: Features[] = []
  const targets: number[] = []
  const dialogueOf: number[] = []
  lessons.forEach((lesson, dialogue) => {
    lesson.turns.forEach((turn, i) => {
      examples.push(turnFeatures(turn, lesson.notes?.[i]))
      dialogueOf.push(dialogue)
      const at = lesson.moments.findIndex(({ heard }) => heard > i)
      const known = lesson.targets[at < 0 ? lesson.targets.length - 1 : at]!
      for (let column = 0; column < columns; column++) targets.push(known[column]!)
      for (let hint = 0; hint < hints; hint++) targets.push(lesson.hints?.[i]?.[hint] ?? 0)
    })
  })
  return { examples, targets: Float32Array.from(targets), columns: columns + hints, dialogueOf: Uint32Array.from(dialogueOf) }
}

function momentRows(lessons: readonly Lesson[], { columns, fields = usualFields }: ReaderOptions): Rows {
  const examples: Features[] = []
  const targets: number[] = []
  const dialogueOf: number[] = []
  lessons.forEach((lesson, dialogue) => {
    lesson.moments.forEach(({ heard }, at) => {
      examples.push(heardFeatures(lesson.turns, heard, fields, lesson.notes))
      dialogueOf.push(dialogue)
      targets.push(...lesson.targets[at]!)
    })
  })
  return { examples, targets: Float32Array.from(targets), columns, dialogueOf: Uint32Array.from(dialogueOf) }
}

const joined = (...parts: ArrayLike<number>[]): Float32Array => {
  const row = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    row.set(part, at)
    at += part.length
  }
  return row
}

const coarseOf = ({ channelsOf }: ReaderOptions) => channelsOf({ by: 'customer', text: '' }).length

/** The n-gram half of a reader, before any tree is grown. */
export type Fits = Pick<Reader, 'options' | 'turnModel' | 'textModel'>

/** Fits the n-grams; what the trees will see of them comes from fits that have not seen the dialogue. */
export function fitTexts(lessons: readonly Lesson[], options: ReaderOptions): { fits: Fits; rows: Float32Array[] } {
  const { columns, hints, channelsOf, cost = 0.15, turnCost = 0.15, folds = 5, onProgress } = options
  const turns = fitBoth(turnRows(lessons, columns, hints), turnBuckets, turnCost, folds)
  onProgress?.(`Read ${turns.held.length} turns`)
  const texts = fitBoth(momentRows(lessons, options), textBuckets, cost, folds)
  onProgress?.(`Read ${texts.held.length} moments`)
  const rows: Float32Array[] = []
  let turnAt = 0
  const coarse = coarseOf(options)
  for (const lesson of lessons) {
    const scores = lesson.turns.map((turn, i) => joined(channelsOf(turn), turns.held[turnAt + i]!))
    turnAt += lesson.turns.length
    for (const row of courseOf(lesson.turns, scores, coarse, lesson.moments)) rows.push(joined(row, texts.held[rows.length]!))
  }
  const turnModel = { rarity: turns.rarity, ridge: turns.ridge }
  const textModel = { rarity: texts.rarity, ridge: texts.ridge }
  return { fits: { options, turnModel, textModel }, rows }
}

/** Trains a reader (训练). */
export function trainReader(lessons: readonly Lesson[], options: ReaderOptions): Reader {
  const { fits, rows } = fitTexts(lessons, options)
  const targets = lessons.flatMap((lesson) => lesson.targets)
  const trees = Array.from({ length: options.columns }, (_, column) => {
    options.onProgress?.(`Growing trees ${column + 1} of ${options.columns}`)
    const wanted = Float32Array.from(targets, (target) => target[column]!)
    return growMean(options.bags ?? 1, rows, wanted, { ...options.trees, seed: options.trees.seed + column })
  })
  return { ...fits, trees }
}

/** What a single turn alone says: the target columns, then the hints. */
export const readTurn = ({ turnModel }: Reader, turn: Turn, note?: string): Float32Array => scoresOfOne(turnModel, turnFeatures(turn, note))

const scoresOfOne = ({ rarity, ridge }: Fit, features: Features): Float32Array => ridgeScores(ridge, sparseRowsOf([features], rarity), 0)

/** What the trees look at, at each moment; `texts` is the part of it that the n-grams of all that was heard foretell. */
export function rowsOf(
  { options, turnModel, textModel }: Fits,
  turns: readonly Turn[],
  moments: readonly Moment[],
  notes?: readonly string[],
) {
  const scores = turns.map((turn, i) => joined(options.channelsOf(turn), scoresOfOne(turnModel, turnFeatures(turn, notes?.[i]))))
  return courseOf(turns, scores, coarseOf(options), moments).map((row, at) => {
    const texts = scoresOfOne(textModel, heardFeatures(turns, moments[at]!.heard, options.fields ?? usualFields, notes))
    return { row: joined(row, texts), texts }
  })
}

/** What the reader foretells at each moment: for each target column its value, 0 … 1, by the trees and by the n-grams alone. */
export function readMoments(
  reader: Reader,
  turns: readonly Turn[],
  moments: readonly Moment[],
  notes?: readonly string[],
): { trees: Float32Array; texts: Float32Array }[] {
  return rowsOf(reader, turns, moments, notes).map(({ row, texts }) => ({
    texts,
    trees: Float32Array.from(reader.trees, (trees) => foretold(trees, row)),
  }))
}

const foretold = (trees: Trees, row: Float32Array) =>
  trees.objective === 'logistic' ? sigmoid(treesScore(trees, row)) : treesScore(trees, row)
