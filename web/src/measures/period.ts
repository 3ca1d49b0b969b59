import { MeasureCut, MeasureName } from '@zhiwei/contract'
import { z } from 'zod'

/** The period as it stands in the address: shared by every page of figures. */
export const PeriodPlace = z.object({
  days: z.enum(['7', '30', '90', '365']).default('90'),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})
export type PeriodPlace = z.infer<typeof PeriodPlace>

/** What the address of the page holds. */
export const MeasurePlace = PeriodPlace.extend({
  name: MeasureName.default('complaints'),
  by: MeasureCut.default('week'),
  unitId: z.uuid().optional(),
})
export type MeasurePlace = z.infer<typeof MeasurePlace>

/** Which part of a figure of another module is open. */
export const ItemsPlace = z.object({ part: z.enum(['numerator', 'denominator']).optional() })

const dayMs = 86_400_000

/** The period of the address: the days that were named, else so many days up to today, today included. */
export function periodOfPlace({ from, to, days }: PeriodPlace, today: string): { from: string; to: string } {
  const shifted = (day: string, by: number) => new Date(Date.parse(`${day}T00:00:00Z`) + by * dayMs).toISOString().slice(0, 10)
  if (from && to) return { from, to: shifted(to, 1) }
  return { from: shifted(today, 1 - Number(days)), to: shifted(today, 1) }
}
