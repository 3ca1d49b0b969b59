import type { Import, ImportState } from '@zhiwei/contract'
import type { z } from 'zod'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import type { ImportRun } from './tables.ts'

type State = z.infer<typeof ImportState>
const noCounts: Import['counts'] = { rows: 0, good: 0, bad: 0, committed: 0, known: 0, undone: 0, keptOnUndo: 0 }
const keptShown = 200
// Longer than the longest pause between two tries of a job, and far longer than a batch takes.
const stuckAfterMs = 10 * 60_000

/** A run that says it is busy but has not moved for ten minutes: it may be undone. */
export const isStuck = ({ state, updated_at }: ImportRun, now: Date) =>
  (state === 'reading' || state === 'committing') && updated_at.getTime() < now.getTime() - stuckAfterMs

/** @throws NOT_FOUND */
export async function findImport(tx: Tx, tenantId: string, id: string): Promise<ImportRun> {
  const run = await tx.selectFrom('import_run').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()
  if (!run) throw new AppError('NOT_FOUND', '没有这次导入')
  return run
}

/** Locks the run for a step that needs one of these states. @throws NOT_FOUND, IMPORT_STEP_NOT_ALLOWED */
export async function lockImport(tx: Tx, tenantId: string, id: string, states: State[]): Promise<ImportRun> {
  const run = await tx
    .selectFrom('import_run')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!run) throw new AppError('NOT_FOUND', '没有这次导入')
  if (!states.includes(run.state))
    throw new AppError('IMPORT_STEP_NOT_ALLOWED', `导入现为 ${run.state}`, { missing: [`state:${states.join('|')}`] })
  return run
}

export async function importDetail(
  tx: Tx,
  actor: Actor,
  id: string,
  now: Date,
  proposedAs: (run: ImportRun, now: Date) => Import['proposedAs'],
): Promise<Import> {
  const { tenantId } = actor
  const run = await findImport(tx, tenantId, id)
  const user = run.created_by
    ? await tx
        .selectFrom('user_account')
        .select('name')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', run.created_by)
        .executeTakeFirst()
    : undefined
  return {
    id: run.id,
    fileName: run.file_name,
    state: run.state,
    source: run.source,
    sheets: run.sheets,
    columns: run.columns,
    mapping: run.mapping,
    preview: run.preview,
    problems: run.problems,
    counts: { ...noCounts, ...run.counts },
    dates: run.dates,
    proposedAs: proposedAs(run, now),
    as: run.run_as,
    detail: run.detail,
    kept: ['undone', 'committed', 'failed'].includes(run.state) ? await keptRows(tx, tenantId, id) : [],
    createdAt: run.created_at.toISOString(),
    createdBy: user?.name ?? null,
    can: {
      map: run.state === 'ready',
      commit: run.state === 'ready' && Object.values(run.mapping).some((field) => field === 'text' || field === 'subject'),
      undo: ['committed', 'ready', 'failed'].includes(run.state) || isStuck(run, now),
    },
  }
}

async function keptRows(tx: Tx, tenantId: string, importId: string): Promise<Import['kept']> {
  const rows = await tx
    .selectFrom('import_row as r')
    .innerJoin('complaint_case as c', (join) => join.onRef('c.tenant_id', '=', 'r.tenant_id').onRef('c.id', '=', 'r.case_id'))
    .select(['c.id', 'c.number', 'r.outcome'])
    .where('r.tenant_id', '=', tenantId)
    .where('r.import_id', '=', importId)
    .where('r.outcome', 'in', ['kept', 'known'])
    .orderBy('r.row_no')
    .limit(keptShown)
    .execute()
  return rows.map((row) => ({ caseId: row.id, number: row.number, why: row.outcome === 'kept' ? 'workedOn' : 'existedBefore' }))
}

/** Names of the tenant's categories as files may write them. */
export async function categoryNames(tx: Tx, tenantId: string): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('category')
    .select(['code', 'name', 'name_en'])
    .where('tenant_id', '=', tenantId)
    .where('active', '=', true)
    .execute()
  const names = new Map<string, string>()
  const nameOf = new Map(rows.map((row) => [row.code, row.name]))
  for (const { code, name, name_en } of rows) {
    const parent = nameOf.get(code.split('.').slice(0, -1).join('.'))
    const spellings = [
      code,
      name,
      name_en.toLowerCase(),
      ...(parent ? [`${parent}/${name}`, `${parent}-${name}`, `${parent}>${name}`, `${parent} ${name}`] : []),
    ]
    for (const spelling of spellings) if (!names.has(spelling)) names.set(spelling, code)
  }
  return names
}

/** Minutes east of UTC of the tenant's zone at an instant. */
export async function offsetMinutesOf(tx: Tx, tenantId: string, at: Date): Promise<number> {
  const tenant = await tx.selectFrom('tenant').select('zone').where('id', '=', tenantId).executeTakeFirstOrThrow()
  const spelled =
    new Intl.DateTimeFormat('en', { timeZone: tenant.zone, timeZoneName: 'longOffset' })
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(spelled) ?? []
  return hours === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
