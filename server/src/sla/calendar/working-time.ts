import type { WorkCalendar } from './calendar.ts'
import { dayMs, firstDayOf, minuteMs, yearOf } from './days.ts'
import { tableAt, tableOf, type YearTable } from './year-table.ts'

type WorkingUnit = 'minute' | 'hour' | 'day'
export const hourMs = 3_600_000

/**
 * 加工作时间: the first instant at which so much working time has passed since `start`.
 * Minutes and hours (fractions allowed) pass inside working hours only: what ends exactly at 12:00 is due at 12:00, not after lunch; a start
 * outside hours waits for them. Days leave the day of the start out and end with the close of hours of the last one; 0 days is the next close.
 * `assumed`: days of a year without announced holidays were counted with plain weekends.
 * @throws RangeError when the amount is negative, days are no whole number, or the count leaves 1900–2200
 * Source: 民法典 Art. 201, 203; docs/rules/calendars.md
 */
export function addWorking(calendar: WorkCalendar, start: Date, amount: number, unit: WorkingUnit): { at: Date; assumed: boolean } {
  requireAmount(amount, unit === 'day')
  const from = start.getTime()
  const at =
    unit === 'day'
      ? afterDays(calendar, from, amount)
      : afterWorkingMs(calendar, from, Math.round(amount * (unit === 'hour' ? hourMs : minuteMs)))
  return { at: new Date(at), assumed: isAssumed(calendar, from, at) }
}

/** 工作时间: the working minutes between two instants, with fractions; negative when `to` lies before `from`. */
export function workingBetween(calendar: WorkCalendar, from: Date, to: Date): { minutes: number; assumed: boolean } {
  const [early, late] = from <= to ? [from.getTime(), to.getTime()] : [to.getTime(), from.getTime()]
  const minutes = workingMsBetween(calendar, early, late) / minuteMs
  return { minutes: from <= to ? minutes : 0 - minutes, assumed: isAssumed(calendar, early, late) }
}

/** @throws RangeError */
export function requireAmount(amount: number, ofDays: boolean) {
  if (!(amount >= 0 && Number.isFinite(amount))) throw new RangeError(`amount: ${amount} is not 0 or more`)
  if (ofDays && !Number.isInteger(amount)) throw new RangeError(`amount: ${amount} days is not a whole number`)
}

/** Working milliseconds between two instants in their order. */
export function workingMsBetween(calendar: WorkCalendar, from: number, to: number): number {
  let table = tableAt(calendar, from)
  const until = tableAt(calendar, to)
  let worked = -workedBy(table, from)
  for (; table !== until; table = yearAfter(calendar, table)) worked += allOf(table)
  return worked + workedBy(until, to)
}

export function afterWorkingMs(calendar: WorkCalendar, from: number, ms: number): number {
  if (ms === 0) return from
  let table = tableAt(calendar, from)
  let wanted = workedBy(table, from) + ms
  for (; wanted > allOf(table); table = yearAfter(calendar, table)) wanted -= allOf(table)
  const { opens, workedBefore } = table
  // Less than wanted was worked before this stretch of hours, and enough at its end.
  const at = countBelow(workedBefore, wanted) - 1
  return (opens[at] ?? 0) + wanted - (workedBefore[at] ?? 0)
}

/** The close of hours of the n-th working day after the day of `from`; with 0, the first close after `from`. */
function afterDays(calendar: WorkCalendar, from: number, days: number): number {
  return days === 0 ? closeAfter(calendar, from, 1) : closeAfter(calendar, endOfDay(calendar, localDay(calendar, from)), days)
}

/** The n-th close of hours (下班) after an instant. */
export function closeAfter(calendar: WorkCalendar, instant: number, n: number): number {
  let table = tableAt(calendar, instant)
  let rank = closesIn(table, instant) + n
  for (; rank > table.lastCloses.length; table = yearAfter(calendar, table)) rank -= table.lastCloses.length
  return table.lastCloses[rank - 1] ?? 0
}

/** How many working days closed after `from` and not after `to`. */
export function closesBetween(calendar: WorkCalendar, from: number, to: number): number {
  let table = tableAt(calendar, from)
  const until = tableAt(calendar, to)
  let count = -closesIn(table, from)
  for (; table !== until; table = yearAfter(calendar, table)) count += table.lastCloses.length
  return count + closesIn(until, to)
}

/** The day number there is in the calendar's zone. */
export function localDay(calendar: WorkCalendar, instant: number): number {
  const { stretches } = tableAt(calendar, instant)
  const { offset } = stretches.find(({ to }) => instant < to) ?? { offset: 0 }
  return Math.floor((instant + offset) / dayMs)
}

/** 24:00 of a day. */
export function endOfDay(calendar: WorkCalendar, day: number): number {
  const { dayEnds, firstDay } = tableOf(calendar, yearOf(day))
  return dayEnds[day - firstDay] ?? 0
}

/** The day itself, else the next working day. */
export function workingDayFrom(calendar: WorkCalendar, day: number): number {
  let table = tableOf(calendar, yearOf(day))
  let rank = table.workingDaysBefore[day - table.firstDay] ?? 0
  for (; rank >= table.workingDays.length; table = yearAfter(calendar, table)) rank -= table.workingDays.length
  return table.workingDays[rank] ?? 0
}

/**
 * Does what lies between touch days whose holidays are not announced? The notice for a year may also move days at the end of the one before:
 * 国办发明电〔2018〕15号 made Saturday 29 December 2018 a working day and Monday 31 December a day off.
 */
export function isAssumed(calendar: WorkCalendar, from: number, to: number): boolean {
  const { announced } = calendar
  if (announced === null) return false
  const first = localDay(calendar, from)
  const last = localDay(calendar, Math.max(from, to - 1))
  for (let year = yearOf(first); year <= yearOf(last); year++) {
    const nextNewYear = firstDayOf(year + 1)
    if (!announced.has(year)) return true
    if (!announced.has(year + 1) && last >= nextNewYear - lastDaysOfYear && first < nextNewYear) return true
  }
  return false
}
const lastDaysOfYear = 7

const yearAfter = (calendar: WorkCalendar, { firstDay }: YearTable) => tableOf(calendar, yearOf(firstDay) + 1)
const allOf = ({ workedBefore }: YearTable) => workedBefore.at(-1) ?? 0

/** Working milliseconds of the year up to an instant in it. */
function workedBy({ opens, closes, workedBefore }: YearTable, instant: number): number {
  const at = countBelow(opens, instant) - 1
  return at < 0 ? 0 : (workedBefore[at] ?? 0) + Math.min(instant, closes[at] ?? 0) - (opens[at] ?? 0)
}

/** Working days of the year that closed by an instant. */
const closesIn = ({ lastCloses }: YearTable, instant: number) => countBelow(lastCloses, instant + 1)

/** How many of the sorted numbers are smaller. */
function countBelow(sorted: Float64Array, limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < limit) low = middle + 1
    else high = middle
  }
  return low
}
