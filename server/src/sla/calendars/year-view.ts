import type { CalendarYear, SpecialDay } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { hoursOn, type Slot, type WorkCalendar } from '../calendar/calendar.ts'
import { dateOf, dayMs, dayOf, firstDayOf, minuteMs } from '../calendar/days.ts'
import { calendarBook } from './book.ts'
import { findCalendar } from './queries.ts'

/** 全年: the days of a year that are not what their weekday says, and whether its notice is known. @throws NOT_FOUND */
export async function calendarYear(tx: Tx, tenantId: string, id: string, year: number): Promise<CalendarYear> {
  const { region } = await findCalendar(tx, tenantId, id)
  const { byId, company } = await calendarBook(tx, tenantId)
  const calendar = byId.get(id) ?? company
  const years = await yearsOf(tx, tenantId, region)
  const special = await specialDays(tx, tenantId, id, calendar)
  const days = [...special.values()].filter(({ date }) => date.startsWith(`${year}-`)).sort((a, b) => (a.date < b.date ? -1 : 1))
  return {
    year,
    region,
    notice: years.find((one) => one.year === year)?.notice ?? null,
    nextAnnounced: region === null || years.some((one) => one.year === year + 1),
    days,
    counts: countsOf(calendar, year),
  }
}

/** Days with a name or a reason, by date: those of public holidays, and over them the calendar's own. */
export async function specialDays(tx: Tx, tenantId: string, id: string, calendar: WorkCalendar): Promise<Map<string, SpecialDay>> {
  const { region } = await findCalendar(tx, tenantId, id)
  const special = new Map<string, SpecialDay>()
  const put = (day: Omit<SpecialDay, 'hours'>) => special.set(day.date, { ...day, hours: slotsOn(calendar, dayOf(day.date)) })
  for (const { holidays } of await yearsOf(tx, tenantId, region))
    for (const { name, from, to, makeUpDays } of holidays) {
      for (let day = dayOf(from); day <= dayOf(to); day++) put({ date: dateOf(day), kind: 'dayOff', name, reason: null })
      for (const date of makeUpDays) put({ date, kind: 'makeUp', name, reason: null })
    }
  const own = await tx
    .selectFrom('calendar_day')
    .select(['kind', 'reason', sql<string>`day::text`.as('date')])
    .where('tenant_id', '=', tenantId)
    .where('calendar_id', '=', id)
    .execute()
  const kinds = { off: 'ownOff', makeUp: 'ownMakeUp', hours: 'ownHours' } as const
  for (const { kind, reason, date } of own) put({ date, kind: kinds[kind], name: special.get(date)?.name ?? null, reason })
  return special
}

const yearsOf = async (tx: Tx, tenantId: string, region: string | null) =>
  region === null
    ? []
    : await tx
        .selectFrom('holiday_year')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('region', '=', region)
        .orderBy('year')
        .execute()

const timeOf = (ms: number) => {
  const minutes = ms / minuteMs
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

const slotsOn = (calendar: WorkCalendar, day: number): [string, string][] =>
  hoursOn(calendar, day).map(([from, to]): Slot => [timeOf(from), timeOf(to)]) as [string, string][]

function countsOf(calendar: WorkCalendar, year: number): CalendarYear['counts'] {
  let workingDays = 0
  let workingMs = 0
  for (let day = firstDayOf(year); day < firstDayOf(year + 1); day++) {
    const spans = hoursOn(calendar, day)
    if (spans.length > 0) workingDays += 1
    workingMs += spans.reduce((sum, [from, to]) => sum + to - from, 0)
  }
  return { workingDays, workingHours: (workingMs / dayMs) * 24 }
}
