import { expect, test } from 'vitest'
import { extractKeywords } from './keywords.ts'

test('keywords (关键词) are words that tell the matter, the most telling first', async () => {
  const words = (await extractKeywords('我家冰箱不制冷，客服说冰箱压缩机没有问题，可是冰箱还是不制冷')).map(({ word }) => word)
  expect(words[0]).toMatch(/冰箱|制冷/)
  expect(words).toContain('压缩机')
  expect(words).not.toContain('问题')
  expect(await extractKeywords('')).toEqual([])
})

test('words that only hold an English sentence together tell nothing', async () => {
  const text =
    'The dishwasher is leaking again and my kitchen floor has been ruined. I want the dishwasher to be repaired, it was not cheap'
  const words = (await extractKeywords(text)).map(({ word }) => word.toLowerCase())
  expect(words).toContain('dishwasher')
  expect(
    words.filter((word) => ['the', 'and', 'my', 'is', 'it', 'to', 'be', 'was', 'not', 'again', 'has', 'been', 'want'].includes(word)),
  ).toEqual([])
})
