import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorking,
  type CalendarSpec,
  dueAt,
  type LimitUnit,
  type Slot,
  type TimeLimit,
  type Weekday,
  workCalendar,
  workingBetween,
} from './index.ts'

// The count is held against a slow model that knows nothing of tables: it walks minute by minute and asks the zone's wall clock each time.

const minuteMs = 60_000
type Stop = { from: number; to: number }
type Model = ReturnType<typeof modelOf>

const wallClocks = new Map<string, Map<number, string>>()

function modelOf({ zone, hours = [], weekend = ['sat', 'sun'], holidays }: CalendarSpec) {
  const seen = wallClocks.get(zone) ?? new Map<number, string>()
  wallClocks.set(zone, seen)
  const numeric = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', weekday: 'short' } as const
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...numeric })
  /** `Thu, 10/01/2026, 09:30` */
  const wall = (minute: number) => {
    const known = seen.get(minute) ?? format.format(minute * minuteMs)
    seen.set(minute, known)
    return known
  }
  const dateAt = (minute: number) => wall(minute).replace(/^.*(\d\d)\/(\d\d)\/(\d{4}).*$/, '$3-$1-$2')
  const slotsOf = (weekday: Weekday): readonly Slot[] => (Array.isArray(hours) ? hours : ((hours as Record<string, Slot[]>)[weekday] ?? []))
  const isWorking = (minute: number) => {
    const date = dateAt(minute)
    const weekday = wall(minute).slice(0, 3).toLowerCase() as Weekday
    const time = wall(minute).slice(-5)
    const isIn = (slots: readonly Slot[]) => slots.some(([from, to]) => from <= time && time < to)
    if (holidays?.daysOff.includes(date)) return false
    if (holidays?.makeUpDays.includes(date)) return isIn(slotsOf(weekday).length > 0 ? slotsOf(weekday) : slotsOf('mon'))
    return !weekend.includes(weekday) && isIn(slotsOf(weekday))
  }
  const isAssumed = (date: string) => {
    const year = Number(date.slice(0, 4))
    const known = (asked: number) => holidays?.years?.includes(asked) ?? true
    return !known(year) || (date.slice(5) >= '12-25' && !known(year + 1))
  }
  return { dateAt, isWorking, isAssumed }
}

/** Minutes and hours: each minute counts, is stopped, or passes unseen. */
function walkMinutes({ isWorking, dateAt, isAssumed }: Model, working: boolean, minutes: number, start: number, stops: Stop[]) {
  let left = minutes
  let paused = 0
  let at = start
  let assumed = working && isAssumed(dateAt(start))
  for (; left > 0; at++) {
    if (stops.some(({ from, to }) => from <= at && to === Number.POSITIVE_INFINITY)) return null
    if (working) assumed ||= isAssumed(dateAt(at))
    if (working && !isWorking(at)) continue
    if (stops.some(({ from, to }) => from <= at && at < to)) paused++
    else left--
  }
  return { due: at, paused, assumed }
}

/** Days: each date is walked through to its end; what counts is the last working minute, or the last minute. */
function walkDays({ isWorking, dateAt, isAssumed }: Model, working: boolean, days: number, start: number, stops: Stop[]) {
  const isStopped = (end: number) => stops.some(({ from, to }) => from < end && end <= to)
  let left = days || 1
  let assumed = false
  let lastWorked = 0
  for (let at = start; ; at++) {
    if (stops.some(({ from, to }) => from < at - 20 * 1440 && to === Number.POSITIVE_INFINITY)) return null
    if (isWorking(at)) lastWorked = at + 1
    const date = dateAt(at)
    if (dateAt(at + 1) === date) continue
    // The date ends here. On the first one only what comes after the start was walked: enough for 0 days.
    let firstOfDate = at
    while (dateAt(firstOfDate - 1) === date) firstOfDate--
    const isOff = working
      ? lastWorked <= firstOfDate
      : !Array.from({ length: at + 1 - firstOfDate }, (_, n) => isWorking(firstOfDate + n)).some(Boolean)
    const end = working ? lastWorked : at + 1
    if (working) assumed ||= isAssumed(date)
    if (days > 0 && date === dateAt(start)) continue
    if (working && !isOff && !isStopped(end) && --left === 0) return { due: end, paused: 0, assumed }
    if (working) continue
    if (left > 0 && !isStopped(end)) left--
    if (left === 0) assumed ||= isAssumed(date)
    if (left === 0 && !isOff && !isStopped(end)) return { due: end, paused: 0, assumed }
  }
}

function dueByModel(spec: CalendarSpec, { amount, unit, pausesStopDays }: TimeLimit, start: number, stops: Stop[]) {
  const model = modelOf(spec)
  const working = unit.startsWith('working')
  if (unit.endsWith('Day')) return walkDays(model, working, amount, start, pausesStopDays ? stops : [])
  return walkMinutes(model, working, unit.endsWith('Hour') ? amount * 60 : amount, start, stops)
}

const minuteOf = (instant: string) => Date.parse(instant) / minuteMs
const dateAfter = (date: string, days: number) => new Date(Date.parse(date) + days * 1440 * minuteMs).toISOString().slice(0, 10)

/** Where clocks change, holidays and make-up days stand close, or the year ends. */
const places = [
  ['Asia/Shanghai', '2026-09-17'],
  ['Asia/Shanghai', '2026-12-28'],
  ['America/New_York', '2026-03-06'],
  ['America/New_York', '2026-10-30'],
  ['Europe/London', '2026-03-27'],
  ['Europe/London', '2026-10-23'],
  ['America/Havana', '2026-10-30'], // the hour after midnight comes twice
  ['America/Santiago', '2026-09-04'], // a day begins at one o'clock
  ['America/Santiago', '2026-04-03'], // an evening's last hour comes twice
  ['Australia/Lord_Howe', '2026-04-03'], // half an hour
  ['Asia/Kathmandu', '2025-12-29'],
] as const
const office: Slot[] = [
  ['09:00', '12:00'],
  ['13:30', '18:00'],
]
const night: Slot[] = [
  ['00:00', '01:30'],
  ['22:00', '24:00'],
]
const hoursGiven: Pick<CalendarSpec, 'hours' | 'weekend'>[] = [
  { hours: office },
  { hours: night },
  { hours: [['00:00', '24:00']], weekend: [] },
  { hours: { mon: office, tue: office, wed: office, thu: office, fri: [['08:15', '15:45']], sat: [['09:00', '12:00']] }, weekend: ['sun'] },
]

const aWorld = fc.constantFrom(...places).chain(([zone, around]) =>
  fc.record({
    hours: fc.constantFrom(...hoursGiven),
    days: fc.uniqueArray(fc.integer({ min: -2, max: 14 }), { maxLength: 8 }),
    makeUps: fc.integer({ min: 0, max: 8 }),
    years: fc.constantFrom(undefined, [2025, 2026], [2025, 2026, 2027], [2026, 2027]),
    start: fc.integer({ min: 0, max: 5 * 1440 }).map((minutes) => minuteOf(`${around}T00:00Z`) + minutes),
    spec: fc.constant({ zone, around }),
  }),
)
const worlds = aWorld.map(({ hours, days, makeUps, years, start, spec: { zone, around } }) => {
  const dates = days.map((day) => dateAfter(around, day))
  const holidays = { makeUpDays: dates.slice(0, makeUps), daysOff: dates.slice(makeUps), ...(years && { years }) }
  return { spec: { zone, ...hours, holidays } satisfies CalendarSpec, start }
})
const limits = fc.oneof(
  fc.record({ unit: fc.constantFrom<LimitUnit>('workingMinute', 'calendarMinute'), amount: fc.integer({ min: 0, max: 2_000 }) }),
  fc.record({
    unit: fc.constantFrom<LimitUnit>('workingHour', 'calendarHour'),
    amount: fc.integer({ min: 0, max: 60 }).map((half) => half / 2),
  }),
  fc.record({
    unit: fc.constantFrom<LimitUnit>('workingDay', 'calendarDay'),
    amount: fc.integer({ min: 0, max: 7 }),
    pausesStopDays: fc.boolean(),
  }),
)
const stopsAfterStart = fc.array(
  fc.record({ after: fc.integer({ min: -600, max: 6_000 }), length: fc.option(fc.integer({ min: 0, max: 4_000 }), { freq: 12 }) }),
  { maxLength: 3 },
)
/** Slots and days begin and end at half hours: pauses that meet them are worth trying. */
const place = (minute: number, rounded: boolean) => (rounded ? Math.floor(minute / 30) * 30 : minute)
const instant = (minute: number) => new Date(minute * minuteMs)

describe('the count agrees with a walk minute by minute', () => {
  test('when a limit ends: make-up days, midnight, year change, pauses, zones', () => {
    const property = fc.property(worlds, limits, stopsAfterStart, fc.boolean(), ({ spec, start }, limit, given, rounded) => {
      const stops = given.map(({ after, length }) => ({
        from: place(start + after, rounded),
        to: length === null ? Number.POSITIVE_INFINITY : place(start + after + length, rounded),
      }))
      const pauses = stops.map(({ from, to }) => ({ from: instant(from), to: to === Number.POSITIVE_INFINITY ? null : instant(to) }))
      const counted = dueAt(limit, instant(start), pauses, workCalendar(spec))
      const walked = dueByModel(spec, limit, start, stops)
      if (walked === null) expect(counted.dueAt).toBeNull()
      else
        expect({ ...counted, dueAt: counted.dueAt?.toISOString() }).toEqual({
          dueAt: instant(walked.due).toISOString(),
          pausedMs: walked.paused * minuteMs,
          assumed: walked.assumed,
        })
    })
    fc.assert(property, { numRuns: 250 })
  })

  test('how much working time lies between two instants', () => {
    const property = fc.property(worlds, fc.integer({ min: 0, max: 12_000 }), ({ spec, start }, minutes) => {
      const { isWorking } = modelOf(spec)
      const walked = Array.from({ length: minutes }, (_, n) => isWorking(start + n)).filter(Boolean).length
      const calendar = workCalendar(spec)
      expect(workingBetween(calendar, instant(start), instant(start + minutes)).minutes).toBe(walked)
      expect(workingBetween(calendar, instant(start + minutes), instant(start)).minutes).toBe(0 - walked)
    })
    fc.assert(property, { numRuns: 100 })
  })
})

describe('over years, in milliseconds', () => {
  const between = Date.parse('2024-01-01T00:00Z')
  const instants = fc.integer({ min: 0, max: 4 * 366 * 1440 * minuteMs }).map((ms) => new Date(between + ms))

  test('what was added lies between; parts make up the whole', () => {
    const property = fc.property(worlds, instants, instants, fc.integer({ min: 0, max: 400_000 }), ({ spec }, start, end, minutes) => {
      const calendar = workCalendar(spec)
      const { at } = addWorking(calendar, start, minutes, 'minute')
      expect(workingBetween(calendar, start, at).minutes).toBe(minutes)
      expect(workingBetween(calendar, start, new Date(at.getTime() - 1)).minutes).toBeLessThan(minutes || 1)
      const parts = workingBetween(calendar, start, at).minutes + workingBetween(calendar, at, end).minutes
      expect(parts).toBeCloseTo(workingBetween(calendar, start, end).minutes, 6)
    })
    fc.assert(property, { numRuns: 200 })
  })

  test('more days are due later, and n days more from the last of m are m + n', () => {
    const days = fc.integer({ min: 1, max: 400 })
    const property = fc.property(worlds, instants, days, days, ({ spec }, start, m, n) => {
      const calendar = workCalendar(spec)
      const { at } = addWorking(calendar, start, m, 'day')
      expect(addWorking(calendar, new Date(at.getTime() - 1), n, 'day').at).toEqual(addWorking(calendar, start, m + n, 'day').at)
    })
    fc.assert(property, { numRuns: 200 })
  })
})
