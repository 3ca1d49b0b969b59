import { dueAt, type LimitUnit, type Pause, type WorkCalendar, workingBetween } from './calendar/index.ts'
import type { Calendars, Owed } from './limits.ts'

// How a clock's own time passes: due time, pauses and percentages. Pure. Source: docs/rules/clocks.md, docs/rules/calendars.md

/** What a clock was set to. `limit` null: a regulator's own instant, that nothing moves. */
export type ClockSetting = {
  limit: Owed | null
  startedAt: Date
  dueAt: Date
  pauses: readonly Pause[]
  /** 延期: the last one. */
  extended: { at: Date; to: Date } | null
}

const minuteMs = 60_000
const isWorking = (unit: LimitUnit) => unit.startsWith('working')
const latest = (one: Date, other: Date) => new Date(Math.max(one.getTime(), other.getTime()))
const calendarOf = ({ limit }: ClockSetting, calendars: Calendars) => calendars[limit?.countedBy ?? 'company']

/** Milliseconds of the limit's own time between two instants: working time of a working limit, else all of it. */
function passed(limit: Owed | null, calendar: WorkCalendar, from: Date, to: Date): number {
  if (to <= from) return 0
  return limit && isWorking(limit.unit) ? workingBetween(calendar, from, to).minutes * minuteMs : to.getTime() - from.getTime()
}

/**
 * 到期 and 挂起时间 of a clock with its pauses; one that is open moves nothing yet. The company's days rest in a suspension, too.
 * An extension is an instant a person named; a pause after it moves it by the time that was left.
 */
export function dueOf(clock: ClockSetting, calendars: Calendars): { dueAt: Date; pausedSeconds: number; assumed: boolean } {
  const { limit, extended, startedAt } = clock
  if (!limit) return { dueAt: clock.dueAt, pausedSeconds: 0, assumed: false }
  const calendar = calendarOf(clock, calendars)
  const ended = clock.pauses.filter(({ to }) => to !== null)
  const due = extended ? afterExtension(limit, extended, ended, calendar) : inTime(limit, startedAt, ended, calendar)
  const until = (to: Date | null) => (to === null || to > due.dueAt ? due.dueAt : to)
  const pausedMs = ended.reduce((sum, { from, to }) => sum + passed(limit, calendar, latest(from, startedAt), until(to)), 0)
  return { ...due, pausedSeconds: Math.round(pausedMs / 1_000) }
}

function inTime({ amount, unit }: Pick<Owed, 'amount' | 'unit'>, start: Date, pauses: readonly Pause[], calendar: WorkCalendar) {
  const due = dueAt({ amount, unit, pausesStopDays: true }, start, pauses, calendar)
  return { dueAt: due.dueAt ?? start, assumed: due.assumed }
}

function afterExtension(limit: Owed, { at, to }: { at: Date; to: Date }, pauses: readonly Pause[], calendar: WorkCalendar) {
  const later = pauses.filter(({ from }) => from >= at)
  if (later.length === 0) return { dueAt: to, assumed: false }
  const unit = isWorking(limit.unit) ? 'workingMinute' : 'calendarMinute'
  return inTime({ amount: passed(limit, calendar, at, to) / minuteMs, unit }, at, later, calendar)
}

/** 预警时点: when so many percent of the clock's own time have passed. */
export function momentOf(clock: ClockSetting, percent: number, calendars: Calendars): Date {
  const { limit, startedAt, dueAt: due } = clock
  if (percent >= 100) return due
  const calendar = calendarOf(clock, calendars)
  const pauses = clock.pauses.filter(({ from, to }) => to !== null && from < due)
  const stopped = pauses.reduce((sum, { from, to }) => sum + passed(limit, calendar, latest(from, startedAt), to ?? from), 0)
  const whole = passed(limit, calendar, startedAt, due) - stopped
  if (whole <= 0) return due
  const unit = limit && isWorking(limit.unit) ? 'workingMinute' : 'calendarMinute'
  const at = inTime({ amount: (whole * percent) / 100 / minuteMs, unit }, startedAt, pauses, calendar).dueAt
  return new Date(Math.min(at.getTime(), due.getTime()))
}

/** The last instant an extension may reach; null: no maximum. */
export function latestExtension(clock: ClockSetting, calendars: Calendars): Date | null {
  const most = clock.limit?.extension?.most
  if (!most) return null
  return inTime(
    most,
    clock.startedAt,
    clock.pauses.filter(({ to }) => to !== null),
    calendarOf(clock, calendars),
  ).dueAt
}
