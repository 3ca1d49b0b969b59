import type { Table } from './cells.ts'
import { csvOf } from './csv.ts'
import { xlsxOf } from './xlsx.ts'

// Tables as files: one writer for everything that leaves as CSV or workbook, streamed row by row, with formulas closed.
export { asPersonWrote, type Cell, type Column, harmless, type Table, wallText } from './cells.ts'

export type TableFormat = 'csv' | 'xlsx'

export const contentTypes: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** A table as a file, chunk by chunk. */
export const tableFile = (table: Table, format: TableFormat): AsyncGenerator<Buffer> => (format === 'csv' ? csvOf(table) : xlsxOf([table]))

/** The same at once, for tables of a few rows. */
export const tableBytes = (table: Table, format: TableFormat): Promise<Buffer> => atOnce(tableFile(table, format))

/** A workbook of several small tables, a sheet each; every table has a name of its own. */
export const workbookBytes = (tables: readonly Table[]): Promise<Buffer> => atOnce(xlsxOf(tables))

async function atOnce(file: AsyncGenerator<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of file) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** How a file is named to browsers old and new: RFC 6266, with a plain name beside. */
export const asAttachment = (name: string) =>
  `attachment; filename="${name.replace(/[^\w.-]+/gu, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`
