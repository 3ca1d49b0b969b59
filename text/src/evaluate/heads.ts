import { type LinearModel, probabilitiesOf, writeModel } from '../linear/model.ts'
import { type ModelHead, shippedModel } from '../models.ts'
import { answerAll, classify } from './classify.ts'
import { labelOf, ownLabelOf, sayUnlabelled, textFieldsOf } from './fields.ts'
import { labelsByClass } from './label-names.ts'
import { predictionLines, qualityOf } from './predicted.ts'
import { type EvaluateInput, type EvaluateTask, type Evaluation, required } from './task.ts'

/** A task that a shipped model answers, or one trained on --train when that is given. */
export const headTask =
  (head: ModelHead): EvaluateTask =>
  (input) => {
    if (input.train) return classify(input)
    const model = shippedModel(head)
    if (!model)
      throw new Error(`There is no shipped model for "${head}": train one with --train, or make it with the command train ${head}`)
    return answerShipped(head, model, input)
  }

/** Answers in the labels of the test file with a model that did not see it. */
export function answerShipped(head: ModelHead, model: LinearModel, input: EvaluateInput): Evaluation {
  const test = required(input.test, 'test')
  const fields = textFieldsOf(input.text, test)
  const field = input.label ?? ownLabelOf(input.task, test)
  const truth = test.map((row) => labelOf(row, field))
  if (truth.every((label) => label === undefined)) sayUnlabelled(field || 'label', input.say)
  const found = [...new Set(truth.filter((label) => label !== undefined))].sort()
  const labels = labelsByClass(head, model.classes, found, input.labels)
  const classes = [...new Set(labels.values())]
  if (classes.length === 0) throw new Error(`None of the labels ${found.join(', ')} is known; say with --labels what they mean`)
  const columns = model.classes.map((name) => classes.indexOf(labels.get(name) ?? ''))
  const { probabilities, microsPerText } = answerAll(test, fields, (features) =>
    merged(probabilitiesOf(model, features), columns, classes.length),
  )
  const predicted = { classes, truth, probabilities }
  const rest = { labels: Object.fromEntries(labels), microsPerText, modelBytes: writeModel(model).length, rows: test.length }
  return { result: { ...qualityOf(predicted), ...rest }, predictions: predictionLines(predicted) }
}

/** Adds up the classes that share a label, leaves out those without one. */
function merged(shares: Float32Array, columns: number[], count: number): Float32Array {
  const result = new Float32Array(count)
  let sum = 0
  columns.forEach((column, at) => {
    if (column < 0) return
    result[column]! += shares[at]!
    sum += shares[at]!
  })
  return sum > 0 ? result.map((share) => share / sum) : result.fill(1 / count)
}
