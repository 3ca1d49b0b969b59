import { expect, test } from 'vitest'
import { signals } from './signals.ts'

const evaluate = (test: Record<string, unknown>[]) => signals({ task: 'signals', test, seed: 7, say: () => {} })

test('precision and recall of each kind, and what was found in each row', () => {
  const { result, predictions } = evaluate([
    { text: '再不处理我就打12315', expected: ['regulator'] },
    { text: '插线板起火了', expected: ['safety', 'media'] },
    { text: '请问几点开门', expected: '' },
    { text: '赔我三千块' },
  ])
  expect(result).toMatchObject({
    labelled: 3,
    rows: 4,
    exactRatio: 0.6667,
    micro: { precision: 1, recall: 0.6667 },
    kinds: { regulator: { precision: 1, recall: 1, f1: 1, expected: 1 }, media: { recall: 0, expected: 1 } },
  })
  expect(predictions?.[3]).toMatchObject({ index: 3, kinds: ['compensation'], signals: [{ amountFen: 300_000 }] })
})
test('rows without labels are only answered for, when the answers are kept', () => {
  const said: string[] = []
  const { result, predictions } = signals({
    task: 'signals',
    test: [{ text: '法院见' }],
    seed: 7,
    keepsPredictions: true,
    say: (line) => said.push(line),
  })
  expect(result).not.toHaveProperty('micro')
  expect(predictions).toMatchObject([{ kinds: ['legal'] }])
  expect(said).toEqual(['No test row has a label in "expected": they are answered for, without figures'])
})
test('a field that no row has is named', () => {
  expect(() => evaluate([{ text: '法院见', kinds: ['legal'] }])).toThrow('No row has the field "expected"; there are text, kinds')
  expect(() => evaluate([{ body: '法院见', expected: [] }])).toThrow('Say with --text which field holds the text')
})
