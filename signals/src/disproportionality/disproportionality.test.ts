import { describe, expect, test } from 'vitest'
import { randomOf } from '../simulation/random.ts'
import { shrunkRatios } from './ebgm.ts'
import { proportionalReportingRatio } from './prr.ts'
import { pairsOf } from './table.ts'

/** Complaints about ten products and twelve components; of one product one component fails four times as often. */
function cases(seed: number, times = 4) {
  const random = randomOf(seed)
  return Array.from({ length: 6000 }, () => {
    const product = random.whole(10)
    const weights = Array.from({ length: 12 }, (_, at) => (product === 3 && at === 5 ? times : 1) * (at + 1))
    let drawn = random.even() * weights.reduce((sum, weight) => sum + weight, 0)
    const component = weights.findIndex((weight) => {
      drawn -= weight
      return drawn <= 0
    })
    return { row: `产品${product}`, column: `部件${component}` }
  })
}

describe('product × component out of proportion (不成比例分析)', () => {
  test('the component that fails four times as often stands first, and alone', () => {
    const [first, ...others] = shrunkRatios(pairsOf(cases(1)))
    expect(first).toMatchObject({ row: '产品3', column: '部件5', isSignal: true })
    expect(others.filter(({ isSignal }) => isSignal)).toEqual([])
  })

  test('where nothing is out of proportion, there is no signal', () => {
    expect(shrunkRatios(pairsOf(cases(2, 1))).filter(({ isSignal }) => isSignal)).toEqual([])
  })

  test('three cases where a half is expected mean less than sixty where ten are', () => {
    const few = { row: 'a', column: 'x', observed: 3, rowTotal: 50, columnTotal: 100, total: 10_000 }
    const many = { row: 'b', column: 'y', observed: 60, rowTotal: 1000, columnTotal: 100, total: 10_000 }
    const prior = { shape1: 0.2, rate1: 0.1, shape2: 2, rate2: 4, share: 1 / 3 }
    const [first, second] = shrunkRatios([few, many], prior)
    expect([first?.row, second?.row]).toEqual(['b', 'a'])
    // Both were seen six times as often as expected; the small one is drawn to 1.
    expect(first?.ebgm).toBeCloseTo(5.8, 0)
    expect(second?.ebgm).toBeLessThan(3.5)
  })

  test('PRR by hand (Evans 2001): 25 of 200 against 40 of 800 is 2.5, from 1.55 to 4.02', () => {
    const { ratio, low, high, isSignal } = proportionalReportingRatio({
      row: 'a',
      column: 'x',
      observed: 25,
      rowTotal: 200,
      columnTotal: 65,
      total: 1000,
    })
    expect(ratio).toBeCloseTo(2.5, 10)
    expect(low).toBeCloseTo(1.5546, 3)
    expect(high).toBeCloseTo(4.0203, 3)
    expect(isSignal).toBe(true)
  })
})
