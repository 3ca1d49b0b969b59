// 时限: owns the working calendars, the process versions (what is due when), the clocks of cases, extensions, and what happens when a limit
// comes near or passes.
// Clocks are counted anew from a case's events whenever one concerns them, so they are never a step behind or counted twice.
// The case carries only its earliest due time and the first breach.
export { chinaHolidays } from './calendar/index.ts'
export { type CalendarBook, calendarBook, calendarOf } from './calendars/book.ts'
export { calendarRoutes } from './calendars/routes.ts'
export { seedAllCalendars, seedCalendars } from './calendars/seed.ts'
export { slaPart } from './case-clocks.ts'
export { owedByRules, type RuleBook, ruleBook } from './clock-rules/rule-book.ts'
export { type CaseClocks, clockColumns, type KeptClock, keepClocks } from './keep-clocks.ts'
export { type Calendars, type Owed, owedOfLimits } from './limits.ts'
export { onTimeOf } from './on-time.ts'
export { processInForce, seedProcess, startingProcess } from './process-versions.ts'
export { adherenceEvents } from './processes/adherence.ts'
export { keepAdherence, keepAdherenceOf } from './processes/keep-adherence.ts'
export { recountAfterCalendarChange } from './recount.ts'
export { slaRoutes } from './routes.ts'
export { type ClockEvent, type CountedClock, caseDueAt, clockEvents, clockEventsSeen, countClocks, nextMoment } from './rules.ts'
export { timerActs, toldAt } from './tell.ts'
