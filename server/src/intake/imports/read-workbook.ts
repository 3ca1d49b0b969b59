import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import { type Sheet, type SheetRow, unreadable } from './read-file.ts'
import { cut } from './text-cells.ts'

// Small workbooks are read whole: the streaming reader now and then waits for ever between two parts of the file (seen under load).
const wholeBelowBytes = 8 * 1024 * 1024
const mostUnpackedBytes = 600 * 1024 * 1024

/** @throws FILE_UNREADABLE with what the person can do */
export async function readWorkbook(path: string, wanted: string | undefined): Promise<Sheet> {
  const { packed, unpacked } = await sizesOf(path)
  if (unpacked > mostUnpackedBytes) throw unreadable('表格展开后太大，请拆成几个文件再导入')
  const whole = packed <= wholeBelowBytes ? await loadWhole(path) : undefined
  const sheets = whole ? whole.worksheets.map(({ name }) => name) : await streamedNames(path)
  if (sheets.length === 0) throw unreadable('这个压缩包不是 Excel 表格，请导入 .xlsx 或 .csv')
  const name = wanted !== undefined && sheets.includes(wanted) ? wanted : (sheets[0] ?? '')
  const rowsOf = (sheet: string) => (whole ? wholeRows(whole, sheet) : streamedRows(path, sheets.indexOf(sheet)))
  return { source: `xlsx:${name}`, sheets, rows: rowsOf(name), rowsOf }
}

const brokenWorkbook = (error: unknown) =>
  unreadable(`Excel 文件打不开（${cut((error as Error).message, 100)}），请在 Excel 中另存一次再导入`)

/** Bytes of the file, and what its parts say they unpack to (zip: end record, then the central directory). */
async function sizesOf(path: string): Promise<{ packed: number; unpacked: number }> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(size, 66_000))
    await file.read(tail, 0, tail.length, size - tail.length)
    const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
    if (end < 0 || end + 22 > tail.length) throw brokenWorkbook(new Error('no end of archive'))
    const directory = Buffer.alloc(Math.min(tail.readUInt32LE(end + 12), 1_000_000))
    await file.read(directory, 0, directory.length, tail.readUInt32LE(end + 16))
    let unpacked = 0
    for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
      unpacked += directory.readUInt32LE(at + 24)
      at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
    return { packed: size, unpacked }
  } finally {
    await file.close()
  }
}

async function loadWhole(path: string): Promise<ExcelJS.Workbook> {
  try {
    return await new ExcelJS.Workbook().xlsx.readFile(path)
  } catch (error) {
    throw brokenWorkbook(error)
  }
}

async function* wholeRows(workbook: ExcelJS.Workbook, name: string): AsyncGenerator<SheetRow> {
  const sheet = workbook.getWorksheet(name)
  for (let at = 1; at <= (sheet?.rowCount ?? 0); at++) {
    const row = sheet?.findRow(at)
    if (row) yield* filledRow(row)
  }
}

const streamOptions = { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore', entries: 'emit' } as const

/** Sheet names in the order of the workbook; the streaming reader knows them once it has met the workbook part. */
async function streamedNames(path: string): Promise<string[]> {
  const names: string[] = []
  const bytes = createReadStream(path)
  try {
    for await (const worksheet of new ExcelJS.stream.xlsx.WorkbookReader(bytes, streamOptions)) {
      names.push((worksheet as unknown as { name?: string }).name || `Sheet${names.length + 1}`)
    }
  } catch (error) {
    throw brokenWorkbook(error)
  } finally {
    bytes.destroy()
  }
  return names
}

async function* streamedRows(path: string, sheetIndex: number): AsyncGenerator<SheetRow> {
  const bytes = createReadStream(path)
  try {
    let at = 0
    for await (const worksheet of new ExcelJS.stream.xlsx.WorkbookReader(bytes, streamOptions)) {
      if (at++ !== sheetIndex) continue
      for await (const row of worksheet) yield* filledRow(row)
      return
    }
  } catch (error) {
    throw brokenWorkbook(error)
  } finally {
    bytes.destroy()
  }
}

function* filledRow(row: ExcelJS.Row): Generator<SheetRow> {
  const cells = Array.from({ length: row.cellCount }, (_, index) => textOfCell(row.getCell(index + 1).value))
  if (cells.some((cell) => cell !== '')) yield { row: row.number, cells }
}

/** What a person sees in the cell; a date as wall-clock time, for Excel knows no zones. */
function textOfCell(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 19).replace('T', ' ')
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map((part) => part.text).join('')
  if ('text' in value) return typeof value.text === 'string' ? value.text : textOfCell(value.text as ExcelJS.CellValue)
  if ('result' in value) return textOfCell(value.result as ExcelJS.CellValue)
  return ''
}
