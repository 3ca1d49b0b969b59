import type { Deps } from '../../platform/deps.ts'

const dayMs = 86_400_000

/** Forgets codes, sessions and counts that are over. Safe to run twice. */
export async function forgetPortal({ database, clock }: Pick<Deps, 'database' | 'clock'>, tenantId: string) {
  const db = database.tenant(tenantId)
  const now = clock()
  const before = new Date(now.getTime() - dayMs)
  await db.deleteFrom('portal_code').where('tenant_id', '=', tenantId).where('expires_at', '<', before).execute()
  await db.deleteFrom('portal_session').where('tenant_id', '=', tenantId).where('expires_at', '<', now).execute()
  await db.deleteFrom('portal_try').where('tenant_id', '=', tenantId).where('since', '<', before).execute()
}
