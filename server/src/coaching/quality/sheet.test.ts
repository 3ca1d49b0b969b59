import { expect, test } from 'vitest'
import { totalOf } from './sheet.ts'

const all = { attitude: 4, accuracy: 4, procedure: 4, listening: 4, wording: 4, promises: 4, records: 4 }

test.each([
  ['everything exemplary', all, 100],
  ['nothing right', { attitude: 0, accuracy: 0, procedure: 0, listening: 0, wording: 0, promises: 0, records: 0 }, 0],
  // (2·2 + 4·8) / 10 / 4 = 0.9
  ['attitude counts twice', { ...all, attitude: 2 }, 90],
  // (3·8 + 4·1… promises left out): (4·2·3 + 2·3) / 9 / 4 = 0.8333
  ['what does not apply is left out', { ...all, listening: 2, wording: 2, records: 2, promises: null }, 83.3],
  [
    'nothing applies',
    { attitude: null, accuracy: null, procedure: null, listening: null, wording: null, promises: null, records: null },
    null,
  ],
])('%s', (_name, scores, expected) => {
  expect(totalOf(scores)).toBe(expected)
})
