// 时限: owns the working calendars, the process versions (what is due when), the clocks of cases, extensions, and what happens when a limit
// comes near or passes.
// Clocks are counted anew from a case's events whenever one concerns them, so they are never a step behind or counted twice.
// The case carries only its earliest due time and the first breach.
export { type CalendarBook, calendarBook, calendarOf } from './calendars/book.ts'
export { calendarRoutes } from './calendars/routes.ts'
export { seedAllCalendars, seedCalendars } from './calendars/seed.ts'
export { keepClocks } from './keep-clocks.ts'
export { seedProcess } from './process-versions.ts'
export { slaPart } from './queries.ts'
export { slaRoutes } from './routes.ts'
export { type ClockEvent, type CountedClock, caseDueAt, clockEvents, clockEventsSeen, countClocks, dueSoonAt } from './rules.ts'
export { timerActs } from './tell.ts'
