import china2024 from './china/2024.json' with { type: 'json' }
import china2025 from './china/2025.json' with { type: 'json' }
import china2026 from './china/2026.json' with { type: 'json' }
import { dateOf, dayOf } from './days.ts'

/** 放假安排: one year's public holidays and make-up days (调休、补班) as the authority announced them. Dates YYYY-MM-DD, `to` included. */
export type HolidayYear = {
  region: string
  year: number
  notice: { number: string; title: string; issuedOn: string; url: string }
  holidays: { name: string; from: string; to: string; makeUpDays: string[] }[]
}

/** 中国: the years whose notice of the State Council is shipped. A year that is not here is not yet announced; nothing is guessed. */
export const chinaHolidays: readonly HolidayYear[] = [china2024, china2025, china2026]

/**
 * Days off and days worked instead, by date (YYYY-MM-DD).
 * `years`: those that were announced; in any other one, weekends alone are counted and the answer says `assumed`. Left out: every year is known.
 */
export type Holidays = { daysOff: readonly string[]; makeUpDays: readonly string[]; years?: readonly number[] }

/** The announced years as one plan for a calendar. */
export function holidaysOf(announced: readonly Pick<HolidayYear, 'year' | 'holidays'>[]): Holidays {
  const holidays = announced.flatMap((year) => year.holidays)
  return {
    daysOff: holidays.flatMap(({ from, to }) => datesBetween(from, to)),
    makeUpDays: holidays.flatMap(({ makeUpDays }) => makeUpDays),
    years: announced.map(({ year }) => year),
  }
}

function datesBetween(from: string, to: string): string[] {
  const first = dayOf(from)
  return Array.from({ length: dayOf(to) - first + 1 }, (_, at) => dateOf(first + at))
}
