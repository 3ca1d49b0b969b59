import type { Card, Drawing } from './blocks.ts'
import { linesOf } from './lines.ts'
import { accent, better, type Doc, grey, ink, keepTogether, known, line, margin, putLine, widthAt, widthOf, worse } from './pdf-sheet.ts'

/** As high as it is on the page, with the room below it. */
export const drawingHeight = (doc: Doc, { width, height }: Pick<Drawing, 'width' | 'height'>) => (height * widthOf(doc)) / width + 8

/** A picture as lines and text of the page. */
export function putDrawing(doc: Doc, { width, height, shapes }: Drawing) {
  const scale = widthOf(doc) / width
  keepTogether(doc, drawingHeight(doc, { width, height }))
  const top = doc.y + 4
  doc.save().translate(margin, top).scale(scale)
  for (const shape of shapes) {
    if (shape.kind === 'text') continue
    const [first, ...rest] = shape.points
    if (!first) continue
    doc.moveTo(...first)
    for (const point of rest) doc.lineTo(...point)
    if (shape.kind === 'area') doc.fill(shape.colour)
    else {
      if (shape.dashed) doc.dash(4, { space: 3 })
      doc.lineWidth(shape.width).stroke(shape.colour)
      doc.undash()
    }
  }
  for (const shape of shapes) {
    if (shape.kind !== 'text') continue
    const text = known(shape.text)
    const own = widthAt(doc, shape.size)(text)
    const left = shape.at[0] - (shape.align === 'right' ? own : shape.align === 'middle' ? own / 2 : 0)
    putLine(doc, text, { at: [left, shape.at[1] - shape.size], size: shape.size, colour: shape.colour })
  }
  doc.restore()
  doc.x = margin
  doc.y = top + height * scale + 8
}

const gap = 10
const pad = 9
const small = 8
const toneColours = { plain: grey, better, worse } as const

/** 数字卡片, three in a row. */
export function putCards(doc: Doc, cards: readonly Card[]) {
  const inRow = cards.length === 4 || cards.length === 2 ? 2 : 3
  const width = (widthOf(doc) - gap * (inRow - 1)) / inRow
  doc.y += 4
  for (let from = 0; from < cards.length; from += inRow) {
    const row = cards.slice(from, from + inRow).map((card) => ({
      card,
      since: linesOf(known(card.since), width - 2 * pad, widthAt(doc, small)),
      range: linesOf(known(card.range), width - 2 * pad, widthAt(doc, small)),
    }))
    const height = Math.max(...row.map(({ since, range }) => 44 + (since.length + range.length) * 11.5)) + pad
    keepTogether(doc, height + 6)
    const top = doc.y
    row.forEach(({ card, since, range }, at) => {
      const left = margin + at * (width + gap)
      doc.rect(left, top, width, height).lineWidth(0.6).stroke(line)
      doc.rect(left, top, 2, height).fill(card.tone === 'plain' ? accent : toneColours[card.tone])
      putLine(doc, known(card.name), { at: [left + pad, top + 7], size: 9, colour: grey })
      putLine(doc, known(card.value), { at: [left + pad, top + 19], size: 15, colour: ink, bold: true })
      range.forEach((text, no) => {
        putLine(doc, text, { at: [left + pad, top + 43 + no * 11.5], size: small, colour: grey })
      })
      since.forEach((text, no) => {
        putLine(doc, text, { at: [left + pad, top + 43 + (range.length + no) * 11.5], size: small, colour: toneColours[card.tone] })
      })
    })
    doc.x = margin
    doc.y = top + height + gap
  }
}
