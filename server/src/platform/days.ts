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

/** The instant a day begins. */
export function beginOf(day: Day, zone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return startOfDay({ year, month, day: date }, zone)
}
