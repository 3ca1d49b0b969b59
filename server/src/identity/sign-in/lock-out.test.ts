import { expect, test } from 'vitest'
import { lockMinutesAfter } from './lock-out.ts'

test.each([
  [0, 0],
  [1, 0],
  [4, 0],
  [5, 15],
  [6, 0],
  [10, 30],
  [15, 60],
  [20, 120],
  [25, 240],
  [30, 240],
  [5_000, 240],
])('after %i wrong tries in a row the account is locked for %i minutes (锁定)', (tries, minutes) => {
  expect(lockMinutesAfter(tries)).toBe(minutes)
})
