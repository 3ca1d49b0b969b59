import { tightParts } from './lines.ts'

export const margin = 56
export const ink = '#1F2328'
export const grey = '#667085'
export const accent = '#1F6F78'
export const line = '#D9D6CF'
export const wash = '#F4F2EE'
export const better = '#3D6B4C'
export const worse = '#A8322B'

/** Characters the shipped font has not, by those that say the same. */
const instead: Record<string, string> = { '≥': '>=', '≤': '<=', '→': '->', '←': '<-', '✓': 'v', '‰': '/1000' }

export const known = (text: string) =>
  text
    .replace(/[≥≤→←✓‰]/g, (mark) => instead[mark] ?? mark)
    // As wide as a Chinese mark in our font.
    .replace(/(?<=\p{Script=Latin})’(?=\p{Script=Latin})/gu, "'")
    .replace(/(?![0-9#*©®™])\p{Extended_Pictographic}/gu, '□')

export type Doc = PDFKit.PDFDocument
export const widthOf = (doc: Doc) => doc.page.width - 2 * margin
export const bottomOf = (doc: Doc) => doc.page.height - margin
export const roomOf = (doc: Doc) => bottomOf(doc) - doc.y

/** Begins a new page where so much does not fit on this one. */
export function keepTogether(doc: Doc, height: number) {
  if (roomOf(doc) < height) nextPage(doc)
}

export function nextPage(doc: Doc) {
  doc.addPage()
  doc.x = margin
  doc.y = margin
}

type Line = { at: readonly [x: number, y: number]; size: number; colour: string; bold?: boolean; spacing?: number }

/** One line where it is told, without moving on. The font ships in one weight: bold is drawn with an outline. */
export function putLine(doc: Doc, text: string, { at: [x, y], size, colour, bold = false, spacing = 0 }: Line) {
  doc.fontSize(size).fillColor(colour)
  if (bold) doc.lineWidth(size / (size < 12 ? 55 : 36)).strokeColor(colour)
  let left = x
  for (const part of tightParts(text)) {
    doc.text(part, left, y, { lineBreak: false, fill: true, stroke: bold, ...(spacing > 0 && { characterSpacing: spacing }) })
    left += doc.widthOfString(part) + [...part].length * spacing - size / 2
  }
}

export function widthAt(doc: Doc, size: number) {
  return (text: string) => {
    doc.fontSize(size)
    const parts = tightParts(text)
    return parts.reduce((sum, part) => sum + doc.widthOfString(part), 0) - ((parts.length - 1) * size) / 2
  }
}
