import { describe, expect, test } from 'vitest'
import { randomOf } from '../simulation/random.ts'
import { countAt, midP, tailOf } from './chance.ts'
import { screenSeries } from './screen.ts'

const drawn = (seed: number, means: readonly number[], spread = 1.3) => {
  const random = randomOf(seed)
  return means.map((mean) => random.count(mean, spread))
}
/** Two years of days from Monday 1 January 2024 on; fewer complaints at weekends. */
const startsOn = '2024-01-01'
const usual = Array.from({ length: 731 }, (_, day) => (day % 7 > 4 ? 5 : 10))

describe('screening a series (突增检测)', () => {
  test('a fault that brings half as many complaints again for a week is found, and since when', () => {
    const counts = drawn(
      1,
      usual.map((mean, day) => (day >= 724 ? mean * 1.8 : mean)),
    )
    const { alarm, ongoing, since, sinceObserved, sinceExpected, score, method } = screenSeries(counts, { frequency: 'day', startsOn })
    expect([alarm || ongoing, method]).toEqual([true, 'day'])
    expect(score).toBeGreaterThan(1)
    expect(Math.abs(since - 724)).toBeLessThanOrEqual(3)
    expect(sinceObserved).toBeGreaterThan(sinceExpected * 1.3)
  })

  test('Monday is judged as a Monday: more than on Sunday, and no surge', () => {
    const mondays = Array.from({ length: 30 }, (_, seed) => screenSeries(drawn(seed, usual.slice(0, 729)), { frequency: 'day', startsOn }))
    expect(mondays.filter(({ alarm }) => alarm).length).toBeLessThanOrEqual(1)
    for (const { expected, low, high } of mondays) {
      expect(expected).toBeGreaterThan(8)
      expect(low).toBeLessThan(expected)
      expect(high).toBeGreaterThan(expected)
    }
  })

  test('a weekend day worked instead (补班) is expected as a working day once the calendar says so', () => {
    const length = 727 // ends with a Saturday
    const counts = drawn(5, usual.slice(0, length))
    const dayClasses = Array.from({ length }, (_, day) => (day === length - 1 ? 'makeUp' : null))
    const asWeekend = screenSeries(counts, { frequency: 'day', startsOn }).expected
    const asWorkday = screenSeries(counts, { frequency: 'day', startsOn, dayClasses }).expected
    expect(asWorkday).toBeGreaterThan(asWeekend * 1.5)
  })

  test('a known peak (双11) with a known effect is no surge the first time; unannounced it is', () => {
    const counts = drawn(6, usual)
    counts[730] = 32
    const dayClasses = usual.map((_, day) => (day === 730 ? 'peak:双11' : null))
    expect(screenSeries(counts, { frequency: 'day', startsOn }).p).toBeLessThan(0.001)
    expect(screenSeries(counts, { frequency: 'day', startsOn, dayClasses, knownEffects: { peak: 3 } }).p).toBeGreaterThan(0.05)
  })

  test('three times the customers and three times the complaints are no surge', () => {
    const growing = usual.map((mean, day) => mean * (day >= 717 ? 3 : 1))
    const exposure = growing.map((_, day) => (day >= 717 ? 30_000 : 10_000))
    const counts = drawn(7, growing)
    expect(screenSeries(counts, { frequency: 'day', startsOn }).score).toBeGreaterThan(1)
    expect(screenSeries(counts, { frequency: 'day', startsOn, exposure }).score).toBeLessThan(1)
  })

  test('an outbreak a year ago does not hide one of today', () => {
    const means = Array.from({ length: 200 }, () => 6)
    const counts = drawn(8, means)
    for (let week = 140; week < 146; week++) counts[week] = 60
    counts[199] = 36
    expect(screenSeries(counts, { frequency: 'week' })).toMatchObject({ alarm: true, method: 'week' })
  })

  test('eight weeks of history are enough to see a fourfold week, and say that they are few', () => {
    expect(screenSeries([4, 6, 5, 3, 5, 6, 4, 5, 20], { frequency: 'week' })).toMatchObject({
      alarm: true,
      method: 'weekYoung',
      history: 8,
    })
    expect(screenSeries([4, 6, 5, 3, 5, 6, 4, 5, 7], { frequency: 'week' }).alarm).toBe(false)
  })

  test('a week far below what a steep rise let expect has no evidence at all, as a number', () => {
    expect(screenSeries([101, 99, 147, 178, 174, 229, 292, 137, 110], { frequency: 'week' })).toMatchObject({ alarm: false, score: 0 })
  })

  test('a single case where there never was one is no surge; nothing at all is none either', () => {
    expect(screenSeries([...Array.from({ length: 60 }, () => 0), 1], { frequency: 'day', startsOn }).alarm).toBe(false)
    expect(
      screenSeries(
        Array.from({ length: 60 }, () => 0),
        { frequency: 'day', startsOn },
      ),
    ).toMatchObject({ alarm: false, observed: 0 })
    expect(screenSeries([3], { frequency: 'day' })).toMatchObject({ alarm: false, history: 0 })
  })

  test('hours: a burst within two hours is raised, the usual noon is not', () => {
    const hours = Array.from({ length: 24 * 42 }, (_, hour) => (hour % 24 > 8 && hour % 24 < 20 ? 6 : 1))
    const noon = 24 * 41 + 13
    const quiet = drawn(9, hours.slice(0, noon))
    const burst = drawn(9, hours.slice(0, noon))
    burst[noon - 1] = 25
    burst[noon - 2] = 22
    expect(screenSeries(quiet, { frequency: 'hour', startsOn: '2026-01-05T00' }).alarm).toBe(false)
    const { alarm, ongoing } = screenSeries(burst, { frequency: 'hour', startsOn: '2026-01-05T00' })
    expect(alarm || ongoing).toBe(true)
  })
})

test('chances of counts as tables have them: Poisson of mean 3, and of the same mean twice as spread', () => {
  expect(tailOf(7, { mean: 3, spread: 1 }).atLeast).toBeCloseTo(0.03350854, 7)
  expect(tailOf(7, { mean: 3, spread: 1 }).above).toBeCloseTo(0.0119045, 7)
  // Negative binomial of size 3 and probability ½: 1 − Σ C(k+2, 2) ÷ 2^(k+3), k = 0 … 6.
  expect(tailOf(7, { mean: 3, spread: 2 }).atLeast).toBeCloseTo(0.08984375, 7)
  expect(midP(0, { mean: 3, spread: 1 })).toBeCloseTo(1 - Math.exp(-3) / 2, 12)
  expect(countAt(0.975, { mean: 3, spread: 1 })).toBe(7)
})
