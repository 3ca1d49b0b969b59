import {
  categoryOf,
  categorySheetOf,
  type LinearModel,
  readModel,
  severities,
  severityOf,
  shippedModels,
  signalsOf,
  type TenantCategories,
  trainCategory,
  trainSeverity,
  writeModel,
} from '@zhiwei/text/learning'
import type { TrainedHead } from '../tables.ts'
import type { Labelled } from './labelled-cases.ts'

/** Labels with their probabilities, best first. */
export type Answer = { label: string; probability: number }[]
export type Reader = (one: { subject?: string | undefined; text: string }) => Answer
type Category = { code: string; name: string; nameEn: string }
type HeadLearner = {
  candidate: (cases: Labelled[], categories: Category[]) => LinearModel
  /** How a model answers; without one, what is shipped. */
  reader: (model: LinearModel | undefined, categories: Category[]) => Reader
}

/** As the engine reads a text that has a subject. */
const wordsOf: (one: Parameters<Reader>[0]) => string = ({ subject, text }) => (subject ? `${subject}\n${text}` : text)

/** A model of the tenant's own categories, with how many cases of each it learned from: the more, the more it counts beside the seed words. */
export const learntOf = (model: LinearModel): TenantCategories => ({
  model,
  labelled: (model.about.labelled ?? {}) as Record<string, number>,
})

const category: HeadLearner = {
  candidate(cases, categories) {
    const labelled: Record<string, number> = {}
    for (const { label } of cases) labelled[label] = (labelled[label] ?? 0) + 1
    const texts = cases.map((one) => ({ text: wordsOf(one), category: one.label }))
    return trainCategory(texts, categorySheetOf(categories), { about: { labelled } })
  },
  reader(model, categories) {
    const sources = { sheet: categorySheetOf(categories), base: shippedModels().category, tenant: model && learntOf(model) }
    return (one) => categoryOf(wordsOf(one), sources).category.map(({ code, probability }) => ({ label: code, probability }))
  },
}

const severity: HeadLearner = {
  candidate: (cases) =>
    trainSeverity(
      cases.flatMap(({ text, label }) => severities.filter((code) => code === label).map((code) => ({ text, severity: code }))),
    ),
  reader:
    (model = shippedModels()['case-severity']) =>
    ({ text }) => {
      const answer = severityOf(text, { signals: signalsOf(text), model })
      return [{ label: answer.severity, probability: answer.confidence }]
    },
}

const heads: Record<TrainedHead, HeadLearner> = { category, severity }

/** Trains a candidate; its weights as a file. */
export const candidateFor = (head: TrainedHead, cases: Labelled[], categories: Category[]): Uint8Array =>
  writeModel(heads[head].candidate(cases, categories))

export const readerOf = (head: TrainedHead, weights: Uint8Array | null, categories: Category[]): Reader =>
  heads[head].reader(weights ? readModel(weights) : undefined, categories)
