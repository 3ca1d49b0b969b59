import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import './tables.ts'

/** Two customers become one: contacts, tags and tasks of the double go to the one that stays; of two open tags the double's ends. */
export async function moveContacts(tx: Tx, tenantId: string, fromCustomerId: string, toCustomerId: string, now: Date) {
  await sql`
    update latent_customer l set ended_at = ${now}, state = 'left', version = version + 1
    where l.tenant_id = ${tenantId} and l.customer_id = ${fromCustomerId} and l.ended_at is null and l.state = 'waiting' and exists (
      select 1 from latent_customer o where o.tenant_id = l.tenant_id and o.customer_id = ${toCustomerId} and o.ended_at is null)`.execute(
    tx,
  )
  await sql`
    update latent_customer l set ended_at = ${now}, state = 'left', version = version + 1
    where l.tenant_id = ${tenantId} and l.customer_id = ${toCustomerId} and l.ended_at is null and l.state = 'waiting' and exists (
      select 1 from latent_customer o where o.tenant_id = l.tenant_id and o.customer_id = ${fromCustomerId} and o.ended_at is null)`.execute(
    tx,
  )
  // Both are being called: each call goes on, the older tag is over.
  await sql`
    update latent_customer l set ended_at = ${now} where l.tenant_id = ${tenantId} and l.customer_id = ${fromCustomerId} and l.ended_at is null
      and exists (select 1 from latent_customer o where o.tenant_id = l.tenant_id and o.customer_id = ${toCustomerId} and o.ended_at is null)`.execute(
    tx,
  )
  for (const table of ['contact', 'latent_customer', 'care_task'] as const)
    await tx
      .updateTable(table)
      .set({ customer_id: toCustomerId })
      .where('tenant_id', '=', tenantId)
      .where('customer_id', '=', fromCustomerId)
      .execute()
}
