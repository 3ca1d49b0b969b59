import type { ImportMapping } from '@zhiwei/contract'
import { AppError } from '../../platform/errors.ts'
import { guessMapping } from './guess.ts'
import { dataRows, headerLineOf } from './header-line.ts'
import { mainSheetOf } from './main-sheet.ts'
import { readSheet, type SheetRow } from './read-file.ts'

const sampleRows = 200

/** A file of complaints as it stands: names of its columns, what each seems to hold, and its data rows. */
export type ComplaintTable = {
  source: string
  /** Of a workbook: the sheet the complaints stand on. */
  sheetName: string | undefined
  /** Where the header line stands, from 1; 0 without one. */
  headerRow: number
  headers: string[]
  mapping: ImportMapping
  rows: () => AsyncIterable<SheetRow>
}

/**
 * Opens a table of complaints (.xlsx, .csv) the way an import does, without a database: the sheet with the complaints, its header line,
 * and a guess what the columns hold.
 * @throws FILE_UNREADABLE
 */
export async function openComplaintTable(path: string): Promise<ComplaintTable> {
  const sheetName = await mainSheetOf(path)
  const sheet = await readSheet(path, sheetName)
  const first: SheetRow[] = []
  for await (const row of sheet.rows) if (first.push(row) === sampleRows) break
  if (first.length === 0) throw new AppError('FILE_UNREADABLE', '文件里没有内容，请另选一个')
  const { at } = headerLineOf(first)
  const body = first.slice(at + 1)
  if (body.length === 0) throw new AppError('FILE_UNREADABLE', '只有表头，没有数据行')
  const width = Math.max(...first.map(({ cells }) => cells.length))
  const headers = Array.from({ length: width }, (_, index) => (at >= 0 ? first[at]?.cells[index]?.trim() : '') || `第 ${index + 1} 列`)
  const samples = headers.map((_, index) => body.map(({ cells }) => (cells[index] ?? '').trim()).filter((cell) => cell !== ''))
  return {
    source: sheet.source,
    sheetName,
    headerRow: first[at]?.row ?? 0,
    headers,
    mapping: guessMapping(at >= 0 ? headers : headers.map(() => ''), samples),
    // Asked for anew: the first look has used the iterator up.
    rows: async function* () {
      yield* dataRows((await readSheet(path, sheetName)).rows)
    },
  }
}
