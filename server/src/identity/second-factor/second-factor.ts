import { recordAudit } from '../../audit/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import type { SignedIn } from '../sign-in/authenticate.ts'
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.ts'
import { acceptedStep, newSecret, uriOf } from './totp.ts'

async function lockAccount(tx: Tx, tenantId: string, userId: string) {
  return tx
    .selectFrom('user_account')
    .select(['username', 'totp_secret_cipher', 'totp_confirmed'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', userId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/**
 * 开启动态验证码, first half: a secret for the person's authenticator app; nothing is asked at sign-in until it is confirmed.
 * @throws ALREADY_EXISTS
 */
export async function startSecondFactor(deps: Deps, tx: Tx, { actor, userId }: SignedIn) {
  const account = await lockAccount(tx, actor.tenantId, userId)
  if (account.totp_confirmed) throw new AppError('ALREADY_EXISTS', '动态验证码已开启；要换手机请先关闭')
  const secret = newSecret()
  await tx
    .updateTable('user_account')
    .set({ totp_secret_cipher: deps.keys.encrypt(secret), totp_last_step: null })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', userId)
    .execute()
  const tenant = await tx.selectFrom('tenant').select('code').where('id', '=', actor.tenantId).executeTakeFirstOrThrow()
  return { secret, uri: uriOf(secret, `${account.username}@${tenant.code}`) }
}

/**
 * 开启动态验证码, second half: a first code shows that the app works. Answers the recovery codes (恢复码), this once.
 * @throws SECOND_FACTOR_INVALID, ALREADY_EXISTS
 */
export async function confirmSecondFactor(deps: Deps, tx: Tx, { actor, userId }: SignedIn, code: string) {
  const account = await lockAccount(tx, actor.tenantId, userId)
  if (account.totp_confirmed) throw new AppError('ALREADY_EXISTS', '动态验证码已开启')
  const step = account.totp_secret_cipher && acceptedStep(deps.keys.decrypt(account.totp_secret_cipher), code, deps.clock(), null)
  if (step === null) throw new AppError('SECOND_FACTOR_INVALID', '请核对手机时间，再填写最新的 6 位验证码')
  const recoveryCodes = newRecoveryCodes()
  await tx
    .updateTable('user_account')
    .set({
      totp_confirmed: true,
      totp_last_step: step,
      recovery_code_hashes: recoveryCodes.map((recoveryCode) => hashOfRecoveryCode(userId, recoveryCode)),
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', userId)
    .execute()
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'secondFactor.switchedOn', actorId: userId, subjectId: userId, at: deps.clock() })
  return { recoveryCodes }
}

/** What an account without second factor looks like. */
export const withoutSecondFactor = {
  totp_secret_cipher: null,
  totp_confirmed: false,
  totp_last_step: null,
  recovery_code_hashes: [] as string[],
}

/** 关闭动态验证码; the caller has asked for the password. */
export async function dropSecondFactor(deps: Deps, tx: Tx, { actor, userId }: SignedIn) {
  await tx.updateTable('user_account').set(withoutSecondFactor).where('tenant_id', '=', actor.tenantId).where('id', '=', userId).execute()
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'secondFactor.switchedOff',
    actorId: userId,
    subjectId: userId,
    at: deps.clock(),
  })
}
