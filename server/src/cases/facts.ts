import type { CaseRow } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import type { CaseChanges } from './act.ts'
import { openStatuses } from './lifecycle.ts'
import { firstCases } from './list.ts'
import { seesAll, visibleCases } from './policy.ts'
import type { CaseListSources } from './rows.ts'

/** Sets facts on a case without an event of its own: what reactions derive from events already recorded (a clock's due time). */
export async function setCaseFacts(tx: Tx, tenantId: string, caseId: string, changes: CaseChanges) {
  await tx.updateTable('complaint_case').set(changes).where('tenant_id', '=', tenantId).where('id', '=', caseId).execute()
}

/** Newest cases of each customer, for the customer page and the caller's look-up. */
export async function casesOfCustomers(
  tx: Tx,
  actor: Actor,
  customerIds: string[],
  filter: { open?: boolean; limit: number },
  now: Date,
  sources: CaseListSources,
) {
  const found = new Map<string, CaseRow[]>()
  for (const customerId of customerIds) found.set(customerId, await firstCases(tx, actor, { customerId, ...filter }, now, sources))
  return found
}

/** May this person know of a customer: everyone's who sees every case, else those of a case they may see. */
export async function seesCustomer(tx: Tx, actor: Actor, customerId: string): Promise<boolean> {
  if (seesAll(actor)) return true
  const seen = await tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('customer_id', '=', customerId)
    .where('erased_at', 'is', null)
    .where(visibleCases(actor))
    .limit(1)
    .executeTakeFirst()
  return seen !== undefined
}

/** How many cases each customer has, how many are open, and when the last one came. */
export async function countCasesOfCustomers(tx: Tx, tenantId: string, customerIds: string[]) {
  const { rows } = await sql<{ customer_id: string; count: number; open_count: number; last_at: Date }>`
    select customer_id, count(*) as count, count(*) filter (where status = any(${[...openStatuses]})) as open_count, max(received_at) as last_at
    from complaint_case where tenant_id = ${tenantId} and customer_id = any(${customerIds}::uuid[]) group by customer_id`.execute(tx)
  return new Map(rows.map((row) => [row.customer_id, { count: row.count, openCount: row.open_count, lastAt: row.last_at }]))
}

/** The cases of a customer's double go to the one that stays. */
export async function moveCases(tx: Tx, tenantId: string, fromCustomerId: string, toCustomerId: string, now: Date) {
  const moved = await tx
    .updateTable('complaint_case')
    .set((eb) => ({ customer_id: toCustomerId, updated_at: now, version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('customer_id', '=', fromCustomerId)
    .executeTakeFirst()
  return Number(moved.numUpdatedRows)
}

/** A case by the channel's own id, to answer a repeat with the same case. */
export async function findByExternalIds(tx: Tx, tenantId: string, keys: { channel: string; externalId: string }[]) {
  if (keys.length === 0) return []
  const { rows } = await sql<{ id: string; number: string; channel: string; external_id: string; content_hash: Buffer | null }>`
    select id, number, channel, external_id, content_hash from complaint_case
    where tenant_id = ${tenantId} and (channel, external_id) in
      (select * from unnest(${keys.map((key) => key.channel)}::text[], ${keys.map((key) => key.externalId)}::text[]))`.execute(tx)
  return rows
}
