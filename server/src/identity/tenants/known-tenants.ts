import type { Database } from '../../platform/database.ts'

// What was found once is remembered for the life of the process: a tenant that was removed has no sessions to find either.
const seen = new WeakMap<Database, { tenants: Set<string>; hosts: Set<string> }>()

function seenIn(database: Database) {
  let known = seen.get(database)
  if (!known) {
    known = { tenants: new Set(), hosts: new Set() }
    seen.set(database, known)
  }
  return known
}

/** Is there such a tenant? Asked before anything is opened for an id that a stranger may have invented. */
export async function isTenant(database: Database, tenantId: string): Promise<boolean> {
  const { tenants } = seenIn(database)
  if (tenants.has(tenantId)) return true
  const found = await database.platform.selectFrom('tenant').select('id').where('id', '=', tenantId).executeTakeFirst()
  if (found) tenants.add(tenantId)
  return found !== undefined
}

/** Is the host name bound to a tenant? */
export async function isTenantHost(database: Database, host: string): Promise<boolean> {
  const { hosts } = seenIn(database)
  if (hosts.has(host)) return true
  const found = await database.platform.selectFrom('tenant_host').select('host').where('host', '=', host).executeTakeFirst()
  if (found) hosts.add(host)
  return found !== undefined
}
