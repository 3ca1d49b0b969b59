import type { WorkCalendar } from './calendar.ts'
import { minuteMs } from './days.ts'
import {
  afterWorkingMs,
  closeAfter,
  closesBetween,
  endOfDay,
  hourMs,
  isAssumed,
  localDay,
  requireAmount,
  workingDayFrom,
  workingMsBetween,
} from './working-time.ts'
import { requireYear } from './year-table.ts'

export const limitUnits = ['workingMinute', 'workingHour', 'workingDay', 'calendarMinute', 'calendarHour', 'calendarDay'] as const
export type LimitUnit = (typeof limitUnits)[number]

/**
 * 时限: minutes and hours may have fractions, days are whole.
 * `pausesStopDays`: days, too, stand still in a pause (检测、鉴定时间不计入); without it, pauses stop minutes and hours alone.
 */
export type TimeLimit = { amount: number; unit: LimitUnit; pausesStopDays?: boolean }
/** 挂起, from the first instant to before the last; `to` null: not resumed yet. */
export type Pause = { from: Date; to: Date | null }
/**
 * `dueAt`: null while an open pause holds the clock. `pausedMs`: by how much of its own time pauses stopped it, up to `dueAt`: of a working limit,
 * working time; of a limit in days, 0. `assumed`: days without announced holidays were counted with plain weekends.
 */
export type Due = { dueAt: Date | null; pausedMs: number; assumed: boolean }

/** How a unit's time passes between two instants, and when so much of it has passed. */
type Passage = { between: (from: number, to: number) => number; after: (from: number, amount: number) => number }

/**
 * 到期: when a limit that began at `startedAt` ends.
 * Minutes and hours run from that instant. Days leave its day out and end with the close of hours of the last working day (`workingDay`) or at
 * 24:00 of the last day (`calendarDay`), of the next working day where that is a day off.
 * @throws RangeError `field: what is wrong with it`
 * Source: 民法典 Art. 201, 203; docs/rules/calendars.md
 */
export function dueAt(limit: TimeLimit, startedAt: Date, pauses: readonly Pause[], calendar: WorkCalendar): Due {
  const { amount, unit } = limit
  const start = startedAt.getTime()
  if (unit === 'workingDay' || unit === 'calendarDay') {
    requireAmount(amount, true)
    return daysFrom(calendar, unit, start, amount, limit.pausesStopDays ? stopsOf(pauses, start) : [])
  }
  requireAmount(amount, false)
  const passage = unit.startsWith('working') ? workingTime(calendar) : elapsedTime
  const { at, stopped } = run(passage, start, Math.round(amount * (unit.endsWith('Hour') ? hourMs : minuteMs)), stopsOf(pauses, start))
  if (at !== null) requireYear(new Date(at).getUTCFullYear())
  const assumed = passage !== elapsedTime && isAssumed(calendar, start, at ?? start)
  return { dueAt: at === null ? null : new Date(at), pausedMs: stopped, assumed }
}

const elapsedTime: Passage = { between: (from, to) => to - from, after: (from, ms) => from + ms }
const workingTime = (calendar: WorkCalendar): Passage => ({
  between: (from, to) => workingMsBetween(calendar, from, to),
  after: (from, ms) => afterWorkingMs(calendar, from, ms),
})
/** A working day has passed with its close of hours, a calendar day at 24:00. */
const workingDays = (calendar: WorkCalendar): Passage => ({
  between: (from, to) => closesBetween(calendar, from, to),
  after: (from, days) => closeAfter(calendar, from, days),
})
const calendarDays = (calendar: WorkCalendar): Passage => ({
  between: (from, to) => localDay(calendar, to) - localDay(calendar, from),
  after: (from, days) => endOfDay(calendar, localDay(calendar, from) + days - 1),
})

function daysFrom(calendar: WorkCalendar, unit: 'workingDay' | 'calendarDay', start: number, amount: number, stops: Stop[]): Due {
  // 0 days is the day of the start itself, or what of it is still to come.
  const [from, days] = amount === 0 ? [start, 1] : [endOfDay(calendar, localDay(calendar, start)), amount]
  const { at } = run(unit === 'workingDay' ? workingDays(calendar) : calendarDays(calendar), from, days, stops)
  if (at === null) return { dueAt: null, pausedMs: 0, assumed: false }
  if (unit === 'workingDay') return { dueAt: new Date(at), pausedMs: 0, assumed: isAssumed(calendar, start, at) }
  const due = endOfWorkingDay(calendar, at, stops)
  return { dueAt: due === null ? null : new Date(due), pausedMs: 0, assumed: isAssumed(calendar, at - 1, due ?? at) }
}

/** 顺延: a last day on a day off moves to the next working day whose end no pause holds. Source: 民法典 Art. 203 */
function endOfWorkingDay(calendar: WorkCalendar, at: number, stops: Stop[]): number | null {
  const end = endOfDay(calendar, workingDayFrom(calendar, localDay(calendar, at - 1)))
  const stop = stops.find(({ from, to }) => from < end && end <= to)
  if (!stop) return end
  return stop.to === Number.POSITIVE_INFINITY ? null : endOfWorkingDay(calendar, endOfDay(calendar, localDay(calendar, stop.to)), stops)
}

type Stop = { from: number; to: number }

/** What of the pauses comes after the start, in their order; open ones end never. */
const stopsOf = (pauses: readonly Pause[], start: number): Stop[] =>
  pauses
    .map(({ from, to }) => ({ from: Math.max(start, from.getTime()), to: to?.getTime() ?? Number.POSITIVE_INFINITY }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)

/** Lets time pass from `start` until the amount is used up; what passes during a stop is not counted, and once where stops overlap. */
function run({ between, after }: Passage, start: number, amount: number, stops: Stop[]): { at: number | null; stopped: number } {
  let at = start
  let left = amount
  let stopped = 0
  for (const { from, to } of stops) {
    const passed = between(at, Math.max(at, from))
    if (passed >= left) break
    if (to === Number.POSITIVE_INFINITY) return { at: null, stopped }
    left -= passed
    stopped += between(Math.max(at, from), Math.max(at, to))
    at = Math.max(at, to)
  }
  return { at: after(at, left), stopped }
}
