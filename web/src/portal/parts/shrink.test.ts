import { expect, test } from 'vitest'
import { sizeWithin } from './shrink.ts'

test.each([
  [4032, 3024, 2048, 1536],
  [3024, 4032, 1536, 2048],
  [800, 600, 800, 600],
  [20_000, 3, 2048, 1],
])('%d × %d becomes %d × %d', (width, height, toWidth, toHeight) => {
  expect(sizeWithin(width, height)).toEqual({ width: toWidth, height: toHeight })
})
