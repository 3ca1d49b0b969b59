import { files, lesson, licences, type Recipe, textOf } from './recipe.ts'

export const offensive: Recipe = {
  head: 'offensive',
  classes: ['no', 'yes'],
  languages: ['zh'],
  sources: [
    {
      file: files.cold,
      licence: licences.cold,
      lessonOf: (row) => lesson(textOf(row, 'TEXT'), textOf(row, 'label') === '1' ? 'yes' : 'no'),
    },
    {
      file: files.signals,
      own: true,
      licence: licences.own,
      lessonOf: (row) => lesson(textOf(row, 'text'), (row.expected as string[]).includes('insult') ? 'yes' : 'no', 3),
    },
    { file: files.complaints, own: true, licence: licences.own, lessonOf: (row) => lesson(textOf(row, 'text'), 'no', 0.5) },
  ],
  measures: [
    {
      name: 'COLD dev',
      file: 'cold/dev.jsonl',
      text: 'TEXT',
      label: 'label',
      published: "the paper's detector on its test part: accuracy .81",
    },
  ],
  limits: 'COLD speaks of region, race and gender; its test part was labelled by hand and differs from its training part. Chinese only.',
}
