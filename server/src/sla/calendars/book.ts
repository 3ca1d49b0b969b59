import { sql } from 'kysely'
import { pathsUp } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { type HolidayYear, holidaysOf, type Slot, type WorkCalendar, workCalendar } from '../calendar/index.ts'
import type { HoursByWeekday, OwnDayKind } from './tables.ts'

export type CalendarBook = {
  company: WorkCalendar
  byId: ReadonlyMap<string, WorkCalendar>
  /** The calendar a unit keeps: its own, else that of the next unit above that has one, else the company's. */
  of: (unitId: string | null) => WorkCalendar
}

// Calendars are made once and keep the years they have laid out; a book is good while its stamp is.
const kept = new Map<string, { stamp: string; book: CalendarBook }>()

/** 工作日历 of a tenant, all of them; read anew only when something was changed. */
export async function calendarBook(tx: Tx, tenantId: string): Promise<CalendarBook> {
  const { stamp, zone } = await stampOf(tx, tenantId)
  const known = kept.get(tenantId)
  if (known?.stamp === stamp) return known.book
  const book = await readBook(tx, tenantId, zone)
  kept.set(tenantId, { stamp, book })
  return book
}

/**
 * 工作日历: the calendar that counts for a unit, or for the company (null).
 * One small query when nothing was changed; whoever asks for many units asks `calendarBook` once.
 */
export async function calendarOf(tx: Tx, tenantId: string, unitId: string | null): Promise<WorkCalendar> {
  return (await calendarBook(tx, tenantId)).of(unitId)
}

/** After every change of a calendar, holiday year or own day, in its transaction. No stamp comes twice: one rolled back is never met again. */
export const turnPage = (tx: Tx, tenantId: string) =>
  tx.updateTable('calendar_book').set({ stamp: newId() }).where('tenant_id', '=', tenantId).execute()

/** A unit that moves may take another calendar: its change counts as one of the book. */
async function stampOf(tx: Tx, tenantId: string) {
  const { zone, stamp, units } = await tx
    .selectFrom('tenant as t')
    .innerJoin('calendar_book as b', 'b.tenant_id', 't.id')
    .select(['t.zone', 'b.stamp'])
    .select(sql<number>`(select coalesce(sum(u.version), 0) from unit u where u.tenant_id = t.id)`.as('units'))
    .where('t.id', '=', tenantId)
    .executeTakeFirstOrThrow()
  return { zone, stamp: `${stamp} ${zone} ${units}` }
}

async function readBook(tx: Tx, tenantId: string, zone: string): Promise<CalendarBook> {
  const calendars = await tx.selectFrom('work_calendar').selectAll().where('tenant_id', '=', tenantId).execute()
  const years = await tx.selectFrom('holiday_year').selectAll().where('tenant_id', '=', tenantId).orderBy('year').execute()
  const days = await tx
    .selectFrom('calendar_day')
    .select(['calendar_id', 'kind', 'hours', sql<string>`day::text`.as('day')])
    .where('tenant_id', '=', tenantId)
    .execute()
  const byId = new Map<string, WorkCalendar>()
  for (const calendar of calendars) {
    const announced = years.filter(({ region }) => region === calendar.region)
    const own = days.filter(({ calendar_id }) => calendar_id === calendar.id)
    byId.set(calendar.id, calendarFrom({ ...calendar, zone: calendar.zone ?? zone }, announced, own))
  }
  const company = byId.get(calendars.find((calendar) => calendar.company)?.id ?? '')
  if (!company) throw new Error(`tenant ${tenantId} has no calendar of the company; a start of the server makes it`)
  const pathOf = pathsUp(await unitTree(tx, tenantId))
  const ownOf = await calendarsOfUnits(tx, tenantId)
  return {
    company,
    byId,
    of(unitId) {
      for (const at of pathOf(unitId)) {
        const own = byId.get(ownOf.get(at) ?? '')
        if (own) return own
      }
      return company
    },
  }
}

async function calendarsOfUnits(tx: Tx, tenantId: string): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('unit_calendar').select(['unit_id', 'calendar_id']).where('tenant_id', '=', tenantId).execute()
  return new Map(rows.map(({ unit_id, calendar_id }) => [unit_id, calendar_id]))
}

const unitTree = (tx: Tx, tenantId: string) =>
  tx.selectFrom('unit').select(['id', 'parent_id as parentId']).where('tenant_id', '=', tenantId).execute()

type CalendarRow = { zone: string; hours: HoursByWeekday; weekend: readonly (keyof HoursByWeekday)[]; region: string | null }
type OwnDay = { day: string; kind: OwnDayKind; hours: readonly Slot[] | null }

/** A calendar from its rows: an own day comes before the public holiday of its date. @throws RangeError `field: what is wrong with it` */
function calendarFrom(
  { zone, hours, weekend, region }: CalendarRow,
  announced: readonly Pick<HolidayYear, 'year' | 'holidays'>[],
  own: readonly OwnDay[],
): WorkCalendar {
  const { daysOff, makeUpDays, years } = holidaysOf(announced)
  const isOwn = new Set(own.map(({ day }) => day))
  const publicOnly = (date: string) => !isOwn.has(date)
  const ownDays = (kind: OwnDayKind) => own.filter((day) => day.kind === kind).map(({ day }) => day)
  return workCalendar({
    zone,
    hours,
    weekend,
    holidays: {
      daysOff: [...daysOff.filter(publicOnly), ...ownDays('off')],
      makeUpDays: [...makeUpDays.filter(publicOnly), ...ownDays('makeUp')],
      // Without a region there are no public holidays to wait for.
      ...(region && years && { years }),
    },
    hoursOfDates: Object.fromEntries(own.flatMap(({ day, kind, hours }) => (kind === 'hours' && hours ? [[day, hours]] : []))),
  })
}
