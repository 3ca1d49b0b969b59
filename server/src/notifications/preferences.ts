import type { NoticePreference, NoticePreferenceChange } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Act } from '../cases/index.ts'
import type { Config } from '../platform/config.ts'
import type { Keys } from '../platform/crypto.ts'
import type { Database, Tx } from '../platform/database.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { canMail } from '../platform/mail.ts'
import { resealColumn } from '../platform/reseal.ts'
import { hourIn, offsetMs } from '../platform/zones.ts'
import type { NoticePreferenceTable } from './tables.ts'

const rowOf = (tx: Tx, tenantId: string, userId: string) =>
  tx.selectFrom('notice_preference').selectAll().where('tenant_id', '=', tenantId).where('user_id', '=', userId).executeTakeFirst()

/** 我的通知设置: what nobody set is told in the app and by the group's robot, not by mail. */
export async function preferenceOf(tx: Tx, tenantId: string, userId: string, keys: Keys, config: Config): Promise<NoticePreference> {
  const row = await rowOf(tx, tenantId, userId)
  const mailAvailable = canMail(config)
  if (!row) return { app: true, mail: false, robot: true, mailAddress: null, quietFrom: null, quietTo: null, mailAvailable, version: 0 }
  return {
    app: row.app,
    mail: row.mail,
    robot: row.robot,
    mailAddress: row.mail_cipher && keys.decrypt(row.mail_cipher),
    quietFrom: row.quiet_from,
    quietTo: row.quiet_to,
    mailAvailable,
    version: row.version,
  }
}

/** @throws INPUT_INVALID, VERSION_CONFLICT */
export async function changePreference({ tx, actor, keys }: Act, userId: string, change: z.infer<typeof NoticePreferenceChange>) {
  const { tenantId } = actor
  if (change.mail && !change.mailAddress) throw invalidInput('#/mailAddress', '请填写接收通知的邮箱')
  if ((change.quietFrom === null) !== (change.quietTo === null)) throw invalidInput('#/quietTo', '免打扰时段要填开始和结束')
  const values = {
    app: change.app,
    mail: change.mail,
    robot: change.robot,
    mail_cipher: change.mailAddress ? keys.encrypt(change.mailAddress) : null,
    quiet_from: change.quietFrom,
    quiet_to: change.quietTo,
  }
  const before = await rowOf(tx, tenantId, userId)
  if ((before?.version ?? 0) !== change.version) throw new AppError('VERSION_CONFLICT', '请刷新后再改')
  await tx
    .insertInto('notice_preference')
    .values({ tenant_id: tenantId, user_id: userId, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet({ ...values, version: change.version + 1 }))
    .execute()
}

/** 免打扰: is it one of the person's quiet hours? They may lie over midnight. */
export function isQuiet(
  { quiet_from: from, quiet_to: to }: Pick<Selectable<NoticePreferenceTable>, 'quiet_from' | 'quiet_to'>,
  now: Date,
  zone: string,
): boolean {
  if (from === null || to === null || from === to) return false
  const minute = hourIn(now, zone) * 60 + new Date(now.getTime() + offsetMs(now, zone)).getUTCMinutes()
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

/** 邮箱 of people who gave one, whether or not they want notices by mail. */
export async function mailAddressesOf(tx: Tx, keys: Keys, tenantId: string, userIds: readonly string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('notice_preference')
    .select(['user_id', 'mail_cipher'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', 'in', userIds)
    .execute()
  return new Map(rows.flatMap(({ user_id, mail_cipher }) => (mail_cipher ? [[user_id, keys.decrypt(mail_cipher)] as const] : [])))
}

/** 密钥轮换: mail addresses, and the addresses and secrets of robots. @returns how many */
export async function rotateNoticeKeys(database: Database, keys: Keys, tenantId: string): Promise<number> {
  const preferences = { table: 'notice_preference', column: 'mail_cipher', key: { user_id: 'uuid' } } as const
  const robots = { table: 'robot', key: { id: 'uuid' } } as const
  return (
    (await resealColumn(database, keys, tenantId, preferences)) +
    (await resealColumn(database, keys, tenantId, { ...robots, column: 'address_cipher' })) +
    (await resealColumn(database, keys, tenantId, { ...robots, column: 'secret_cipher' }))
  )
}
