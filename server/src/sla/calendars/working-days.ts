import { hoursOn, type WorkCalendar } from '../calendar/calendar.ts'
import { dayOf } from '../calendar/days.ts'

/** 工作日: a date with working hours, make-up days (补班) among them. @param date YYYY-MM-DD */
export const isWorkingDay = (calendar: WorkCalendar, date: string): boolean => hoursOn(calendar, dayOf(date)).length > 0
