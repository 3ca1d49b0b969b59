import type { ReportMailSettings, ReportMailSettingsChange } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import type { Config } from '../../platform/config.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { canMail } from '../../platform/mail.ts'
import '../tables.ts'

const usual = { outside_allowed: false, sends: 'file', version: 0 } as const

const rowOf = async (tx: Tx, tenantId: string) =>
  (await tx.selectFrom('report_mail_settings').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst()) ?? usual

/** 发送设置: until somebody says otherwise, to colleagues alone, with the file. */
export async function mailSettings(tx: Tx, tenantId: string, config: Pick<Config, 'smtpUrl'>): Promise<ReportMailSettings> {
  const { outside_allowed: outsideAllowed, sends, version } = await rowOf(tx, tenantId)
  return { outsideAllowed, sends, mailAvailable: canMail(config), version }
}

export const outsideAllowed = async (tx: Tx, tenantId: string) => (await rowOf(tx, tenantId)).outside_allowed
export const sendsOf = async (tx: Tx, tenantId: string) => (await rowOf(tx, tenantId)).sends

/** @throws VERSION_CONFLICT */
export async function changeMailSettings({ tx, actor, now }: Act, change: z.infer<typeof ReportMailSettingsChange>) {
  const { tenantId } = actor
  if ((await rowOf(tx, tenantId)).version !== change.version) throw new AppError('VERSION_CONFLICT', '别人刚改过，请刷新后再改')
  const values = { outside_allowed: change.outsideAllowed, sends: change.sends, version: change.version + 1 }
  await tx
    .insertInto('report_mail_settings')
    .values({ tenant_id: tenantId, ...values })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(values))
    .execute()
  const facts = { outsideAllowed: change.outsideAllowed, sends: change.sends }
  await recordAudit(tx, { tenantId, kind: 'reportMailSettings.changed', actorId: actor.userId, facts, at: now })
}
