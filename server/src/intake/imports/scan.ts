import type { Import, ImportField, ImportMapping, ImportProblem } from '@zhiwei/contract'
import { cleanText, maskPersonalData } from '@zhiwei/text'
import type { Updateable } from 'kysely'
import type { Db } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import type { JobData } from '../../platform/jobs.ts'
import { said } from '../../platform/request/english.ts'
import { type DateOrder, dateOrderOf } from './date-order.ts'
import { failImport } from './failing.ts'
import { fieldOfHeader, guessMapping } from './guess.ts'
import { headerLineOf } from './header-line.ts'
import { knownRowsOf } from './known-rows.ts'
import { mainSheetOf } from './main-sheet.ts'
import { maskCell } from './mask-cells.ts'
import { categoryNames, findImport, offsetMinutesOf } from './queries.ts'
import { readSheet, type SheetRow } from './read-file.ts'
import { referralSheetOf } from './referral-sheets/recognise.ts'
import { isGood, previewOf, type RowContext, type RowProblem, readRow } from './rows.ts'
import type { ImportRunTable } from './tables.ts'
import { cut } from './text-cells.ts'

const previewRows = 50
const sampleRows = 200
const samplesShown = 3
const problemsShown = 200
const progressEvery = 2_000

/**
 * 读取导入文件: columns, guessed mapping, preview, problems and counts; ends in `ready`, or in `failed` with what the person can do.
 * Safe to run again.
 */
export async function scanImport(deps: Deps, { tenantId, importId }: JobData) {
  const db = deps.database.tenant(tenantId)
  const id = String(importId)
  const run = await db.transaction().execute((tx) => findImport(tx, tenantId, id))
  if (run.state !== 'reading') return
  try {
    const found = await scanFile(deps, db, tenantId, run)
    await update(db, tenantId, id, { ...found, state: 'ready', detail: null })
  } catch (error) {
    await failImport(db, run, 'intake.scanImport', error)
  }
}

async function scanFile(
  deps: Deps,
  db: Db,
  tenantId: string,
  run: { id: string; storage_name: string; source: string | null; mapping: ImportMapping },
) {
  const path = deps.files.pathOf(run.storage_name)
  const sheetName = run.source?.replace(/^xlsx:/, '') ?? (await mainSheetOf(path))
  const sheet = await readSheet(path, sheetName)
  const { first, rest } = await splitHead(sheet.rows)
  if (first.length === 0) throw new AppError('FILE_UNREADABLE', '文件里没有内容，请另选一个')
  const { at: header, above } = headerLineOf(first)
  const body = first.slice(header + 1)
  if (body.length === 0) throw new AppError('FILE_UNREADABLE', '只有表头，没有数据行')
  const columns = columnsOf(first[header]?.cells ?? [], body)
  const mapping =
    Object.keys(run.mapping).length > 0
      ? run.mapping
      : guessMapping(
          columns.map((column) => column.name),
          columns.map((column) => column.filled),
        )
  const order = await dateOrderOf(path, sheetName, mapping)
  const context: RowContext = await db.transaction().execute(async (tx) => ({
    mapping,
    dayFirst: order.dayFirst,
    categories: await categoryNames(tx, tenantId),
    offsetMinutes: await offsetMinutesOf(tx, tenantId, deps.clock()),
    now: deps.clock(),
    referral: referralSheetOf(columns.map(({ name }) => name))?.sheet ?? null,
  }))
  const tally = newTally(context)
  for (const column of order.unclear) tally.problems.push(unclearDates(column))
  for (const row of above) tally.problems.push(titleProblem(row))
  const known = knownRowsOf(db, tenantId)
  const add = async (sheetRow: SheetRow) => {
    const row = tally.add(sheetRow)
    if (isGood(row)) await known.add(row.row, row.complaint)
  }
  for (const row of body) await add(row)
  for await (const row of rest) {
    await add(row)
    if (tally.counts.rows % progressEvery === 0) await update(db, tenantId, run.id, { counts: JSON.stringify(tally.counts) })
  }
  return {
    source: sheet.source,
    sheets: sheet.sheets,
    columns: JSON.stringify(
      columns.map(({ index, name, filled }) => ({
        index,
        name,
        samples: filled.slice(0, samplesShown).map((cell) => sampleOf(mapping[index] ?? fieldOfHeader(name), cell)),
      })),
    ),
    mapping: JSON.stringify(mapping),
    preview: JSON.stringify(tally.preview),
    problems: JSON.stringify([...(await known.problems()), ...tally.problems]),
    counts: JSON.stringify(tally.counts),
    dates: JSON.stringify(tally.dates()),
  }
}

const unclearDates = ({ field, row, value }: DateOrder['unclear'][number]): ImportProblem => ({
  row,
  column: field,
  value: cut(maskCell(field, value), 100),
  detail: '整列日期分不清日和月，按“月/日/年”读；不对请改成 2019-08-01 这样的写法',
  severity: 'warning',
})

/** A line above the headers is no complaint, but is told, for a complaint would be lost in silence. */
const titleProblem = ({ row, cells }: SheetRow): ImportProblem => ({
  row,
  column: null,
  value: cut(maskPersonalData(cells.filter((cell) => cell.trim() !== '').join(' ')).masked, 100),
  detail: '表头上方的标题行，不会导入',
  severity: 'warning',
})

/** The first lines at once, to find the headers; the others as they come. */
async function splitHead(rows: AsyncIterable<SheetRow>) {
  const iterator = rows[Symbol.asyncIterator]()
  const first: SheetRow[] = []
  while (first.length < sampleRows) {
    const next = await iterator.next()
    if (next.done) break
    first.push(next.value)
  }
  return { first, rest: { [Symbol.asyncIterator]: () => iterator } }
}

// A column that nobody mapped may hold names all the same: its header says so.
const sampleOf = (field: ImportField | undefined, cell: string) => cut(maskCell(field, cell), 200)

/** What a column is called that has no header. */
export const columnWithoutName = (index: number) => said(`第 ${index + 1} 列`)

function columnsOf(headers: string[], body: SheetRow[]) {
  const width = Math.max(headers.length, ...body.map((row) => row.cells.length))
  return Array.from({ length: Math.min(width, 200) }, (_, index) => ({
    index,
    name: cut(headers[index]?.trim() ?? '', 200) || columnWithoutName(index),
    filled: body.map((row) => cleanText(row.cells[index] ?? '').trim()).filter((cell) => cell !== ''),
  }))
}

function newTally(context: RowContext) {
  const counts = { rows: 0, good: 0, bad: 0 }
  const preview: Import['preview'] = []
  const problems: ImportProblem[] = []
  let from = ''
  let to = ''
  return {
    counts,
    preview,
    problems,
    add(sheetRow: SheetRow) {
      const row = readRow(sheetRow, context)
      counts.rows += 1
      counts[isGood(row) ? 'good' : 'bad'] += 1
      if (preview.length < previewRows) preview.push(previewOf(row, context.offsetMinutes))
      for (const problem of row.problems) if (problems.length < problemsShown) problems.push(problemOf(sheetRow.row, problem))
      const at = row.complaint.receivedAt
      if (at && isGood(row)) {
        if (from === '' || at < from) from = at
        if (at > to) to = at
      }
      return row
    },
    dates: () => (from === '' ? null : { from, to }),
  }
}

export const problemOf = (row: number, { field, value, detail, severity }: RowProblem): ImportProblem => ({
  row,
  column: field,
  value,
  detail,
  severity,
})

async function update(db: Db, tenantId: string, id: string, changes: Updateable<ImportRunTable>) {
  await db
    .updateTable('import_run')
    .set({ ...changes, updated_at: new Date() })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    // A second reader of the same run that ends later changes nothing any more.
    .where('state', '=', 'reading')
    .execute()
}
