import { type Example, featuresOf, probabilitiesOf, readModel, trainLinear, writeModel } from '@zhiwei/text/learning'
import type { TrainedHead } from '../tables.ts'
import type { Labelled } from './labelled-cases.ts'

/** Labels with their probabilities, best first. */
export type Answer = { label: string; probability: number }[]
type Category = { code: string; name: string; nameEn: string }

/** A subject says in few words what a case is about. */
const subjectWeight = 3
/** Smaller than the shipped models: every tenant may have one of its own in memory. */
const buckets = 2 ** 16
const seed = 7
/** The name of a category is a short text of its own. */
const nameWeight = 0.3

export const fieldsOf = ({ subject, text }: { subject?: string | undefined; text: string }) =>
  subject
    ? [
        { text: subject, weight: subjectWeight },
        { text, weight: 1 },
      ]
    : [{ text, weight: 1 }]

/** Trains a candidate; its weights as a file. */
export function candidateFor(head: TrainedHead, cases: Labelled[], categories: Category[]): Uint8Array {
  const classes = [...new Set(cases.map(({ label }) => label))].sort()
  const examples: Example[] = cases.map((one) => ({ features: featuresOf(fieldsOf(one), buckets), label: classes.indexOf(one.label) }))
  const names = head === 'category' ? categories : []
  for (const { code, name, nameEn } of names) {
    const label = classes.indexOf(code)
    if (label !== -1) examples.push({ features: featuresOf(`${name} ${nameEn}`, buckets), label, weight: nameWeight })
  }
  return writeModel(trainLinear(examples, { classes, buckets, seed, head: `tenant-${head}` }))
}

/** How a model answers; null: what is shipped. */
export function readerFor(
  _head: TrainedHead,
  weights: Uint8Array | null,
  _categories: Category[],
): (one: { subject?: string; text: string }) => Answer {
  if (!weights) return () => []
  const model = readModel(weights)
  return (one) => {
    const probabilities = probabilitiesOf(model, featuresOf(fieldsOf(one), buckets))
    return model.classes
      .map((label, at) => ({ label, probability: probabilities[at] ?? 0 }))
      .sort((first, second) => second.probability - first.probability)
  }
}
