import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { AppError } from '../../platform/errors.ts'
import { readWorkbook } from './read-workbook.ts'
import { cut } from './text-cells.ts'

/** One line of the file: its number as a person counts it in the sheet, and its cells as text. */
export type SheetRow = { row: number; cells: string[] }
/** `rowsOf` reads another sheet of the same workbook. */
export type Sheet = { source: string; sheets: string[]; rows: AsyncIterable<SheetRow>; rowsOf: (sheet: string) => AsyncIterable<SheetRow> }

export const unreadable = (detail: string) => new AppError('FILE_UNREADABLE', detail)

/**
 * Opens a file as rows of text, whatever it is: .xlsx by its content, else delimited text in UTF-8 or GB18030.
 * @param sheet name of the sheet to read; the first one when left out
 * @throws FILE_UNREADABLE with what the person can do
 */
export async function readSheet(path: string, sheet?: string): Promise<Sheet> {
  const head = await headOf(path)
  if (head.length === 0) throw unreadable('文件是空的，请另选一个')
  if (head.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return readWorkbook(path, sheet)
  if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw unreadable('这是旧版 .xls，请在 Excel 中另存为 .xlsx 后再导入')
  if (head.includes(0) && !isUtf16(head)) throw unreadable('这不是表格文件，请导入 .xlsx 或 .csv')
  return readDelimited(path, head)
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const isUtf16 = (head: Buffer) => (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)

/** GB18030 unless every byte of the file is well-formed UTF-8: the first Chinese character may stand far down. */
async function encodingOf(path: string, head: Buffer): Promise<string> {
  if (isUtf16(head)) return 'utf-16'
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const bytes = createReadStream(path)
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030'
    throw error
  } finally {
    bytes.destroy()
  }
}

/** The separator that parts the first line most often outside quotes. */
function delimiterOf(text: string): string {
  const firstLine = text.replace(/"[^"]*"/g, '').split(/\r?\n/, 1)[0] ?? ''
  const count = (mark: string) => firstLine.split(mark).length
  return [',', '\t', ';', '|'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

async function readDelimited(path: string, head: Buffer): Promise<Sheet> {
  const encoding = await encodingOf(path, head)
  const delimiter = delimiterOf(iconv.decode(head, encoding))
  const rows = delimitedRows(path, encoding, delimiter)
  return { source: encoding, sheets: [], rows, rowsOf: () => rows }
}

async function* delimitedRows(path: string, encoding: string, delimiter: string): AsyncGenerator<SheetRow> {
  const parser = parse({
    delimiter,
    bom: true,
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: true,
    info: true,
    maxRecordSize: 2_000_000,
  })
  const bytes = createReadStream(path)
  const text = bytes.pipe(iconv.decodeStream(encoding))
  text.pipe(parser)
  const giveUp = (error: Error) => void parser.destroy(error)
  bytes.on('error', giveUp)
  text.on('error', giveUp)
  try {
    let row = 0
    for await (const { record } of parser as AsyncIterable<{ record: string[] }>) yield { row: ++row, cells: record }
  } catch (error) {
    throw unreadable(`第 ${parser.info.records + 1} 行附近读不下去：${cut((error as Error).message, 200)}`)
  } finally {
    bytes.destroy()
  }
}
