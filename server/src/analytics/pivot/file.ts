import type { MeasureCut, MeasureFigure, PivotAnswer } from '@zhiwei/contract'
import { type Cell, type Column, type TableFormat, tableBytes } from '../../platform/table-file/index.ts'
import type { Language } from '../exports/tables.ts'
import { cellKinds, cellOf } from '../measures/cells.ts'
import { measureDefinitions } from '../measures/definitions.ts'
import { cutWords, wordOf } from '../words.ts'
import words from './words.json' with { type: 'json' }

type Measured = PivotAnswer['measures'][number]
type Key = PivotAnswer['rowKeys'][number]

/** 透视表 as a file: values as numbers, of shares and durations how many they are of beside them; the totals as the page shows them. */
export function pivotFile(answer: PivotAnswer, format: TableFormat, language: Language, zone: string): Promise<Buffer> {
  const { measures, columnKeys, rowKeys, columns } = answer
  const wordsOf = (name: keyof typeof words) => words[name][language]
  const titles = new Map(measureDefinitions().map(({ name, title }) => [name, title[language]]))
  const titleOf = ({ name }: Measured, key?: string) => [titles.get(name), key].filter(Boolean).join(' · ')
  const shownColumns = columns ? columnKeys : []
  const parts = [...shownColumns.map((key) => keyName(key, columns, language)), ...(columns ? [wordsOf('total')] : [undefined])]
  const heads: Column[] = measures.flatMap((measured) =>
    parts.flatMap((part): Column[] => [
      { title: titleOf(measured, part), kind: cellKinds[measured.unit] },
      ...(hasDenominator(measured) ? [{ title: `${titleOf(measured, part)} (${wordsOf('of')})`, kind: 'count' as const }] : []),
    ]),
  )
  const cellsOf = (figuresOf: (measured: Measured) => (MeasureFigure | null)[]) =>
    measures.flatMap((measured) =>
      figuresOf(measured).flatMap((figure): Cell[] => [
        cellOf(figure?.value, measured.unit),
        ...(hasDenominator(measured) ? [figure?.denominator ?? 0] : []),
      ]),
    )
  const own = (figures: (MeasureFigure | null)[] | undefined) => (columns ? (figures ?? []) : [])
  const rows: Cell[][] = rowKeys.map((key, at) => [
    keyName(key, answer.rows, language),
    ...cellsOf(({ cells, rowTotals }) => [...own(cells[at]), rowTotals[at] ?? null]),
  ])
  rows.push([wordsOf('total'), ...cellsOf(({ columnTotals, total }) => [...own(columnTotals), total])])
  const table = { name: wordsOf('sheet'), columns: [{ title: cutWords[answer.rows][language], width: 24 }, ...heads], rows: [rows], zone }
  return tableBytes(table, format)
}

export const pivotFileName = (format: TableFormat, language: Language) => `${words.sheet[language]}.${format}`

const hasDenominator = ({ total }: Measured) => total.denominator !== null

const coded: Partial<Record<MeasureCut, 'channel' | 'severity' | 'tier' | 'weekday'>> = {
  channel: 'channel',
  severity: 'severity',
  tier: 'tier',
  weekday: 'weekday',
}

function keyName({ key, name }: Key, by: MeasureCut | null, language: Language): string {
  if (key === '') return words.none[language]
  const group = by === null ? undefined : coded[by]
  return group ? wordOf(group, key, language) : (name ?? key)
}
