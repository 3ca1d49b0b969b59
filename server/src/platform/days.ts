import { localDateOf, startOfDay } from './zones.ts'

/** A day of the tenant's zone as text, `2026-11-22`, and how days are counted on. */
export type Day = string

const two = (part: number) => String(part).padStart(2, '0')
export function dayOf(instant: Date, zone: string): Day {
  const { year, month, day } = localDateOf(instant, zone)
  return `${year}-${two(month)}-${two(day)}`
}

export const dayAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
export const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** 0 for a Monday … 6 for a Sunday. */
export const weekdayOf = (day: Day): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
export const mondayOf = (day: Day): Day => dayAfter(day, -weekdayOf(day))
/** ISO 8601, `2026-W47`: a week belongs to the year of its Thursday. */
export function weekOf(day: Day): string {
  const thursday = dayAfter(mondayOf(day), 3)
  const week = 1 + Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7)
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`
}

/** The instant a day begins. */
export function beginOf(day: Day, zone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return startOfDay({ year, month, day: date }, zone)
}
