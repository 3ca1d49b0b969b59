import { answerShipped } from '../evaluate/heads.ts'
import { qualityOf } from '../evaluate/predicted.ts'
import type { Row } from '../evaluate/task.ts'
import { featuresOf } from '../features/ngrams.ts'
import { type LinearModel, probabilitiesOf, writeModel } from '../linear/model.ts'
import { foldsOf } from '../linear/random.ts'
import { type Example, trainLinear } from '../linear/train.ts'
import type { Recipe, Source } from './recipe.ts'

/** Rows of a source, or of a measure by its file; undefined when the file is absent. */
export type Lessons = (file: string, own: boolean) => Row[] | undefined

/** @throws Error when the file is absent */
export function rowsOrMissing(rowsOf: Lessons, file: string, own = false): Row[] {
  const rows = rowsOf(file, own)
  if (!rows) throw new Error(own ? `text/texts/${file} is not there` : `${file} is not there: give the folder of the data sets with --data`)
  return rows
}

type Part = Example & { source: Source; role: 'train' | 'heldOut' | 'ownTest' }

/**
 * Makes a shipped model and its card (模型卡). One row in ten of each public file is held out for the card, and every `test` row of our own
 * texts; the shipped weights learn from all public rows and our own `train` rows.
 */
export function trainHead(
  recipe: Recipe,
  rowsOf: Lessons,
  { seed, say, command, date }: TrainHead,
): { model: { bytes: Uint8Array }; card: Record<string, unknown> } {
  const parts = recipe.sources.flatMap((source) => partsOf(recipe, source, rowsOrMissing(rowsOf, source.file, source.own), seed))
  const train = (rows: Part[], onProgress?: (line: string) => void) =>
    trainLinear(rows, {
      classes: recipe.classes,
      buckets: recipe.buckets,
      cost: recipe.cost,
      balance: recipe.balance,
      seed,
      head: recipe.head,
      onProgress,
    })
  say(`${recipe.head}: learning from ${parts.filter(({ role }) => role === 'train').length} rows, the rest held out`)
  const tried = train(
    parts.filter(({ role }) => role === 'train'),
    say,
  )
  say(`${recipe.head}: learning from all rows but our own test rows`)
  const model = train(parts.filter(({ role }) => role !== 'ownTest'))
  const sources = [...new Set(parts.map(({ source }) => source))]
  const heldOut = sources.map((source) => [
    source.file,
    figuresOf(
      tried,
      parts.filter((part) => part.source === source && part.role !== 'train'),
    ),
  ])
  const ownTest = figuresOf(
    tried,
    parts.filter(({ role }) => role === 'ownTest'),
  )
  const bytes = writeModel(model)
  return {
    model: { bytes },
    card: {
      head: recipe.head,
      classes: recipe.classes,
      languages: recipe.languages,
      date,
      command,
      seed,
      method: 'hashed character 1–4-grams and Latin word 1–2-grams, tf·idf; one against the rest, squared hinge; temperature; int8',
      model: { buckets: model.buckets, bytes: bytes.length, temperature: model.temperature, ...model.about },
      data: sources.map((source) => dataOf(source, parts)),
      split:
        'held out: every tenth row of each public file (stratified), and all rows of our own texts with split "test"; never used to choose anything',
      heldOut: Object.fromEntries(heldOut),
      ownTest,
      measuredOn: measuresOf(recipe, model, rowsOf, { seed, say }),
      limits: recipe.limits,
    },
  }
}

export type TrainHead = { seed: number; say: (line: string) => void; command: string; date: string }

function partsOf(recipe: Recipe, source: Source, rows: Row[], seed: number): Part[] {
  const lessons = rows.flatMap((row) => {
    const lesson = source.lessonOf(row)
    return lesson && recipe.classes.includes(lesson.label) ? [{ ...lesson, row }] : []
  })
  const folds = foldsOf(
    lessons.map(({ label }) => recipe.classes.indexOf(label)),
    10,
    seed,
  )
  return lessons.map(({ text, label, weight, row }, at) => ({
    features: featuresOf(text),
    label: recipe.classes.indexOf(label),
    weight,
    source,
    role: source.own ? (row.split === 'test' ? 'ownTest' : 'train') : folds[at] === 0 ? 'heldOut' : 'train',
  }))
}

const dataOf = (source: Source, parts: Part[]) => {
  const mine = parts.filter((part) => part.source === source)
  return {
    file: source.own ? `text/texts/${source.file}` : source.file,
    licence: source.licence,
    rows: mine.length,
    trainedOn: mine.filter(({ role }) => role !== 'ownTest').length,
    weight: mine[0]?.weight ?? 1,
  }
}

function figuresOf(model: LinearModel, parts: Part[]) {
  const truth = parts.map(({ label }) => model.classes[label])
  const met = new Set(truth)
  if (parts.length === 0) return undefined
  const { accuracy, macroF1, ece, auc, confusion } = qualityOf({
    classes: model.classes,
    truth,
    probabilities: parts.map(({ features }) => probabilitiesOf(model, features)),
  })
  // One class alone says only how often it is found.
  return met.size < 2 ? { rows: parts.length, accuracy } : { rows: parts.length, accuracy, macroF1, ece, auc, confusion }
}

function measuresOf(recipe: Recipe, model: LinearModel, rowsOf: Lessons, { seed, say }: { seed: number; say: (line: string) => void }) {
  return recipe.measures.flatMap(({ name, file, text, label, published }) => {
    const test = rowsOf(file, false)
    if (!test) return []
    const { result } = answerShipped(recipe.head, model, { task: recipe.head, test, text, label, seed, say })
    const { accuracy, macroF1, auc, ece, rows } = result ?? {}
    return [{ name, rows, accuracy, macroF1, auc, ece, published }]
  })
}
