import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ewma } from '../ewma.ts'
import { gapsOf, gChart, tChart } from './rare.ts'
import { runRules } from './run-rules.ts'
import { cChart, pChart, uChart } from './shewhart.ts'

describe('control charts', () => {
  test('c: limits at 3√centre; with Laney’s factor at 1 they are the same', () => {
    const { centre, points } = cChart([9, 9, 9, 9], { laney: false })
    expect(centre).toBe(9)
    expect(points[0]).toEqual({ value: 9, centre: 9, lower: 0, upper: 18, sigma: 0 })
  })

  test('u: per exposure, so a bigger month has nearer limits; p: a share, its limits never beyond 0 and 1', () => {
    const u = uChart([10, 40], [100, 400], { laney: false })
    expect(u.centre).toBeCloseTo(0.1, 12)
    expect(u.points.map(({ upper }) => Math.round((upper - 0.1) * 1e4))).toEqual([949, 474])
    expect(pChart([1, 9], [10, 10], { laney: false }).points.every(({ lower, upper }) => lower >= 0 && upper <= 1)).toBe(true)
  })

  test('u′: periods that differ more than chance widen the limits (Laney 2002)', () => {
    const spread = uChart([1200, 900, 1300, 800, 1250, 850], [1e4, 1e4, 1e4, 1e4, 1e4, 1e4])
    expect(spread.spread).toBeGreaterThan(5)
    expect(spread.points.some(({ sigma }) => Math.abs(sigma) > 3)).toBe(false)
  })

  test('whatever the counts and exposures, 0 among them: values are finite, and ten times both leaves the rate', () => {
    const pairs = fc.array(fc.tuple(fc.nat(1000), fc.nat(10_000)), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(pairs, (rows) => {
        const [counts, exposures] = [rows.map(([count]) => count), rows.map(([, exposure]) => exposure)]
        const chart = uChart(counts, exposures)
        for (const point of chart.points)
          for (const [key, value] of Object.entries(point)) expect(key === 'upper' || Number.isFinite(value)).toBe(true)
        const larger = uChart(counts.map((count) => count * 10), exposures.map((exposure) => exposure * 10)) // biome-ignore format: one act
        expect(larger.centre).toBeCloseTo(chart.centre, 9)
      }),
    )
  })
})

describe('the eight run rules', () => {
  const rulesAtEnd = (sigma: number[]) => runRules(sigma).at(-1)
  test.each<[number, number[]]>([
    [1, [0, 3.1]],
    [2, [0.5, 0.1, 0.2, 0.5, 0.3, 0.1, 1.4, 0.2, 0.6]],
    [3, [-2.2, -1.2, -0.4, 0.2, 0.9, 1.5]],
    [4, [0.1, -0.2, 0.3, -0.2, 0.1, -0.4, 0.2, -0.1, 0.4, -0.3, 0.2, -0.2, 1.2, -1.3]],
    [5, [2.1, 0.5, 2.2]],
    [6, [1.1, 1.2, -0.5, 1.3, 1.4]],
    [7, [0.9, -0.9, 0.8, 0.7, -0.6, 0.6, -0.9, -0.8, 0.5, 0.5, -0.4, 0.3, -0.2, -0.1, 0.4]],
    [8, [1.1, -1.2, 1.3, 1.2, -1.4, -1.1, 1.6, -1.2]],
  ])('rule %i', (rule, sigma) => {
    expect(rulesAtEnd(sigma)).toEqual([rule])
    expect(rulesAtEnd(sigma.map((value) => -value))).toEqual([rule])
  })

  test('nothing before there are points enough; eight on one side by Western Electric', () => {
    expect(runRules([0.1, 0.2, 0.1])).toEqual([[], [], []])
    expect(runRules([0.5, 0.1, 0.2, 0.5, 0.3, 0.1, 1.4, 0.2], { oneSide: 8 }).at(-1)).toEqual([2])
  })
})

describe('rare events', () => {
  test('g: among gaps of about 100 days one of none alarms, one of 60 does not', () => {
    const points = gChart([100, 120, 60, 140, 90, 110, 80, 100, 0], { baseline: 8 })
    expect(points.map(({ alarm }) => alarm)).toEqual([false, false, false, false, false, false, false, false, false])
    expect(gChart([1000, 1200, 600, 1400, 3], { baseline: 4 }).at(-1)).toMatchObject({ lower: 5, alarm: true })
  })

  test('t: hours between events', () => {
    const times = gapsOf([0, 100, 230, 300, 420, 500, 640, 720, 721])
    expect(times).toEqual([100, 130, 70, 120, 80, 140, 80, 1])
    expect(tChart(times, { baseline: 7 }).map(({ alarm }) => alarm)).toEqual([false, false, false, false, false, false, false, true])
  })
})

describe('EWMA', () => {
  test('a step of two deviations alarms within a few periods, a quiet series never', () => {
    const expected = { mean: 25, dispersion: 1 }
    expect(ewma(Array(20).fill(25), expected).alarm.some(Boolean)).toBe(false)
    expect(ewma([25, 25, 25, 25, 35, 35, 35, 35], expected).alarm.indexOf(true)).toBe(6)
  })

  test('finite, with a mean of 0 and unknown counts too', () => {
    const { statistic, upperbound, alarm } = ewma([null, 3, 0], { mean: 0, dispersion: 1 })
    expect([...statistic, ...upperbound].every(Number.isFinite)).toBe(true)
    expect(alarm).toEqual([false, false, false])
  })
})
