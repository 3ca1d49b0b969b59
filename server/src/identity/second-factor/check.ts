import { recordAudit } from '../../audit/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import type { UserAccountRow } from '../tables.ts'
import { hashOfRecoveryCode } from './recovery-codes.ts'
import { acceptedStep } from './totp.ts'

/**
 * Asks an account that has a second factor for its code; takes each code once, also of two tries at the same moment.
 * @throws SECOND_FACTOR_REQUIRED without a code, SECOND_FACTOR_INVALID
 */
export async function checkSecondFactor(deps: Deps, account: UserAccountRow, code: string | undefined, now: Date) {
  if (!account.totp_confirmed || !account.totp_secret_cipher) return
  if (!code?.trim()) throw new AppError('SECOND_FACTOR_REQUIRED', '请打开身份验证器查看 6 位验证码，或填写恢复码')
  const taken = (await takeStep(deps, account, code, now)) || (await takeRecoveryCode(deps, account, code, now))
  if (!taken) throw new AppError('SECOND_FACTOR_INVALID', '请等下一个验证码出现后再试，每个验证码只能用一次')
}

async function takeStep(deps: Deps, account: UserAccountRow, code: string, now: Date) {
  const secret = deps.keys.decrypt(account.totp_secret_cipher as Buffer)
  const step = acceptedStep(secret, code, now, account.totp_last_step)
  if (step === null) return false
  const updated = await deps.database
    .tenant(account.tenant_id)
    .updateTable('user_account')
    .set({ totp_last_step: step })
    .where('tenant_id', '=', account.tenant_id)
    .where('id', '=', account.id)
    .where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', step)]))
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

function takeRecoveryCode(deps: Deps, account: UserAccountRow, code: string, now: Date) {
  const hash = hashOfRecoveryCode(account.id, code)
  return deps.database
    .tenant(account.tenant_id)
    .transaction()
    .execute(async (tx) => {
      const locked = await tx
        .selectFrom('user_account')
        .select('recovery_code_hashes')
        .where('tenant_id', '=', account.tenant_id)
        .where('id', '=', account.id)
        .forUpdate()
        .executeTakeFirst()
      if (!locked?.recovery_code_hashes.includes(hash)) return false
      const left = locked.recovery_code_hashes.filter((stored) => stored !== hash)
      await tx
        .updateTable('user_account')
        .set({ recovery_code_hashes: left })
        .where('tenant_id', '=', account.tenant_id)
        .where('id', '=', account.id)
        .execute()
      await recordAudit(tx, {
        tenantId: account.tenant_id,
        kind: 'secondFactor.recoveryCodeUsed',
        actorId: account.id,
        subjectId: account.id,
        facts: { left: left.length },
        at: now,
      })
      return true
    })
}
