import type { PartFile } from '@zhiwei/contract'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { columnsOfFile, type ReceivedFile, shownFile } from '../../platform/files.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { findPart, lockPartOfReport, type PartPlace } from './find.ts'

/** 附件: what the firm gives with its answers, or the company gives to the firm. @throws NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED */
export async function addPartFile(act: Act, place: PartPlace, file: ReceivedFile): Promise<{ id: string }> {
  const { tx, actor, now } = act
  if (place.of === 'report') await lockPartOfReport(tx, actor, place.reportId, place.id)
  else if ((await findPart(tx, actor, place, 'locked')).closed) throw new AppError('ALREADY_DECIDED', '这份 8D 已经结案')
  const id = newId()
  await tx
    .insertInto('partner_file')
    .values({
      tenant_id: actor.tenantId,
      id,
      part_id: place.id,
      ...columnsOfFile(file),
      at: now,
      by_id: actor.userId,
      from_partner: place.of === 'firm',
    })
    .execute()
  return { id }
}

export async function filesOfPart(tx: Tx, tenantId: string, partId: string): Promise<PartFile[]> {
  const rows = await tx
    .selectFrom('partner_file')
    .select(['id', 'name', 'content_type', 'size_bytes', 'at', 'from_partner'])
    .where('tenant_id', '=', tenantId)
    .where('part_id', '=', partId)
    .orderBy('at')
    .execute()
  return rows.map((row) => ({ ...shownFile(row), fromPartner: row.from_partner }))
}

/** @throws NOT_FOUND also when the part is not the person's to see */
export async function findPartFile(tx: Tx, actor: Actor, place: PartPlace, fileId: string) {
  await findPart(tx, actor, place)
  const file = await tx
    .selectFrom('partner_file')
    .select(['name', 'content_type', 'size_bytes', 'storage_name'])
    .where('tenant_id', '=', actor.tenantId)
    .where('part_id', '=', place.id)
    .where('id', '=', fileId)
    .executeTakeFirst()
  if (!file) throw new AppError('NOT_FOUND', '文件不存在')
  return file
}
