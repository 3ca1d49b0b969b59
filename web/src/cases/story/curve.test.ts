import { expect, test } from 'vitest'
import { pointsOf } from './curve.ts'

const shares = (...levels: number[]) => pointsOf(levels.map((level) => ({ emotion: { level } }))).map(({ x, y }) => [x, y])

test('messages stand evenly from left to right, the angriest at the top', () => {
  expect(shares(0, 4, 2)).toEqual([
    [0, 1],
    [0.5, 0],
    [1, 0.5],
  ])
})

test('one message alone stands in the middle', () => {
  expect(shares(3)).toEqual([[0.5, 0.25]])
})
