import type { SignIn } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { sha256 } from '../../platform/crypto.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { checkSecondFactor } from '../second-factor/check.ts'
import { tenantOfSignIn } from '../tenants/tenant-of-sign-in.ts'
import { usernameOf } from '../usernames.ts'
import { provePassword } from './prove-password.ts'
import { endSession, startSession } from './sessions.ts'
import { tenantIdOf } from './tokens.ts'
import { countWrongAddress, refuseBusyAddress } from './tries.ts'

export type From = {
  /** Host name asked, without port. */
  host: string
  address: string
  /** Session the browser still holds; it ends with the new sign-in. */
  formerToken: string | undefined
}

/**
 * 登录: begins a session for who knows the password and, where switched on, holds the second factor.
 * @returns the session's token and its tenant
 * @throws TENANT_REQUIRED, SIGN_IN_FAILED, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_INVALID, LOCKED_OUT, RATE_LIMITED. Source: docs/rules/passwords.md
 */
export async function signIn(deps: Deps, input: z.infer<typeof SignIn>, from: From) {
  const now = deps.clock()
  refuseBusyAddress(from.address, now)
  const tenant = await tenantOfSignIn(deps.database, from.host, input.tenant || undefined)
  const tenantId = tenant?.id
  const account = await (tenantId ? proveAccount(deps, tenantId, input, from, now) : refuseUnknownTenant()).catch((error: unknown) => {
    if (error instanceof AppError && ['SIGN_IN_FAILED', 'SECOND_FACTOR_INVALID'].includes(error.code)) countWrongAddress(from.address, now)
    throw error
  })
  return deps.database
    .tenant(account.tenant_id)
    .transaction()
    .execute(async (tx) => {
      await tx
        .updateTable('user_account')
        .set({ failed_attempts: 0, locked_until: null, last_sign_in_at: now })
        .where('tenant_id', '=', account.tenant_id)
        .where('id', '=', account.id)
        .execute()
      if (from.formerToken && tenantIdOf(from.formerToken) === account.tenant_id)
        await endSession(tx, account.tenant_id, sha256(from.formerToken))
      const facts = { address: from.address, secondFactor: account.totp_confirmed }
      await recordAudit(tx, {
        tenantId: account.tenant_id,
        kind: 'session.started',
        actorId: account.id,
        subjectId: account.id,
        facts,
        at: now,
      })
      return startSession(tx, { tenantId: account.tenant_id, userId: account.id, startedAt: now }, now)
    })
}

function proveAccount(deps: Deps, tenantId: string, input: z.infer<typeof SignIn>, from: From, now: Date) {
  const username = usernameOf(input.username)
  return provePassword(
    deps.database,
    { tenantId, password: input.password, now, address: from.address },
    (db) => db.selectFrom('user_account').selectAll().where('tenant_id', '=', tenantId).where('username', '=', username).executeTakeFirst(),
    `${tenantId} ${username}`,
    (account) => checkSecondFactor(deps, account, input.code, now),
  )
}

/** Which tenants exist is no secret: their codes stand in the addresses of their portals. */
const refuseUnknownTenant = () => Promise.reject(new AppError('SIGN_IN_FAILED', '请检查用户名、密码和企业代码'))
