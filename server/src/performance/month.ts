import { beginOf, dayOf } from '../platform/days.ts'

/** 绩效月: a month of the tenant's zone as `2026-11`. */
export const monthOf = (instant: Date, zone: string) => dayOf(instant, zone).slice(0, 7)

export function monthAfter(month: string, by = 1): string {
  const [year = 0, no = 1] = month.split('-').map(Number)
  const months = year * 12 + no - 1 + by
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}

export const beginOfMonth = (month: string, zone: string) => beginOf(`${month}-01`, zone)
/** [from, to). */
export const periodOfMonth = (month: string, zone: string) => ({
  from: beginOfMonth(month, zone),
  to: beginOfMonth(monthAfter(month), zone),
})
