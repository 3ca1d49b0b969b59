import PDFDocument from 'pdfkit'
import type { Block, PrintOptions } from './blocks.ts'
import { notoSansSc } from './font.ts'
import { linesOf } from './lines.ts'
import { drawingHeight, putCards, putDrawing } from './pdf-pictures.ts'
import { accent, type Doc, grey, ink, keepTogether, known, line, margin, nextPage, putLine, widthAt, widthOf } from './pdf-sheet.ts'
import { putTable } from './pdf-table.ts'
import { putParagraph } from './pdf-text.ts'

/**
 * 报告 as PDF: A4, text that can be searched and copied, charts drawn as lines. The same blocks and `madeAt` give the same bytes: the file says no
 * other instant, and its id follows from what it says of itself.
 */
export async function pdfOf(title: string, blocks: readonly Block[], options: PrintOptions = {}): Promise<Buffer> {
  const font = await notoSansSc()
  const { madeAt, language = 'zh-CN', cover } = options
  const doc = new PDFDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    font: font as unknown as string,
    lang: language,
    info: { Title: title, Creator: '治未', ...(madeAt && { CreationDate: madeAt, ModDate: madeAt }) },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<void>((end, fail) => doc.once('end', end).once('error', fail))
  if (cover) putCover(doc, cover)
  for (const [at, block] of blocks.entries()) {
    // A heading, or a line that says what follows, stays with the beginning of it.
    if (block.kind === 'heading' || block.kind === 'small') keepTogether(doc, beginningOf(doc, blocks, at))
    putBlock(doc, block, language)
  }
  numberPages(doc, options)
  doc.end()
  await done
  return Buffer.concat(chunks)
}

/** How high a block is at least, with what must follow it on the same page. */
function beginningOf(doc: Doc, blocks: readonly Block[], at: number): number {
  const block = blocks[at]
  switch (block?.kind) {
    case 'heading':
      return 40 + beginningOf(doc, blocks, at + 1)
    case 'small':
      return 20 + (blocks[at + 1]?.kind === 'table' ? beginningOf(doc, blocks, at + 1) : 0)
    case 'chart':
      return drawingHeight(doc, block.drawing)
    case 'table':
    case 'cards':
      return 90
    case 'text':
      return 60
    default:
      return 0
  }
}

function putBlock(doc: Doc, block: Block, language: 'zh-CN' | 'en') {
  const indent = language === 'zh-CN' ? 21 : 0
  switch (block.kind) {
    case 'chart':
      return putDrawing(doc, block.drawing)
    case 'table':
      return putTable(doc, block.columns, block.rows, block.numbers ?? [])
    case 'cards':
      return putCards(doc, block.cards)
    case 'page':
      return doc.y > margin ? nextPage(doc) : undefined
    case 'title':
      putParagraph(doc, block.text, { size: 20, leading: 28, bold: true })
      doc.y += 4
      return
    case 'heading':
      doc.y += doc.y > margin ? 14 : 0
      putParagraph(doc, block.text, { size: 14, leading: 20, bold: true })
      doc.y += 4
      return
    case 'label':
      keepTogether(doc, 44)
      doc.y += 6
      putParagraph(doc, block.text, { size: 11, leading: 16, colour: accent })
      doc.y += 2
      return
    case 'small':
      putParagraph(doc, block.text, { size: 9, leading: 14, colour: grey })
      doc.y += 3
      return
    case 'text':
      putParagraph(doc, block.text, { size: 10.5, leading: 17, isBlock: true, indent })
      doc.y += 4
  }
}

function putCover(doc: Doc, { title, subtitle, lines }: NonNullable<PrintOptions['cover']>) {
  doc.rect(margin, 150, 46, 4).fill(accent)
  let y = 176
  for (const text of linesOf(known(title), widthOf(doc), widthAt(doc, 30))) {
    putLine(doc, text, { at: [margin, y], size: 30, colour: ink, bold: true })
    y += 42
  }
  putLine(doc, known(subtitle), { at: [margin, y + 6], size: 15, colour: grey })
  const foots = lines.flatMap((text) => linesOf(known(text), widthOf(doc), widthAt(doc, 10)))
  const foot = doc.page.height - margin - foots.length * 18
  doc
    .moveTo(margin, foot - 14)
    .lineTo(margin + widthOf(doc), foot - 14)
    .lineWidth(0.6)
    .stroke(line)
  foots.forEach((text, at) => {
    putLine(doc, text, { at: [margin, foot + at * 18], size: 10, colour: grey })
  })
  nextPage(doc)
}

/** 页眉页码: a cover bears neither, the first page no running head. */
function numberPages(doc: Doc, { runningHead, cover, language = 'zh-CN' }: PrintOptions) {
  const { start, count } = doc.bufferedPageRange()
  for (let page = cover ? 1 : 0; page < count; page++) {
    doc.switchToPage(start + page)
    // Below the margin text would begin a new page.
    doc.page.margins.bottom = 0
    doc.page.margins.top = 0
    const foot = runningHead
      ? language === 'zh-CN'
        ? `第 ${page + 1} 页，共 ${count} 页`
        : `Page ${page + 1} of ${count}`
      : `${page + 1} / ${count}`
    const middle = (doc.page.width - widthAt(doc, 8)(foot)) / 2
    putLine(doc, foot, { at: [middle, doc.page.height - 34], size: 8, colour: grey })
    if (!runningHead || page === 0) continue
    const [left, right] = runningHead
    putLine(doc, known(left), { at: [margin, 28], size: 8, colour: grey })
    putLine(doc, known(right), {
      at: [doc.page.width - margin - widthAt(doc, 8)(known(right)), 28],
      size: 8,
      colour: grey,
    })
    doc
      .moveTo(margin, 42)
      .lineTo(doc.page.width - margin, 42)
      .lineWidth(0.4)
      .stroke(line)
  }
}
