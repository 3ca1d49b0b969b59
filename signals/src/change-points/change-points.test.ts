import { describe, expect, test } from 'vitest'
import { randomOf } from '../simulation/random.ts'
import { changePoints } from './change-points.ts'

const drawn = (seed: number, means: readonly number[], spread = 1) => {
  const random = randomOf(seed)
  return means.map((mean) => random.count(mean, spread))
}
const days = (length: number, mean: number) => Array.from({ length }, () => mean)

describe('change points (变点)', () => {
  test('a level that doubles for good is found within two days', () => {
    const levels = changePoints(drawn(1, [...days(120, 8), ...days(60, 16)]))
    expect(levels).toHaveLength(2)
    expect(Math.abs((levels[1]?.from ?? 0) - 120)).toBeLessThanOrEqual(2)
    expect(levels[1]?.mean).toBeCloseTo(16, -0.5)
  })

  test('up and down again are two changes', () => {
    const levels = changePoints(drawn(2, [...days(80, 3), ...days(30, 9), ...days(80, 3)]))
    expect(levels.map(({ from }) => Math.round(from / 10) * 10)).toEqual([0, 80, 110])
  })

  test('a steady series has one level, also when its counts spread more than Poisson', () => {
    const changed = Array.from({ length: 40 }, (_, seed) => changePoints(drawn(100 + seed, days(200, 6), seed % 2 ? 3 : 1)).length > 1)
    expect(changed.filter(Boolean).length).toBeLessThanOrEqual(2)
  })

  test('the best division: no other one has a lower cost (against all divisions of a short series)', () => {
    const counts = [1, 0, 2, 1, 8, 9, 7, 8, 1, 2]
    const least = 2
    const penalty = 2
    const levels = changePoints(counts, { least, penalty, spread: 1 })
    expect(levels.map(({ from, to }) => [from, to])).toEqual(byTryingAll(counts, least, penalty))
  })

  test('twice as many customers and twice as many complaints are no change', () => {
    const exposure = [...days(60, 1000), ...days(60, 2000)]
    const counts = drawn(3, [...days(60, 5), ...days(60, 10)])
    expect(changePoints(counts)).toHaveLength(2)
    expect(changePoints(counts, { exposure })).toHaveLength(1)
  })
})

function byTryingAll(counts: number[], least: number, penalty: number) {
  const cost = (from: number, to: number) => {
    const sum = counts.slice(from, to).reduce((total, count) => total + count, 0)
    return sum > 0 ? -sum * Math.log(sum / (to - from)) : 0
  }
  let best: { total: number; parts: number[][] } = { total: Number.POSITIVE_INFINITY, parts: [] }
  const go = (from: number, total: number, parts: number[][]) => {
    if (from === counts.length && total < best.total) best = { total, parts }
    for (let to = from + least; to <= counts.length; to++)
      go(to, total + cost(from, to) + (from > 0 ? penalty : 0), [...parts, [from, to - 1]])
  }
  go(0, 0, [])
  return best.parts
}
