import { describe, expect, test } from 'vitest'
import { addSeries, emptyTally, measuresOf } from './measures.ts'
import { randomOf } from './random.ts'
import { scenarios, weeklySeries, weeks } from './weekly-series.ts'

describe('simulated surges (模拟)', () => {
  test('42 scenarios; the same seed gives the same series, another one others', () => {
    const [one, again, other] = [7, 7, 8].map((seed) => [...weeklySeries(seed, 1)])
    expect([scenarios.length, one?.length]).toEqual([42, 42])
    expect(again).toEqual(one)
    expect(other).not.toEqual(one)
    expect(one?.every(({ counts, outbreak }) => counts.length === weeks && outbreak.slice(0, 575).every((cases) => cases === 0))).toBe(true)
  })

  test('counts have the mean and the spread asked for', () => {
    for (const [mean, spread] of [
      [0.5, 2],
      [6, 1],
      [40, 3],
    ] as const) {
      const random = randomOf(3)
      const counts = Array.from({ length: 20_000 }, () => random.count(mean, spread))
      const average = counts.reduce((sum, count) => sum + count, 0) / counts.length
      const variance = counts.reduce((sum, count) => sum + (count - average) ** 2, 0) / counts.length
      expect(average / mean).toBeCloseTo(1, 1)
      expect(variance / mean / spread).toBeCloseTo(1, 1)
    }
  })

  test('measures by hand: two outbreak weeks, one found in its second, one alarm beside it', () => {
    const tally = emptyTally()
    const [series] = weeklySeries(1, 1)
    if (!series) throw new Error('no series')
    addSeries(tally, { ...series, outbreak: [0, 3, 1, 0] }, 0, [false, false, false, true], [true, false, true, false])
    const { fpr, pod, firstWeekPod, sensitivity, specificity, ppv, f1 } = measuresOf(tally)
    expect({ fpr, pod, firstWeekPod, sensitivity, specificity, ppv, f1 }).toEqual({
      fpr: 0.25,
      pod: 1,
      firstWeekPod: 0,
      sensitivity: 0.5,
      specificity: 0.5,
      ppv: 0.5,
      f1: 0.5,
    })
  })
})
