import { withEnds } from '../dialogue/tone.ts'
import { withDense } from '../features/dense.ts'
import { defaultBuckets, type Features, type Field, featuresOf } from '../features/ngrams.ts'
import { type LinearModel, probabilitiesOf, writeModel } from '../linear/model.ts'
import { type Example, trainLinear } from '../linear/train.ts'
import { feelingsOf } from './feelings.ts'
import { type FieldWeight, labelFieldOf, labelOf, sayUnlabelled, stringOf, textFieldsOf, textsOf } from './fields.ts'
import { type Predicted, predictionLines, qualityOf } from './predicted.ts'
import { type EvaluateInput, type Evaluation, type Row, required, requireKinds, rounded } from './task.ts'

// Many texts repay more features, in more buckets.
const manyRows = 20_000
const manyBuckets = 2 ** 20

// Two sides have words of their own that go from one kind of goods to the next. Chosen on training reviews held out, by chance and by kind.
const ofTwoSides = { contrast: 0.3, cost: 0.7 }

type Read = (fields: Field[]) => Features
const readClosely: Read = (fields) => featuresOf(fields, manyBuckets, true)
/** `extra`: how many dense features follow the n-grams. */
type Reading = { fields: FieldWeight[]; label: string; read: Read; buckets: number; extra: number }

/** Trains on one file and answers for another (分类): any field names, any labels. */
export function classify(input: EvaluateInput): Evaluation {
  const train = required(input.train, 'train')
  const test = required(input.test, 'test')
  const fields = textFieldsOf(input.text, train)
  const label = labelFieldOf(input.label, train)
  const started = performance.now()
  const reading = { fields, label, ...readingOf(train, fields, input.task) }
  const model = classifierOf(train, reading, input)
  const trainSeconds = (performance.now() - started) / 1000
  const truth = test.map((row) => labelOf(row, label))
  if (truth.every((name) => name === undefined)) sayUnlabelled(label, input.say)
  input.say(`Trained on ${train.length} rows, ${model.classes.length} classes, in ${trainSeconds.toFixed(1)} s`)
  const { probabilities, microsPerText } = answerAll(test, fields, (features) => probabilitiesOf(model, features), reading.read)
  const predicted: Predicted = { classes: model.classes, truth, probabilities, thumbs: model.thumbs }
  const times = { trainSeconds: rounded(trainSeconds, 2), microsPerText, modelBytes: writeModel(model).length }
  return { result: { ...qualityOf(predicted), ...times, rows: test.length }, predictions: predictionLines(predicted) }
}

/** Answers for every row, and the microseconds a text took, features included. */
export function answerAll(test: Row[], fields: FieldWeight[], answer: (features: Features) => Float32Array, read: Read = featuresOf) {
  const started = performance.now()
  const probabilities = test.map((row) => answer(read(textsOf(row, fields))))
  return { probabilities, microsPerText: rounded(((performance.now() - started) * 1000) / Math.max(1, test.length), 1) }
}

/** Emotions are few rows' matter, and some of them rare: there the words of feeling and the shipped heads help, which sets of many rows teach better themselves. */
function readingOf(train: Row[], fields: FieldWeight[], task: string): Pick<Reading, 'read' | 'buckets' | 'extra'> {
  if (train.length > manyRows) return { read: readClosely, buckets: manyBuckets, extra: 0 }
  if (task !== 'emotion') return { read: featuresOf, buckets: defaultBuckets, extra: 0 }
  const feelings = feelingsOf(train.map((row) => wholeOf(textsOf(row, fields))))
  return {
    read: (texts) => withDense(featuresOf(texts.map(({ text, weight }) => ({ text: withEnds(text), weight }))), feelings(wholeOf(texts))),
    buckets: defaultBuckets,
    extra: feelings('').length,
  }
}

const wholeOf = (fields: Field[]) => fields.map(({ text }) => text).join('\n')

function classifierOf(
  train: Row[],
  { fields, label, read, buckets, extra }: Reading,
  { hints = [], seed, say }: EvaluateInput,
): LinearModel {
  const labels = train.map((row) => labelOf(row, label))
  if (labels.every((name) => name === undefined)) throw new Error(`No training row has a label in "${label}"`)
  const classes = [...new Set(labels.filter((name) => name !== undefined))].sort()
  requireKinds(
    classes.map((name) => `has the label "${name}"`),
    'training row',
  )
  const examples: Example[] = train.flatMap((row, at) => {
    const name = labels[at]
    return name === undefined ? [] : [{ features: read(textsOf(row, fields)), label: classes.indexOf(name) }]
  })
  const twoSides = classes.length === 2
  const told = train.length > manyRows ? twoSides && ofTwoSides : { thumbs: extra > 0 && !twoSides }
  return trainLinear([...examples, ...hintsOf(hints, { label, classes, read })], {
    classes,
    buckets,
    extra,
    ...told,
    seed,
    onProgress: say,
  })
}

/** Leaf names of a class tree as short texts of their class. Its class field is the label's, or any that holds a class. */
function hintsOf(hints: Row[], { label, classes, read }: Pick<Reading, 'label' | 'read'> & { classes: string[] }): Example[] {
  return hints.flatMap((row) => {
    const field = classes.includes(stringOf(row[label])) ? label : Object.keys(row).find((name) => classes.includes(stringOf(row[name])))
    if (!field) return []
    const text = Object.keys(row)
      .filter((name) => name !== field)
      .map((name) => stringOf(row[name]))
      .join(' ')
    return [{ features: read([{ text, weight: 1 }]), label: classes.indexOf(stringOf(row[field])), weight: 0.3, hint: true }]
  })
}
