import { tenantZone } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { localDateOf } from '../platform/zones.ts'

const two = (number: number) => String(number).padStart(2, '0')

/** The tenant's calendar day at that instant: `2026-11-22`. */
export async function todayOf(tx: Tx, tenantId: string, now: Date): Promise<string> {
  return dayIn(await tenantZone(tx, tenantId), now)
}

export function dayIn(zone: string, instant: Date): string {
  const { year, month, day } = localDateOf(instant, zone)
  return `${year}-${two(month)}-${two(day)}`
}

export const daysAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
