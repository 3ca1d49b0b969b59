import { expect, test } from 'vitest'
import { z } from 'zod'
import { newKey } from './new-key.ts'

test('a key is a UUID as the contract takes it, and never the same', () => {
  const keys = Array.from({ length: 50 }, newKey)
  for (const key of keys) expect(z.uuid().safeParse(key).success).toBe(true)
  expect(new Set(keys).size).toBe(50)
})
