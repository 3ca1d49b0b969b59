import { sql } from 'kysely'
import { recordAudit } from '../audit/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import type { CasesOfCustomers } from './cases-of-customers.ts'
import { mergeCustomers } from './merge.ts'

/** `maySee`: whether the one who proves may see the customer who is known by the contact. */
type By = { by: 'code' | 'staff'; maySee: (customerId: string) => Promise<boolean> }

/**
 * 核实联系方式: a phone or e-mail that anybody could have typed is proven, by the code that was sent there or by a colleague who asked. When another
 * customer is known by it and this one has no other contact that is unproven, they are one person and are merged, as by a call; a colleague merges
 * only customers they may see.
 * @throws NOT_FOUND
 * Source: docs/rules/customers.md
 */
export async function proveContact(
  tx: Tx,
  actor: Actor,
  { customerId, contactPointId }: { customerId: string; contactPointId: string },
  { by, maySee }: By,
  cases: Pick<CasesOfCustomers, 'moveCases'>,
  now: Date,
): Promise<void> {
  const { tenantId } = actor
  const point = await tx
    .selectFrom('contact_point')
    .select(['unproven', 'value_hash'])
    .where('tenant_id', '=', tenantId)
    .where('customer_id', '=', customerId)
    .where('id', '=', contactPointId)
    .forUpdate()
    .executeTakeFirst()
  if (!point) throw new AppError('NOT_FOUND', '这位客户没有这个联系方式')
  if (!point.unproven) return
  // Who proves the same contact for another customer at this moment waits, and then finds its owner.
  await sql`select pg_advisory_xact_lock(hashtextextended(${tenantId} || encode(${point.value_hash}, 'hex'), 0))`.execute(tx)
  const { rows } = await sql<{ owner: string | null; others: boolean; isNumbered: boolean }>`
    select (select o.customer_id from contact_point o where o.tenant_id = ${tenantId} and o.value_hash = ${point.value_hash} and not o.shared) as owner,
      exists (select 1 from contact_point o
        where o.tenant_id = ${tenantId} and o.customer_id = ${customerId} and o.id <> ${contactPointId} and o.unproven) as others,
      exists (select 1 from customer u where u.tenant_id = ${tenantId} and u.id = ${customerId} and u.customer_no_hash is not null) as "isNumbered"`.execute(
    tx,
  )
  const { owner = null, others = false, isNumbered = false } = rows[0] ?? {}
  await tx
    .updateTable('contact_point')
    .set({ unproven: false, shared: owner !== null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', contactPointId)
    .execute()
  const facts = { by, contactPointId }
  await recordAudit(tx, { tenantId, kind: 'customer.contactProven', actorId: actor.userId, subjectId: customerId, facts, at: now })
  // With a customer number of one's own one is somebody else, who shares the contact.
  if (owner && !others && !isNumbered && owner !== customerId && (await maySee(owner)))
    await mergeCustomers(tx, actor, owner, { doubleId: customerId, reason: '联系方式已核实' }, cases, now)
}
