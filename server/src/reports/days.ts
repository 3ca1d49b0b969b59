import { sql } from 'kysely'
import type { Day } from '../platform/days.ts'

/** Days of a report as text: the driver would make dates of them. */
export const daysOfReport = [
  sql<Day>`from_day::text`.as('from'),
  sql<Day>`to_day::text`.as('to'),
  sql<Day>`before_from_day::text`.as('beforeFrom'),
  sql<Day>`before_to_day::text`.as('beforeTo'),
]
