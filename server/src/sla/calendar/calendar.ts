import { dayOf, minuteMs, type Weekday, weekdayOf, weekdays } from './days.ts'
import type { Holidays } from './holidays.ts'
import type { YearTable } from './year-table.ts'

/** 工作时段: wall-clock times of a day, `['09:00', '12:00']`; 24:00 is the day's end. */
export type Slot = readonly [from: string, to: string]

/**
 * 工作日历, as people write it down.
 * `zone`: IANA name. `hours`: the same every working day, or by weekday; left out, round the clock.
 * `weekend`: left out, Saturday and Sunday, or the weekdays without hours where hours are given by weekday.
 */
export type CalendarSpec = {
  zone: string
  hours?: readonly Slot[] | Partial<Record<Weekday, readonly Slot[]>>
  weekend?: readonly Weekday[]
  holidays?: Holidays
  /** By date (YYYY-MM-DD): days worked in hours of their own, whatever else they are. */
  hoursOfDates?: Readonly<Record<string, readonly Slot[]>>
}

type Span = readonly [fromMs: number, toMs: number]
/** A calendar ready for counting; made once and asked often. Its tables of years are filled when they are first needed. */
export type WorkCalendar = {
  readonly zone: string
  /** By weekday (0 Sunday), in milliseconds of the day; none on the weekend. */
  readonly hours: readonly (readonly Span[])[]
  /** The same for a make-up day (补班): its weekday's own hours, else those of the week's first working day. */
  readonly makeUpHours: readonly (readonly Span[])[]
  readonly daysOff: ReadonlySet<number>
  readonly makeUpDays: ReadonlySet<number>
  readonly hoursOfDays: ReadonlyMap<number, readonly Span[]>
  /** Years with announced holidays; null: all. */
  readonly announced: ReadonlySet<number> | null
  readonly tables: Map<number, YearTable>
}

const weekFromMonday = [1, 2, 3, 4, 5, 6, 0]

/** 建立工作日历. @throws RangeError `field: what is wrong with it` */
export function workCalendar({ zone, hours = [['00:00', '24:00']], weekend, holidays, hoursOfDates = {} }: CalendarSpec): WorkCalendar {
  requireZone(zone)
  const sameEveryDay = isDaily(hours)
  const given = weekdays.map((name) => (sameEveryDay ? spansOf(hours) : spansOf(hours[name] ?? [], `hours.${name}`)))
  const off = weekend ?? (sameEveryDay ? ['sat', 'sun'] : [])
  const byWeekday = given.map((spans, at) => (off.includes(weekdays[at] ?? 'sun') ? [] : spans))
  const usual = weekFromMonday.map((at) => byWeekday[at] ?? []).find((spans) => spans.length > 0)
  if (!usual) throw new RangeError('hours: no day of the week is a working day')
  const daysOff = daysOf('daysOff', holidays?.daysOff)
  const makeUpDays = daysOf('makeUpDays', holidays?.makeUpDays)
  const both = holidays?.makeUpDays.find((date) => daysOff.has(dayOf(date)))
  if (both) throw new RangeError(`holidays: ${both} is a day off and a make-up day`)
  return {
    zone,
    hours: byWeekday,
    makeUpHours: given.map((spans) => (spans.length > 0 ? spans : usual)),
    daysOff,
    makeUpDays,
    hoursOfDays: new Map(Object.entries(hoursOfDates).map(([date, slots]) => [dayOf(date), spansOf(slots, `hoursOfDates.${date}`)])),
    announced: holidays?.years ? new Set(holidays.years) : null,
    tables: new Map(),
  }
}

/** The working hours of a date, in milliseconds of the day; none on a day off. */
export function hoursOn({ hours, makeUpHours, daysOff, makeUpDays, hoursOfDays }: WorkCalendar, day: number): readonly Span[] {
  const own = hoursOfDays.get(day)
  if (own) return own
  if (daysOff.has(day)) return []
  return (makeUpDays.has(day) ? makeUpHours : hours)[weekdayOf(day)] ?? []
}

function requireZone(zone: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    throw new RangeError(`zone: there is no time zone ${zone}`)
  }
}

const isDaily = (hours: NonNullable<CalendarSpec['hours']>): hours is readonly Slot[] => Array.isArray(hours)

function spansOf(slots: readonly Slot[], where = 'hours'): Span[] {
  const spans = slots.map(([from, to]): Span => {
    const span: Span = [msOf(from, where), msOf(to, where)]
    if (span[0] >= span[1])
      throw new RangeError(`${where}: ${from}–${to} does not end after it begins; a night is two slots, to 24:00 and from 00:00`)
    return span
  })
  spans.sort((a, b) => a[0] - b[0])
  if (spans.some(([from], at) => from < (spans[at - 1]?.[1] ?? 0))) throw new RangeError(`${where}: slots overlap`)
  return spans
}

function msOf(time: string, where: string): number {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(time) ?? []
  const minutes = Number(hour) * 60 + Number(minute)
  if (!(Number(minute) < 60 && minutes <= 24 * 60))
    throw new RangeError(`${where}: ${time} is no time of day; it is written HH:MM, to 24:00`)
  return minutes * minuteMs
}

function daysOf(field: string, dates: readonly string[] = []): Set<number> {
  try {
    return new Set(dates.map(dayOf))
  } catch (error) {
    throw new RangeError(`holidays.${field}: ${(error as Error).message}`)
  }
}
