import type { ShownKind, ShownTable } from '@zhiwei/contract'
import type { ReactNode } from 'react'

export type ChartColumn = string | { title: string; kind: ShownKind }
/**
 * The picture's numbers as people read them; each row stands for what `onPick` gets. `values` are the same numbers for a file, where the cells
 * are more than text.
 */
export type ChartTable = {
  columns: ChartColumn[]
  rows: { key: string; cells: ReactNode[]; values?: readonly (string | number | null)[]; pick?: unknown }[]
}

export const titleOf = (column: ChartColumn) => (typeof column === 'string' ? column : column.title)
const kindOf = (column: ChartColumn) => (typeof column === 'string' ? 'text' : column.kind)

const isPlain = (cell: ReactNode) => typeof cell === 'string' || typeof cell === 'number'

/** What the table shows, for a file. */
export const sheetOf = (name: string, notes: string[], { columns, rows }: ChartTable): ShownTable => ({
  name,
  notes,
  columns: columns.map((column, at) => ({
    title: titleOf(column),
    kind: isNumber(rows, at) ? numberKind(kindOf(column)) : kindOf(column),
  })),
  rows: rows.map(({ cells, values }) => values?.slice() ?? cells.map((cell) => (isPlain(cell) ? (cell as string | number) : null))),
})

const isNumber = (rows: ChartTable['rows'], at: number) => rows.some(({ cells, values }) => typeof (values ?? cells)[at] === 'number')
const numberKind = (kind: ShownKind): ShownKind => (kind === 'text' ? 'times' : kind)
