import { describe, expect, test } from 'vitest'
import { chinaHolidays, dueAt, type Holidays, holidaysOf, type Pause, type Slot, type TimeLimit, workCalendar } from './index.ts'

// 国办发明电〔2025〕7号: 七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
// 六、中秋节：9月25日（周五）至27日（周日）放假，共3天。 https://www.gov.cn/zhengce/content/202511/content_7047090.htm
// Counting: 民法典 Art. 201, 203; docs/rules/calendars.md

const office: Slot[] = [
  ['09:00', '12:00'],
  ['13:30', '18:00'],
]
const china: Holidays = holidaysOf(chinaHolidays)
const shanghai = workCalendar({ zone: 'Asia/Shanghai', hours: office, holidays: china })
/** `2026-09-30 16:00`, as the clock on the wall in Shanghai shows it. */
const at = (time: string) => new Date(`${time.replace(' ', 'T')}+08:00`)
const shown = (instant: Date | null) => instant && new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const dueOf = (start: string, amount: number, unit: TimeLimit['unit'], pauses: Pause[] = [], rest: Partial<TimeLimit> = {}) => {
  const { dueAt: due, pausedMs, assumed } = dueAt({ amount, unit, ...rest }, at(start), pauses, shanghai)
  return { due: shown(due), pausedMinutes: pausedMs / 60_000, assumed }
}

describe('over the National Day of 2026 (国庆节，10月10日周六上班)', () => {
  test.each([
    ['8 working hours: 2 on Wednesday, 6 on Thursday after the holiday', '2026-09-30 16:00', 8, 'workingHour', '2026-10-08 16:30'],
    ['the make-up Saturday is a working day: the third', '2026-09-30 16:00', 3, 'workingDay', '2026-10-10 18:00'],
    ['and the Sunday after it none', '2026-09-30 16:00', 4, 'workingDay', '2026-10-12 18:00'],
    ['a last day in the holiday moves to the first working day', '2026-09-30 16:00', 3, 'calendarDay', '2026-10-09 00:00'],
    ['a last day on the make-up Saturday stays', '2026-09-30 16:00', 10, 'calendarDay', '2026-10-11 00:00'],
    ['calendar hours know no holiday', '2026-09-30 18:00', 24, 'calendarHour', '2026-10-01 18:00'],
    ['the make-up Sunday before Mid-Autumn is worked', '2026-09-19 15:00', 3, 'workingHour', '2026-09-20 12:00'],
    // 暂行办法 (Order 20) Art. 21: 45 working days of mediation.
    ['45 working days from Monday 3 August', '2026-08-03 10:00', 45, 'workingDay', '2026-10-10 18:00'],
  ] as const)('%s', (_name, start, amount, unit, due) => {
    expect(dueOf(start, amount, unit)).toEqual({ due, pausedMinutes: 0, assumed: false })
  })
})

describe('on an ordinary day', () => {
  test.each([
    ['what ends with the morning is due at noon, not after lunch', '2026-11-04 10:30', 90, 'workingMinute', '2026-11-04 12:00'],
    ['lunch is no working time', '2026-11-04 11:30', 60, 'workingMinute', '2026-11-04 14:00'],
    ['a start at lunch waits for the afternoon', '2026-11-04 12:30', 30, 'workingMinute', '2026-11-04 14:00'],
    ['so does one with the stroke of noon', '2026-11-04 12:00', 30, 'workingMinute', '2026-11-04 14:00'],
    ['a start with the opening counts at once', '2026-11-04 09:00', 30, 'workingMinute', '2026-11-04 09:30'],
    ['with the close of Friday it waits for Monday', '2026-11-06 18:00', 30, 'workingMinute', '2026-11-09 09:30'],
    ['half hours are half hours', '2026-11-04 09:00', 1.5, 'workingHour', '2026-11-04 10:30'],
    ['nothing is due at once, also at night', '2026-11-04 22:00', 0, 'workingHour', '2026-11-04 22:00'],
    ['the day of the start is left out, however early it was', '2026-11-04 00:00', 1, 'workingDay', '2026-11-05 18:00'],
    ['and however late', '2026-11-04 23:59', 1, 'workingDay', '2026-11-05 18:00'],
    ['from a Saturday on, Monday is the first day', '2026-11-07 10:00', 1, 'workingDay', '2026-11-09 18:00'],
    ['0 working days: today’s close of hours', '2026-11-04 10:00', 0, 'workingDay', '2026-11-04 18:00'],
    ['after hours: the next one', '2026-11-04 18:00', 0, 'workingDay', '2026-11-05 18:00'],
    ['0 calendar days: 24:00 of the day', '2026-11-04 10:00', 0, 'calendarDay', '2026-11-05 00:00'],
    ['on a Sunday: of Monday', '2026-11-08 10:00', 0, 'calendarDay', '2026-11-10 00:00'],
    ['7 days from a Wednesday end on Wednesday', '2026-11-04 10:00', 7, 'calendarDay', '2026-11-12 00:00'],
    ['2 days from a Thursday end with Monday', '2026-11-05 10:00', 2, 'calendarDay', '2026-11-10 00:00'],
    ['15 calendar minutes', '2026-11-07 23:50', 15, 'calendarMinute', '2026-11-08 00:05'],
  ] as const)('%s', (_name, start, amount, unit, due) => {
    expect(dueOf(start, amount, unit)).toEqual({ due, pausedMinutes: 0, assumed: false })
  })
})

describe('pauses (挂起) stop minutes and hours', () => {
  const pause = (from: string, to: string | null): Pause => ({ from: at(from), to: to === null ? null : at(to) })

  test.each([
    ['by the working time in them', [pause('2026-11-04 11:00', '2026-11-04 14:00')], '2026-11-04 16:30', 90],
    ['not by a night', [pause('2026-11-04 18:00', '2026-11-05 09:00')], '2026-11-04 15:00', 0],
    [
      'two that overlap are one',
      [pause('2026-11-04 10:00', '2026-11-04 11:00'), pause('2026-11-04 10:30', '2026-11-04 11:30')],
      '2026-11-04 16:30',
      90,
    ],
    ['what was before the start does not count', [pause('2026-11-03 09:00', '2026-11-04 10:00')], '2026-11-04 16:00', 60],
    ['nor what comes after the limit', [pause('2026-11-04 15:00', '2026-11-04 16:00')], '2026-11-04 15:00', 0],
    ['without an end there is no due time', [pause('2026-11-04 11:00', null)], null, 0],
    ['unless it began too late', [pause('2026-11-04 16:00', null)], '2026-11-04 15:00', 0],
  ] as const)('%s', (_name, pauses, due, pausedMinutes) => {
    // 4½ working hours from 9:00, at 15:00 without a pause
    expect(dueOf('2026-11-04 09:00', 4.5, 'workingHour', [...pauses])).toEqual({ due, pausedMinutes, assumed: false })
  })
  test('calendar hours by all of them', () => {
    expect(dueOf('2026-11-04 09:00', 24, 'calendarHour', [pause('2026-11-04 18:00', '2026-11-05 09:00')])).toMatchObject({
      due: '2026-11-06 00:00',
      pausedMinutes: 15 * 60,
    })
  })
  test('days go on; where the rule does not count a pause, the days are left out at whose end it lasted', () => {
    const appraisal = [pause('2026-11-05 10:00', '2026-11-09 10:00')]
    expect(dueOf('2026-11-04 09:00', 3, 'workingDay', appraisal)).toMatchObject({ due: '2026-11-09 18:00', pausedMinutes: 0 })
    expect(dueOf('2026-11-04 09:00', 3, 'workingDay', appraisal, { pausesStopDays: true })).toMatchObject({ due: '2026-11-11 18:00' })
    expect(dueOf('2026-11-04 09:00', 3, 'calendarDay', appraisal, { pausesStopDays: true })).toMatchObject({ due: '2026-11-12 00:00' })
    expect(dueOf('2026-11-04 09:00', 3, 'workingDay', [pause('2026-11-05 10:00', null)], { pausesStopDays: true })).toMatchObject({
      due: null,
    })
  })
})

describe('a last day that moves to Monday, and a pause there that the rule does not count', () => {
  test.each([
    ['up to its end: Tuesday', '2026-11-09 10:00', '2026-11-10 00:00', '2026-11-11 00:00'],
    ['that begins after it: Monday', '2026-11-10 00:00', '2026-11-10 10:00', '2026-11-10 00:00'],
  ])('%s', (_name, from, to, due) => {
    const pauses = [{ from: at(from), to: at(to) }]
    expect(dueOf('2026-11-06 10:00', 1, 'calendarDay', pauses, { pausesStopDays: true })).toMatchObject({ due })
  })
})

describe('a year without a notice is counted with plain weekends, and the answer says so', () => {
  test.each([
    ['New Year 2027', '2026-12-30 10:00', 2, 'workingDay', '2027-01-01 18:00', true],
    // 国办发明电〔2018〕15号 made Saturday 29 December 2018 a working day: the last week hangs on the next year's notice.
    ['the last week of the year', '2026-12-28 10:00', 1, 'workingDay', '2026-12-29 18:00', true],
    ['from 25 December on', '2026-12-24 10:00', 1, 'workingDay', '2026-12-25 18:00', true],
    ['what ends before is known', '2026-12-23 10:00', 1, 'workingDay', '2026-12-24 18:00', false],
    ['hours of the calendar need no notice', '2026-12-31 10:00', 48, 'calendarHour', '2027-01-02 10:00', false],
    ['days that are counted anyway need none, the last one does', '2026-12-10 10:00', 30, 'calendarDay', '2027-01-12 00:00', true],
    ['over the end of an announced year', '2025-12-31 10:00', 1, 'workingDay', '2026-01-04 18:00', false],
  ] as const)('%s', (_name, start, amount, unit, due, assumed) => {
    expect(dueOf(start, amount, unit)).toMatchObject({ due, assumed })
  })
})

describe('zones with summer time', () => {
  const inZone = (zone: string, hours: Slot[] = office) => workCalendar({ zone, hours })
  test.each([
    [
      'New York, the day of 23 hours: a day later is 13:00',
      'America/New_York',
      24,
      'calendarHour',
      '2026-03-07T17:00Z',
      '2026-03-08T17:00Z',
    ],
    ['New York: the last day is Sunday, so Monday', 'America/New_York', 1, 'calendarDay', '2026-03-07T17:00Z', '2026-03-10T04:00Z'],
    ['New York: 9:00 is an hour earlier on Monday', 'America/New_York', 8, 'workingHour', '2026-03-06T14:00Z', '2026-03-09T13:30Z'],
    ['London: closes at 18:00 of its winter', 'Europe/London', 1, 'workingDay', '2026-10-23T10:00Z', '2026-10-26T18:00Z'],
    ['London: closes at 18:00 of its summer', 'Europe/London', 1, 'workingDay', '2026-03-27T10:00Z', '2026-03-30T17:00Z'],
  ] as const)('%s', (_name, zone, amount, unit, start, due) => {
    expect(dueAt({ amount, unit }, new Date(start), [], inZone(zone)).dueAt).toEqual(new Date(due))
  })
})

describe('what cannot be counted', () => {
  test.each([
    ['a negative amount', -1, 'workingHour', 'amount: -1 is not 0 or more'],
    ['half a day', 0.5, 'workingDay', 'amount: 0.5 days is not a whole number'],
    ['no number', Number.NaN, 'calendarDay', 'amount'],
    ['a thousand years', 9_999_999, 'workingHour', '1900 to 2200'],
    ['more than any date', 1e18, 'calendarHour', '1900 to 2200'],
    ['more days than any date', 1e18, 'calendarDay', '1900 to 2200'],
  ] as const)('%s', (_name, amount, unit, sentence) => {
    expect(() => dueOf('2026-11-04 09:00', amount, unit)).toThrow(sentence)
  })
})
