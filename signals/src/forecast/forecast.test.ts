import { describe, expect, test } from 'vitest'
import { forecast } from './forecast.ts'
import { simulatedSeries } from './simulated.ts'

const days = (count: number, of: (day: number) => number) => Array.from({ length: count }, (_, day) => of(day))
const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('forecast (预测)', () => {
  test('below eight weeks it is a mean with a wide interval, and says so', () => {
    const {
      enough,
      method,
      quality,
      days: expected,
    } = forecast({ counts: days(55, (day) => day % 3), startsOn: '2026-01-05', horizon: 28 })
    expect({ enough, method, quality }).toEqual({ enough: false, method: 'mean', quality: null })
    expect(expected).toHaveLength(28)
    expect(expected[0]?.expected).toBeCloseTo(1, 1)
    expect(expected[0]?.high).toBeGreaterThanOrEqual(4)
    expect(forecast({ counts: days(56, (day) => day % 3), startsOn: '2026-01-05', horizon: 28 }).enough).toBe(true)
    expect(forecast({ counts: [], startsOn: '2026-01-05', horizon: 7 }).days[0]?.low).toBe(0)
  })

  test('it beats the day a week ago, and days lie within the interval about as often as promised', () => {
    const tried = [1, 2, 3, 4, 5, 6].map((seed) => {
      const { counts, startsOn, dayClasses } = simulatedSeries(seed, 1_123, 20, 2)
      const known = counts.slice(0, 1_095)
      const made = forecast({ counts: known, startsOn, dayClasses, horizon: 28 })
      const came = counts.slice(1_095)
      const error = meanOf(came.map((count, at) => Math.abs(count - (made.days[at]?.expected ?? 0))))
      const naive = meanOf(came.map((count, at) => Math.abs(count - (known[known.length - 7 + (at % 7)] ?? 0))))
      const within = meanOf(came.map((count, at) => Number(count >= (made.days[at]?.low ?? 0) && count <= (made.days[at]?.high ?? 0))))
      return { ratio: error / naive, within, quality: made.quality }
    })
    expect(meanOf(tried.map(({ ratio }) => ratio))).toBeLessThan(0.85)
    expect(meanOf(tried.map(({ within }) => within))).toBeGreaterThan(0.72)
    for (const { quality } of tried) expect(quality?.mase).toBeLessThan(quality?.naiveMase ?? 0)
  })

  test('weekdays, holidays and make-up days are known ahead: 国庆 is quiet, the Sunday worked instead is a working day', () => {
    const { counts, startsOn, dayClasses } = simulatedSeries(7, 2 * 365 + 300, 50, 1)
    // Ends before the third 国庆: the next 28 days have it and its make-up days.
    const known = counts.slice(0, 2 * 365 + 270)
    const { days: expected, effects } = forecast({ counts: known, startsOn, dayClasses, horizon: 28 })
    const ordinary = meanOf(expected.filter((_, at) => dayClasses[known.length + at] === null).map((day) => day.expected))
    const holiday = meanOf(expected.filter((_, at) => dayClasses[known.length + at] === 'off:国庆节').map((day) => day.expected))
    const makeUp = meanOf(expected.filter((_, at) => dayClasses[known.length + at] === 'makeUp').map((day) => day.expected))
    expect(holiday / ordinary).toBeLessThan(0.65)
    expect(makeUp / ordinary).toBeGreaterThan(0.8)
    expect(effects.find(({ kind }) => kind === 'peak:双11')?.factor).toBeGreaterThan(1.4)
  })

  test('a peak never seen takes the effect a person gave it', () => {
    const counts = days(200, (day) => [12, 11, 10, 10, 10, 7, 6][day % 7] ?? 0)
    const dayClasses = [...days(200, () => 0).map(() => null), ...days(14, () => 0).map(() => 'peak:双11')]
    const plain = forecast({ counts, startsOn: '2026-01-05', horizon: 14 })
    const peak = forecast({ counts, startsOn: '2026-01-05', dayClasses, knownEffects: { 'peak:双11': 2.5 }, horizon: 14 })
    expect((peak.days[0]?.expected ?? 0) / (plain.days[0]?.expected ?? 1)).toBeCloseTo(2.5, 1)
  })

  test('a level that moved is followed, one surge of the past is not', () => {
    const shifted = forecast({ counts: days(300, (day) => (day < 270 ? 10 : 20)), startsOn: '2026-01-05', horizon: 7 })
    expect(shifted.days[0]?.expected).toBeGreaterThan(17)
    const surged = forecast({ counts: days(300, (day) => (day === 285 ? 200 : 10)), startsOn: '2026-01-05', horizon: 7 })
    expect(surged.days[0]?.expected).toBeLessThan(12)
    expect(surged.days[0]?.expected).toBeGreaterThan(9)
  })

  test('of something rare that has begun to surge the next week is expected at the level of the last days; of chance as before', () => {
    const rare = days(300, (day) => Number(day % 50 === 7))
    const surging = [2, 0, 0, 0, 2, 1, 2, 1, 1, 0, 0, 1, 3, 3, 0, 1, 2, 2, 2, 4]
    const weekOf = (late: number[]) => forecast({ counts: [...rare, ...late], startsOn: '2026-01-05', horizon: 28 }).weeks
    const [next, , , last] = weekOf(surging)
    expect(next?.expected).toBeGreaterThan(7)
    expect(next?.expected).toBeLessThan(18)
    expect(next?.high).toBeGreaterThan(14)
    expect(last?.expected).toBeLessThan(0.8 * (next?.expected ?? 0))
    for (const usual of [surging.map(() => 0), surging.map((_, at) => Number(at === 12)), surging.map((_, at) => (at === 12 ? 9 : 0))])
      expect(weekOf(usual)[0]?.expected).toBeLessThan(1.5)
  })

  test('the error is told in units of all days looked back on: a series that was nothing for long is not hundreds of times worse', () => {
    const { quality } = forecast({ counts: days(400, (day) => (day < 320 ? 0 : day % 3)), startsOn: '2026-01-05', horizon: 28 })
    expect(quality?.mase).toBeLessThan(20)
    expect(quality?.naiveMase).toBeLessThan(20)
  })

  test('intervals are counts about the mean, weeks are sums, and the same input has the same answer', () => {
    const { counts, startsOn, dayClasses } = simulatedSeries(9, 400, 0.4, 1)
    const made = forecast({ counts, startsOn, dayClasses, horizon: 28 })
    for (const { low, high, low95, high95, expected } of made.days) {
      expect([low, high, low95, high95].every(Number.isInteger)).toBe(true)
      expect(low95 <= low && low <= Math.ceil(expected) && expected <= high + 1 && high <= high95).toBe(true)
    }
    expect(made.weeks).toHaveLength(4)
    expect(made.weeks[0]?.expected).toBeCloseTo(
      made.days.slice(0, 7).reduce((sum, { expected }) => sum + expected, 0),
      6,
    )
    expect(forecast({ counts, startsOn, dayClasses, horizon: 28 })).toEqual(made)
    expect(forecast({ counts: days(100, () => 0), startsOn, horizon: 7 }).days[0]).toMatchObject({ low: 0, high: 0 })
  })
})
