import type { ActionFile } from '@zhiwei/contract'
import { type Act, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { columnsOfFile, type ReceivedFile, shownFile } from '../../platform/files.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { changeAction, findAction, lockAction } from './act.ts'
import { requirePart } from './policy.ts'

/** 证据: adds a received file to the action. @throws NOT_FOUND, NOT_PERMITTED, ACTION_STEP_NOT_ALLOWED */
export async function addEvidence(act: Act, actionId: string, file: ReceivedFile): Promise<{ id: string }> {
  const row = await lockAction(act, actionId, 'addEvidence')
  requirePart(act.actor, 'addEvidence', row)
  const id = newId()
  await act.tx
    .insertInto('action_file')
    .values({
      tenant_id: act.actor.tenantId,
      id,
      action_id: actionId,
      ...columnsOfFile(file),
      at: act.now,
      by_id: act.actor.userId,
    })
    .execute()
  await changeAction(act, row, {}, { kind: 'evidenceAdded', facts: { fileId: id, sizeBytes: file.sizeBytes } })
  return { id }
}

export async function filesOfAction(tx: Tx, tenantId: string, actionId: string): Promise<ActionFile[]> {
  const rows = await tx
    .selectFrom('action_file as f')
    .select(['f.id', 'f.name', 'f.content_type', 'f.size_bytes', 'f.at', personNamed('f', 'by_id').as('by')])
    .where('f.tenant_id', '=', tenantId)
    .where('f.action_id', '=', actionId)
    .orderBy('f.at')
    .execute()
  return rows.map((row) => ({ ...shownFile(row), by: row.by }))
}

/** @throws NOT_FOUND also when the action is not the person's to see */
export async function findEvidence(tx: Tx, actor: Actor, actionId: string, fileId: string) {
  await findAction(tx, actor, actionId)
  const file = await tx
    .selectFrom('action_file')
    .select(['name', 'content_type', 'size_bytes', 'storage_name'])
    .where('tenant_id', '=', actor.tenantId)
    .where('action_id', '=', actionId)
    .where('id', '=', fileId)
    .executeTakeFirst()
  if (!file) throw new AppError('NOT_FOUND', '文件不存在')
  return file
}
