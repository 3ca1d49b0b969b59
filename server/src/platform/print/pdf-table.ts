import { columnWidths, pad } from './columns.ts'
import { linesOf } from './lines.ts'
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
/** 表: rows are never torn, and the head stands again on every page. */
export function putTable(doc: Doc, columns: readonly string[], rows: readonly string[][], numbers: readonly number[]) {
  const cells = [columns.map(known), ...rows.map((row) => row.map(known))]
  const measure = widthAt(doc, size)
  const widths = columnWidths(cells, numbers, widthOf(doc), measure)
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
