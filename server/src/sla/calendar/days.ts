/** Dates of a calendar as day numbers: whole days since 1970-01-01, without a zone. */

export const dayMs = 86_400_000
export const minuteMs = 60_000

/** @param date YYYY-MM-DD  @throws RangeError when there is no such date */
export function dayOf(date: string): number {
  const at = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  // What JavaScript takes for 30 February is 2 March.
  if (Number.isNaN(at) || dateOf(at / dayMs) !== date) throw new RangeError(`there is no date ${date}; it is written YYYY-MM-DD`)
  return at / dayMs
}

export const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)
export const yearOf = (day: number): number => new Date(day * dayMs).getUTCFullYear()
export const firstDayOf = (year: number): number => Date.UTC(year, 0, 1) / dayMs

export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof weekdays)[number]
/** 0 Sunday … 6 Saturday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7
