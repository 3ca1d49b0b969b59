import { fewestLabelledCases, type LearningResult, type ModelQuality } from '@zhiwei/contract'
import { accuracyOf, eceOf, macroF1Of } from '@zhiwei/text/learning'
import type { TrainedHead } from '../tables.ts'
import { type Answer, candidateFor, readerOf } from './heads.ts'
import type { Labelled } from './labelled-cases.ts'

// 训练一课: pure, so that a thread of its own can do it. Cases in, candidate and comparison out.

export type Lesson = {
  head: TrainedHead
  /** Oldest first. */
  cases: Labelled[]
  categories: { code: string; name: string; nameEn: string }[]
  /** Weights of the model in service; none: what is shipped. */
  champion: Uint8Array | null
}
export type Told = { step: 'training' | 'comparing'; share: number }
export type Learned = Pick<LearningResult, 'outcome' | 'trained' | 'heldOut' | 'champion' | 'challenger' | 'gain' | 'neededGain'> & {
  weights: Uint8Array | null
  card: Record<string, unknown>
}

/** The newest fifth is held out: a model is asked about what comes after what it learned from. */
const heldOutShare = 0.2
const fewestHeldOut = 10
/** A label seen less often in training says nothing yet. */
const fewestOfLabel = 4
/** Macro-F1 that a candidate must gain, beside more rows put right than rows put wrong by more than chance (one standard error). */
export const neededGain = 0.01

/** 训练并比较: trains a candidate on the older cases and holds it against the model in service on the newer ones. */
export function learnLesson({ head, cases, categories, champion }: Lesson, tell: (told: Told) => void = () => {}): Learned {
  const held = Math.max(fewestHeldOut, Math.round(cases.length * heldOutShare))
  const older = withEnough(cases.slice(0, -held))
  const newer = cases.slice(-held)
  const labels = new Set(older.map(({ label }) => label))
  const nothing = {
    trained: older.length,
    heldOut: newer.length,
    champion: null,
    challenger: null,
    gain: null,
    neededGain,
    weights: null,
    card: {},
  }
  if (cases.length < fewestLabelledCases || labels.size < 2) return { ...nothing, outcome: 'tooFew' }

  tell({ step: 'training', share: 0.05 })
  const weights = candidateFor(head, older, categories)
  tell({ step: 'comparing', share: 0.8 })
  const answersOf = (model: Uint8Array | null) => newer.map(readerOf(head, model, categories))
  const before = answersOf(champion)
  const after = answersOf(weights)
  const compared = compare(newer, before, after)
  const card = {
    head,
    data: 'confirmed cases of this tenant',
    split: `by time of receipt: the newest ${newer.length} held out`,
    trained: older.length,
    heldOut: newer.length,
    labels: countsOf(older),
    heldOutLabels: countsOf(newer),
    metrics: compared.challenger,
    comparedWith: champion ? 'the model in service' : 'seed words and shipped models',
    championMetrics: compared.champion,
    putRight: compared.putRight,
    putWrong: compared.putWrong,
    confusion: confusionOf(newer, after),
  }
  return { ...nothing, ...compared, outcome: compared.isBetter ? 'promoted' : 'notBetter', weights, card }
}

function withEnough(cases: Labelled[]): Labelled[] {
  const counts = countsOf(cases)
  return cases.filter(({ label }) => (counts[label] ?? 0) >= fewestOfLabel)
}

const countsOf = (cases: Labelled[]) => {
  const counts: Record<string, number> = {}
  for (const { label } of cases) counts[label] = (counts[label] ?? 0) + 1
  return counts
}

/** Both models on the same rows. */
export function compare(rows: Labelled[], before: Answer[], after: Answer[]) {
  const right = (answers: Answer[]) => rows.map(({ label }, at) => answers[at]?.[0]?.label === label)
  const [was, is] = [right(before), right(after)]
  const putRight = is.filter((now, at) => now && !was[at]).length
  const putWrong = is.filter((now, at) => !now && was[at]).length
  const champion = qualityOf(rows, before)
  const challenger = qualityOf(rows, after)
  const gain = challenger.macroF1 - champion.macroF1
  return {
    champion,
    challenger,
    gain,
    putRight,
    putWrong,
    isBetter: gain >= neededGain && putRight - putWrong > Math.sqrt(putRight + putWrong),
  }
}

function qualityOf(rows: Labelled[], answers: Answer[]): ModelQuality {
  const labels = [...new Set([...rows.map(({ label }) => label), ...answers.flatMap((answer) => answer.map(({ label }) => label))])]
  const truth = rows.map(({ label }) => labels.indexOf(label))
  // Nothing said is a label of its own, never right.
  const nothing = labels.length
  const predicted = answers.map(([best]) => (best ? labels.indexOf(best.label) : nothing))
  const probabilities = answers.map((answer) => labels.map((label) => answer.find((one) => one.label === label)?.probability ?? 0))
  const ece = eceOf(truth, probabilities)
  return {
    rows: rows.length,
    accuracy: accuracyOf(truth, predicted),
    macroF1: macroF1Of(truth, predicted, labels.length + 1),
    ece: Number.isFinite(ece) ? ece : null,
  }
}

/** What was said of each label: `{ truth: { said: count } }`. */
function confusionOf(rows: Labelled[], answers: Answer[]) {
  const table: Record<string, Record<string, number>> = {}
  rows.forEach(({ label }, at) => {
    const said = answers[at]?.[0]?.label ?? ''
    const row = table[label] ?? {}
    table[label] = { ...row, [said]: (row[said] ?? 0) + 1 }
  })
  return table
}
