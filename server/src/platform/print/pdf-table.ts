import { linesOf, unitsOf } from './lines.ts'
import {
  bottomOf,
  type Doc,
  ink,
  keepTogether,
  known,
  line,
  margin,
  nextPage,
  putLine,
  roomOf,
  wash,
  widthAt,
  widthOf,
} from './pdf-sheet.ts'

const size = 9
const leading = 13.5
const pad = 5

/** A column of so short words is not broken while there is room; the part of the page's width. */
const shortPart = 0.2

/** Widths by the longest cell of each column; where the page is too narrow long words of text give way, numbers, dates and single words stay whole. */
function widthsOf(doc: Doc, lines: readonly string[][], numbers: readonly number[]): number[] {
  const measure = widthAt(doc, size)
  // A hair more than is wanted: sums of widths are not exact.
  const widest = (at: number, partsOf: (cell: string) => string[]) =>
    Math.max(...lines.flatMap((cells) => partsOf(cells[at] ?? '').map(measure)), 0) + 2 * pad + 1
  const all = widthOf(doc)
  const wants = (lines[0] ?? []).map((_, at) => widest(at, (cell) => [cell]))
  const isNumber = (at: number) => numbers.includes(at)
  const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0)
  if (sum(wants) <= all) {
    // What is left over goes to the widest column of words.
    const words = wants.map((want, at) => (isNumber(at) ? 0 : want))
    const longest = words.indexOf(Math.max(...words))
    return wants.map((want, at) => want + (at === longest ? all - sum(wants) : 0))
  }
  const whole = wants.map((want, at) => (isNumber(at) ? Math.min(want, all * 0.3) : Math.min(want, widest(at, unitsOf))))
  const least = wants.map((want, at) => (want <= all * shortPart ? want : (whole[at] ?? 0)))
  const floor = [least, whole].find((widths) => sum(widths) <= all)
  if (!floor) return wants.map((want) => (want * all) / sum(wants))
  const more = wants.map((want, at) => Math.min(want, all * 0.5) - (floor[at] ?? 0)).map((width) => Math.max(0, width))
  return floor.map((width, at) => width + ((more[at] ?? 0) * (all - sum(floor))) / Math.max(1, sum(more)))
}

/** 表: rows are never torn, and the head stands again on every page. */
export function putTable(doc: Doc, columns: readonly string[], rows: readonly string[][], numbers: readonly number[]) {
  const cells = [columns.map(known), ...rows.map((row) => row.map(known))]
  const widths = widthsOf(doc, cells, numbers)
  const measure = widthAt(doc, size)
  const broken = cells.map((row) => row.map((text, at) => linesOf(text, (widths[at] ?? 0) - 2 * pad, measure)))
  const heightOf = (row: string[][] | undefined) => Math.max(1, ...(row ?? []).map((lines) => lines.length)) * leading + 2 * pad - 2
  const [head, ...body] = broken
  doc.y += 4
  // A head does not stand alone at the end of a page.
  keepTogether(doc, heightOf(head) + heightOf(body[0]) + (body.length > 1 ? heightOf(body[1]) : 0))
  const put = (row: string[][], isHead: boolean) => {
    const height = heightOf(row)
    const top = doc.y
    if (isHead) doc.rect(margin, top, widthOf(doc), height).fill(wash)
    let left = margin
    row.forEach((lines, column) => {
      const width = widths[column] ?? 0
      lines.forEach((text, at) => {
        const shift = numbers.includes(column) ? width - pad - measure(text) : pad
        putLine(doc, text, { at: [left + shift, top + pad - 2 + at * leading], size, colour: ink, bold: isHead })
      })
      left += width
    })
    doc
      .moveTo(margin, top + height)
      .lineTo(margin + widthOf(doc), top + height)
      .lineWidth(isHead ? 0.8 : 0.4)
      .stroke(line)
    doc.x = margin
    doc.y = Math.min(top + height, bottomOf(doc))
  }
  if (head) put(head, true)
  for (const row of body) {
    if (roomOf(doc) < heightOf(row)) {
      nextPage(doc)
      if (head) put(head, true)
    }
    put(row, false)
  }
  doc.y += 8
}
