import type { PasswordChange } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import type { SignedIn } from '../sign-in/authenticate.ts'
import { forgetCredentials } from '../sign-in/credential-cache.ts'
import { provePassword } from '../sign-in/prove-password.ts'
import { endSessionsOf } from '../sign-in/sessions.ts'
import { hashNewPassword } from './new-password.ts'

/**
 * Proves the present password of who is signed in; wrong tries count towards the lock-out.
 * @param field of the form that holds it
 * @throws INPUT_INVALID naming the field, LOCKED_OUT
 */
export async function proveOwnPassword(deps: Deps, session: SignedIn, password: string, address: string, field: string) {
  const { tenantId } = session.actor
  const find = (db: ReturnType<Deps['database']['tenant']>) =>
    db.selectFrom('user_account').selectAll().where('tenant_id', '=', tenantId).where('id', '=', session.userId).executeTakeFirst()
  try {
    return await provePassword(deps.database, { tenantId, password, now: deps.clock(), address }, find, session.userId)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'SIGN_IN_FAILED') throw error
    throw new AppError('INPUT_INVALID', '当前密码不正确', { errors: [{ pointer: `#/${field}`, detail: '当前密码不正确' }] })
  }
}

/**
 * 修改密码: takes the present password, sets the new one, ends the person's other sessions.
 * @throws INPUT_INVALID when the present one is wrong, PASSWORD_TOO_WEAK, LOCKED_OUT
 */
export async function changePassword(deps: Deps, session: SignedIn, input: z.infer<typeof PasswordChange>, address: string) {
  const { tenantId } = session.actor
  const now = deps.clock()
  const account = await proveOwnPassword(deps, session, input.current, address, 'current')
  if (input.password === input.current) throw new AppError('PASSWORD_TOO_WEAK', '新密码不能与当前密码相同')
  const passwordHash = await hashNewPassword(deps.database, tenantId, account, input.password)
  await deps.database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      await tx
        .updateTable('user_account')
        .set({ password_hash: passwordHash, failed_attempts: 0, locked_until: null })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', account.id)
        .execute()
      await endSessionsOf(tx, tenantId, account.id, session.tokenHash)
      await recordAudit(tx, { tenantId, kind: 'password.changed', actorId: account.id, subjectId: account.id, at: now })
    })
  forgetCredentials(tenantId)
}
