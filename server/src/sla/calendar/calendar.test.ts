import { describe, expect, test } from 'vitest'
import { addWorking, type CalendarSpec, chinaHolidays, holidaysOf, workCalendar } from './index.ts'

describe('the holidays of China as announced (放假安排)', () => {
  // The days each notice counts (共…天), in its order: 国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号.
  test.each([
    [2024, '国办发明电〔2023〕7号', [1, 8, 3, 5, 1, 3, 7], 8],
    [2025, '国办发明电〔2024〕12号', [1, 8, 3, 5, 3, 8], 5],
    [2026, '国办发明电〔2025〕7号', [3, 9, 3, 5, 3, 3, 7], 6],
  ])('%i, %s', (year, number, days, makeUpDays) => {
    const announced = chinaHolidays.filter((one) => one.year === year)
    expect(announced[0]?.notice).toMatchObject({ number, title: `国务院办公厅关于${year}年部分节假日安排的通知` })
    const lengths = announced[0]?.holidays.map(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1)
    expect(lengths).toEqual(days)
    const plan = holidaysOf(announced)
    expect(plan.makeUpDays).toHaveLength(makeUpDays)
    expect(plan.makeUpDays.map((date) => new Date(date).getUTCDay()).filter((weekday) => weekday !== 0 && weekday !== 6)).toEqual([])
    expect(plan.years).toEqual([year])
  })
})

describe('a calendar (工作日历)', () => {
  const inShanghai = (spec: Omit<CalendarSpec, 'zone'>) => workCalendar({ zone: 'Asia/Shanghai', ...spec })
  const minutesLater = (calendar: ReturnType<typeof workCalendar>, start: string, minutes: number) =>
    addWorking(calendar, new Date(start), minutes, 'minute').at.toISOString()

  test('without hours it works round the clock on working days', () => {
    expect(minutesLater(inShanghai({}), '2026-11-06T15:50:00Z', 20)).toBe('2026-11-08T16:10:00.000Z')
  })
  test('a night shift is two slots', () => {
    const hours: CalendarSpec['hours'] = [
      ['22:00', '24:00'],
      ['00:00', '06:00'],
    ]
    expect(minutesLater(inShanghai({ hours, weekend: [] }), '2026-11-06T14:00:00Z', 8 * 60)).toBe('2026-11-06T22:00:00.000Z')
  })
  test('hours by weekday: what has none is the weekend; a make-up day keeps its own hours, else Monday’s', () => {
    const hours: CalendarSpec['hours'] = { mon: [['09:00', '17:00']], fri: [['09:00', '15:00']], sat: [['10:00', '12:00']] }
    const holidays = { daysOff: [], makeUpDays: ['2026-11-07', '2026-11-08'] }
    const calendar = inShanghai({ hours, weekend: ['sat', 'sun', 'tue', 'wed', 'thu'], holidays })
    expect(minutesLater(calendar, '2026-11-06T06:30:00Z', 60)).toBe('2026-11-07T02:30:00.000Z')
    expect(minutesLater(calendar, '2026-11-07T04:00:00Z', 60)).toBe('2026-11-08T02:00:00.000Z')
    expect(minutesLater(inShanghai({ hours }), '2026-11-07T04:00:00Z', 60)).toBe('2026-11-09T02:00:00.000Z')
  })

  test.each<[string, Partial<CalendarSpec>, string]>([
    ['a zone nobody knows', { zone: 'Asia/Peking' }, 'zone: there is no time zone Asia/Peking'],
    ['a time that is none', { hours: [['9:00', '12:00']] }, 'hours: 9:00 is no time of day'],
    ['25 o’clock', { hours: [['09:00', '25:00']] }, 'hours: 25:00 is no time of day'],
    ['a slot over midnight', { hours: [['22:00', '06:00']] }, 'hours: 22:00–06:00 does not end after it begins'],
    [
      'two slots at once',
      {
        hours: {
          mon: [
            ['09:00', '12:00'],
            ['11:00', '18:00'],
          ],
        },
      },
      'hours.mon: slots overlap',
    ],
    ['no hours at all', { hours: {} }, 'hours: no day of the week is a working day'],
    ['a date that is none', { holidays: { daysOff: ['2026-02-30'], makeUpDays: [] } }, 'holidays.daysOff: there is no date 2026-02-30'],
    ['off and worked', { holidays: { daysOff: ['2026-10-10'], makeUpDays: ['2026-10-10'] } }, '2026-10-10 is a day off and a make-up day'],
  ])('is refused with %s', (_name, spec, sentence) => {
    expect(() => workCalendar({ zone: 'Asia/Shanghai', ...spec })).toThrow(sentence)
  })
})
