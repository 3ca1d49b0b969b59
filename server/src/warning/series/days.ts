export { beginOf, dayAfter, dayOf, daysBetween, mondayOf, weekdayOf } from '../../platform/days.ts'

const hourMs = 3_600_000
export const hourOf = (instant: Date): Date => new Date(Math.floor(instant.getTime() / hourMs) * hourMs)
