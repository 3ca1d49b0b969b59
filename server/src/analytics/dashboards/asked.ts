import type { DashboardCard, DashboardQuery } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { filterOf, onlyOf } from '../measures/answer.ts'
import { measureDefinitions } from '../measures/definitions.ts'
import type { Period } from '../measures/period.ts'
import type { Asked } from '../measures/tally.ts'

/** What every card of a dashboard is asked under. */
export type CardAsked = { tx: Tx; actor: Actor; period: Period; zone: string; now: Date }
export type Filter = Omit<DashboardQuery, 'from' | 'to' | 'cut'>

const unitOf = new Map(measureDefinitions().map(({ name, unit }) => [name, unit]))
export const isCount = (card: DashboardCard) => unitOf.get(card.measure) === 'count'
export const inInstants = ({ from, to }: Period) => ({ from: from.toISOString(), to: to.toISOString() })

/** As measures are asked for. */
export const underFilter = ({ actor, period, zone, now }: CardAsked, filter: Filter): Asked => ({
  ...{ tenantId: actor.tenantId, actor, zone, now, period, by: null },
  ...{ only: onlyOf(actor, filter), filter: filterOf(filter) },
})
