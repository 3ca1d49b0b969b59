import {
  categoryBySeeds,
  categorySheetOf,
  type Example,
  featuresOf,
  type LinearModel,
  probabilitiesOf,
  readModel,
  severities,
  severityOf,
  shippedModel,
  signalsOf,
  trainLinear,
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

/** A subject says in few words what a case is about. */
const subjectWeight = 3
const seed = 7
/** The name of a category is a short text of its own. */
const nameWeight = 0.3

/** The text of a case as the category is read from it. */
export const fieldsOf = ({ subject, text }: { subject?: string | undefined; text: string }) => [
  ...(subject ? [{ text: subject, weight: subjectWeight }] : []),
  { text, weight: 1 },
]

const category: HeadLearner = {
  candidate(cases, categories) {
    const classes = [...new Set(cases.map(({ label }) => label))].sort()
    const examples: Example[] = cases.map((one) => ({ features: featuresOf(fieldsOf(one)), label: classes.indexOf(one.label) }))
    for (const { code, name, nameEn } of categories) {
      const label = classes.indexOf(code)
      if (label !== -1) examples.push({ features: featuresOf(`${name} ${nameEn}`), label, weight: nameWeight })
    }
    return trainLinear(examples, { classes, seed, head: 'tenant-category' })
  },
  reader(model, categories) {
    if (model) {
      return (one) => {
        const probabilities = probabilitiesOf(model, featuresOf(fieldsOf(one)))
        return ranked(model.classes.map((label, at) => ({ label, probability: probabilities[at] ?? 0 })))
      }
    }
    const sheet = categorySheetOf(categories)
    return ({ subject, text }) =>
      categoryBySeeds(sheet, subject ? `${subject}\n${text}` : text).categories.map(({ code, probability }) => ({
        label: code,
        probability,
      }))
  },
}

const severity: HeadLearner = {
  candidate: (cases) =>
    trainSeverity(
      cases.flatMap(({ text, label }) => severities.filter((code) => code === label).map((code) => ({ text, severity: code }))),
    ),
  reader:
    (model = shippedModel('severity')) =>
    ({ text }) => {
      const answer = severityOf(text, { signals: signalsOf(text), model })
      return [{ label: answer.severity, probability: answer.confidence }]
    },
}

const heads: Record<TrainedHead, HeadLearner> = { category, severity }
const ranked = (answer: Answer) => answer.sort((one, other) => other.probability - one.probability)

/** Trains a candidate; its weights as a file. */
export const candidateFor = (head: TrainedHead, cases: Labelled[], categories: Category[]): Uint8Array =>
  writeModel(heads[head].candidate(cases, categories))

export const readerOf = (head: TrainedHead, weights: Uint8Array | null, categories: Category[]): Reader =>
  heads[head].reader(weights ? readModel(weights) : undefined, categories)
