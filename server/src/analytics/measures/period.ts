import { beginOf, type Day, dayAfter, dayOf, mondayOf, weekOf } from '../../platform/days.ts'
import { invalidInput } from '../../platform/errors.ts'
import type { TimeCut } from './time-cuts.ts'

/** A period [from, to). */
export type Period = { from: Date; to: Date }

const usualDays = 30

/** The period that was asked for: days begin in the tenant's zone; without an end it reaches up to now, without a beginning thirty days back. @throws INPUT_INVALID */
export function periodOf({ from, to }: { from?: string | undefined; to?: string | undefined }, zone: string, now: Date): Period {
  const end = to === undefined ? justAfter(now) : instantOf(to, zone)
  const begin = from === undefined ? beginOf(dayAfter(dayOf(end, zone), -usualDays), zone) : instantOf(from, zone)
  if (begin >= end) throw invalidInput('#/from', '开始要早于结束')
  return { from: begin, to: end }
}

const instantOf = (moment: string, zone: string) => (moment.length === 10 ? beginOf(moment, zone) : new Date(moment))

const justAfter = (now: Date) => new Date(now.getTime() + 1)

/** What of the period has passed: what is not due yet counts nowhere. */
export const untilNow = ({ from, to }: Period, now: Date): Period => ({
  from,
  to: new Date(Math.min(to.getTime(), justAfter(now).getTime())),
})

/** 上期: as long, right before; before whole calendar months as many whole months, as reports compare them. */
export function periodBefore({ from, to }: Period, zone: string): Period {
  const months = wholeMonths({ from, to }, zone)
  if (months === 0) return { from: new Date(2 * from.getTime() - to.getTime()), to: from }
  const [year = 0, month = 1] = dayOf(from, zone).split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10)
  return { from: beginOf(first, zone), to: from }
}

/** How many calendar months a period is made of; 0 where it begins or ends within one. */
function wholeMonths({ from, to }: Period, zone: string) {
  const [first, next] = [dayOf(from, zone), dayOf(to, zone)]
  const whole = first.endsWith('-01') && next.endsWith('-01') && isDayStart(from, zone) && isDayStart(to, zone)
  const monthsOf = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
  return whole ? monthsOf(next) - monthsOf(first) : 0
}

/** The same days of the year before. */
export function periodLastYear({ from, to }: Period, zone: string): Period {
  const yearEarlier = (instant: Date) => {
    const day = dayOf(instant, zone)
    const intoDayMs = instant.getTime() - beginOf(day, zone).getTime()
    return new Date(beginOf(`${Number(day.slice(0, 4)) - 1}${day.slice(4)}`, zone).getTime() + intoDayMs)
  }
  return { from: yearEarlier(from), to: yearEarlier(to) }
}

export const dayStart = (instant: Date, zone: string) => beginOf(dayOf(instant, zone), zone)
export const isDayStart = (instant: Date, zone: string) => dayStart(instant, zone).getTime() === instant.getTime()

/** What of the period lies in a day, week (`2026-W47`) or month. */
export function bucketOf(key: string, by: TimeCut, { from, to }: Period, zone: string): Period {
  const first = by === 'week' ? firstDayOf(key) : by === 'month' ? `${key}-01` : key
  const next = by === 'week' ? dayAfter(first, 7) : by === 'month' ? `${dayAfter(first, 31).slice(0, 7)}-01` : dayAfter(first, 1)
  const [begin, end] = [beginOf(first, zone), beginOf(next, zone)]
  return { from: begin > from ? begin : from, to: end < to ? end : to }
}

/** The Monday of an ISO week: its year's first week holds the fourth of January. */
function firstDayOf(week: string): Day {
  const [year = '', no = '1'] = week.split('-W')
  return dayAfter(mondayOf(`${year}-01-04`), (Number(no) - 1) * 7)
}

/** The key of the day, week or month a day lies in. */
export const bucketOfDay = (day: Day, by: TimeCut): string => (by === 'day' ? day : by === 'month' ? day.slice(0, 7) : weekOf(day))

/** The key of the day, week or month an instant falls into. */
export const bucketKeyOf = (at: Date, by: TimeCut, zone: string): string => bucketOfDay(dayOf(at, zone), by)

/** Every day, week or month of the period that has begun, so that one without a case stands there too. */
export function stepsOf(period: Period, by: TimeCut, zone: string, now: Date): string[] {
  const { from, to } = untilNow(period, now)
  if (from >= to) return []
  const keys = new Set<string>()
  const last = dayOf(new Date(to.getTime() - 1), zone)
  for (let day = dayOf(from, zone); day <= last; day = dayAfter(day, 1)) keys.add(bucketOfDay(day, by))
  return [...keys]
}
