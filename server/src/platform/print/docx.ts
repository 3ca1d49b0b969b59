import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  LineRuleType,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopPosition,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx'
import type { Block, Card, PrintOptions } from './blocks.ts'
import { columnWidths } from './columns.ts'
import { pngOf } from './png.ts'
import { svgOf } from './svg.ts'

const font = { ascii: 'Microsoft YaHei', eastAsia: 'Microsoft YaHei', hAnsi: 'Microsoft YaHei', cs: 'Microsoft YaHei' }
const grey = '667085'
const accent = '1F6F78'
/** Twentieths of a point. */
const twips = 20
/** A4 within Word's usual margins of an inch. */
const textWidth = 9_026
const line = { style: BorderStyle.SINGLE, size: 4, color: 'D9D6CF' }
const noLine = { style: BorderStyle.NONE, size: 0, color: 'auto' }
/** Of text of 9 points in a font we do not have: a Chinese mark is a square, wide letters nearly, others a good half of it at most. */
const widthInWord = (text: string) => [...text].reduce((sum, mark) => sum + widthOfMark(mark), 0)
const widthOfMark = (mark: string) => (mark > '\u2e80' ? 9 : /[MWQ@%mw]/.test(mark) ? 8.4 : /[A-Z]/.test(mark) ? 6.6 : 5.4)

/** 报告 as Word: headings, tables and charts (SVG, with a PNG for old programs). */
export async function docxOf(title: string, blocks: readonly Block[], options: PrintOptions = {}): Promise<Buffer> {
  const { runningHead, cover } = options
  const pictures = new Map<Block, Buffer>()
  for (const block of blocks) if (block.kind === 'chart') pictures.set(block, await pngOf(block.drawing))
  const document = new Document({
    title,
    creator: '治未',
    styles: {
      default: {
        document: {
          run: { font, size: 21, language: { value: 'en-GB', eastAsia: 'zh-CN' } },
          paragraph: { spacing: { line: 320, lineRule: LineRuleType.AUTO } },
        },
        heading1: { run: { font, size: 40, bold: true }, paragraph: { spacing: { after: 80 } } },
        heading2: { run: { font, size: 28, bold: true }, paragraph: { spacing: { before: 320, after: 80 } } },
        heading3: { run: { font, size: 22, color: accent }, paragraph: { spacing: { before: 120, after: 40 } } },
      },
    },
    sections: [
      {
        properties: { page: { size: { width: 11_906, height: 16_838 } }, titlePage: runningHead !== undefined },
        ...(runningHead && { headers: { default: header(runningHead) } }),
        footers: { default: footer(), ...(runningHead && { first: cover ? new Footer({ children: [] }) : footer() }) },
        children: [
          ...(cover ? coverOf(cover) : []),
          ...blocks.flatMap((block, at) => elementsOf(block, blocks[at + 1], pictures.get(block))),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

const footer = () =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 16, color: grey })],
      }),
    ],
  })

const header = ([left, right]: readonly [string, string]) =>
  new Header({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: TabStopPosition.MAX }],
        border: { bottom: line },
        children: [new TextRun({ text: `${left}\t${right}`, size: 16, color: grey })],
      }),
    ],
  })

const coverOf = ({ title, subtitle, lines }: NonNullable<PrintOptions['cover']>) => [
  new Paragraph({ spacing: { before: 3_000, after: 200 }, children: [new TextRun({ text: title, size: 60, bold: true })] }),
  new Paragraph({ spacing: { after: 6_000 }, children: [new TextRun({ text: subtitle, size: 30, color: grey })] }),
  ...lines.map((text) => new Paragraph({ children: [new TextRun({ text, size: 20, color: grey })] })),
  new Paragraph({ children: [new PageBreak()] }),
]

const afterTable = { line: 160, lineRule: LineRuleType.EXACT }
function elementsOf(block: Block, next: Block | undefined, picture?: Buffer): (Paragraph | Table)[] {
  const element = elementOf(block, next, picture)
  // Two tables that touch are one to Word.
  return element instanceof Table ? [element, new Paragraph({ spacing: afterTable, children: [] })] : [element]
}

/** 数字卡片 as a table without inner lines, three in a row. */
function cardsOf(cards: readonly Card[]): Table {
  const inRow = cards.length === 4 || cards.length === 2 ? 2 : 3
  const cellOf = (card: Card | undefined) =>
    new TableCell({
      width: { size: 100 / inRow, type: WidthType.PERCENTAGE },
      margins: { top: 80, bottom: 80, left: 120, right: 120 },
      children: card
        ? [
            new Paragraph({ children: [new TextRun({ text: card.name, size: 18, color: grey })] }),
            new Paragraph({ children: [new TextRun({ text: card.value, size: 30, bold: true })] }),
            ...[card.range, card.since]
              .filter(Boolean)
              .map((text) => new Paragraph({ children: [new TextRun({ text, size: 16, color: grey })] })),
          ]
        : [new Paragraph({ children: [] })],
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: Array.from(
      { length: Math.ceil(cards.length / inRow) },
      (_, row) => new TableRow({ cantSplit: true, children: Array.from({ length: inRow }, (_, at) => cellOf(cards[row * inRow + at])) }),
    ),
  })
}

function elementOf(block: Block, next: Block | undefined, picture?: Buffer): Paragraph | Table {
  if (block.kind === 'cards') return cardsOf(block.cards)
  if (block.kind === 'page') return new Paragraph({ children: [new PageBreak()] })
  if (block.kind === 'table') return tableOf(block.columns, block.rows, block.numbers ?? [])
  if (block.kind === 'chart') {
    const { width, height, label } = block.drawing
    const transformation = { width: Math.round(width * 1.25), height: Math.round(height * 1.25) }
    const image = new ImageRun({
      type: 'svg',
      data: Buffer.from(svgOf(block.drawing)),
      transformation,
      fallback: { type: 'png', data: picture ?? Buffer.alloc(0) },
      altText: { name: label, title: label, description: label },
    })
    return new Paragraph({ children: [image] })
  }
  // What a table is headed by never ends a page without it.
  if (block.kind === 'small')
    return new Paragraph({ keepNext: next?.kind === 'table', children: [new TextRun({ text: block.text, size: 18, color: grey })] })
  // Not even at both edges: intervals are not torn, and would leave wide gaps.
  if (block.kind === 'text')
    return new Paragraph({
      spacing: { after: 100 },
      widowControl: true,
      children: [new TextRun(block.text)],
    })
  const heading = { title: HeadingLevel.HEADING_1, heading: HeadingLevel.HEADING_2, label: HeadingLevel.HEADING_3 }[block.kind]
  return new Paragraph({ heading, keepNext: true, children: [new TextRun(block.text)] })
}

const tableOf = (columns: readonly string[], rows: readonly string[][], numbers: readonly number[]) =>
  new Table({
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: { top: line, bottom: line, left: noLine, right: noLine, insideHorizontal: line, insideVertical: noLine },
    columnWidths: columnWidths([[...columns], ...rows], numbers, textWidth / twips, widthInWord).map((width) => Math.round(width * twips)),
    rows: [columns, ...rows].map(
      (cells, at) =>
        new TableRow({
          tableHeader: at === 0,
          cantSplit: true,
          children: cells.map(
            (text, column) =>
              new TableCell({
                margins: { top: 40, bottom: 40, left: 80, right: 80 },
                ...(at === 0 && { shading: { type: ShadingType.CLEAR, fill: 'F4F2EE' } }),
                children: [
                  new Paragraph({
                    ...(numbers.includes(column) && { alignment: AlignmentType.RIGHT }),
                    children: [new TextRun({ text, size: 18, bold: at === 0 })],
                  }),
                ],
              }),
          ),
        }),
    ),
  })
