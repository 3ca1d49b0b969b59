import { randomToken } from '../../platform/crypto.ts'
import { isUniqueViolation } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { hashPassword } from '../passwords/hash.ts'
import { insertAdministrator } from './administrators.ts'
import { type Furnish, insertTenant } from './make-tenant.ts'

export type FirstStart = {
  /** Set when this start made the tenant. */
  tenantId?: string
  /** A random one was made: shown this once. */
  password?: string
}

/**
 * First start on an empty database: tenant `default` with user `admin`. Of two servers that start at once one makes both;
 * every later start changes nothing.
 * @param adminPassword ADMIN_PASSWORD, taken as given; without it a random one is made
 * @param furnish what later modules put into a new tenant, in the same transaction
 */
export async function firstStart(
  deps: Pick<Deps, 'database' | 'clock'>,
  { adminPassword, furnish }: { adminPassword?: string | undefined; furnish?: Furnish },
): Promise<FirstStart> {
  const existing = await deps.database.platform.selectFrom('tenant').select('id').limit(1).executeTakeFirst()
  if (existing) return {}
  const password = adminPassword ?? randomToken(15)
  const passwordHash = await hashPassword(password)
  const tenantId = newId()
  const now = deps.clock()
  try {
    await deps.database
      .tenant(tenantId)
      .transaction()
      .execute(async (tx) => {
        await insertTenant(tx, tenantId, { code: 'default', name: '我的企业' }, now)
        await furnish?.(tx, tenantId, now)
        await insertAdministrator(tx, tenantId, { username: 'admin' }, passwordHash, now)
      })
  } catch (error) {
    // The code is unique: the other server was first.
    if (isUniqueViolation(error, 'tenant_code_key')) return {}
    throw error
  }
  return { tenantId, ...(!adminPassword && { password }) }
}
