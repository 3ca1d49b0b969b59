import { addMembership } from '../identity/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { Actor } from '../platform/http.ts'
import { administrator } from './company/company.ts'

/** 切换: `admin` of `default` may step into the demo tenant as its administrator, and back. Nobody in it has a password. Safe to run twice. */
export async function letAdministratorIn(deps: Deps, demoTenantId: string) {
  const home = await deps.database.platform.selectFrom('tenant').select('id').where('code', '=', 'default').executeTakeFirst()
  const own = home && (await administratorOf(deps, home.id))
  const there = await administratorOf(deps, demoTenantId)
  if (own && there) await addMembership(deps.database, own, there)
}

async function administratorOf({ database }: Deps, tenantId: string) {
  const user = await database
    .tenant(tenantId)
    .selectFrom('user_account')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('username', '=', administrator.username)
    .executeTakeFirst()
  return user && { tenantId, userId: user.id }
}

export async function isMember({ database }: Deps, { tenantId, userId }: Actor, otherTenantId: string): Promise<boolean> {
  const membership = await database
    .tenant(tenantId)
    .selectFrom('membership')
    .select('other_tenant_id')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('other_tenant_id', '=', otherTenantId)
    .executeTakeFirst()
  return membership !== undefined
}
