import { looksLikeDate } from './dates.ts'
import { isHeaderWord } from './guess.ts'
import type { SheetRow } from './read-file.ts'

/** How many of the first lines are looked at for the one with the headers. */
export const headerSearchRows = 10
/** Where the headers stand among the first lines (-1: the file has none) and the lines above them, which are no data. */
export type HeaderLine = { at: number; above: SheetRow[] }

const longestHan = 20
const longestLatin = 40
const isNumber = (cell: string) => /^[¥￥]?[+-]?[\d,.\s]+%?元?$/.test(cell)
const isValue = (cell: string) => isNumber(cell) || looksLikeDate(cell) || /\d{5,}/.test(cell) || /\S@\S/.test(cell)
const isShort = (cell: string) => cell.length <= (/\p{Script=Han}/u.test(cell) ? longestHan : longestLatin) && !/[。！？；!;\n]/.test(cell)
const filledOf = ({ cells }: SheetRow) => cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
// A title over merged cells may be repeated in each of them.
const isTitle = (row: SheetRow) => new Set(filledOf(row)).size <= 1

/**
 * 表头: the first line with more than one filled cell, when it reads like headers: short words, and either known ones or over columns that
 * hold something of another kind. Only titles (lines with one filled cell) may stand above it. Without such a line every line is data.
 */
export function headerLineOf(given: SheetRow[]): HeaderLine {
  const lines = given.slice(0, headerSearchRows)
  const wide = lines.findIndex((row) => !isTitle(row))
  const at = wide === -1 || !isHeader(lines, wide) ? (isHeader(lines, 0) ? 0 : -1) : wide
  return { at, above: at > 0 ? lines.slice(0, at) : [] }
}

function isHeader(lines: SheetRow[], at: number): boolean {
  const line = lines[at]
  const filled = line ? filledOf(line) : []
  if (!line || filled.length === 0 || filled.some((cell) => isValue(cell) || !isShort(cell))) return false
  const words = filled.filter(isHeaderWord).length
  if (words >= 2 || words * 2 >= filled.length) return true
  return filled.length > 1 && new Set(filled).size === filled.length && (isNumbered(filled) || isOverValues(line, lines.slice(at + 1)))
}

/** 台账一, 台账二, 台账三 or Q1, Q2, Q3: names made by counting. */
const isNumbered = (cells: string[]) =>
  new Set(cells.map((cell) => /^(.+?)(?:[一二三四五六七八九十]+|\d{1,2}|[A-Z])$/.exec(cell)?.[1] ?? '')).size === 1 &&
  /[一二三四五六七八九十\dA-Z]$/.test(cells[0] ?? '')

/** Words above a column of numbers, dates, phones or addresses only. */
const isOverValues = ({ cells }: SheetRow, below: SheetRow[]) =>
  cells.some((cell, index) => {
    const values = below.map((row) => (row.cells[index] ?? '').trim()).filter((value) => value !== '')
    return cell.trim() !== '' && values.length > 0 && values.every(isValue)
  })

/** Lines that are data: those below the headers, or all of them. */
export async function* dataRows(rows: AsyncIterable<SheetRow>): AsyncGenerator<SheetRow> {
  let first: SheetRow[] | null = []
  for await (const row of rows) {
    if (first === null) {
      yield row
      continue
    }
    first.push(row)
    if (first.length < headerSearchRows) continue
    yield* first.slice(headerLineOf(first).at + 1)
    first = null
  }
  if (first) yield* first.slice(headerLineOf(first).at + 1)
}
