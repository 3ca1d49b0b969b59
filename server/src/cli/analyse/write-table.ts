import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import ExcelJS from 'exceljs'

type Cell = string | number
type AddedRow = { /** Where it stands in the given file, from 1. */ row: number; given: readonly string[]; added: readonly Cell[] }
/** Takes rows one after another and ends the file. */
export type TableWriter = { add: (row: AddedRow) => Promise<void>; end: () => Promise<void> }

/** A workbook as it was given: all its sheets, styles and kinds of cells stay; only the added columns are written. */
export async function addToWorkbook(given: string, out: string, { sheetName, width }: { sheetName: string | undefined; width: number }) {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(given)
  const sheet = (sheetName === undefined ? undefined : workbook.getWorksheet(sheetName)) ?? workbook.worksheets[0]
  if (!sheet) throw new Error('The workbook has no sheet')
  const first = Math.max(width, sheet.columnCount) + 1
  const writer: TableWriter = {
    async add({ row, added }) {
      const there = sheet.getRow(row)
      added.forEach((cell, at) => {
        if (cell !== '') there.getCell(first + at).value = cell
      })
    },
    async end() {
      await workbook.xlsx.writeFile(out)
    },
  }
  return writer
}

/** A table as .csv (UTF-8 with a byte-order mark, as Excel wants it), row by row. */
export function writeCsv(path: string): TableWriter {
  const file = createWriteStream(path)
  file.write('\uFEFF')
  const quoted = (cell: Cell) => (typeof cell === 'number' || !/[",\r\n]/u.test(cell) ? String(cell) : `"${cell.replaceAll('"', '""')}"`)
  return {
    async add({ given, added }) {
      const cells = [...given, ...added]
      if (!file.write(`${cells.map(quoted).join(',')}\r\n`)) await new Promise<void>((resolve) => file.once('drain', resolve))
    },
    async end() {
      file.end()
      await finished(file)
    },
  }
}
