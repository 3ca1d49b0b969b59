import { peopleWithRoles } from '../../identity/index.ts'
import { mailAddressesOf } from '../../notifications/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'

/** The address of a colleague who may read reports when the mail goes out, or why there is none. */
export async function findActiveReader(
  tx: Tx,
  keys: Keys,
  tenantId: string,
  userId: string | null,
): Promise<{ problem: string } | { address: string }> {
  const [person] = userId === null ? [] : await peopleWithRoles(tx, tenantId, userId)
  if (!person) return { problem: '这名同事已停用' }
  if (!person.permissions.has('reports:read')) return { problem: '这名同事没有查看报告的权限' }
  const address = (await mailAddressesOf(tx, keys, tenantId, [person.id])).get(person.id)
  return address ? { address } : { problem: '这名同事没有在“通知设置”里填写邮箱' }
}
