import type { ImportField, ImportMapping } from '@zhiwei/contract'
import { dataRows } from './header-line.ts'
import { readSheet } from './read-file.ts'

const dateFields: ImportField[] = ['receivedAt', 'answeredAt', 'closedAt', 'dueAt']
const sampleRows = 200
const yearLast = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}(?!\d)/

/** Date columns in which the day stands first, and those whose dates all could be read both ways, with the row that shows it. */
export type DateOrder = { dayFirst: Set<ImportField>; unclear: { field: ImportField; row: number; value: string }[] }

/** 日月次序: decided once for a column: one 13/8/2019 in the whole file makes all of them day first; without one the month comes first. */
export async function dateOrderOf(path: string, sheetName: string | undefined, mapping: ImportMapping): Promise<DateOrder> {
  const columns = Object.entries(mapping).flatMap(([index, field]) => (dateFields.includes(field) ? [{ index: Number(index), field }] : []))
  const order: DateOrder = { dayFirst: new Set(), unclear: [] }
  if (columns.length === 0) return order
  const monthFirst = new Set<ImportField>()
  const shown = new Map<ImportField, DateOrder['unclear'][number]>()
  let rows = 0
  for await (const { row, cells } of dataRows((await readSheet(path, sheetName)).rows)) {
    for (const { index, field } of columns) {
      const value = (cells[index] ?? '').normalize('NFKC')
      const parts = yearLast.exec(value)
      if (!parts) continue
      if (!shown.has(field)) shown.set(field, { field, row, value })
      if (Number(parts[1]) > 12) order.dayFirst.add(field)
      if (Number(parts[2]) > 12) monthFirst.add(field)
    }
    // Most files have no such dates: they are not read to the end once more.
    if (++rows === sampleRows && shown.size === 0) break
  }
  order.unclear = [...shown.values()].filter(({ field }) => !order.dayFirst.has(field) && !monthFirst.has(field))
  return order
}
