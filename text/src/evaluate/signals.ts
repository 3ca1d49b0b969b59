import { signalKinds as kinds, type SignalKind } from '../analysis.ts'
import { featuresOf } from '../features/ngrams.ts'
import type { LinearModel } from '../linear/model.ts'
import { shippedModel } from '../models.ts'
import { learntSignalsOf, readSignals } from '../signals/index.ts'
import { countsOf, scoresOf } from './counts.ts'
import { requireLabels, stringOf, textFieldsOf, textsOf } from './fields.ts'
import { type EvaluateInput, type Evaluation, type Row, required, rounded } from './task.ts'

/** 信号 on rows `{text, expected: [kinds]}`: precision, recall, F1 of each kind, over all (micro) and as their mean (macro). Rows without `expected` are answered for only. @throws Error when none has it and no predictions are kept */
export function signals(input: EvaluateInput): Evaluation {
  const test = required(input.test, 'test')
  const fields = textFieldsOf(input.text, test)
  const label = input.label ?? 'expected'
  requireLabels(test, label, input)
  const texts = test.map((row) =>
    textsOf(row, fields)
      .map(({ text }) => text)
      .join('\n'),
  )
  const started = performance.now()
  const found = texts.map(readerOf(shippedModel('signals')))
  const microsPerText = ((performance.now() - started) * 1000) / texts.length
  const predictions = found.map((signalsFound, index) => ({
    index,
    kinds: [...new Set(signalsFound.map(({ kind }) => kind))],
    signals: signalsFound,
  }))
  const cost = { microsPerText: rounded(microsPerText, 1), rows: test.length }
  const expected = test.map((row) => expectedOf(row[label]))
  return { result: { ...figuresOf(predictions, expected), ...cost }, predictions }
}

/** Rules, and beside them the model where there is one. */
const readerOf = (model: LinearModel | undefined) => (text: string) => {
  const rules = readSignals(text)
  return model ? [...rules.signals, ...learntSignalsOf(model, text, featuresOf(text), rules)] : rules.signals
}

/** How well rows `{text, expected}` are answered, for the model's card. */
export function signalFigures(rows: readonly Row[], model?: LinearModel) {
  const read = readerOf(model)
  return figuresOf(
    rows.map(({ text }) => ({ kinds: [...new Set(read(String(text)).map(({ kind }) => kind))] })),
    rows.map((row) => expectedOf(row.expected)),
  )
}

function figuresOf(predictions: readonly { kinds: readonly SignalKind[] }[], expected: readonly (Set<string> | undefined)[]) {
  const counts = countsOf(kinds)
  let labelled = 0
  let exact = 0
  predictions.forEach(({ kinds: told }, index) => {
    const truth = expected[index]
    if (truth === undefined) return
    labelled++
    if (told.length === truth.size && told.every((kind) => truth.has(kind))) exact++
    for (const kind of kinds) {
      if (told.includes(kind)) counts[kind][truth.has(kind) ? 'hit' : 'false']++
      else if (truth.has(kind)) counts[kind].missed++
    }
  })
  return labelled > 0 ? { ...scoresOf(counts), exactRatio: rounded(exact / labelled), labelled } : {}
}

/** A list, or a text of kinds with commas; undefined when the row has none. */
function expectedOf(value: unknown): Set<string> | undefined {
  if (value === undefined || value === null) return undefined
  const list = Array.isArray(value) ? value.map(stringOf) : stringOf(value).split(/[\s,;|，、]+/u)
  return new Set(list.filter((kind) => kind !== ''))
}
