import type { DueTime, DueTimeQuery, PassedDay, SpecialDay } from '@zhiwei/contract'
import type { z } from 'zod'
import type { Tx } from '../../platform/database.ts'
import { invalidInput } from '../../platform/errors.ts'
import { hoursOn, type WorkCalendar } from '../calendar/calendar.ts'
import { dateOf } from '../calendar/days.ts'
import { dueAt, type LimitUnit } from '../calendar/index.ts'
import { endOfDay, localDay, workingMsBetween } from '../calendar/working-time.ts'
import { calendarBook } from './book.ts'
import { findCalendar } from './queries.ts'
import { specialDays } from './year-view.ts'

const mostDays = 100

/** 试算: when a limit would end by this calendar, and day by day why. @throws NOT_FOUND, INPUT_INVALID */
export async function explainDue(tx: Tx, tenantId: string, id: string, query: z.infer<typeof DueTimeQuery>): Promise<DueTime> {
  await findCalendar(tx, tenantId, id)
  const { byId, company } = await calendarBook(tx, tenantId)
  const calendar = byId.get(id) ?? company
  const special = await specialDays(tx, tenantId, id, calendar)
  const { amount, unit } = query
  const start = new Date(query.startedAt)
  const { due, assumed } = dueOr(() => dueAt({ amount, unit }, start, [], calendar), unit)
  const days = passedDays(calendar, special, unit, amount, start.getTime(), due.getTime())
  return { dueAt: due.toISOString(), assumed, days: days.slice(0, mostDays), more: Math.max(0, days.length - mostDays) }
}

function dueOr(count: () => ReturnType<typeof dueAt>, unit: LimitUnit): { due: Date; assumed: boolean } {
  try {
    const { dueAt: due, assumed } = count()
    if (due) return { due, assumed }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  throw invalidInput('#/amount', unit.endsWith('Day') ? '天数须为整数，且到期不晚于 2200 年' : '到期须在 1900 年至 2200 年之间')
}

function passedDays(
  calendar: WorkCalendar,
  special: Map<string, SpecialDay>,
  unit: LimitUnit,
  amount: number,
  start: number,
  due: number,
): PassedDay[] {
  const first = localDay(calendar, start)
  // Due at 24:00 is due on the day that ends then.
  const last = Math.max(first, localDay(calendar, due - 1))
  const lastCounted = unit === 'calendarDay' ? first + Math.max(amount, 0) : last
  return Array.from({ length: last - first + 1 }, (_, at): PassedDay => {
    const day = first + at
    const date = dateOf(day)
    const { kind, name = null, reason = null } = special.get(date) ?? {}
    const midnight = endOfDay(calendar, day - 1)
    const from = Math.max(start, midnight)
    const until = Math.min(due, endOfDay(calendar, day))
    const minutes = until > from ? workingMsBetween(calendar, from, until) / 60_000 : 0
    const isOff = hoursOn(calendar, day).length === 0
    const why = reason ?? name
    const makeUp = kind === 'makeUp' || kind === 'ownMakeUp'
    const passed = (as: PassedDay['kind']) => ({ date, kind: as, why, makeUp, minutes })
    if (unit.endsWith('Day') && amount > 0 && day === first) return passed('first')
    if (unit === 'calendarDay') return passed(day <= lastCounted ? 'counted' : 'moved')
    if (!unit.startsWith('working') || !isOff) return passed('counted')
    return passed(kind === 'dayOff' ? 'dayOff' : kind === 'ownOff' ? 'ownOff' : 'weekend')
  })
}
