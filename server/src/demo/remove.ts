import { sql } from 'kysely'
import { forgetCredentials } from '../identity/index.ts'
import type { Deps } from '../platform/deps.ts'

export const demoCode = 'demo'

/** The demo tenant's id; undefined when there is none. A tenant of one's own that happens to be called `demo` is not it. */
export async function demoTenantId({ database }: Pick<Deps, 'database'>): Promise<string | undefined> {
  const tenant = await database.platform
    .selectFrom('tenant')
    .select('id')
    .where('code', '=', demoCode)
    .where('demo', '=', true)
    .executeTakeFirst()
  return tenant?.id
}

export const hasDemo = async (deps: Pick<Deps, 'database'>): Promise<boolean> => (await demoTenantId(deps)) !== undefined

/**
 * Removes the demo tenant with every row and file of it; other tenants are not touched. The application's role may delete no tenant:
 * a function of the owner does it, and only for one marked as demo (migrations/0007_demo.sql).
 * @returns false when there was none
 */
export async function removeDemo(deps: Deps): Promise<boolean> {
  const tenantId = await demoTenantId(deps)
  if (!tenantId) return false
  const storageNames = await deps.database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const ofTenant = (table: 'stored_file' | 'action_file' | 'partner_file' | 'import_run') =>
        tx.selectFrom(table).select('storage_name').where('tenant_id', '=', tenantId)
      const files = []
      for (const table of ['stored_file', 'action_file', 'partner_file', 'import_run'] as const)
        files.push(...(await ofTenant(table).execute()))
      await tx.deleteFrom('case_band').where('tenant_id', '=', tenantId).execute()
      await sql`select remove_demo_tenant(${tenantId})`.execute(tx)
      return files.map((file) => file.storage_name)
    })
  forgetCredentials(tenantId)
  for (const storageName of storageNames) await deps.files.remove(storageName)
  return true
}
