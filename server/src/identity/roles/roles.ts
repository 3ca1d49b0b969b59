import type { Role, RoleChange, RoleInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { requireMayGive } from '../policy.ts'
import { administratorCode, permissionsOf } from '../rights.ts'
import type { RoleRow } from '../tables.ts'

/** 角色: every role with the number of people who hold it; shipped ones first. */
export async function findRoles(tx: Tx, tenantId: string, id?: string): Promise<Role[]> {
  const rows = await tx
    .selectFrom('role as r')
    .select(['r.id', 'r.code', 'r.name', 'r.permissions', 'r.shipped', 'r.remedy_limit_fen', 'r.version'])
    .select((eb) =>
      eb
        .selectFrom('user_role as h')
        .select(eb.fn.countAll<number>().as('count'))
        .whereRef('h.tenant_id', '=', 'r.tenant_id')
        .whereRef('h.role_id', '=', 'r.id')
        .as('userCount'),
    )
    .where('r.tenant_id', '=', tenantId)
    .$if(id !== undefined, (query) => query.where('r.id', '=', id as string))
    .orderBy('r.shipped', 'desc')
    .orderBy('r.id')
    .execute()
  return rows.map(({ remedy_limit_fen, userCount, ...row }) => ({
    ...row,
    permissions: [...permissionsOf([{ ...row, remedy_limit_fen }])],
    remedyLimitFen: remedy_limit_fen,
    userCount: userCount ?? 0,
  }))
}

/** @throws NOT_PERMITTED, ALREADY_EXISTS */
export async function createRole(tx: Tx, actor: Actor, input: z.infer<typeof RoleInput>, now: Date): Promise<Role> {
  const { tenantId } = actor
  requireMayGive(actor, input.permissions)
  const id = newId()
  const permissions = [...new Set(input.permissions)]
  const added = await tx
    .insertInto('role')
    .values({ tenant_id: tenantId, id, code: input.code, name: input.name, permissions, remedy_limit_fen: input.remedyLimitFen })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'code']).doNothing())
    .executeTakeFirst()
  if (!added.numInsertedOrUpdatedRows) throw new AppError('ALREADY_EXISTS', '这个角色代码已有，请换一个')
  const facts = { code: input.code, permissions, remedyLimitFen: input.remedyLimitFen }
  await recordAudit(tx, { tenantId, kind: 'role.created', actorId: actor.userId, subjectId: id, facts, at: now })
  return one(tx, tenantId, id)
}

/**
 * Changes what a role gives to everyone who holds it; what is added must be the giver's own.
 * Authorisation limits (授权额度) are no right of the giver's: whoever manages roles sets them, the record tells.
 * @throws NOT_FOUND, VERSION_CONFLICT, NOT_PERMITTED
 */
export async function changeRole(tx: Tx, actor: Actor, id: string, change: z.infer<typeof RoleChange>, now: Date): Promise<Role> {
  const { tenantId } = actor
  const role = await lockRole(tx, tenantId, id)
  if (role.version !== change.version) throw new AppError('VERSION_CONFLICT', `现在是第 ${role.version} 版，请刷新后再改`)
  const permissions = change.permissions && [...new Set(change.permissions)]
  const added = (permissions ?? []).filter((permission) => !role.permissions.includes(permission))
  const removed = permissions ? role.permissions.filter((permission) => !permissions.includes(permission)) : []
  requireMayGive(actor, added)
  await tx
    .updateTable('role')
    .set({
      ...(change.name !== undefined && { name: change.name }),
      ...(permissions && { permissions }),
      ...(change.remedyLimitFen !== undefined && { remedy_limit_fen: change.remedyLimitFen }),
      version: role.version + 1,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  const facts = { code: role.code, added, removed, remedyLimitFen: change.remedyLimitFen }
  await recordAudit(tx, { tenantId, kind: 'role.changed', actorId: actor.userId, subjectId: id, facts, at: now })
  return one(tx, tenantId, id)
}

/** @throws NOT_FOUND, NOT_PERMITTED, IN_USE */
export async function deleteRole(tx: Tx, actor: Actor, id: string, now: Date) {
  const { tenantId } = actor
  const role = await lockRole(tx, tenantId, id)
  const holder = await tx
    .selectFrom('user_role')
    .select('user_id')
    .where('tenant_id', '=', tenantId)
    .where('role_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (holder) throw new AppError('IN_USE', '还有人使用这个角色，请先改他们的角色')
  await tx.deleteFrom('role').where('tenant_id', '=', tenantId).where('id', '=', id).execute()
  await recordAudit(tx, { tenantId, kind: 'role.deleted', actorId: actor.userId, subjectId: id, facts: { code: role.code }, at: now })
}

/** The strong lock: nobody is given the role while it changes or goes. */
async function lockRole(tx: Tx, tenantId: string, id: string): Promise<RoleRow> {
  const role = await tx.selectFrom('role').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!role) throw new AppError('NOT_FOUND', '没有这个角色')
  if (role.code === administratorCode) throw new AppError('NOT_PERMITTED', '管理员角色不能修改，也不能删除')
  return role
}

async function one(tx: Tx, tenantId: string, id: string): Promise<Role> {
  const [role] = await findRoles(tx, tenantId, id)
  return role as Role
}
