import type { MeasureUnit } from '@zhiwei/contract'
import type { Column } from '../../platform/table-file/index.ts'

/** What columns of a figure's table are, by the unit of its measure. */
export const cellKinds: Record<MeasureUnit, NonNullable<Column['kind']>> = {
  count: 'count',
  share: 'share',
  minutes: 'decimal',
  times: 'decimal',
  hours: 'decimal',
  rate: 'decimal',
  ratio: 'decimal',
  fen: 'amount',
}

/** A figure as files hold it: money in yuan, everything else in the measure's own unit. */
export const cellOf = (value: number | null | undefined, unit: MeasureUnit): number | null =>
  value === null || value === undefined ? null : unit === 'fen' ? value / 100 : value
