import type { MeasureRow } from '@zhiwei/contract'
import { describe, expect, test } from 'vitest'
import { controlOf } from './control.ts'

const row = (key: string, numerator: number, denominator: number | null = null): MeasureRow => ({
  key,
  name: null,
  numerator,
  denominator,
  value: denominator === null ? numerator : numerator / denominator,
  p90: null,
  interval: null,
  enough: true,
})
const week = (no: number) => `2026-W${String(no).padStart(2, '0')}`
const always = () => true

describe('control charts of a dashboard (控制图)', () => {
  test('a share far above its neighbours breaks the first rule, the others none', () => {
    const rows = [10, 11, 9, 10, 90, 11, 10, 9, 11, 10].map((count, at) => row(week(at + 1), count, 100))
    const control = controlOf('reopenRatio', rows, always)
    expect(control?.centre).toBeCloseTo(181 / 1000, 9)
    expect(control?.points.map((point) => point?.rules)).toEqual([[], [], [], [], [1], [], [], [], [], []])
    for (const point of control?.points ?? []) expect(point?.lower).toBeLessThan(point?.upper ?? 0)
  })

  test('nine weeks on one side of the centre are named by the second rule', () => {
    const counts = [30, 32, 31, 29, 33, 30, 31, 32, 30, 20, 22, 21, 19, 23, 20, 21, 22, 20]
    const control = controlOf('complaints', counts.map((count, at) => row(week(at + 1), count)), always) // biome-ignore format: one act
    expect(control?.points.at(-1)?.rules).toContain(2)
    expect(control?.points.at(8)?.rules).toContain(2)
    expect(control?.points.at(7)?.rules).not.toContain(2)
  })

  test('a week that is not over yet tells nothing of counts, and one without a case nothing of shares', () => {
    const counts = [9, 12, 10, 11, 9, 10, 12, 11, 2].map((count, at) => row(week(at + 1), count))
    expect(controlOf('complaints', counts, (key) => key !== week(9))?.points.at(-1)).toBeNull()
    const shares = [5, 4, 6, 5, 0, 4, 6, 5, 5].map((count, at) => row(week(at + 1), count, at === 4 ? 0 : 10))
    expect(controlOf('reopenRatio', shares, always)?.points[4]).toBeNull()
  })

  test('of few points, and of durations, no limits are drawn', () => {
    expect(controlOf('complaints', [1, 2, 3].map((count) => row(week(count), count)), always)).toBeNull() // biome-ignore format: one act
    const minutes = Array.from({ length: 12 }, (_, at) => row(week(at + 1), 30, 10))
    expect(controlOf('resolutionMinutes', minutes, always)).toBeNull()
  })
})
