import { expect, test } from 'vitest'
import { entities } from './entities.ts'

const evaluate = (rows: Record<string, unknown>[]) => entities({ task: 'entities', test: rows, seed: 7, say: () => {} })

test('an entity is found when its kind and its very words are', () => {
  const { result, predictions } = evaluate([
    {
      text: '昨天付了3000元，没有发货',
      expected: [
        { kind: 'date', words: '昨天' },
        { kind: 'amount', words: '3000' },
      ],
    },
    { text: '请问几点开门', expected: [] },
    { text: '付了20元' },
  ])
  expect(result).toMatchObject({
    labelled: 2,
    rows: 3,
    micro: { precision: 0.5, recall: 0.5 },
    kinds: { date: { f1: 1, expected: 1 }, amount: { precision: 0, recall: 0, expected: 1 } },
  })
  expect(predictions?.[2]).toMatchObject({ index: 2, entities: [{ kind: 'amount', words: '20元', amountFen: 2_000 }] })
})

test('a field that no row has is named', () =>
  expect(() => evaluate([{ text: '付了20元', found: [] }])).toThrow('No row has the field "expected"; there are text, found'))
