import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { HeldRole } from '../rights.ts'

const fieldError = (field: string, detail: string) => new AppError('INPUT_INVALID', detail, { errors: [{ pointer: `#/${field}`, detail }] })

/**
 * The roles somebody chose, kept from being removed until the end of the transaction.
 * @throws INPUT_INVALID naming the field
 */
export async function chosenRoles(tx: Tx, tenantId: string, roleIds: string[]): Promise<(HeldRole & { id: string })[]> {
  const wanted = [...new Set(roleIds)]
  if (wanted.length === 0) return []
  const roles = await tx
    .selectFrom('role')
    .select(['id', 'code', 'permissions', 'remedy_limit_fen'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', wanted)
    .forKeyShare()
    .execute()
  if (roles.length !== wanted.length) throw fieldError('roleIds', '没有这个角色，请刷新后重新选择')
  return roles
}

/**
 * Is it a unit people may belong to? It stays one until the end of the transaction.
 * @throws INPUT_INVALID naming the field
 */
export async function requireActiveUnit(tx: Tx, tenantId: string, unitId: string | null | undefined, field = 'unitId') {
  if (!unitId) return
  const unit = await tx
    .selectFrom('unit')
    .select('active')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', unitId)
    .forShare()
    .executeTakeFirst()
  if (!unit?.active) throw fieldError(field, '没有这个部门，或已停用')
}
