import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'

/** 清除客户: of these customers, those made since `since` that no case names any more go, with their contact points. */
export async function forgetCustomersWithoutCases(tx: Tx, tenantId: string, customerIds: string[], since: Date) {
  if (customerIds.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select id from customer c where tenant_id = ${tenantId} and id = any(${customerIds}::uuid[]) and created_at >= ${since}
      and not exists (select 1 from complaint_case k where k.tenant_id = c.tenant_id and k.customer_id = c.id)
      and not exists (select 1 from contact k where k.tenant_id = c.tenant_id and k.customer_id = c.id)
      and not exists (select 1 from care_task k where k.tenant_id = c.tenant_id and k.customer_id = c.id)
      and not exists (select 1 from phone_call k where k.tenant_id = c.tenant_id and k.customer_id = c.id)
      and not exists (select 1 from conduct_restriction k where k.tenant_id = c.tenant_id and k.customer_id = c.id)
    for update`.execute(tx)
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return
  await tx.deleteFrom('contact_point').where('tenant_id', '=', tenantId).where('customer_id', 'in', ids).execute()
  await tx.deleteFrom('customer').where('tenant_id', '=', tenantId).where('id', 'in', ids).execute()
}
