import { type Cell, type Column, type Table, textOf, wallText } from './cells.ts'

/** A table as .csv: UTF-8 with a byte-order mark, as Excel wants it; lines end as RFC 4180 says. */
export async function* csvOf({ columns, rows, zone }: Table): AsyncGenerator<Buffer> {
  yield Buffer.from(`\uFEFF${columns.map(({ title }) => quoted(textOf(title))).join(',')}\r\n`)
  for await (const batch of rows) {
    if (batch.length === 0) continue
    yield Buffer.from(batch.map((row) => `${row.map((cell, at) => written(cell, columns[at], zone)).join(',')}\r\n`).join(''))
  }
}

const quoted = (text: string) => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

function written(cell: Cell, column: Column | undefined, zone: string): string {
  if (cell === null) return ''
  if (cell instanceof Date) return wallText(cell, zone)
  if (typeof cell === 'number') return column?.kind === 'amount' ? cell.toFixed(2) : String(cell)
  return quoted(textOf(cell))
}
