import { sql } from 'kysely'
import { recordAudit } from '../audit/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import type { CasesOfCustomers } from './cases-of-customers.ts'
import { lockCustomer } from './queries.ts'
import { higherTier } from './rules.ts'

type Customer = Awaited<ReturnType<typeof lockCustomer>>

/**
 * 合并客户: contact points, tags and cases of the double move to this customer; the double stays as a pointer to it. What this
 * customer has is kept; what it lacks (name, customer number, life-cycle stage) comes from the double; the higher tier counts.
 * @throws NOT_FOUND, INPUT_INVALID for a merge into itself, ALREADY_DECIDED when one of them is merged already
 * Source: docs/rules/customers.md
 */
export async function mergeCustomers(
  tx: Tx,
  actor: Actor,
  id: string,
  { doubleId, reason }: { doubleId: string; reason: string },
  cases: Pick<CasesOfCustomers, 'moveCases'>,
  now: Date,
) {
  const { tenantId } = actor
  if (id === doubleId)
    throw new AppError('INPUT_INVALID', '不能把客户并入自己', { errors: [{ pointer: '#/doubleId', detail: '请选择另一位客户' }] })
  // Always in the order of ids: two merges of the same pair wait for each other.
  const locked = new Map<string, Customer>()
  for (const each of [id, doubleId].sort()) {
    const customer = await lockCustomer(tx, tenantId, each)
    if (customer.merged_into) throw new AppError('ALREADY_DECIDED', `客户 ${each} 已并入客户 ${customer.merged_into}`)
    locked.set(each, customer)
  }
  const [kept, double] = [locked.get(id) as Customer, locked.get(doubleId) as Customer]
  const contactPoints = await moveContactPoints(tx, tenantId, doubleId, id)
  await takeOver(tx, tenantId, double, kept, now)
  const movedCases = await cases.moveCases(tx, tenantId, doubleId, id, now)
  await recordAudit(tx, {
    tenantId,
    kind: 'customer.merged',
    actorId: actor.userId,
    subjectId: id,
    facts: { doubleId, contactPoints, cases: movedCases },
    reason,
    at: now,
  })
}

/** A phone both have is kept once: the one that identifies. */
async function moveContactPoints(tx: Tx, tenantId: string, fromId: string, toId: string): Promise<number> {
  await sql`
    delete from contact_point s using contact_point o
    where s.tenant_id = ${tenantId} and o.tenant_id = s.tenant_id and s.value_hash = o.value_hash and s.id <> o.id
      and s.customer_id in (${fromId}, ${toId}) and o.customer_id in (${fromId}, ${toId})
      and s.shared and (not o.shared or o.customer_id = ${toId})`.execute(tx)
  const moved = await tx
    .updateTable('contact_point')
    .set({ customer_id: toId, is_primary: false })
    .where('tenant_id', '=', tenantId)
    .where('customer_id', '=', fromId)
    .executeTakeFirst()
  return Number(moved.numUpdatedRows)
}

/** The double becomes a pointer; earlier doubles of it point to the surviving customer too, so a pointer is never followed twice. */
async function takeOver(tx: Tx, tenantId: string, double: Customer, kept: Customer, now: Date) {
  const takesNumber = kept.customer_no_hash === null && double.customer_no_hash !== null
  await tx
    .updateTable('customer')
    .set((eb) => ({
      merged_into: kept.id,
      updated_at: now,
      version: eb('version', '+', 1),
      ...(takesNumber && { customer_no_cipher: null, customer_no_hash: null, customer_no_masked: null }),
    }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', double.id)
    .execute()
  await tx
    .updateTable('customer')
    .set({ merged_into: kept.id })
    .where('tenant_id', '=', tenantId)
    .where('merged_into', '=', double.id)
    .execute()
  await tx
    .updateTable('customer')
    .set({
      ...(kept.kind === 'anonymous' && { kind: double.kind }),
      ...(kept.name_hash === null && { name_cipher: double.name_cipher, name_hash: double.name_hash, name_masked: double.name_masked }),
      ...(takesNumber && {
        customer_no_cipher: double.customer_no_cipher,
        customer_no_hash: double.customer_no_hash,
        customer_no_masked: double.customer_no_masked,
      }),
      tier: higherTier(kept.tier, double.tier),
      lifecycle: kept.lifecycle ?? double.lifecycle,
      tags: [...new Set([...kept.tags, ...double.tags])],
      updated_at: now,
      version: kept.version + 1,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', kept.id)
    .execute()
}
