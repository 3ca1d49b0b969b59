import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import ExcelJS from 'exceljs'

type Cell = string | number
/** Takes rows one after another and ends the file. */
export type TableWriter = { add: (cells: Cell[]) => Promise<void>; end: () => Promise<void> }

/** Writes a table as .xlsx or, for other names, as .csv (UTF-8 with a byte-order mark, as Excel wants it), row by row. */
export const writeTable = (path: string): TableWriter => (/\.xlsx$/iu.test(path) ? writeWorkbook(path) : writeCsv(path))

function writeWorkbook(path: string): TableWriter {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true })
  const sheet = workbook.addWorksheet('分析结果', { views: [{ state: 'frozen', ySplit: 1 }] })
  let rows = 0
  return {
    async add(cells) {
      const row = sheet.addRow(cells)
      if (rows++ === 0) row.font = { bold: true }
      row.commit()
    },
    async end() {
      sheet.commit()
      await workbook.commit()
    },
  }
}

function writeCsv(path: string): TableWriter {
  const file = createWriteStream(path)
  file.write('\uFEFF')
  const quoted = (cell: Cell) => (typeof cell === 'number' || !/[",\r\n]/u.test(cell) ? String(cell) : `"${cell.replaceAll('"', '""')}"`)
  return {
    async add(cells) {
      if (!file.write(`${cells.map(quoted).join(',')}\r\n`)) await new Promise<void>((resolve) => file.once('drain', resolve))
    },
    async end() {
      file.end()
      await finished(file)
    },
  }
}
