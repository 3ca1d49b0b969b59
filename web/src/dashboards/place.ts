import { Channel, type DashboardCard, MeasureCut } from '@zhiwei/contract'
import { z } from 'zod'
import { PeriodPlace, periodOfPlace } from '../measures/index.ts'

/** What the address of every dashboard holds: the period and the filters; they stay when one goes to another dashboard. */
export const DashboardPlace = PeriodPlace.extend({
  cut: MeasureCut.optional(),
  category: z.string().max(100).optional(),
  channel: Channel.optional(),
  unitId: z.uuid().optional(),
})
export type DashboardPlace = z.infer<typeof DashboardPlace>
export type Filter = Pick<DashboardPlace, 'category' | 'channel' | 'unitId'>

export const filterOf = ({ category, channel, unitId }: DashboardPlace): Filter => ({ category, channel, unitId })

/** What is asked of the server. */
export const queryOf = (place: DashboardPlace, today: string) => ({ ...periodOfPlace(place, today), cut: place.cut, ...filterOf(place) })

/** By which rows behind a figure of a card are found. */
export const rowsQueryOf = (place: DashboardPlace, card: DashboardCard, today: string) => ({
  ...periodOfPlace(place, today),
  ...filterOf(place),
  ...card.filter,
})
