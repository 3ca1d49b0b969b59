import type { MeasureCut, MeasureFigure, MeasureName, MeasureRow, MeasureUnit, ShownKind } from '@zhiwei/contract'
import { intervalText, ofText, valueText } from '../../measures/index.ts'
import { ratioText } from '../../platform/index.ts'
import type { ChartOption, ChartTable } from '../../ui/index.ts'

export type Words = {
  t: (key: string, values?: Record<string, unknown>) => string
  nameOf: (row: Pick<MeasureRow, 'key' | 'name'>) => string
  /** Names along the other side of a heat map. */
  nameAcross: (row: Pick<MeasureRow, 'key' | 'name'>) => string
  duration: (minutes: number) => string
  unit: MeasureUnit
  title: string
  moreIsBetter: boolean | null
  /** Colours of the theme: the one accent, and what stands back. */
  accent: string
  quiet: string
  text: string
  /** What is out of the ordinary. */
  alarm: string
  isNarrow: boolean
}
/** What a point opens: rows of the card's measure, or of the one named. */
export type Opened = { name: string; query?: Record<string, string | undefined>; measure?: MeasureName }
/** A measure drawn one way: the picture, the same numbers as a table, and what must be said beside. */
export type Drawing = {
  option: ChartOption
  table: ChartTable
  opened: (pick: unknown) => Opened | undefined
  notes: string[]
  remark?: string | undefined
  /** Where it needs another height than its card gives. */
  height?: number
}

export const textOf = ({ unit, duration }: Words, value: number | null) => (value === null ? '—' : valueText(value, unit, duration))
/** On an axis a share needs no decimal. */
export const axisText = (words: Words, value: number) => (words.unit === 'share' ? ratioText(value, 0) : textOf(words, value))
/** Where an axis of values ends: a share never beyond the whole. */
export const axisMax = ({ unit }: Words) =>
  unit === 'share' ? { max: ({ max }: { max: number }) => Math.min(1, Math.ceil(max * 10) / 10) } : {}
export const kindOf = (unit: MeasureUnit): ShownKind => (unit === 'hours' || unit === 'rate' || unit === 'ratio' ? 'times' : unit)

/** Value, interval, of how many: as every table shows a figure. */
export const figureColumns = ({ t, unit, title }: Words) => [
  { title, kind: kindOf(unit) },
  { title: t('interval'), kind: 'text' as const },
  { title: t('measures:of'), kind: 'text' as const },
]
export const figureCells = (words: Words, figure: MeasureFigure) => [
  figure.value === null ? words.t('measures:notEnough') : textOf(words, figure.value),
  intervalText(figure, words.unit, words.duration) ?? '',
  ofText(figure, words.unit),
]
export const figureValues = (words: Words, figure: MeasureFigure) => [
  figure.value === null ? words.t('measures:notEnough') : figure.value,
  intervalText(figure, words.unit, words.duration) ?? '',
  ofText(figure, words.unit),
]

/** Of a card that is cut: each point opens the rows under its key. */
export const opensRow =
  (by: MeasureCut | null, rows: readonly MeasureRow[], { nameOf }: Words) =>
  (pick: unknown): Opened | undefined => {
    const row = rows.find(({ key }) => key === pick)
    return row && by ? { name: nameOf(row), query: { by, key: row.key } } : undefined
  }
/** Of points that hold themselves what they open. */
export const opensItself = (pick: unknown): Opened | undefined =>
  typeof pick === 'object' && pick !== null && 'name' in pick ? (pick as Opened) : undefined

/** `11-21` of a day, `W47` of a week; months as they are. */
export const shortOf = (key: string, by: MeasureCut | null) => (by === 'month' ? key : key.slice(5))
export const cutTitle = ({ t }: Words, by: MeasureCut | null) => (by ? t(`measures:cut.${by}`) : '')
