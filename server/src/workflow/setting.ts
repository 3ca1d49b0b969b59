import type { WorkflowSetting } from '@zhiwei/contract'
import { recordAudit } from '../audit/index.ts'
import type { Act } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import './tables.ts'

/** Until somebody sets another: our own default. Source: docs/rules/escalation.md */
const usual: WorkflowSetting = { staffReminderMinutes: 30, customerReminderMinutes: 60, version: 0 }

/** 催办间隔 */
export async function settingOf(tx: Tx, tenantId: string): Promise<WorkflowSetting> {
  const row = await tx.selectFrom('workflow_setting').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst()
  if (!row) return usual
  return { staffReminderMinutes: row.staff_reminder_minutes, customerReminderMinutes: row.customer_reminder_minutes, version: row.version }
}

/** @throws VERSION_CONFLICT */
export async function changeSetting({ tx, actor, now }: Act, change: WorkflowSetting): Promise<WorkflowSetting> {
  const { tenantId } = actor
  const set = { staff_reminder_minutes: change.staffReminderMinutes, customer_reminder_minutes: change.customerReminderMinutes }
  const written =
    change.version === 0
      ? await tx
          .insertInto('workflow_setting')
          .values({ tenant_id: tenantId, ...set })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
      : await tx
          .updateTable('workflow_setting')
          .set({ ...set, version: change.version + 1 })
          .where('tenant_id', '=', tenantId)
          .where('version', '=', change.version)
          .executeTakeFirst()
  const count = 'numUpdatedRows' in written ? written.numUpdatedRows : written.numInsertedOrUpdatedRows
  if (!count) throw new AppError('VERSION_CONFLICT', '请刷新后再改')
  await recordAudit(tx, { tenantId, kind: 'reminders.set', actorId: actor.userId, facts: { ...set }, at: now })
  return settingOf(tx, tenantId)
}
