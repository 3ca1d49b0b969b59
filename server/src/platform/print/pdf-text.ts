import { linesOf } from './lines.ts'
import { bottomOf, type Doc, ink, known, margin, nextPage, putLine, roomOf, widthAt, widthOf } from './pdf-sheet.ts'

type Style = { size: number; leading: number; colour?: string; bold?: boolean; isBlock?: boolean; indent?: number }

/** Wider gaps between the characters of a line than this are worse than a ragged edge. */
const widestGap = 1.2

/** A paragraph, even at both edges; neither its first nor its last line stands alone on a page (孤行控制). */
export function putParagraph(doc: Doc, text: string, { size, leading, colour = ink, bold = false, isBlock = false, indent = 0 }: Style) {
  const measure = widthAt(doc, size)
  const width = widthOf(doc)
  const lines = linesOf(known(text), width, measure, indent)
  let at = 0
  while (at < lines.length) {
    const fits = Math.max(0, Math.floor((roomOf(doc) + leading - size) / leading))
    const take = linesHere(lines.length - at, fits, at === 0)
    if (take === 0 && doc.y > margin) {
      nextPage(doc)
      continue
    }
    for (const own of lines.slice(at, at + Math.max(1, take))) {
      const shift = at === 0 ? indent : 0
      const slack = (width - shift - measure(own)) / Math.max(1, [...own].length - 1)
      const spacing = isBlock && at < lines.length - 1 && slack > 0 && slack <= widestGap ? slack : 0
      putLine(doc, own, { at: [margin + shift, doc.y], size, colour, bold, spacing })
      doc.y = Math.min(doc.y + leading, bottomOf(doc) + leading)
      at += 1
    }
  }
  doc.x = margin
}

/** How many of the lines left go on this page. */
export function linesHere(left: number, fits: number, isBeginning: boolean): number {
  if (left <= fits) return left
  const take = left - fits === 1 ? fits - 1 : fits
  const fewest = isBeginning ? 2 : 1
  return take < fewest ? 0 : take
}
