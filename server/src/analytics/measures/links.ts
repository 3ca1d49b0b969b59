import type { MeasureCut, MeasureName, MeasureRowsOf, MeasuresQuery } from '@zhiwei/contract'
import type { Period } from './period.ts'

const none = { numerator: null, denominator: null }

/** 下钻: where the rows behind a figure are read; of a row of the cut with `&key=` and its key behind it. */
export function linksOf(
  name: MeasureName,
  rowsOf: MeasureRowsOf,
  query: Omit<MeasuresQuery, 'names' | 'by'>,
  { from, to }: Period,
  by: MeasureCut | null,
) {
  if (rowsOf === 'none') return none
  const { from: _, to: __, ...filter } = query
  const period = { from: from.toISOString(), to: to.toISOString() }
  const link = (noun: string, more: Record<string, string | undefined>) => {
    const given = new URLSearchParams({ ...period, ...(by && { by }) })
    for (const [key, value] of Object.entries(more)) if (value !== undefined) given.set(key, value)
    return `/api/v1/measures/${name}/${noun}?${given}`
  }
  const of = (part: string) => (rowsOf === 'items' ? link('items', { unitId: filter.unitId, part }) : link('rows', { ...filter, part }))
  return { numerator: of('numerator'), denominator: of('denominator') }
}
