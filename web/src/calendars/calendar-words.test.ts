import { describe, expect, test } from 'vitest'
import { sameHours, slotsOf, textOfSlots } from './hours-text.ts'
import { stretchesOf, weekdayOf, weeksOf } from './months.ts'

describe('working hours as people type them (上班时段)', () => {
  test.each([
    ['09:00-12:00, 13:30-18:00', '09:00-12:00, 13:30-18:00'],
    ['9:00–12:00 13:30~18:00', '09:00-12:00, 13:30-18:00'],
    ['9：00至12：00，13：30至18：00', '09:00-12:00, 13:30-18:00'],
    ['', ''],
  ])('%s', (typed, read) => expect(textOfSlots(slotsOf(typed) ?? [])).toBe(read))
  test.each(['九点到十二点', '09:00', '09:00-12:00, 下午'])('%s cannot be read', (typed) => expect(slotsOf(typed)).toBeNull())
  test('weekdays with the same hours are one line', () => {
    const lines = sameHours(['mon', 'tue', 'wed'], (day) => (day === 'wed' ? [] : [['09:00', '12:00']]))
    expect(lines.map(({ days }) => days)).toEqual([['mon', 'tue'], ['wed']])
  })
})

describe('a month (月历)', () => {
  test('October 2026 begins on a Thursday and has five weeks', () => {
    const weeks = weeksOf(2026, 10)
    expect(weeks).toHaveLength(5)
    expect(weeks[0]?.map((day) => day?.number ?? null)).toEqual([null, null, null, 1, 2, 3, 4])
    expect(weekdayOf('2026-10-10')).toBe('sat')
  })
  test('days that say the same are one stretch', () => {
    const day = (date: string, name: string) => ({ date, kind: 'dayOff' as const, name, reason: null, hours: [] })
    const stretches = stretchesOf([day('2026-09-25', '中秋节'), day('2026-10-01', '国庆节'), day('2026-10-02', '国庆节')])
    expect(stretches.map(({ from, to }) => `${from} ${to}`)).toEqual(['2026-09-25 2026-09-25', '2026-10-01 2026-10-02'])
  })
})
