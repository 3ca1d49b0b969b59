import { guessMapping } from './guess.ts'
import { headerLineOf } from './header-line.ts'
import { readSheet, type SheetRow } from './read-file.ts'

const sampleRows = 200

/** Which sheet of a workbook holds the complaints: one with a header over texts before one with texts alone; the fullest of these. */
export async function mainSheetOf(path: string): Promise<string | undefined> {
  const { sheets, rowsOf } = await readSheet(path)
  if (sheets.length < 2) return undefined
  let best = { name: sheets[0], rank: -1, rows: 0 }
  for (const name of sheets) {
    const rows = await firstRows(rowsOf(name))
    const rank = rankOf(rows)
    if (rank > best.rank || (rank === best.rank && rows.length > best.rows)) best = { name, rank, rows: rows.length }
  }
  return best.name
}

async function firstRows(sheet: AsyncIterable<SheetRow>): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const row of sheet) if (rows.push(row) === sampleRows) break
  return rows
}

function rankOf(rows: SheetRow[]): number {
  const { at } = headerLineOf(rows)
  const body = rows.slice(at + 1)
  if (body.length === 0) return 0
  const headers = (rows[at]?.cells ?? []).map((cell) => cell.trim())
  const width = Math.max(headers.length, ...body.map((row) => row.cells.length))
  const samples = Array.from({ length: width }, (_, index) =>
    body.map((row) => (row.cells[index] ?? '').trim()).filter((cell) => cell !== ''),
  )
  const fields = Object.values(
    guessMapping(
      samples.map((_, index) => headers[index] ?? ''),
      samples,
    ),
  )
  return fields.includes('text') ? (at >= 0 ? 3 : 2) : 1
}
