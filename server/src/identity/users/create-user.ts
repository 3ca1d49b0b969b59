import type { User, UserInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { isUniqueViolation, type Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { requireMayGive } from '../policy.ts'
import { permissionsOf } from '../rights.ts'
import { usernameOf } from '../usernames.ts'
import { chosenRoles, requireActiveUnit } from './checks.ts'
import { describeUsers } from './queries.ts'

export type NewUser = { username: string; name: string; passwordHash: string | null; unitId: string | null; roleIds: string[] }

/** Adds the account and its roles; the caller has checked who may. @throws ALREADY_EXISTS */
export async function insertUser(tx: Tx, tenantId: string, user: NewUser, now: Date) {
  const id = newId()
  const account = await tx
    .insertInto('user_account')
    .values({
      tenant_id: tenantId,
      id,
      username: usernameOf(user.username),
      name: user.name,
      password_hash: user.passwordHash,
      unit_id: user.unitId,
      totp_secret_cipher: null,
      totp_last_step: null,
      locked_until: null,
      last_sign_in_at: null,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      if (isUniqueViolation(error)) throw new AppError('ALREADY_EXISTS', '这个用户名已有人使用，请换一个')
      throw error
    })
  await giveRoles(tx, tenantId, id, user.roleIds)
  return account
}

export async function giveRoles(tx: Tx, tenantId: string, userId: string, roleIds: string[]) {
  if (roleIds.length === 0) return
  const values = [...new Set(roleIds)].map((roleId) => ({ tenant_id: tenantId, user_id: userId, role_id: roleId }))
  await tx.insertInto('user_role').values(values).execute()
}

/**
 * 新增人员: an account with unit and roles, none of which gives what the giver lacks.
 * @throws NOT_PERMITTED, INPUT_INVALID, ALREADY_EXISTS
 */
export async function createUser(tx: Tx, actor: Actor, input: z.infer<typeof UserInput>, passwordHash: string, now: Date): Promise<User> {
  const { tenantId } = actor
  await requireActiveUnit(tx, tenantId, input.unitId)
  const roles = await chosenRoles(tx, tenantId, input.roleIds)
  requireMayGive(actor, permissionsOf(roles))
  const account = await insertUser(tx, tenantId, { ...input, passwordHash }, now)
  const facts = { roles: roles.map((role) => role.code), unitId: input.unitId }
  await recordAudit(tx, { tenantId, kind: 'user.created', actorId: actor.userId, subjectId: account.id, facts, at: now })
  const [user] = await describeUsers(tx, tenantId, [account], now)
  return user as User
}
