import { addMembership } from '../identity/index.ts'
import type { Deps } from '../platform/deps.ts'
import { administrator } from './company/company.ts'

/** 切换: `admin` of `default` may step into the demo tenant as its administrator, and back. Nobody in it has a password. Safe to run twice. */
export async function letAdministratorIn({ database }: Deps, demoTenantId: string) {
  const home = await database.platform.selectFrom('tenant').select('id').where('code', '=', 'default').executeTakeFirst()
  if (!home) return
  const [own, there] = await Promise.all([home.id, demoTenantId].map((tenantId) => userNamed(tenantId)))
  if (own && there) await addMembership(database, own, there)

  async function userNamed(tenantId: string) {
    const user = await database
      .tenant(tenantId)
      .selectFrom('user_account')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('username', '=', administrator.username)
      .executeTakeFirst()
    return user && { tenantId, userId: user.id }
  }
}
