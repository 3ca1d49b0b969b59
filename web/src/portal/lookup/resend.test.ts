import { expect, test } from 'vitest'
import { secondsToResend } from './resend.ts'

test.each([
  [0, 60],
  [500, 60],
  [1_000, 59],
  [59_999, 1],
  [60_000, 0],
  [999_000, 0],
])('%d ms after asking, %d seconds are left', (passed, left) => {
  expect(secondsToResend(1_000_000, 1_000_000 + passed)).toBe(left)
})
