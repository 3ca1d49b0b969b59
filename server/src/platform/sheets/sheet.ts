import type { ShownKind, ShownTable } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Cell, type Column, contentTypes, tableBytes } from '../table-file/index.ts'

const kinds: Record<ShownKind, NonNullable<Column['kind']>> = {
  text: 'text',
  count: 'count',
  share: 'share',
  minutes: 'count',
  times: 'decimal',
  fen: 'amount',
}

/** A table that a page shows, as a file of the same numbers; below it what must be known of them: period, filters. */
export async function sheetFile({ name, notes, columns, rows, format }: z.infer<typeof ShownTable>) {
  const cells = rows.map((row) => columns.map(({ kind }, at): Cell => inYuan(row[at] ?? null, kind)))
  const below = notes.length > 0 ? [[], ...notes.map((note): Cell[] => [note])] : []
  const heads = columns.map(({ title, kind }): Column => ({ title, kind: kinds[kind] }))
  const bytes = await tableBytes({ name, columns: heads, rows: [[...cells, ...below]], zone: 'UTC' }, format)
  return { contentType: contentTypes[format], bytes }
}

const inYuan = (cell: Cell, kind: ShownKind) => (typeof cell === 'number' && kind === 'fen' ? cell / 100 : cell)
