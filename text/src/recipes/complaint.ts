import { files, lesson, licences, type Recipe, reviewOf, textOf } from './recipe.ts'

const answer: Record<string, string> = { '0': 'no', '1': 'yes', false: 'no', true: 'yes' }

export const complaint: Recipe = {
  head: 'complaint',
  classes: ['no', 'yes'],
  languages: ['zh', 'en'],
  sources: [
    { file: files.complaints, own: true, licence: licences.own, lessonOf: (row) => lesson(textOf(row, 'text'), 'yes') },
    {
      file: files.contacts,
      own: true,
      licence: licences.own,
      lessonOf: (row) => lesson(textOf(row, 'text'), answer[textOf(row, 'complaint')]),
    },
    // Messages to a mayor ask and propose, too.
    { file: files.gov, licence: licences.gov, lessonOf: (row) => lesson(textOf(row, '留言主题', '留言详情'), 'yes', 0.005) },
    { file: files.cped, licence: licences.cped, lessonOf: (row) => lesson(textOf(row, 'Utterance'), 'no', 0.002) },
    { file: files.amazon, licence: licences.amazon, lessonOf: (row) => lesson(reviewOf(row), answer[textOf(row, 'Complaint')], 0.05) },
    { file: files.cfpb, licence: licences.cfpb, lessonOf: (row) => lesson(textOf(row, 'Consumer complaint narrative'), 'yes', 0.02) },
  ],
  measures: [
    {
      name: 'English tweets to companies',
      file: 'tweets/train.jsonl',
      text: 'text',
      label: 'label',
      published: 'trained on the set itself: accuracy .83, AUC .905',
    },
  ],
  cost: 0.1,
  balance: 1,
  limits:
    'A complaint told without any grievance word is found less often. English was learnt from reviews and letters, not from short messages.',
}
