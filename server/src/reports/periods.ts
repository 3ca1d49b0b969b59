import type { PeriodicReportKind } from '@zhiwei/contract'
import { type Day, dayAfter, daysBetween, mondayOf, weekOf } from '../platform/days.ts'

/** Days a report is about, both included. */
export type Span = { from: Day; to: Day }
export type Periods = { period: Span; before: Span }

const monthOf = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
const firstOfMonth = (month: number): Day => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
const months = (first: number, count: number): Span => ({ from: firstOfMonth(first), to: dayAfter(firstOfMonth(first + count), -1) })

const back = ({ from, to }: Span): Span => {
  const length = daysBetween(from, to) + 1
  return { from: dayAfter(from, -length), to: dayAfter(to, -length) }
}

/**
 * 报告期: the last whole day, week (Monday to Sunday), month or quarter before `today`, and the one before that by the calendar.
 * @param briefFrom a daily brief begins here when the days since the last working day are told together
 */
export function periodsOf(kind: PeriodicReportKind, today: Day, briefFrom: Day = dayAfter(today, -1)): Periods {
  if (kind === 'daily') {
    const period = { from: briefFrom, to: dayAfter(today, -1) }
    return { period, before: back(period) }
  }
  if (kind === 'weekly') {
    const period = { from: dayAfter(mondayOf(today), -7), to: dayAfter(mondayOf(today), -1) }
    return { period, before: back(period) }
  }
  const count = kind === 'regulator' ? 3 : 1
  const thisOne = Math.floor(monthOf(today) / count) * count
  return { period: months(thisOne - count, count), before: months(thisOne - 2 * count, count) }
}

/** The first day on which the period is over, from which working days are counted. */
export const sentFrom = (kind: PeriodicReportKind, today: Day): Day => dayAfter(periodsOf(kind, today).period.to, 1)

/** Keys of so many days, weeks or months up to a day, as the measures name them. */
export function keysUpTo(by: 'day' | 'week' | 'month', last: Day, count: number): { key: string; from: Day }[] {
  return Array.from({ length: count }, (_, at) => {
    const ago = count - 1 - at
    if (by === 'day') return { key: dayAfter(last, -ago), from: dayAfter(last, -ago) }
    if (by === 'week') return { key: weekOf(dayAfter(last, -7 * ago)), from: dayAfter(mondayOf(last), -7 * ago) }
    const first = firstOfMonth(monthOf(last) - ago)
    return { key: first.slice(0, 7), from: first }
  })
}
