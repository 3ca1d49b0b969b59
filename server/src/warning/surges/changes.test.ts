import { randomOf } from '@zhiwei/signals'
import { describe, expect, test } from 'vitest'
import { daysBetween } from '../series/days.ts'
import { changesOf } from './changes.ts'

const from = '2026-01-05'
const known = (length: number) => ({ from, calendar: { frequency: 'day' as const, startsOn: from, dayClasses: Array(length).fill(null) } })
/** From a Monday on; a third as many at weekends. */
const drawn = (seed: number, means: number[]) => {
  const random = randomOf(seed)
  return means.map((mean, day) => random.count(day % 7 > 4 ? mean / 3 : mean, 1.3))
}
const days = (length: number, mean: number) => Array.from({ length }, () => mean)

describe('changes of level (水平变化)', () => {
  test('from the day of a new price list twice as many came for good: one change, its day and both levels', () => {
    const counts = drawn(1, [...days(120, 6), ...days(60, 12)])
    const [change, ...others] = changesOf(counts, known(counts.length))
    expect(others).toEqual([])
    expect(Math.abs(daysBetween('2026-05-05', change?.day ?? from))).toBeLessThanOrEqual(5)
    expect((change?.after ?? 0) / (change?.before ?? 1)).toBeCloseTo(2, 0)
  })

  test('weekends and chance are no change; nothing at all neither', () => {
    const quiet = Array.from({ length: 20 }, (_, seed) => changesOf(drawn(seed + 10, days(200, 5)), known(200)).length)
    expect(quiet.filter((changes) => changes > 0).length).toBeLessThanOrEqual(1)
    expect(changesOf(days(60, 0), known(60))).toEqual([])
  })
})
