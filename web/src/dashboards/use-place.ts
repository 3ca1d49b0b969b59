import { z } from 'zod'
import { useUrlState } from '../platform/index.ts'
import { useSession } from '../platform/session.ts'
import { DashboardPlace } from './place.ts'

const WithAll = DashboardPlace.extend({ unitId: z.union([z.uuid(), z.literal('all')]).optional() })
/** What customers do, and what actions bring, shows over a year. */
const OverAYear = WithAll.extend({ days: DashboardPlace.shape.days.removeDefault().default('365') })
const places: Record<string, typeof WithAll> = { customers: OverAYear, quality: OverAYear }

/** The place of a dashboard in the address; the unit's begins with the person's own unit, where cases are sent to it. */
export function useDashboardPlace(name: string): [DashboardPlace, (next: DashboardPlace) => void] {
  const { unit } = useSession().user
  const [{ unitId, ...place }, setPlace] = useUrlState(places[name] ?? WithAll)
  const own = name === 'unit' && unit && unit.kind !== 'callCentre' ? unit.id : undefined
  const chosen = unitId === 'all' ? undefined : (unitId ?? own)
  return [{ ...place, unitId: chosen }, (next) => setPlace({ ...next, unitId: next.unitId ?? (own ? 'all' : undefined) })]
}
