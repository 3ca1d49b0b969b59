// 工作日历与到期: how working time passes and when a limit ends. Pure: no database, no clock. docs/rules/calendars.md
export { type CalendarSpec, type Slot, type WorkCalendar, workCalendar } from './calendar.ts'
export { type Weekday, weekdays } from './days.ts'
export { type Due, dueAt, type LimitUnit, limitUnits, type Pause, type TimeLimit } from './due.ts'
export { chinaHolidays, type Holidays, type HolidayYear, holidaysOf } from './holidays.ts'
export { addWorking, workingBetween } from './working-time.ts'
