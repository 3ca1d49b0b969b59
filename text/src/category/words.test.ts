import { expect, test } from 'vitest'
import { featuresOf, fewBuckets, visitGrams } from '../features/ngrams.ts'
import { normaliseCodes } from '../features/normalise.ts'
import { categorySheetOf, trainCategory } from './index.ts'
import { learntWords } from './words.ts'

const model = trainCategory(
  Array.from({ length: 30 }, (_, at) => [
    { text: `宿舍空调第${at}天又漏水`, category: 'room' },
    { text: `食堂的饺子第${at}天又凉了`, category: 'food' },
  ]).flat(),
  categorySheetOf([
    { code: 'room', name: '房间' },
    { code: 'food', name: '伙食' },
  ]),
  { cost: 1 },
)

test('every gram visited is a feature of the text', () => {
  const text = 'ＡＢ空调坏了'
  const ids = new Set(featuresOf(text, fewBuckets).ids)
  visitGrams(normaliseCodes(text), fewBuckets, (id) => expect(ids).toContain(id))
})
test('the words a class was learnt by are found where they stand, whatever stands before them', () => {
  const text = '……１２３ 昨晚食堂的饺子又凉了'
  const words = learntWords(model, text, 'food').map(([from, to]) => text.slice(from, to))
  expect(words.join()).toMatch(/食堂|饺子|凉/)
  expect(
    learntWords(model, text, 'room')
      .map(([from, to]) => text.slice(from, to))
      .join(),
  ).not.toMatch(/食堂|饺子/)
})
test.each(['', '😀😀', '啊'.repeat(10_000), 'ﬁﬀ½㎡…'.repeat(500), '\ud800'])('nothing throws', (text) =>
  expect(learntWords(model, text, 'food').length).toBeLessThan(5),
)
test('a class the model does not know has none', () => expect(learntWords(model, '食堂', 'other')).toEqual([]))
