import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import { oneAtATime } from '../../platform/one-at-a-time.ts'
import { type OutgoingSettings, outgoingSettings } from './settings.ts'

/** 对客消息设置: quiet hours, the day's number, approval of templates, kinds that are not told. @throws VERSION_CONFLICT */
export async function changeOutgoingSettings(act: Act, change: OutgoingSettings): Promise<OutgoingSettings> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  await oneAtATime(tx, 'outgoing settings', tenantId)
  const before = await outgoingSettings(tx, tenantId)
  if (before.version !== change.version) throw new AppError('VERSION_CONFLICT', `现在是第 ${before.version} 版，请刷新后再改`)
  const values = {
    quiet_from: change.quietFrom,
    quiet_to: change.quietTo,
    most_a_day: change.mostADay,
    needs_approval: change.needsApproval,
    kinds_off: [...new Set(change.kindsOff)],
    unknown_reply: change.unknownReply,
    version: change.version + 1,
  }
  await tx
    .insertInto('outgoing_setting')
    .values({ tenant_id: tenantId, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute()
  const facts = { mostADay: change.mostADay, needsApproval: change.needsApproval, kindsOff: values.kinds_off }
  await recordAudit(tx, { tenantId, kind: 'outgoingSettings.changed', actorId: actor.userId, facts, at: now })
  return outgoingSettings(tx, tenantId)
}
