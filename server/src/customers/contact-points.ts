import { sql } from 'kysely'
import type { Keys } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { readContactPoints } from './queries.ts'
import { type Contact, type ContactKind, contactColumns, hashesOf } from './rules.ts'

const called = { phone: '电话', email: '邮箱', customerNo: '客户编号' } as const

function belongsTo(field: keyof typeof called, ownerId: string): AppError {
  const detail = `${called[field]}已属于客户 ${ownerId}`
  return new AppError('ALREADY_EXISTS', `${detail}；若是同一人，请合并`, { errors: [{ pointer: `#/${field}`, detail }] })
}

/** @throws ALREADY_EXISTS when another customer is known by this phone or e-mail */
export async function requireFreeContact(tx: Tx, keys: Keys, tenantId: string, customerId: string, contact: Contact) {
  const owner = await tx
    .selectFrom('contact_point')
    .select('customer_id')
    .where('tenant_id', '=', tenantId)
    .where('value_hash', '=', hashesOf(keys, tenantId).contact(contact))
    .where('shared', '=', false)
    .executeTakeFirst()
  if (owner && owner.customer_id !== customerId) throw belongsTo(contact.kind, owner.customer_id)
}

/**
 * Makes sure that a customer may take a customer number; one that a double brought along is taken from the double.
 * @throws ALREADY_EXISTS when it is another customer's
 */
export async function freeCustomerNo(tx: Tx, keys: Keys, tenantId: string, customerId: string, customerNo: string) {
  const owner = await tx
    .selectFrom('customer')
    .select(['id', 'merged_into'])
    .where('tenant_id', '=', tenantId)
    .where('customer_no_hash', '=', hashesOf(keys, tenantId).customerNo(customerNo))
    .executeTakeFirst()
  if (!owner || owner.id === customerId) return
  if (owner.merged_into !== customerId) throw belongsTo('customerNo', owner.merged_into ?? owner.id)
  await tx
    .updateTable('customer')
    .set({ customer_no_cipher: null, customer_no_hash: null, customer_no_masked: null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', owner.id)
    .execute()
}

/** @throws ALREADY_EXISTS when somebody else stored one of them in the same moment */
export async function addContactPoints(tx: Tx, keys: Keys, tenantId: string, customerId: string, contacts: Contact[], now: Date) {
  if (contacts.length === 0) return
  const stored = await tx
    .insertInto('contact_point')
    .values(
      contacts.map((contact) => ({
        tenant_id: tenantId,
        id: newId(),
        customer_id: customerId,
        ...contactColumns(keys, tenantId, contact),
        created_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  if (stored.length < contacts.length) throw new AppError('ALREADY_EXISTS', '电话或邮箱刚刚被登记给另一位客户，请重新查找')
}

/**
 * Puts a phone or e-mail in the place of the one shown first; one the customer has already only moves to the front; null removes the first.
 * @throws ALREADY_EXISTS
 */
export async function setContactPoint(
  tx: Tx,
  keys: Keys,
  tenantId: string,
  customerId: string,
  kind: ContactKind,
  contact: Contact | null,
  now: Date,
) {
  const points = (await readContactPoints(tx, tenantId, customerId)).filter((point) => point.kind === kind)
  const [first] = points
  const hash = contact && hashesOf(keys, tenantId).contact(contact)
  const had = hash && points.find((point) => point.value_hash.equals(hash))
  if (had) return putFirst(tx, tenantId, customerId, kind, had.id)
  if (contact) await requireFreeContact(tx, keys, tenantId, customerId, contact)
  if (first) {
    await tx.deleteFrom('contact_point').where('tenant_id', '=', tenantId).where('id', '=', first.id).execute()
    await giveSharedAnOwner(tx, tenantId, [first.value_hash])
  }
  if (!contact) return
  await addContactPoints(tx, keys, tenantId, customerId, [contact], now)
  const added = (await readContactPoints(tx, tenantId, customerId)).find((point) => hash && point.value_hash.equals(hash))
  if (added) await putFirst(tx, tenantId, customerId, kind, added.id)
}

async function putFirst(tx: Tx, tenantId: string, customerId: string, kind: ContactKind, id: string) {
  await tx
    .updateTable('contact_point')
    .set({ is_primary: sql<boolean>`id = ${id}` })
    .where('tenant_id', '=', tenantId)
    .where('customer_id', '=', customerId)
    .where('kind', '=', kind)
    .execute()
}

/** A shared phone or e-mail whose owner gave it up belongs to the customer who shared it first. */
export async function giveSharedAnOwner(tx: Tx, tenantId: string, valueHashes: Buffer[]) {
  await sql`
    update contact_point set shared = false where tenant_id = ${tenantId} and id in (
      select distinct on (p.value_hash) p.id from contact_point p
      where p.tenant_id = ${tenantId} and p.value_hash = any(${valueHashes}::bytea[]) and p.shared and not p.unproven
        and not exists (select 1 from contact_point o where o.tenant_id = p.tenant_id and o.value_hash = p.value_hash and not o.shared)
      order by p.value_hash, p.created_at, p.id
    )`.execute(tx)
}
