import type { User, UserChange } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { can, requireMayGive } from '../policy.ts'
import { administratorCode, permissionsOf } from '../rights.ts'
import { withoutSecondFactor } from '../second-factor/second-factor.ts'
import { endSessionsOf } from '../sign-in/sessions.ts'
import type { UserAccountRow } from '../tables.ts'
import { chosenRoles, requireActiveUnit } from './checks.ts'
import { giveRoles } from './create-user.ts'
import { lockAdministrators, requireAdministrator } from './last-administrator.ts'
import { describeUsers, findRolesOf } from './queries.ts'

type Change = z.infer<typeof UserChange>

/**
 * 修改人员: name, unit, roles, active or not; another's password, lock-out and second factor.
 * A new password or an account switched off ends the person's sessions.
 * @param passwordHash of `change.password`
 * @throws NOT_FOUND, VERSION_CONFLICT, NOT_PERMITTED, INPUT_INVALID, LAST_ADMINISTRATOR
 */
export async function changeUser(
  tx: Tx,
  actor: Actor,
  id: string,
  change: Change,
  passwordHash: string | undefined,
  now: Date,
): Promise<User> {
  const { tenantId } = actor
  const administrators = await lockAdministrators(tx, tenantId)
  const account = await lockUser(tx, tenantId, id)
  if (account.version !== change.version) throw new AppError('VERSION_CONFLICT', `现在是第 ${account.version} 版，请刷新后再改`)
  const roles = await findRolesOf(tx, tenantId, [id])
  requireMayChange(actor, { id, permissions: permissionsOf(roles) }, change)

  if (change.unitId !== account.unit_id) await requireActiveUnit(tx, tenantId, change.unitId)
  const swapped = change.roleIds && (await swapRoles(tx, actor, id, roles, change.roleIds))
  const changed = await tx
    .updateTable('user_account')
    .set({ ...columnsOf(change, passwordHash), version: account.version + 1 })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (roles.some((role) => role.code === administratorCode)) await requireAdministrator(tx, tenantId, administrators.id)
  if (passwordHash || change.active === false) await endSessionsOf(tx, tenantId, id)

  const { version, password, ...fields } = change
  const facts = {
    fields: Object.keys({ ...fields, ...(password && { password }) }),
    ...swapped,
    ...(change.active !== undefined && { active: change.active }),
  }
  await recordAudit(tx, { tenantId, kind: 'user.changed', actorId: actor.userId, subjectId: id, facts, at: now })
  const [user] = await describeUsers(tx, tenantId, [changed], now)
  return user as User
}

async function lockUser(tx: Tx, tenantId: string, id: string): Promise<UserAccountRow> {
  const account = await tx
    .selectFrom('user_account')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!account) throw new AppError('NOT_FOUND', '没有这个人员')
  return account
}

function requireMayChange(actor: Actor, user: Parameters<typeof can.resetSignIn>[1], change: Change) {
  if (!can.editUser(actor, user)) throw new AppError('NOT_PERMITTED', '这个人的权限比您多，请由管理员修改')
  const resetsSignIn = change.password !== undefined || change.dropSecondFactor
  if (resetsSignIn && !can.resetSignIn(actor, user)) throw new AppError('NOT_PERMITTED', '自己的密码和动态验证码请在个人设置里修改')
}

/** Gives the roles chosen and takes the others away; only what is new must be the giver's own. */
async function swapRoles(tx: Tx, actor: Actor, userId: string, held: { id: string; code: string }[], roleIds: string[]) {
  const roles = await chosenRoles(tx, actor.tenantId, roleIds)
  const added = roles.filter((role) => !held.some(({ id }) => id === role.id))
  const removed = held.filter((role) => !roles.some(({ id }) => id === role.id))
  requireMayGive(actor, permissionsOf(added))
  await giveRoles(
    tx,
    actor.tenantId,
    userId,
    added.map((role) => role.id),
  )
  if (removed.length) {
    await tx
      .deleteFrom('user_role')
      .where('tenant_id', '=', actor.tenantId)
      .where('user_id', '=', userId)
      .where(
        'role_id',
        'in',
        removed.map((role) => role.id),
      )
      .execute()
  }
  return { rolesAdded: added.map((role) => role.code), rolesRemoved: removed.map((role) => role.code) }
}

function columnsOf(change: Change, passwordHash: string | undefined) {
  return {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.unitId !== undefined && { unit_id: change.unitId }),
    ...(change.active !== undefined && { active: change.active }),
    ...(passwordHash && { password_hash: passwordHash }),
    ...((change.unlock || passwordHash) && { failed_attempts: 0, locked_until: null }),
    ...(change.dropSecondFactor && withoutSecondFactor),
  }
}
