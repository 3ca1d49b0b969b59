import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { administratorCode } from '../rights.ts'

/** Held by every act that may take an administrator away, so that two of them run one after the other. Taken before any account is locked. */
export const lockAdministrators = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('role')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('code', '=', administratorCode)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()

/**
 * 至少保留一名管理员: called after the change, under the lock.
 * @throws LAST_ADMINISTRATOR
 */
export async function requireAdministrator(tx: Tx, tenantId: string, administratorRoleId: string) {
  const left = await tx
    .selectFrom('user_role as h')
    .innerJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 'h.tenant_id').onRef('u.id', '=', 'h.user_id'))
    .select('u.id')
    .where('h.tenant_id', '=', tenantId)
    .where('h.role_id', '=', administratorRoleId)
    .where('u.active', '=', true)
    .limit(1)
    .executeTakeFirst()
  if (!left) throw new AppError('LAST_ADMINISTRATOR', '请先让另一个人成为管理员')
}
