import { type Act, eraseCases, systemActor, untouchedCases } from '../../cases/index.ts'
import { forgetCustomersWithoutCases } from '../../customers/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { JobData } from '../../platform/jobs.ts'
import { findImport, lockImport } from './queries.ts'

const batchRows = 500

/**
 * 撤销导入: blanks what the run brought, batch by batch; cases somebody has worked on since stay and are listed, as do rows that had
 * met an existing case. Goes on where a killed one stopped.
 */
export async function undoImport(deps: Deps, { tenantId, importId }: JobData, signal?: AbortSignal) {
  const db = deps.database.tenant(tenantId)
  const id = String(importId)
  const run = await db.transaction().execute((tx) => findImport(tx, tenantId, id))
  if (run.state !== 'undone') return
  let left = true
  while (left) {
    if (signal?.aborted) throw signal.reason
    left = await db.transaction().execute((tx) => undoBatch(deps, tx, tenantId, id, run.created_by))
  }
  await deps.files.remove(run.storage_name)
}

async function undoBatch(deps: Deps, tx: Tx, tenantId: string, id: string, userId: string | null): Promise<boolean> {
  const run = await lockImport(tx, tenantId, id, ['undone'])
  const rows = await tx
    .selectFrom('import_row')
    .select(['row_no', 'case_id'])
    .where('tenant_id', '=', tenantId)
    .where('import_id', '=', id)
    .where('outcome', '=', 'made')
    .orderBy('row_no')
    .limit(batchRows)
    .execute()
  if (rows.length === 0) return false
  const act: Act = { tx, keys: deps.keys, actor: { ...systemActor(tenantId), userId }, now: deps.clock() }
  const caseIds = rows.flatMap((row) => (row.case_id ? [row.case_id] : []))
  const untouched = await untouchedCases(act, caseIds)
  const customers = await customersOf(tx, tenantId, [...untouched])
  await eraseCases(act, [...untouched], { importId: id })
  await forgetCustomersWithoutCases(tx, tenantId, customers, run.created_at)
  const isUndone = (row: { case_id: string | null }) => row.case_id !== null && untouched.has(row.case_id)
  for (const outcome of ['undone', 'kept'] as const) {
    const rowNos = rows.filter((row) => isUndone(row) === (outcome === 'undone')).map((row) => row.row_no)
    if (rowNos.length === 0) continue
    await tx
      .updateTable('import_row')
      .set({ outcome })
      .where('tenant_id', '=', tenantId)
      .where('import_id', '=', id)
      .where('row_no', 'in', rowNos)
      .execute()
  }
  const undone = (run.counts.undone ?? 0) + untouched.size
  const keptOnUndo = (run.counts.keptOnUndo ?? 0) + rows.length - untouched.size
  await tx
    .updateTable('import_run')
    .set({ counts: JSON.stringify({ ...run.counts, undone, keptOnUndo }), updated_at: act.now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  return true
}

async function customersOf(tx: Tx, tenantId: string, caseIds: string[]): Promise<string[]> {
  if (caseIds.length === 0) return []
  const rows = await tx
    .selectFrom('complaint_case')
    .select('customer_id')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', caseIds)
    .execute()
  return rows.flatMap((row) => (row.customer_id ? [row.customer_id] : []))
}
