import { MeasureCut, MeasureName } from '@zhiwei/contract'
import { z } from 'zod'
import { DashboardPlace, filterOf } from '../dashboards/index.ts'
import { periodOfPlace } from '../measures/index.ts'

/** As many as the server takes. */
export const mostMeasures = 3

const listed = (given: unknown) => (given === undefined ? undefined : [given].flat().flatMap((part) => String(part).split(',')))

/** What the address of the pivot holds; cut twice by the same it has no columns. */
export const PivotPlace = DashboardPlace.omit({ cut: true })
  .extend({
    names: z.preprocess(listed, z.array(MeasureName).min(1).max(mostMeasures).default(['complaints'])),
    rows: MeasureCut.default('category'),
    columns: MeasureCut.or(z.literal('none')).default('channel'),
  })
  .transform((place) => ({ ...place, columns: place.columns === place.rows ? ('none' as const) : place.columns }))
export type PivotPlace = z.infer<typeof PivotPlace>

/** By which the rows behind every figure are found. */
export const wholeOf = (place: PivotPlace, today: string) => ({ ...periodOfPlace(place, today), ...filterOf(place) })

/** What is asked of the server. */
export const pivotQueryOf = (place: PivotPlace, today: string) => ({
  names: place.names,
  rows: place.rows,
  columns: place.columns === 'none' ? undefined : place.columns,
  ...wholeOf(place, today),
})
