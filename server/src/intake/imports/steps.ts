import type { Import, ImportMapping } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { StoredBytes } from '../../platform/files.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { findImport, isStuck, lockImport } from './queries.ts'
import type { ImportRun } from './tables.ts'

// The steps a person takes in the wizard; the work itself is done by jobs that survive a kill.

const historyAfterDays = 7
/** Bytes of a file to import (design: 100 MB). */
export const largestFile = 100 * 1024 * 1024

/** 上传: the file is stored; reading it is a job. */
export async function startImport(tx: Tx, actor: Actor, file: StoredBytes & { name: string }, now: Date) {
  const id = newId()
  await tx
    .insertInto('import_run')
    .values({
      tenant_id: actor.tenantId,
      id,
      file_name: maskPersonalData(file.name.slice(-200) || 'file').masked,
      storage_name: file.storageName,
      state: 'reading',
      source: null,
      dates: 'null',
      run_as: null,
      detail: null,
      created_at: now,
      created_by: actor.userId,
      updated_at: now,
    })
    .execute()
  await enqueue(tx, 'intake.scanImport', { tenantId: actor.tenantId, importId: id })
  return { id, state: 'reading' as const }
}

/**
 * 列对应: the person's own mapping; the file is read again with it.
 * @throws IMPORT_STEP_NOT_ALLOWED, INPUT_INVALID when a column does not exist or a field is given twice
 */
export async function mapImport(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { mapping: ImportMapping; sheet?: string | undefined },
  now: Date,
) {
  const run = await lockImport(tx, actor.tenantId, id, ['ready'])
  const otherSheet = input.sheet !== undefined && `xlsx:${input.sheet}` !== run.source
  if (input.sheet !== undefined && !run.sheets.includes(input.sheet)) throw invalid('/sheet', '没有这张工作表')
  const fields = Object.values(input.mapping)
  const twice = fields.find((field, at) => fields.indexOf(field) !== at)
  if (twice) throw invalid('/mapping', `${twice} 只能对应一列`)
  const missing = Object.keys(input.mapping).find((index) => !run.columns.some((column) => column.index === Number(index)))
  if (missing !== undefined && !otherSheet) throw invalid(`/mapping/${missing}`, '没有这一列')
  await tx
    .updateTable('import_run')
    // Another sheet has other columns: its mapping is guessed anew.
    .set({
      state: 'reading',
      updated_at: now,
      mapping: JSON.stringify(otherSheet ? {} : input.mapping),
      ...(otherSheet && { source: `xlsx:${input.sheet}` }),
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await enqueue(tx, 'intake.scanImport', { tenantId: actor.tenantId, importId: id })
}

const invalid = (pointer: string, detail: string) => new AppError('INPUT_INVALID', detail, { errors: [{ pointer: `#${pointer}`, detail }] })

/** 历史 when the newest row is older than a week, else 待办. */
export function proposedAs(run: ImportRun, now: Date): Import['proposedAs'] {
  if (run.state === 'reading' || run.state === 'failed') return null
  const newest = run.dates ? new Date(run.dates.to).getTime() : now.getTime()
  return newest < now.getTime() - historyAfterDays * 86_400_000 ? 'history' : 'toHandle'
}

/** 确认导入 @throws IMPORT_STEP_NOT_ALLOWED when not ready or no column holds the text */
export async function commitRun(tx: Tx, actor: Actor, id: string, as: 'history' | 'toHandle' | undefined, now: Date) {
  const run = await lockImport(tx, actor.tenantId, id, ['ready'])
  const fields = Object.values(run.mapping)
  if (!fields.includes('text') && !fields.includes('subject'))
    throw new AppError('IMPORT_STEP_NOT_ALLOWED', '请先指定哪一列是投诉内容', { missing: ['text'] })
  await tx
    .updateTable('import_run')
    .set({ state: 'committing', run_as: as ?? proposedAs(run, now), updated_at: now })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await enqueue(tx, 'intake.commitImport', { tenantId: actor.tenantId, importId: id })
}

/** 撤销: of a run that ended, was only read, or is stuck. @throws IMPORT_STEP_NOT_ALLOWED while it is being read or committed */
export async function undoRun(tx: Tx, actor: Actor, id: string, now: Date) {
  const stuck = isStuck(await findImport(tx, actor.tenantId, id), now)
  await lockImport(tx, actor.tenantId, id, [
    'ready',
    'failed',
    'committed',
    'undone',
    ...(stuck ? (['reading', 'committing'] as const) : []),
  ])
  await tx
    .updateTable('import_run')
    // What the file said goes with the cases; only that there was an import stays.
    .set({ state: 'undone', updated_at: now, file_name: '已撤销的导入', columns: '[]', preview: '[]', problems: '[]', detail: null })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await enqueue(tx, 'intake.undoImport', { tenantId: actor.tenantId, importId: id })
}
