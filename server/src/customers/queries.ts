import type { CaseDetail, CustomerRow, CustomerTier } from '@zhiwei/contract'
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Keys } from '../platform/crypto.ts'
import type { Tables, Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { countCap } from '../platform/keyset.ts'
import { hashesOf, phonesOf } from './rules.ts'

/** A customer as stored, with the masked phone and e-mail that are shown first. */
export type StoredCustomer = Awaited<ReturnType<typeof readCustomers>>[number]

const firstContact = (kind: 'phone' | 'email') => sql<string | null>`(
  select p.value_masked from contact_point p where p.tenant_id = customer.tenant_id and p.customer_id = customer.id and p.kind = ${sql.lit(kind)}
  order by p.is_primary desc, p.created_at, p.id limit 1)`

const onlyUnproven = sql<boolean>`coalesce((
  select bool_and(p.unproven) from contact_point p where p.tenant_id = customer.tenant_id and p.customer_id = customer.id), false)`

const customers = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('customer')
    .selectAll()
    .select([firstContact('phone').as('phone'), firstContact('email').as('email')])
    .where('tenant_id', '=', tenantId)

/** Customers by id; ids of other tenants and unknown ones are left out. */
export const readCustomers = (tx: Tx, tenantId: string, ids: string[]) =>
  customers(tx, tenantId)
    .where('id', 'in', ids.length ? ids : [null as never])
    .execute()

/** The customer itself, or the surviving one when the id is a merged double's. */
export async function readSurviving(tx: Tx, tenantId: string, id: string): Promise<(StoredCustomer & { unproven: boolean }) | undefined> {
  return customers(tx, tenantId)
    .select(onlyUnproven.as('unproven'))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('customer as asked')
        .select((asked) => asked.fn.coalesce('asked.merged_into', 'asked.id').as('id'))
        .where('asked.tenant_id', '=', tenantId)
        .where('asked.id', '=', id),
    )
    .executeTakeFirst()
}

/**
 * Locks a customer until the transaction ends.
 * @throws NOT_FOUND
 */
export async function lockCustomer(tx: Tx, tenantId: string, id: string) {
  const customer = await tx
    .selectFrom('customer')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!customer) throw new AppError('NOT_FOUND', '没有找到这位客户')
  return customer
}

/** Phones and e-mails of a customer, the one shown first at the head of its kind. */
export const readContactPoints = (tx: Tx, tenantId: string, customerId: string) =>
  tx
    .selectFrom('contact_point')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('customer_id', '=', customerId)
    .orderBy('kind', 'desc')
    .orderBy('is_primary', 'desc')
    .orderBy('created_at')
    .orderBy('id')
    .execute()

/** SQL of ids of customers found by a whole phone number, its last 4 digits, an e-mail, a customer number or a full name. */
export function idsFoundBy(keys: Keys, tenantId: string, q: string) {
  const hashes = hashesOf(keys, tenantId)
  const contacts = [...phonesOf(q), { kind: 'email' as const, value: q.normalize('NFKC').trim().toLowerCase(), last4: null }].map(
    hashes.contact,
  )
  const folded = q.normalize('NFKC').trim()
  const last4 = /^\d{4}$/.test(folded) ? hashes.last4(folded) : null
  return sql<string>`
    select coalesce(c.merged_into, c.id) from customer c where c.tenant_id = ${tenantId} and c.customer_no_hash = ${hashes.customerNo(q)}
    union select coalesce(c.merged_into, c.id) from customer c where c.tenant_id = ${tenantId} and c.name_hash = ${hashes.name(q)}
    union select p.customer_id from contact_point p where p.tenant_id = ${tenantId} and p.value_hash = any(${contacts}::bytea[]) and not p.shared
    union select p.customer_id from contact_point p where p.tenant_id = ${tenantId} and p.value_hash = any(${contacts}::bytea[]) and p.shared
    union select p.customer_id from contact_point p where p.tenant_id = ${tenantId} and p.last4_hash = ${last4}::bytea`
}

/** The same as a list of ids, newest customers first, for search of cases by their customer's phone, number or name. */
export async function findCustomerIds(tx: Tx, keys: Keys, tenantId: string, q: string, limit = 1_000): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    select id from customer where tenant_id = ${tenantId} and id = any(array(${idsFoundBy(keys, tenantId, q)})) order by updated_at desc, id desc limit ${limit}`.execute(
    tx,
  )
  return rows.rows.map((row) => row.id)
}

export type ListFilter = { q?: string | undefined; tier?: CustomerTier | undefined; tag?: string | undefined }
export type After = { updatedAt: string; id: string }

function filtered<Output>(query: SelectQueryBuilder<Tables, 'customer', Output>, keys: Keys, tenantId: string, filter: ListFilter) {
  let narrowed = query.where('merged_into', 'is', null)
  if (filter.q) narrowed = narrowed.where(sql<boolean>`id = any(array(${idsFoundBy(keys, tenantId, filter.q)}))`)
  if (filter.tier) narrowed = narrowed.where('tier', '=', filter.tier)
  // The second half lets the index on tagged customers serve.
  if (filter.tag) narrowed = narrowed.where(sql<boolean>`tags @> ${[filter.tag]}::text[] and tags <> '{}'`)
  return narrowed
}

/** One page of customers, newest change first, with one row more than `limit` when there is a next page. */
export function listCustomers(tx: Tx, keys: Keys, tenantId: string, filter: ListFilter, limit: number, after?: After) {
  let query = filtered(customers(tx, tenantId), keys, tenantId, filter)
  if (after) query = query.where(sql<boolean>`(updated_at, id) < (${after.updatedAt}::timestamptz, ${after.id}::uuid)`)
  return query
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
}

export async function countCustomers(tx: Tx, keys: Keys, tenantId: string, filter: ListFilter): Promise<number> {
  const some = filtered(tx.selectFrom('customer').select('id').where('tenant_id', '=', tenantId), keys, tenantId, filter).limit(
    countCap + 1,
  )
  const { count } = await tx
    .selectFrom(some.as('some'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** How lists of other modules call customers (masked): by name, else by phone, e-mail or customer number. */
export async function customerNames(tx: Tx, tenantId: string, ids: string[]): Promise<Map<string, { name: string; tier: CustomerTier }>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string; tier: CustomerTier }>`-- prepared: name_customers
    select id, tier, coalesce(nullif(name_masked, ''), ${firstContact('phone')}, ${firstContact('email')}, customer_no_masked, '') as name
    from customer where tenant_id = ${tenantId} and id = any(${[...new Set(ids)]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name, tier }) => [id, { name, tier }]))
}

/** The customer's own fields in an answer, masked; counts of cases are added by the caller. */
export const maskedCustomer = (customer: StoredCustomer) =>
  ({
    id: customer.id,
    kind: customer.kind,
    name: customer.name_masked,
    phone: customer.phone,
    email: customer.email,
    customerNo: customer.customer_no_masked,
    tier: customer.tier,
    lifecycle: customer.lifecycle,
    tags: customer.tags,
    mergedInto: customer.merged_into,
    version: customer.version,
  }) satisfies Partial<CustomerRow>

type CaseCustomer = Omit<NonNullable<CaseDetail['customer']>, 'caseCountOneYear' | 'openCaseCount'>

/** The customer of a case as the case page shows it (masked); null when there is none. */
export async function caseCustomerOf(tx: Tx, tenantId: string, customerId: string): Promise<CaseCustomer | null> {
  const customer = await readSurviving(tx, tenantId, customerId)
  if (!customer) return null
  const { id, name, kind, tier, lifecycle, phone, email, customerNo, tags } = maskedCustomer(customer)
  return { id, name, kind, tier, lifecycle, phone, email, unproven: customer.unproven, customerNo, tags }
}
