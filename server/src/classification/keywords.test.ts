import { expect, test } from 'vitest'
import { extractKeywords } from './keywords.ts'

test('keywords (关键词) are words that tell the matter, the most telling first', async () => {
  const words = (await extractKeywords('我家冰箱不制冷，客服说冰箱压缩机没有问题，可是冰箱还是不制冷')).map(({ word }) => word)
  expect(words[0]).toMatch(/冰箱|制冷/)
  expect(words).toContain('压缩机')
  expect(words).not.toContain('问题')
  expect(await extractKeywords('')).toEqual([])
})
