import { describe, expect, test } from 'vitest'
import { bigramsOf } from '../search-tokens.ts'
import { weightedSimilarityOf, weightsFrom } from './index.ts'

const shares = new Map([
  ['投诉', 0.5],
  ['客服', 0.4],
  ['空调', 0.2],
])
const similarity = (a: string, b: string) => weightedSimilarityOf(bigramsOf(a), bigramsOf(b), weightsFrom(shares))

describe('weighted similarity (加权相似度)', () => {
  test('a rare word in common says more than a common one', () =>
    expect(similarity('投诉热水器漏水', '热水器漏水很久')).toBeGreaterThan(similarity('投诉热水器漏水', '投诉发票抬头错')))
  test('is one for the same text and nothing without a text', () => {
    expect(similarity('空调不制冷', '空调不制冷')).toBeCloseTo(1)
    expect(similarity('', '空调')).toBe(0)
  })
  test('what is not among the common ones is rarer than all of them', () => {
    const weightOf = weightsFrom(shares)
    expect(weightOf('漏水')).toBeGreaterThan(weightOf('空调'))
    expect(weightOf('空调')).toBeGreaterThan(weightOf('投诉'))
  })
})
