// 时限: owns the working calendars, the process versions (what is due when), the clocks of cases, extensions, and what happens when a limit
// comes near or passes.
// Clocks are counted anew from a case's events whenever one concerns them, so they are never a step behind or counted twice.
// The case carries only its earliest due time and the first breach.
export { addWorking, chinaHolidays, workingBetween } from './calendar/index.ts'
export { type CalendarBook, calendarBook, calendarOf } from './calendars/book.ts'
export { dayClasses } from './calendars/day-classes.ts'
export { calendarRoutes } from './calendars/routes.ts'
export { seedAllCalendars, seedCalendars } from './calendars/seed.ts'
export { isWorkingDay } from './calendars/working-days.ts'
export { slaPart } from './case-clocks.ts'
export { owedByRules, type RuleBook, ruleBook } from './clock-rules/rule-book.ts'
export { clockColumns, type KeptClock, keepClocks } from './keep-clocks.ts'
export { type Owed, owedOfLimits } from './limits.ts'
export { processInForce, seedProcess, startingProcess } from './process-versions.ts'
export { adherenceEvents } from './processes/adherence.ts'
export { holds as deviationHolds } from './processes/adherence-table.ts'
export { limitsOf } from './processes/check.ts'
export { keepAdherence, keepAdherenceOf } from './processes/keep-adherence.ts'
export { processKeptBy } from './processes/kept-by-person.ts'
export { recountAfterCalendarChange } from './recount.ts'
export { slaRoutes } from './routes.ts'
export { type ClockEvent, type CountedClock, caseDueAt, clockEvents, clockEventsSeen, countClocks, nextMoment } from './rules.ts'
export { timerActs, toldAt } from './tell.ts'
