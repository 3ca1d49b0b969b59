import type { ColumnType, Generated } from 'kysely'
import type { HolidayYear, Slot, Weekday } from '../calendar/index.ts'

type Json<T> = ColumnType<T, string, string>

export type HoursByWeekday = Partial<Record<Weekday, readonly Slot[]>>

export type WorkCalendarTable = {
  tenant_id: string
  id: string
  name: string
  /** null: the tenant's. */
  zone: string | null
  hours: Json<HoursByWeekday>
  weekend: Weekday[]
  region: string | null
  company: Generated<boolean>
  version: Generated<number>
}

export type UnitCalendarTable = { tenant_id: string; unit_id: string; calendar_id: string }

/** How a year came in: with the program, from a file or a pasted notice, by hand. */
type HolidayOrigin = 'shipped' | 'imported' | 'entered'

export type HolidayYearTable = {
  tenant_id: string
  region: string
  year: number
  notice: Json<HolidayYear['notice']>
  holidays: Json<HolidayYear['holidays']>
  origin: HolidayOrigin
  by_id: string | null
  at: Date
  version: Generated<number>
}

/** 本单位另定: off, a make-up day (补班), or hours of its own. */
export type OwnDayKind = 'off' | 'makeUp' | 'hours'

export type CalendarDayTable = {
  tenant_id: string
  calendar_id: string
  /** YYYY-MM-DD; read as `day::text`. */
  day: string
  kind: OwnDayKind
  hours: ColumnType<readonly Slot[] | null, string | null, string | null>
  reason: string
  by_id: string | null
  at: Date
}

export type CalendarBookTable = { tenant_id: string; stamp: string }

declare module '../../platform/database.ts' {
  interface Tables {
    work_calendar: WorkCalendarTable
    unit_calendar: UnitCalendarTable
    holiday_year: HolidayYearTable
    calendar_day: CalendarDayTable
    calendar_book: CalendarBookTable
  }
}
