import { signalKinds as kinds, type SignalKind } from '../analysis.ts'
import { featuresOf } from '../features/ngrams.ts'
import type { LinearModel } from '../linear/model.ts'
import { shippedModel } from '../models.ts'
import { learntSignalsOf, signalsOf } from '../signals/index.ts'
import { requireLabels, stringOf, textFieldsOf, textsOf } from './fields.ts'
import { type EvaluateInput, type Evaluation, type Row, required, rounded } from './task.ts'

type Count = { hit: number; false: number; missed: number }

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
  const found = signalsOf(text)
  return model ? [...found, ...learntSignalsOf(model, text, featuresOf(text), found)] : found
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
  const counts = Object.fromEntries(kinds.map((kind): [SignalKind, Count] => [kind, { hit: 0, false: 0, missed: 0 }])) as Record<
    SignalKind,
    Count
  >
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
  return labelled > 0 ? { ...qualityOf(counts), exactRatio: rounded(exact / labelled), labelled } : {}
}

/** A list, or a text of kinds with commas; undefined when the row has none. */
function expectedOf(value: unknown): Set<string> | undefined {
  if (value === undefined || value === null) return undefined
  const list = Array.isArray(value) ? value.map(stringOf) : stringOf(value).split(/[\s,;|，、]+/u)
  return new Set(list.filter((kind) => kind !== ''))
}

function qualityOf(counts: Record<SignalKind, Count>) {
  const all = Object.values(counts).reduce((sum, count) => ({
    hit: sum.hit + count.hit,
    false: sum.false + count.false,
    missed: sum.missed + count.missed,
  }))
  const perKind = kinds.filter((kind) => counts[kind].hit + counts[kind].missed + counts[kind].false > 0)
  const scores = perKind.map((kind) => scoreOf(counts[kind]))
  const mean = (name: 'precision' | 'recall' | 'f1') =>
    rounded(scores.reduce((sum, score) => sum + score[name], 0) / Math.max(1, scores.length))
  return {
    micro: scoreOf(all),
    macro: { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') },
    kinds: Object.fromEntries(
      perKind.map((kind) => [kind, { ...scoreOf(counts[kind]), expected: counts[kind].hit + counts[kind].missed }]),
    ),
  }
}

function scoreOf({ hit, false: wrong, missed }: Count) {
  const precision = hit + wrong === 0 ? 1 : hit / (hit + wrong)
  const recall = hit + missed === 0 ? 1 : hit / (hit + missed)
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) }
}
