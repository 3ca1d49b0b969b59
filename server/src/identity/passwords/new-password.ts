import type { Database } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { tenantWithId } from '../tenants/tenant-of-sign-in.ts'
import { hashPassword } from './hash.ts'
import { inHashSlot } from './hash-slots.ts'
import { weaknessOf } from './password-rules.ts'

/**
 * Hash of a password somebody chose. Called before the transaction begins, which must not wait for a hash.
 * @throws PASSWORD_TOO_WEAK, RATE_LIMITED
 */
export async function hashNewPassword(database: Database, tenantId: string, person: { username: string; name: string }, password: string) {
  const tenant = await tenantWithId(database, tenantId)
  const weakness = weaknessOf(password, [person.username, person.name, tenant.code, tenant.name])
  if (weakness) throw new AppError('PASSWORD_TOO_WEAK', weakness)
  return inHashSlot(() => hashPassword(password))
}
