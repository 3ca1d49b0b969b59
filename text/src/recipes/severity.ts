import { files, lesson, licences, type Recipe, reviewOf, textOf } from './recipe.ts'

export const severity: Recipe = {
  head: 'severity',
  classes: ['Non-Complaint', 'No explicit reproach', 'Disapproval', 'Accusation', 'Blame'],
  languages: ['en'],
  sources: [{ file: files.amazon, licence: licences.amazon, lessonOf: (row) => lesson(reviewOf(row), textOf(row, 'Severity')) }],
  measures: [],
  limits: 'How hard an English text reproaches, not how grave the matter is: for that see the rules of severity.',
}
