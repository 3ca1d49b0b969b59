import { describe, expect, test } from 'vitest'
import { newWordsOf } from './words.ts'

const texts = (count: number, ...words: string[]) => Array.from({ length: count }, () => new Set(words))

describe('which words are new', () => {
  test('words of these cases that the weeks before did not say, with both counts; ordinary ones are left out', () => {
    const here = [...texts(8, '冰箱', '异响', '压缩机'), ...texts(2, '冰箱')]
    const before = [...texts(300, '冰箱', '退款'), ...texts(100, '冰箱', '送货')]
    const words = newWordsOf(here, before)
    expect(words.map(({ word }) => word).sort()).toEqual(['压缩机', '异响'].sort())
    expect(words[0]).toMatchObject({ here: 8, of: 10, before: 0, beforeOf: 400 })
  })
  test('a word of two cases, or one said as often before, is not new', () => {
    expect(newWordsOf(texts(10, '冰箱'), texts(50, '冰箱'))).toEqual([])
    expect(newWordsOf([...texts(2, '漏电'), ...texts(8, '冰箱')], texts(50, '冰箱'))).toEqual([])
  })
})
