import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { likelihoodRatio, nbCusum, nbCusumStandard } from './likelihood.ts'
import { cusum } from './poisson.ts'
import { type CusumTransform, transforms } from './transform.ts'

const counts = fc.array(fc.nat(200), { minLength: 30, maxLength: 60 })

describe('Poisson CUSUM', () => {
  test('by hand: mean 4, k 0.5: three times 8 stand (8 − 4) ÷ 2 = 2 above', () => {
    const result = cusum([4, 4, 8, 8, 8, 4], 3, { m: 4, k: 0.5, h: 4, trans: 'standard' })
    expect(result).toEqual({ from: 3, cusum: [1.5, 3, 4.5, 4], upperbound: [13, 10, 7, 4], alarm: [false, false, true, true] })
  })

  test('the mean is that of the counts before, when none is given; an unknown count changes nothing', () => {
    expect(cusum([3, null, 5, null, 8], 4, { k: 0.5, h: 4, trans: 'standard' }).cusum).toEqual([0, 1.5])
  })

  test.each(['rossi', 'standard', 'anscombe', 'pearsonNegBin', 'none'] as CusumTransform[])(
    '%s: the count that is told to alarm does',
    (trans) => {
      fc.assert(
        fc.property(fc.double({ min: 0.5, max: 100, noNaN: true }), fc.double({ min: 0.1, max: 8, noNaN: true }), (mean, value) => {
          const { of, inverse } = transforms[trans]
          expect(of(inverse(value, { mean, alpha: 0.2 }), { mean, alpha: 0.2 })).toBeGreaterThanOrEqual(value - 1e-9)
        }),
      )
    },
  )

  test('more complaints in one period never lower the sum of any', () => {
    fc.assert(
      fc.property(counts, fc.nat(29), fc.nat(50), (given, at, more) => {
        const lower = cusum(given, 1, { m: 20 }).cusum
        const higher = cusum(
          given.map((count, place) => (place === at ? count + more : count)),
          1,
          { m: 20 },
        ).cusum
        lower.forEach((sum, place) => {
          expect(Number.isFinite(sum)).toBe(true)
          expect(higher[place]).toBeGreaterThanOrEqual(sum - 1e-9)
        })
      }),
    )
  })
})

describe('negative-binomial CUSUM', () => {
  test('Poisson as the limit of no dispersion; a count at the mean speaks against a doubling', () => {
    expect(likelihoodRatio(5, 4, Math.LN2, 1e-9)).toBeCloseTo(likelihoodRatio(5, 4, Math.LN2, 0), 6)
    expect(likelihoodRatio(4, 4, Math.LN2, 0.1)).toBeLessThan(0)
  })

  test('starts from 0 after an alarm', () => {
    const { statistic, alarm } = nbCusum([8, 8, 8, 8, 8, 8], 1, { mu0: 4, cARL: 3 })
    expect(alarm).toEqual([false, true, false, true, false, true])
    expect(statistic[2]).toBeCloseTo(statistic[0] ?? 0, 12)
    expect(nbCusumStandard([8, 8, 8, 8, 8], 1, { m: 4, alpha: 0, h: 4 }).alarm).toEqual([false, false, true, false, false])
  })

  test('finite whatever the counts', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 500, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true }), (given, mu0, alpha) => {
        expect(nbCusum(given, 1, { mu0, alpha }).statistic.every((sum) => Number.isFinite(sum) && sum >= 0)).toBe(true)
      }),
    )
  })
})
