import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeFall, rateRatio } from './index.ts'

const over = (count: number, exposure: number) => ({ count, exposure })

describe('rate ratio of two counts (发生率比)', () => {
  test('is that of R: help(poisson.test), lung cancer in Fredericia against three other towns', () => {
    const ratio = rateRatio(over(11, 800), over(6 + 8 + 7, 1083 + 1050 + 878))
    expect(ratio.value).toBeCloseTo(1.971488, 6)
    expect(ratio.low).toBeCloseTo(0.8584264, 6)
    expect(ratio.high).toBeCloseTo(4.2772659, 6)
    expect(ratio.p).toBeCloseTo(0.07967, 5)
  })

  test('is that of Stata: iri 41 15 28010 19017, breast cancer after fluoroscopy', () => {
    const ratio = rateRatio(over(41, 28_010), over(15, 19_017))
    expect(ratio.value).toBeCloseTo(1.855759, 6)
    expect(ratio.low).toBeCloseTo(1.005684, 6)
    expect(ratio.high).toBeCloseTo(3.6093, 4)
  })

  // By hand: none of six in equal times; the upper share s has (1 − s)^6 = 0.025, s = 0.459258, s ÷ (1 − s) = 0.849311; p = 2 ÷ 2^6.
  test('none after six in equal times', () => {
    const ratio = rateRatio(over(0, 30), over(6, 30))
    expect(ratio).toMatchObject({ value: 0, low: 0 })
    expect(ratio.high).toBeCloseTo(0.849311, 6)
    expect(ratio.p).toBeCloseTo(1 / 32, 12)
  })

  test('there is no ratio to nothing', () => {
    expect(rateRatio(over(0, 30), over(0, 30))).toMatchObject({ value: null, low: 0, high: null, p: 1 })
    expect(rateRatio(over(4, 30), over(0, 30))).toMatchObject({ value: null, high: null })
  })

  test('large counts stay exact: as wide as on the log scale, and the ratio within', () => {
    const ratio = rateRatio(over(9_000, 90), over(10_000, 90))
    const spread = 1.959964 * Math.sqrt(1 / 9_000 + 1 / 10_000)
    expect(ratio.low).toBeCloseTo(0.9 * Math.exp(-spread), 3)
    expect(ratio.high).toBeCloseTo(0.9 * Math.exp(spread), 3)
  })

  test('turned round, the interval is the reciprocal one', () => {
    const counts = fc.integer({ min: 1, max: 400 })
    const exposures = fc.integer({ min: 1, max: 365 })
    fc.assert(
      fc.property(counts, counts, exposures, exposures, (a, b, s, t) => {
        const one = rateRatio(over(a, s), over(b, t))
        const other = rateRatio(over(b, t), over(a, s))
        expect(one.low * (other.high ?? 0)).toBeCloseTo(1, 8)
        expect(one.p).toBeCloseTo(other.p, 8)
      }),
      { numRuns: 60 },
    )
  })
})

describe('whether a measure worked (有效性判定)', () => {
  const table: [string, [number, number], [number, number], number, string][] = [
    ['a third of before, half was wanted', [60, 60], [10, 30], 0.5, 'worked'],
    ['as many as before', [60, 60], [30, 30], 0.5, 'didNotWork'],
    ['more than before', [4, 60], [40, 30], 0.5, 'didNotWork'],
    ['fewer, yet not as few as wanted, and not for sure', [60, 60], [20, 30], 0.5, 'unclear'],
    ['few before: none afterwards says nothing', [5, 30], [0, 30], 0.5, 'notEnoughData'],
    ['six before are just enough', [6, 30], [0, 30], 0.5, 'worked'],
    ['nothing before, nothing after', [0, 30], [0, 30], 0.5, 'notEnoughData'],
    ['fewer beyond doubt, but not as few as wanted', [600, 60], [200, 30], 0.5, 'didNotWork'],
    ['fewer beyond doubt, and perhaps as few as wanted', [600, 60], [200, 30], 0.6, 'unclear'],
  ]
  for (const [words, [before, beforeDays], [after, afterDays], wanted, verdict] of table) {
    test(`${words}: ${verdict}`, () => {
      expect(judgeFall(over(before, beforeDays), over(after, afterDays), wanted).verdict).toBe(verdict)
    })
  }
})
