import type { PerformanceSheet } from '@zhiwei/contract'
import type { FastifyRequest } from 'fastify'
import { recordAudit } from '../../audit/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Block } from '../../platform/print/blocks.ts'
import { findSheet } from '../sheet/read.ts'
import { rowsOfSheet } from '../sheet/rows.ts'
import { blocksOf, figureCells, type Language } from './blocks.ts'
import { criterionWords, leftOutWords, lineWords, printWords } from './words.ts'

type Given = { format: 'pdf' | 'xlsx'; language: Language }
type File = { name: string; contentType: string; bytes: Buffer }

/** 导出 of a sheet as PDF or Excel, as the person may see it; who took it is on record. @throws NOT_FOUND */
export async function exportSheet({ clock }: Deps, request: FastifyRequest, id: string, { format, language }: Given): Promise<File> {
  const { actor } = request
  const now = clock()
  const { sheet, zone, rows } = await request.read(async (tx) => {
    const found = await findSheet(tx, actor, id, now)
    const lines = found.edition.sides.flatMap(({ figures }) => figures.map(({ line }) => line))
    const behind: Row[] = []
    if (format === 'xlsx')
      for (const line of lines) behind.push(...cellsOf(line, (await rowsOfSheet(tx, actor, id, { line }, now)).rows, language))
    await recordAudit(tx, {
      ...{ tenantId: actor.tenantId, kind: 'performance.exported', actorId: actor.userId, subjectId: found.subject.id },
      ...{ facts: { month: found.month, format, edition: found.edition.no }, at: now },
    })
    return { sheet: found, zone: await tenantZone(tx, actor.tenantId), rows: behind }
  })
  const days = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
  const name = `performance-${sheet.month}-${sheet.id.slice(-8)}.${format}`
  if (format === 'xlsx') {
    const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return { name, contentType, bytes: await workbookOf(sheet, rows, language, zone) }
  }
  const blocks: Block[] = blocksOf(sheet, language, (instant) => days.format(new Date(instant)))
  // Loaded when first asked for: a server starts without it.
  const { pdfOf } = await import('../../platform/print/pdf.ts')
  return { name, contentType: 'application/pdf', bytes: await pdfOf(printWords[language].title(sheet.subject.name, sheet.month), blocks) }
}

type Row = (string | number | Date)[]
type SheetRows = Awaited<ReturnType<typeof rowsOfSheet>>['rows']

const cellsOf = (line: SheetRows extends never ? never : keyof (typeof lineWords)['zh'], rows: SheetRows, language: Language): Row[] =>
  rows.map((row) => [
    lineWords[language][line],
    row.case?.number ?? '',
    row.cycle ?? '',
    new Date(row.at),
    row.good ? printWords[language].yes : printWords[language].no,
    row.expected === null ? '' : Math.round(row.expected * 1_000) / 1_000,
    row.leftOut ? leftOutWords[language][row.leftOut] : '',
  ])

/** Text from people never begins a formula. */
const plain = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

async function workbookOf(sheet: PerformanceSheet, rows: Row[], language: Language, zone: string): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs')
  const words = printWords[language]
  const book = new ExcelJS.Workbook()
  const first = book.addWorksheet(sheet.month)
  first.addRow([words.title(sheet.subject.name, sheet.month)])
  first.addRow([`${words.state[sheet.state]} · ${words.version(sheet.edition.no, sheet.edition.sequence)}`])
  first.addRow([words.points, sheet.edition.points ?? words.notEnough])
  first.addRow([])
  first.addRow(words.columns)
  for (const side of sheet.edition.sides) {
    first.addRow([
      words.side(criterionWords[language][side.criterion], side.weight, side.points === null ? words.notEnough : String(side.points)),
    ])
    for (const figure of side.figures)
      first.addRow(figureCells(figure, language).map((cell) => (/^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell)))
  }
  for (const { line, reason, verdict, reply } of sheet.objections)
    first.addRow([words.objections, lineWords[language][line], plain(reason), words.verdicts[verdict ?? 'waiting'], plain(reply ?? '')])
  for (const one of sheet.amendments)
    first.addRow([words.amendments, one.no, plain(one.reason ?? ''), one.points ?? words.notEnough, one.by?.name ?? ''])
  first.addRow([words.method])
  first.columns.forEach((column, at) => {
    column.width = at === 0 ? 32 : 22
  })
  const second = book.addWorksheet(words.rows)
  second.addRow(words.rowColumns)
  const times = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  for (const row of rows) second.addRow(row.map((cell) => (cell instanceof Date ? times.format(cell) : cell)))
  second.columns.forEach((column) => {
    column.width = 22
  })
  return Buffer.from(await book.xlsx.writeBuffer())
}
