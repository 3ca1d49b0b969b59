import { describe, expect, test } from 'vitest'
import { poissonInterval } from './poisson-interval.ts'

describe('the interval of a count (泊松精确区间)', () => {
  // R: poisson.test(x)$conf.int
  test.each([
    [0, 0, 3.688879],
    [1, 0.02531781, 5.571643],
    [10, 4.795389, 18.39036],
    [100, 81.36399, 121.6269],
  ])('%i is %f to %f, as R says', (count, low, high) => {
    const found = poissonInterval(count)
    expect(found.low).toBeCloseTo(low, 5)
    expect(found.high).toBeCloseTo(high, 3)
  })
})
