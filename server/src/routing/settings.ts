import type { DispatchSettings } from '@zhiwei/contract'
import { recordAudit } from '../audit/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'

/** How often a case may be sent back before the supervisor decides, until a tenant sets it. Source: docs/rules/dispatch.md */
const shipped: DispatchSettings = { sendBackLimit: 2, version: 0 }

export async function dispatchSettingsOf(tx: Tx, tenantId: string): Promise<DispatchSettings> {
  const row = await tx
    .selectFrom('dispatch_setting')
    .select(['send_back_limit as sendBackLimit', 'version'])
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  return row ?? shipped
}

export const sendBackLimitOf = async (tx: Tx, tenantId: string) => (await dispatchSettingsOf(tx, tenantId)).sendBackLimit

/** 退单上限. @throws VERSION_CONFLICT */
export async function changeDispatchSettings(
  tx: Tx,
  actor: Actor,
  { sendBackLimit, version }: DispatchSettings,
  now: Date,
): Promise<DispatchSettings> {
  const { tenantId, userId } = actor
  const row = { send_back_limit: sendBackLimit, version: version + 1, changed_at: now, changed_by: userId }
  const changed =
    version === 0
      ? await tx
          .insertInto('dispatch_setting')
          .values({ tenant_id: tenantId, ...row })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
          .then((result) => result.numInsertedOrUpdatedRows)
      : await tx
          .updateTable('dispatch_setting')
          .set(row)
          .where('tenant_id', '=', tenantId)
          .where('version', '=', version)
          .executeTakeFirst()
          .then((result) => result.numUpdatedRows)
  if (!changed) throw new AppError('VERSION_CONFLICT', '退单上限已被他人修改，请刷新后再改')
  await recordAudit(tx, { tenantId, kind: 'dispatchSettings.changed', actorId: userId, subjectId: null, facts: { sendBackLimit }, at: now })
  return { sendBackLimit, version: version + 1 }
}
