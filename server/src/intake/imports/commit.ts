import { Readable } from 'node:stream'
import { type Act, findByExternalIds, type NewCase, recordImported, registerCases, systemActor, withRepeats } from '../../cases/index.ts'
import { findOrMakeCustomers } from '../../customers/index.ts'
import type { Db, Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { enqueue, type JobData } from '../../platform/jobs.ts'
import { type IntakeSources, withProposals } from '../proposals.ts'
import { dateOrderOf } from './date-order.ts'
import { failImport } from './failing.ts'
import { dataRows } from './header-line.ts'
import { keyOf } from './known-rows.ts'
import { categoryNames, findImport, lockImport, offsetMinutesOf } from './queries.ts'
import { readSheet } from './read-file.ts'
import { referralSheetOf } from './referral-sheets/recognise.ts'
import { problemLines } from './report.ts'
import { type ImportedRow, isGood, type RowContext, readRow } from './rows.ts'
import type { ImportRun } from './tables.ts'

const batchRows = 500

/**
 * 执行导入: every good row becomes a case, in batches of one transaction each; a killed run goes on behind the last batch that was kept.
 * Rows whose externalId is there already are listed, not stored twice.
 */
export async function commitImport(deps: Deps, sources: IntakeSources, { tenantId, importId }: JobData, signal?: AbortSignal) {
  const db = deps.database.tenant(tenantId)
  const id = String(importId)
  const run = await db.transaction().execute((tx) => findImport(tx, tenantId, id))
  if (run.state !== 'committing') return
  try {
    await storeRows(deps, sources, db, run, signal)
  } catch (error) {
    await failImport(db, run, 'intake.commitImport', error, signal)
  }
}

async function storeRows(deps: Deps, sources: IntakeSources, db: Db, run: ImportRun, signal: AbortSignal | undefined) {
  const { tenant_id: tenantId, id } = run
  const { dayFirst } = await dateOrderOf(deps.files.pathOf(run.storage_name), run.source?.replace(/^xlsx:/, ''), run.mapping)
  const { context, done } = await db.transaction().execute(async (tx) => ({
    context: {
      mapping: run.mapping,
      dayFirst,
      categories: await categoryNames(tx, tenantId),
      offsetMinutes: await offsetMinutesOf(tx, tenantId, deps.clock()),
      now: deps.clock(),
      referral: referralSheetOf(run.columns.map(({ name }) => name))?.sheet ?? null,
    } satisfies RowContext,
    done: await lastRowOf(tx, tenantId, id),
  }))
  const sheet = await readSheet(deps.files.pathOf(run.storage_name), run.source?.replace(/^xlsx:/, ''))
  let batch: ImportedRow[] = []
  const store = async () => {
    const rows = batch
    batch = []
    if (rows.length) await db.transaction().execute((tx) => storeBatch(deps, sources, tx, run, rows))
  }
  for await (const sheetRow of dataRows(sheet.rows)) {
    if (signal?.aborted) throw signal.reason
    if (sheetRow.row <= done) continue
    const row = readRow(sheetRow, context)
    if (isGood(row)) batch.push(row)
    if (batch.length === batchRows) await store()
  }
  await store()
  await endCommit(deps, db, run)
}

/** The report of problems takes the place of the file: what the file said stands encrypted on the cases now. */
async function endCommit(deps: Deps, db: Db, run: ImportRun) {
  const lines = Readable.from(problemLines(deps, run.tenant_id, run)).map((line: string) => Buffer.from(line))
  const report = await deps.files.store(lines, Number.POSITIVE_INFINITY)
  const isFirst = await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('import_run')
      .set({ state: 'committed', storage_name: report.storageName, updated_at: deps.clock() })
      .where('tenant_id', '=', run.tenant_id)
      .where('id', '=', run.id)
      // A second worker on the same run that ends later changes nothing any more.
      .where('state', '=', 'committing')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    // Also when this process is killed before it has removed the file.
    await enqueue(tx, 'intake.removeImportFile', { tenantId: run.tenant_id, storageName: run.storage_name })
    return true
  })
  await deps.files.remove(isFirst ? run.storage_name : report.storageName)
}

async function lastRowOf(tx: Tx, tenantId: string, importId: string): Promise<number> {
  const last = await tx
    .selectFrom('import_row')
    .select('row_no')
    .where('tenant_id', '=', tenantId)
    .where('import_id', '=', importId)
    .orderBy('row_no', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.row_no ?? 0
}

async function storeBatch(deps: Deps, sources: IntakeSources, tx: Tx, before: ImportRun, given: ImportedRow[]) {
  const { tenant_id: tenantId, id } = before
  // The lock and the second look: two workers on one run store each row once.
  const run = await lockImport(tx, tenantId, id, ['committing'])
  const done = await lastRowOf(tx, tenantId, id)
  const rows = given.filter((row) => row.row > done)
  if (rows.length === 0) return
  const act: Act = { tx, keys: deps.keys, actor: { ...systemActor(tenantId), userId: run.created_by }, now: deps.clock() }
  const { fresh, known: met } = await partKnown(tx, tenantId, rows)
  const readings = await sources.readingsOf(
    act,
    fresh.map((row) => row.complaint),
  )
  const customers = await findOrMakeCustomers(
    tx,
    deps.keys,
    tenantId,
    fresh.map((row) => row.complaint.complainant),
    act.now,
  )
  const cases = fresh.map((row, at) => newCaseOf(row, customers[at] ?? null, run))
  const stored = await registerCases(act, withProposals(await withRepeats(act, cases), readings))
  const made = fresh.flatMap((row, at) => (stored[at] ? [{ row, caseId: stored[at].id }] : []))
  const lost = fresh.filter((_, at) => !stored[at]).map((row) => ({ row, caseId: null }))
  const known = await withTheirCases(tx, tenantId, [...met, ...lost], made)
  await recordImported(
    act,
    made.map(({ row, caseId }) => ({ caseId, ...(row.answer && { answer: { text: row.answer.text, at: row.answer.at ?? act.now } }) })),
  )
  await tx
    .insertInto('import_row')
    .values([
      ...made.map(({ row, caseId }) => ({
        tenant_id: tenantId,
        import_id: id,
        row_no: row.row,
        case_id: caseId,
        outcome: 'made' as const,
      })),
      ...known.map(({ row, caseId }) => ({
        tenant_id: tenantId,
        import_id: id,
        row_no: row.row,
        case_id: caseId,
        outcome: 'known' as const,
      })),
    ])
    .execute()
  const counts = { ...run.counts, committed: (run.counts.committed ?? 0) + made.length, known: (run.counts.known ?? 0) + known.length }
  await tx
    .updateTable('import_run')
    .set({ counts: JSON.stringify(counts), updated_at: act.now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

type KnownRow = { row: ImportedRow; caseId: string | null }

/** A row whose externalId stands on a case already (from before, or higher up in the file) does not become a second one. */
async function partKnown(tx: Tx, tenantId: string, rows: ImportedRow[]) {
  const found = await casesByKey(tx, tenantId, rows)
  const seen = new Set<string>()
  const fresh: ImportedRow[] = []
  const known: KnownRow[] = []
  for (const row of rows) {
    const key = keyOf(row.complaint)
    if (key !== null && (found.has(key) || seen.has(key))) known.push({ row, caseId: found.get(key) ?? null })
    else fresh.push(row)
    if (key !== null) seen.add(key)
  }
  return { fresh, known }
}

/** Doubles inside the batch get the case of the first of them; rows that lost a race get the case that was faster. */
async function withTheirCases(tx: Tx, tenantId: string, known: KnownRow[], made: KnownRow[]): Promise<KnownRow[]> {
  const open = known.filter(({ caseId }) => caseId === null)
  if (open.length === 0) return known
  const found = await casesByKey(
    tx,
    tenantId,
    open.map(({ row }) => row),
  )
  for (const { row, caseId } of made) found.set(keyOf(row.complaint) ?? '', caseId ?? '')
  return known.map(({ row, caseId }) => {
    const id = caseId ?? found.get(keyOf(row.complaint) ?? '')
    if (!id) throw new AppError('IN_PROGRESS', `第 ${row.row} 行没有存下，请重试`)
    return { row, caseId: id }
  })
}

async function casesByKey(tx: Tx, tenantId: string, rows: ImportedRow[]): Promise<Map<string, string>> {
  const keys = rows.flatMap(({ complaint: { channel, externalId } }) => (externalId === undefined ? [] : [{ channel, externalId }]))
  const found = await findByExternalIds(tx, tenantId, keys)
  return new Map(found.map((row) => [`${row.channel}\0${row.external_id}`, row.id]))
}

/** 历史: the file's status, or closed; nobody is told, no clock runs. 待办: registered, as if it had come in today. */
function newCaseOf(row: ImportedRow, customerId: string | null, run: ImportRun): NewCase {
  const shared = {
    complaint: row.complaint,
    customerId,
    duplicateOf: null,
    importId: run.id,
    ...(row.severity && { severity: row.severity }),
  }
  if (run.run_as === 'toHandle') return shared
  const status = row.status ?? 'closed'
  const ended = ['closed', 'archived', 'declined', 'withdrawn'].includes(status)
  const end = row.closedAt ?? row.answer?.at ?? (row.complaint.receivedAt ? new Date(row.complaint.receivedAt) : undefined)
  return { ...shared, origin: 'history', status, ...(ended && end && { closedAt: end }) }
}
