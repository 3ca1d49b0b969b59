import type { PortalFileList } from '@zhiwei/contract'
import { recordAudit } from '../../audit/index.ts'
import { type Act, findCase, lockCase, personNamed } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'

/** Which files of the case its customer can open. @throws CASE_NOT_FOUND for a case not to be seen */
export async function filesShown(tx: Tx, actor: Actor, idOrNumber: string): Promise<PortalFileList> {
  const { id } = await findCase(tx, actor, idOrNumber)
  const rows = await tx
    .selectFrom('portal_file')
    .select(['file_id', 'from_customer', 'at', personNamed('portal_file', 'by_id').as('by')])
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', id)
    .orderBy('at')
    .execute()
  return wholeList(
    rows.map(({ file_id: fileId, from_customer: isTheirs, at, by }) => ({
      fileId,
      from: isTheirs ? ('customer' as const) : ('company' as const),
      at: at.toISOString(),
      by,
    })),
  )
}

/** 给客户看: shows a file of the case to its customer, or takes it back; what the customer sent stays theirs. @throws CASE_NOT_FOUND, NOT_FOUND */
export async function showFile(act: Act, caseId: string, { fileId, shown }: { fileId: string; shown: boolean }): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  await lockCase(act, caseId)
  const file = await tx
    .selectFrom('stored_file')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', fileId)
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  if (!file) throw new AppError('NOT_FOUND', '这张工单没有这个附件')
  if (shown)
    await tx
      .insertInto('portal_file')
      .values({ tenant_id: tenantId, file_id: fileId, case_id: caseId, from_customer: false, at: now, by_id: actor.userId })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  else
    await tx
      .deleteFrom('portal_file')
      .where('tenant_id', '=', tenantId)
      .where('file_id', '=', fileId)
      .where('from_customer', '=', false)
      .execute()
  await recordAudit(tx, { tenantId, kind: 'portalFile.shown', actorId: actor.userId, subjectId: caseId, facts: { fileId, shown }, at: now })
  return { id: fileId }
}
