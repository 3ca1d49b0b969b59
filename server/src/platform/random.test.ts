import { expect, test } from 'vitest'
import { randomBytesOf } from './random.ts'

test('bytes from the pool are as many as asked for, and none comes twice, also when the pool is filled anew', () => {
  const taken = Array.from({ length: 3_000 }, () => randomBytesOf(16).toString('hex'))
  expect(new Set(taken).size).toBe(3_000)
  expect(taken.every((hex) => hex.length === 32)).toBe(true)
})
