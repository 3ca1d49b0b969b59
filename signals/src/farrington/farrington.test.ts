import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameTimeOfYear } from './baseline.ts'
import { farringtonFlexible, farringtonOriginal } from './farrington.ts'

/** Six years of weeks about 20 with a wave through the year, the same on every run. */
const weeks = Array.from({ length: 6 * 52 + 4 }, (_, week) =>
  Math.round(20 + 8 * Math.cos((2 * Math.PI * week) / 52) + 4 * Math.sin(week * 12.9898)),
)
const today = weeks.length
const with5 = (last: number) => ({ frequency: 52, counts: [...weeks.slice(0, -1), last] })
const counts = fc.array(fc.option(fc.nat(1000), { freq: 12 }), { minLength: 170, maxLength: 220 })

describe('improved Farrington', () => {
  test('a usual week is expected near its season and does not alarm; three times as much does', () => {
    const quiet = farringtonFlexible({ frequency: 52, counts: weeks }, today)
    expect(quiet.expected[0]).toBeGreaterThan(22)
    expect(quiet.expected[0]).toBeLessThan(30)
    expect(quiet.alarm).toEqual([false])
    expect(farringtonFlexible(with5(80), today).alarm).toEqual([true])
    expect(farringtonOriginal(with5(80), today).alarm).toEqual([true])
  })

  test('an outbreak a year ago hardly raises the bound: past outbreaks count less', () => {
    const outbreak = weeks.map((count, week) => (week >= today - 55 && week < today - 51 ? count * 6 : count))
    const weighted = farringtonFlexible({ frequency: 52, counts: outbreak }, today).expected[0] ?? 0
    const plain = farringtonFlexible({ frequency: 52, counts: outbreak }, today, { reweight: false }).expected[0] ?? 0
    const without = farringtonFlexible({ frequency: 52, counts: weeks }, today).expected[0] ?? 0
    expect(weighted - without).toBeLessThan(0.6 * (plain - without))
  })

  test('fewer than five in four weeks never alarm, and have no bound', () => {
    const rare = Array.from({ length: today }, (_, week) => (week === today - 1 ? 4 : week % 40 === 0 ? 1 : 0))
    expect(farringtonFlexible({ frequency: 52, counts: rare }, today)).toMatchObject({ upperbound: [null], alarm: [false] })
    expect(farringtonFlexible({ frequency: 52, counts: rare }, today, { limit54: [0, 4] }).alarm).toEqual([true])
  })

  test('without five years of history there is no bound; nor is there a fit of nothing but zeros', () => {
    expect(farringtonFlexible({ frequency: 52, counts: weeks.slice(0, 200) }, 199)).toMatchObject({
      upperbound: [null, null],
      alarm: [false, false],
    })
    const zeros = farringtonFlexible({ frequency: 52, counts: weeks.map(() => 0) }, today)
    expect(zeros).toMatchObject({ upperbound: [null], alarm: [false] })
  })

  test('years are counted by the calendar where days are known: a year of 53 weeks, 29 February', () => {
    const weekly = Array.from({ length: 320 }, (_, week) => 16_440 + 7 * week) // Mondays from 5 January 2015
    const monday = (Date.UTC(2021, 0, 4) / 86_400_000 - 16_440) / 7
    expect(sameTimeOfYear({ counts: [], frequency: 52, days: weekly }, monday, 2)).toEqual([monday - 52, monday - 104])
    expect(sameTimeOfYear({ counts: [], frequency: 52 }, monday, 2)).toEqual([monday - 52, monday - 104])
    expect(sameTimeOfYear({ counts: [], frequency: 52, days: weekly }, monday, 6)[5]).toBe(monday - 313)
    const daily = Array.from({ length: 1000 }, (_, day) => Date.UTC(2018, 0, 1) / 86_400_000 + day)
    const leapDay = Date.UTC(2020, 1, 29) / 86_400_000 - (daily[0] as number)
    expect(sameTimeOfYear({ counts: [], frequency: 365, days: daily }, leapDay, 1)).toEqual([leapDay - 365])
  })

  test('twice the people, twice the expected, where counts are per head', () => {
    const population = weeks.map((_, week) => (week === today - 1 ? 2000 : 1000))
    const perHead = farringtonFlexible({ frequency: 52, counts: weeks, population }, today, { populationOffset: true, trend: false })
    const plain = farringtonFlexible({ frequency: 52, counts: weeks }, today, { trend: false })
    expect((perHead.expected[0] ?? 0) / (plain.expected[0] ?? 1)).toBeCloseTo(2, 9)
  })
})

describe('whatever the series', () => {
  const methods = [
    ['flexible', farringtonFlexible, { b: 3 }],
    ['original', farringtonOriginal, { b: 3 }],
    ['muan', farringtonFlexible, { b: 3, thresholdMethod: 'muan' }],
  ] as const
  test.each(methods)('%s: values are finite or null, an alarm has a bound below its count', (_name, method, control) => {
    fc.assert(
      fc.property(counts, (given) => {
        const result = method({ frequency: 52, counts: given }, given.length - 3, control)
        for (const values of [result.upperbound, result.expected, result.score, result.pValue, result.dispersion])
          for (const value of values) expect(value === null || Number.isFinite(value)).toBe(true)
        result.alarm.forEach((alarm, at) => {
          const count = given[given.length - 4 + at] ?? null
          if (alarm) expect(count).toBeGreaterThan(result.upperbound[at] ?? Number.POSITIVE_INFINITY)
        })
      }),
      { numRuns: 40 },
    )
  })

  test.each(methods)('%s: fewer false alarms asked for, a higher bound; more cases today, no alarm less', (_name, method, control) => {
    fc.assert(
      fc.property(counts, fc.nat(500), (given, more) => {
        const at = (list: (number | null)[], alpha: number) => method({ frequency: 52, counts: list }, list.length, { ...control, alpha })
        const [strict, loose] = [at(given, 0.001), at(given, 0.05)]
        expect(strict.upperbound[0] ?? 0).toBeGreaterThanOrEqual(loose.upperbound[0] ?? 0)
        const raised = at([...given.slice(0, -1), (given.at(-1) ?? 0) + more], 0.05)
        if (loose.alarm[0]) expect(raised.alarm[0]).toBe(true)
      }),
      { numRuns: 40 },
    )
  })
})
