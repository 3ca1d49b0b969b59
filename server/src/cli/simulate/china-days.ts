import { chinaHolidays } from '../../sla/calendar/index.ts'

const dayMs = 86_400_000
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / dayMs
const dateOf = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10)

/**
 * The days of whole years as the detection wants them (日别): `off:春节` on public holidays, `makeUp` on make-up days (补班), null on all others.
 * Years whose notice is not shipped have ordinary days only.
 */
export function chinaDays(fromYear: number, toYear: number): { frequency: 'day'; startsOn: string; dayClasses: (string | null)[] } {
  const kinds = new Map<number, string>()
  for (const { holidays } of chinaHolidays)
    for (const { name, from, to, makeUpDays } of holidays) {
      for (let day = dayOf(from); day <= dayOf(to); day++) kinds.set(day, `off:${name.split('、')[0]}`)
      for (const date of makeUpDays) kinds.set(dayOf(date), 'makeUp')
    }
  const first = dayOf(`${fromYear}-01-01`)
  const length = dayOf(`${toYear}-12-31`) - first + 1
  return { frequency: 'day', startsOn: dateOf(first), dayClasses: Array.from({ length }, (_, at) => kinds.get(first + at) ?? null) }
}
