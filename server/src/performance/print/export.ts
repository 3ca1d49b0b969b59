import type { PerformanceSheet } from '@zhiwei/contract'
import type { FastifyRequest } from 'fastify'
import { recordAudit } from '../../audit/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Block } from '../../platform/print/blocks.ts'
import { type Cell, contentTypes, type Table, workbookBytes } from '../../platform/table-file/index.ts'
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
    const behind: Cell[][] = []
    if (format === 'xlsx')
      for (const line of lines) behind.push(...cellsOf(line, (await rowsOfSheet(tx, actor, id, { line }, now)).rows, language))
    return { sheet: found, zone: await tenantZone(tx, actor.tenantId), rows: behind }
  }, 'ofOneMoment')
  await request.read((tx) =>
    recordAudit(tx, {
      ...{ tenantId: actor.tenantId, kind: 'performance.exported', actorId: actor.userId, subjectId: sheet.subject.id },
      ...{ facts: { month: sheet.month, format, edition: sheet.edition.no }, at: now },
    }),
  )
  const days = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
  const name = `performance-${sheet.month}-${sheet.id.slice(-8)}.${format}`
  if (format === 'xlsx') {
    const bytes = await workbookBytes([figuresTable(sheet, language, zone), rowsTable(rows, language, zone)])
    return { name, contentType: contentTypes.xlsx, bytes }
  }
  const blocks: Block[] = blocksOf(sheet, language, (instant) => days.format(new Date(instant)))
  // Loaded when first asked for: a server starts without it.
  const { pdfOf } = await import('../../platform/print/pdf.ts')
  return { name, contentType: 'application/pdf', bytes: await pdfOf(printWords[language].title(sheet.subject.name, sheet.month), blocks) }
}

type SheetRows = Awaited<ReturnType<typeof rowsOfSheet>>['rows']

const cellsOf = (line: SheetRows extends never ? never : keyof (typeof lineWords)['zh'], rows: SheetRows, language: Language): Cell[][] =>
  rows.map((row) => [
    lineWords[language][line],
    row.case?.number ?? null,
    row.cycle,
    new Date(row.at),
    row.good ? printWords[language].yes : printWords[language].no,
    row.expected,
    row.leftOut ? leftOutWords[language][row.leftOut] : '',
  ])

/** The sheet as it stands, and below its figures what was said about them. */
function figuresTable(sheet: PerformanceSheet, language: Language, zone: string): Table {
  const words = printWords[language]
  const { edition } = sheet
  const points = (value: number | null) => value ?? words.notEnough
  const sides = edition.sides.flatMap((side): Cell[][] => [
    [words.side(criterionWords[language][side.criterion], side.weight, String(points(side.points)))],
    ...side.figures.map((figure) => figureCells(figure, language).map((cell) => (/^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell))),
  ])
  const said = [
    ...sheet.objections.map(({ line, reason, verdict, reply }): Cell[] => [
      ...[words.objections, lineWords[language][line], reason, words.verdicts[verdict ?? 'waiting'], reply],
    ]),
    ...sheet.amendments.map((one): Cell[] => [words.amendments, one.no, one.reason, points(one.points), one.by?.name ?? null]),
  ]
  const rows: Cell[][] = [
    [words.points, points(edition.points)],
    [`${words.state[sheet.state]} · ${words.version(edition.no, edition.sequence)}`],
    ...sides,
    ...said,
    [words.method],
  ]
  const columns = words.columns.map((title, at) => ({ title, width: at === 0 ? 32 : 22 }))
  return { name: words.title(sheet.subject.name, sheet.month), columns, rows: [rows], zone }
}

function rowsTable(rows: Cell[][], language: Language, zone: string): Table {
  const words = printWords[language]
  const kinds = [undefined, undefined, 'count', 'instant', undefined, 'share', undefined] as const
  const columns = words.rowColumns.map((title, at) => ({ title, width: 22, ...(kinds[at] && { kind: kinds[at] }) }))
  return { name: words.rows, columns, rows: [rows], zone }
}
