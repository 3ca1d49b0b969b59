import { expect, test } from 'vitest'
import { precisionAtTop, rankingOf } from './ranking.ts'

const unhappy = [true, true, false, false, false, false, false, false, false, false]

test('of ten dialogues two are reviewed: who ranks both unhappy ones first is right, who ranks at random has the base rate', () => {
  expect(precisionAtTop([9, 8, 1, 1, 1, 1, 1, 1, 1, 1], unhappy)).toBe(1)
  expect(precisionAtTop(Array(10).fill(3), unhappy)).toBeCloseTo(0.2)
  expect(precisionAtTop([0, 0, 1, 1, 0, 0, 0, 0, 0, 0], unhappy)).toBe(0)
})

test('lift is precision by the base rate', () => {
  expect(rankingOf(unhappy, { forecast: [9, 8, 1, 1, 1, 1, 1, 1, 1, 1], length: Array(10).fill(1) })).toEqual({
    rows: 10,
    base: 0.2,
    forecast: 1,
    length: 0.2,
    lift: 5,
  })
})
