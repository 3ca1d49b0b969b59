import { expect, test } from 'vitest'
import { figureIn } from './fact-figures.ts'

test.each([
  ['year', 2026, '2026'],
  ['threshold', 0.85, '0.85'],
  ['rows', 12_000, '12000'],
  ['limitFen', 20_050, '¥200.50'],
])('操作记录: %s %d is told as it is kept', (fact, figure, said) => {
  expect(figureIn(fact, figure)).toBe(said)
})
