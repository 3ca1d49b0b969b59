import { expect, test } from 'vitest'
import { meanOf, promoterPoints, serviceGapOf } from './index.ts'

test('a mean of ten with Student’s interval, as worked by hand', () => {
  // 4 4 5 3 5 2 4 5 5 3: mean 4, s² = 10/9, t(9) = 2.262157 (table of Student's distribution), half = 2.262157 · √(1.1111/10) = 0.754052
  const found = meanOf([4, 4, 5, 3, 5, 2, 4, 5, 5, 3])
  expect(found).toMatchObject({ of: 10, mean: 4 })
  expect(found?.low).toBeCloseTo(4 - 0.754052, 5)
  expect(found?.high).toBeCloseTo(4 + 0.754052, 5)
})

test('of one answer there is no interval, of none no mean', () => {
  expect(meanOf([3])).toEqual({ of: 1, mean: 3, low: null, high: null })
  expect(meanOf([])).toBeNull()
})

test('two answers: t(1) = 12.706205', () => {
  // 1 and 2: mean 1.5, s = √0.5, half = 12.706205 · √(0.5/2) = 6.353102
  expect(meanOf([1, 2])?.high).toBeCloseTo(1.5 + 6.353102, 5)
})

test('the net promoter score: 5 promoters, 3 in between, 2 detractors of 10 give 30', () => {
  const answers = [10, 9, 9, 10, 9, 8, 7, 7, 6, 0]
  expect(meanOf(answers.map(promoterPoints))?.mean).toBe(30)
})

test('SERVQUAL: the gap is perception less expectation', () => {
  const found = serviceGapOf([
    { expected: 5, perceived: 3 },
    { expected: 4, perceived: 4 },
    { expected: 5, perceived: 4 },
  ])
  expect(found).toMatchObject({ of: 3, mean: -1 })
})
