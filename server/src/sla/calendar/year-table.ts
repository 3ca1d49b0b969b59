import { offsetMs } from '../../platform/zones.ts'
import { hoursOn, type WorkCalendar } from './calendar.ts'
import { dayMs, firstDayOf } from './days.ts'

/** A local year laid out as sorted lists, so that a search by halves finds any place in it. Instants in milliseconds. */
export type YearTable = {
  firstDay: number
  startsAt: number
  endsAt: number
  /** Stretches between two clock changes: one a year, three in a zone with summer time. */
  stretches: Stretch[]
  /** 24:00 of each day of the year. */
  dayEnds: Float64Array
  /** Begin and end of each stretch of working hours, and the working time of the year before it; one number more at the end. */
  opens: Float64Array
  closes: Float64Array
  workedBefore: Float64Array
  /** The year's working days in order, the close of hours (下班) of each, and how many there are before each day; one number more at the end. */
  workingDays: Int32Array
  lastCloses: Float64Array
  workingDaysBefore: Int32Array
}
type Stretch = { from: number; to: number; offset: number }

const first = 1900
const last = 2200

/** @throws RangeError outside 1900–2200: nobody means it, and laying out the years up to it would take long */
export function requireYear(year: number) {
  if (!(year >= first && year <= last)) throw new RangeError(`amount: the count leaves the years ${first} to ${last}`)
}

/** The table of a local year, made at first use. @throws RangeError */
export function tableOf(calendar: WorkCalendar, year: number): YearTable {
  const known = calendar.tables.get(year)
  if (known) return known
  requireYear(year)
  const table = layOut(calendar, year)
  calendar.tables.set(year, table)
  return table
}

/** The table of the local year an instant lies in. */
export function tableAt(calendar: WorkCalendar, instant: number): YearTable {
  const year = new Date(instant).getUTCFullYear()
  const table = tableOf(calendar, year)
  if (instant < table.startsAt) return tableOf(calendar, year - 1)
  return instant >= table.endsAt ? tableOf(calendar, year + 1) : table
}

/**
 * Wall-clock hours become instants stretch by stretch between clock changes: on the short day of spring a skipped hour is no working time, on
 * the long day of autumn the repeated one counts twice, as people work it.
 */
function layOut(calendar: WorkCalendar, year: number): YearTable {
  const firstDay = firstDayOf(year)
  const dayCount = firstDayOf(year + 1) - firstDay
  const stretches = stretchesOf(calendar.zone, firstDay * dayMs, (firstDay + dayCount) * dayMs)
  const startsAt = stretches[0]?.from ?? 0
  const dayEnds = new Float64Array(dayCount).fill(startsAt)
  const closeOfDay = new Float64Array(dayCount).fill(Number.NaN)
  const opens: number[] = []
  const closes: number[] = []
  for (const { from, to, offset } of stretches) {
    for (let day = Math.floor((from + offset) / dayMs); day * dayMs - offset < to; day++) {
      const midnight = day * dayMs - offset
      dayEnds.fill(Math.min(midnight + dayMs, to), day - firstDay)
      for (const [open, close] of hoursOn(calendar, day)) {
        const opensAt = Math.max(midnight + open, from)
        const closesAt = Math.min(midnight + close, to)
        if (opensAt >= closesAt) continue
        opens.push(opensAt)
        closes.push(closesAt)
        closeOfDay[day - firstDay] = closesAt
      }
    }
  }
  const dayNumbers = Array.from(closeOfDay.keys())
  const workingDays = dayNumbers.filter((at) => !Number.isNaN(closeOfDay[at]))
  return {
    firstDay,
    startsAt,
    endsAt: stretches.at(-1)?.to ?? 0,
    stretches,
    dayEnds,
    opens: Float64Array.from(opens),
    closes: Float64Array.from(closes),
    workedBefore: sums(opens.map((open, at) => (closes[at] ?? open) - open)),
    workingDays: Int32Array.from(workingDays, (at) => firstDay + at),
    lastCloses: Float64Array.from(workingDays, (at) => closeOfDay[at] ?? 0),
    workingDaysBefore: Int32Array.from(sums(dayNumbers.map((at) => (Number.isNaN(closeOfDay[at]) ? 0 : 1)))),
  }
}

/** Sums before each number, and of all at the end. */
function sums(numbers: number[]): Float64Array {
  const before = new Float64Array(numbers.length + 1)
  numbers.forEach((number, at) => {
    before[at + 1] = (before[at] ?? 0) + number
  })
  return before
}

const weekMs = 7 * dayMs
const widestOffset = 15 * 3_600_000

/** Where the zone's clocks keep one offset; cut to the local times given. No zone changes its clocks twice in a week. */
function stretchesOf(zone: string, localFrom: number, localTo: number): Stretch[] {
  const until = localTo + widestOffset
  const stretches: Stretch[] = []
  let from = localFrom - widestOffset
  let offset = offsetAt(zone, from)
  for (let at = from; at < until; at += weekMs) {
    const next = Math.min(at + weekMs, until)
    const nextOffset = offsetAt(zone, next)
    if (nextOffset === offset) continue
    const to = changeBetween(zone, at, next)
    stretches.push({ from, to, offset })
    from = to
    offset = nextOffset
  }
  stretches.push({ from, to: until, offset })
  return stretches
    .map((stretch) => ({
      ...stretch,
      from: Math.max(stretch.from, localFrom - stretch.offset),
      to: Math.min(stretch.to, localTo - stretch.offset),
    }))
    .filter((stretch) => stretch.from < stretch.to)
}

/** The second of the clock change between two instants. */
function changeBetween(zone: string, before: number, after: number): number {
  const offset = offsetAt(zone, before)
  let low = before
  let high = after
  while (high - low > 1_000) {
    const middle = low + Math.floor((high - low) / 2_000) * 1_000
    if (offsetAt(zone, middle) === offset) low = middle
    else high = middle
  }
  return high
}

const offsetAt = (zone: string, instant: number) => offsetMs(new Date(instant), zone)
