import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countDensity, countProbability, countQuantile, studentTwoSided } from './counts.ts'
import { normalProbability, normalQuantile } from './normal.ts'

const spread = fc.record({ mean: fc.double({ min: 1e-6, max: 1e5, noNaN: true }), dispersion: fc.double({ min: 1, max: 50, noNaN: true }) })

describe('distributions of counts', () => {
  test('Poisson and negative binomial as tables have them', () => {
    expect(countProbability(2, { mean: 3, dispersion: 1 })).toBeCloseTo(8.5 * Math.exp(-3), 14)
    expect(countDensity(0, { mean: 2, dispersion: 2 })).toBeCloseTo(0.25, 14) // size 2, chance 1/2
    expect(countProbability(1, { mean: 2, dispersion: 2 })).toBeCloseTo(0.5, 14)
    expect(countQuantile(0.99, { mean: 10, dispersion: 1 })).toBe(18)
    expect(countQuantile(0.99, { mean: 0, dispersion: 3 })).toBe(0)
  })

  test('Student’s t and the normal distribution', () => {
    expect(studentTwoSided(2.228138852, 10)).toBeCloseTo(0.05, 9)
    expect(studentTwoSided(0, 5)).toBe(1)
    expect(normalProbability(1.959963984540054)).toBeCloseTo(0.975, 14)
    expect(normalProbability(normalQuantile(1e-9)) / 1e-9).toBeCloseTo(1, 9)
  })

  test('the quantile is the least count that reaches its chance', () => {
    fc.assert(
      fc.property(spread, fc.double({ min: 0.01, max: 0.9999, noNaN: true }), (given, p) => {
        const count = countQuantile(p, given)
        expect(countProbability(count, given)).toBeGreaterThanOrEqual(p)
        if (count > 0) expect(countProbability(count - 1, given)).toBeLessThan(p)
      }),
    )
  })

  test('more chance, a higher mean: never a lower quantile', () => {
    fc.assert(
      fc.property(
        spread,
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (given, p, times) => {
          expect(countQuantile(p, { ...given, mean: given.mean * times })).toBeGreaterThanOrEqual(countQuantile(p, given))
          expect(countQuantile(1 - (1 - p) / times, given)).toBeGreaterThanOrEqual(countQuantile(p, given))
        },
      ),
    )
  })

  test('densities add up to probabilities', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 40, noNaN: true }),
        fc.double({ min: 1, max: 10, noNaN: true }),
        fc.nat(60),
        (mean, dispersion, most) => {
          let sum = 0
          for (let count = 0; count <= most; count++) sum += countDensity(count, { mean, dispersion })
          expect(sum).toBeCloseTo(countProbability(most, { mean, dispersion }), 10)
        },
      ),
    )
  })
})
