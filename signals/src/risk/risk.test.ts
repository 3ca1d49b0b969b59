import { describe, expect, test } from 'vitest'
import {
  calibrated,
  calibrationErrorOf,
  calibrationOf,
  fitLogistic,
  logOddsOf,
  rankingQualityOf,
  reliabilityOf,
  wilsonOf,
} from './index.ts'

/** Deterministic rows: two features that matter (+2, −1) and one that does not. */
function rowsOf(count: number, seed: number) {
  let state = seed
  const random = () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return Array.from({ length: count }, () => {
    const row = [random() * 4 - 2, random() * 4 - 2, random() * 4 - 2]
    const odds = 2 * (row[0] ?? 0) - (row[1] ?? 0) - 1
    return { row, label: random() < 1 / (1 + Math.exp(-odds)) }
  })
}

describe('a logistic model (逻辑回归)', () => {
  const rows = rowsOf(4_000, 7)
  const model = fitLogistic(
    rows.map(({ row }) => row),
    rows.map(({ label }) => label),
  )
  const weight = (at: number) => (model.weights[at] ?? 0) / (model.deviations[at] ?? 1)

  test('finds the weights the rows were made with, and nothing where there is nothing', () => {
    expect(weight(0)).toBeCloseTo(2, 0)
    expect(weight(1)).toBeCloseTo(-1, 0)
    expect(Math.abs(weight(2))).toBeLessThan(0.15)
  })

  test('its shares come true on rows it has not seen', () => {
    const later = rowsOf(4_000, 11)
    const labels = later.map(({ label }) => label)
    const scores = later.map(({ row }) => logOddsOf(model, row))
    const calibration = calibrationOf(scores.slice(0, 2_000), labels.slice(0, 2_000))
    const shares = scores.slice(2_000).map((score) => calibrated(calibration, score))
    expect(calibrationErrorOf(reliabilityOf(shares, labels.slice(2_000)))).toBeLessThan(0.03)
  })

  test('a feature that never varies, and rows of one kind only, break nothing', () => {
    const flat = fitLogistic([[1], [1], [1]], [false, false, false])
    expect(Number.isFinite(logOddsOf(flat, [1]))).toBe(true)
    expect(calibrationOf([1, 2, 3], [false, false, false]).slope).toBe(0)
  })
})

describe('what a ranked list is worth (排序质量)', () => {
  test('reviewing the first fifth of ten with the three ill on top: two of two, two thirds of all, lift 3.33', () => {
    const scores = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    const labels = scores.map((score) => score >= 7)
    const { at, averagePrecision, baseRate } = rankingQualityOf(scores, labels, [0.2])
    expect(baseRate).toBeCloseTo(0.3)
    expect(averagePrecision).toBe(1)
    expect(at[0]).toMatchObject({ reviewed: 2, hits: 2, precision: 1 })
    expect(at[0]?.recall).toBeCloseTo(2 / 3)
    expect(at[0]?.lift).toBeCloseTo(10 / 3)
  })

  test('scores that say nothing are worth the base rate, whatever order the rows stand in', () => {
    const { at, averagePrecision } = rankingQualityOf([1, 1, 1, 1], [true, false, false, false], [0.5])
    expect(at[0]).toMatchObject({ precision: 0.25, lift: 1 })
    expect(averagePrecision).toBe(0.25)
  })

  test('intervals are Wilson’s: 8 of 10 lies between 49 % and 94 %', () => {
    const { low, high } = wilsonOf(8, 10)
    expect(low).toBeCloseTo(0.49, 2)
    expect(high).toBeCloseTo(0.943, 2)
    expect(wilsonOf(0, 0)).toEqual({ low: 0, high: 1 })
  })

  test('equal shares stand in one bin', () => {
    const bins = reliabilityOf([0.2, 0.2, 0.2, 0.9], [true, false, false, true], 4)
    expect(bins.map(({ rows }) => rows)).toEqual([3, 1])
  })
})
