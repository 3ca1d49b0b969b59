import { recordAudit } from '../../audit/index.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { hashPassword } from '../passwords/hash.ts'
import { administratorCode } from '../rights.ts'
import { withoutSecondFactor } from '../second-factor/second-factor.ts'
import { forgetCredentials } from '../sign-in/credential-cache.ts'
import { endSessionsOf } from '../sign-in/sessions.ts'
import { usernameOf } from '../usernames.ts'
import { insertUser } from '../users/create-user.ts'

export type NewAdministrator = { username: string; password: string; name?: string }
const shortestPassword = 12

/**
 * A person with every permission, in the call centre. The password is taken as given when long enough: the operator sets it, not a form.
 * @returns the person's id
 */
export async function makeAdministrator(database: Database, tenantId: string, administrator: NewAdministrator, now: Date): Promise<string> {
  const passwordHash = await hashGiven(administrator.password)
  return database
    .tenant(tenantId)
    .transaction()
    .execute((tx) => insertAdministrator(tx, tenantId, administrator, passwordHash, now))
}

export async function insertAdministrator(
  tx: Tx,
  tenantId: string,
  { username, name = '管理员' }: Omit<NewAdministrator, 'password'>,
  passwordHash: string,
  now: Date,
) {
  const roleId = await roleIdOf(tx, tenantId, administratorCode)
  const unit = await tx
    .selectFrom('unit')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('code', '=', 'callCentre')
    .executeTakeFirst()
  const account = await insertUser(tx, tenantId, { username, name, passwordHash, unitId: unit?.id ?? null, roleIds: [roleId] }, now)
  await recordAudit(tx, {
    tenantId,
    kind: 'user.created',
    actorId: null,
    subjectId: account.id,
    facts: { roles: [administratorCode] },
    at: now,
  })
  return account.id
}

/**
 * `zhiwei admin`: lets somebody in again as administrator, with a new password, unlocked, active and without second factor;
 * the account is made when there is none. Ends the person's sessions.
 * @throws NOT_FOUND for an unknown tenant
 */
export async function resetAdministrator(database: Database, tenantCode: string, username: string, password: string, now = new Date()) {
  const tenant = await database.platform.selectFrom('tenant').select('id').where('code', '=', tenantCode).executeTakeFirst()
  if (!tenant) throw new AppError('NOT_FOUND', `没有代码为 ${tenantCode} 的企业`)
  const tenantId = tenant.id
  const passwordHash = await hashGiven(password)
  const id = await database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const account = await tx
        .updateTable('user_account')
        .set((eb) => ({
          password_hash: passwordHash,
          active: true,
          failed_attempts: 0,
          locked_until: null,
          ...withoutSecondFactor,
          version: eb('version', '+', 1),
        }))
        .where('tenant_id', '=', tenantId)
        .where('username', '=', usernameOf(username))
        .returning('id')
        .executeTakeFirst()
      if (!account) return insertAdministrator(tx, tenantId, { username }, passwordHash, now)
      const values = { tenant_id: tenantId, user_id: account.id, role_id: await roleIdOf(tx, tenantId, administratorCode) }
      await tx
        .insertInto('user_role')
        .values(values)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await endSessionsOf(tx, tenantId, account.id)
      await recordAudit(tx, { tenantId, kind: 'user.reset', actorId: null, subjectId: account.id, at: now })
      return account.id
    })
  forgetCredentials(tenantId)
  return id
}

function hashGiven(password: string) {
  if ([...password].length < shortestPassword) throw new AppError('PASSWORD_TOO_WEAK', `至少需要 ${shortestPassword} 个字符`)
  return hashPassword(password)
}

async function roleIdOf(tx: Tx, tenantId: string, code: string) {
  const role = await tx.selectFrom('role').select('id').where('tenant_id', '=', tenantId).where('code', '=', code).executeTakeFirstOrThrow()
  return role.id
}
