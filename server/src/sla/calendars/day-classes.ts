import type { Tx } from '../../platform/database.ts'
import { dateOf, dayOf } from '../calendar/days.ts'
import { calendarBook } from './book.ts'

/**
 * 日子的种类 by the company's calendar, from a date on: null an ordinary day, `off:春节` a holiday by its name (`off` an own day off), `makeUp` a
 * weekend day worked instead (补班).
 * @param from YYYY-MM-DD
 */
export async function dayClasses(tx: Tx, tenantId: string, from: string, length: number): Promise<(string | null)[]> {
  const { company } = await calendarBook(tx, tenantId)
  const years = await tx.selectFrom('holiday_year').select('holidays').where('tenant_id', '=', tenantId).execute()
  const named = years.flatMap(({ holidays }) => holidays)
  const first = dayOf(from)
  return Array.from({ length }, (_, at) => {
    const day = first + at
    if (company.makeUpDays.has(day)) return 'makeUp'
    if (!company.daysOff.has(day)) return null
    const date = dateOf(day)
    const holiday = named.find((one) => one.from <= date && date <= one.to)
    return holiday ? `off:${holiday.name}` : 'off'
  })
}
