import { type SqlBool, sql } from 'kysely'
import type { Keys } from '../platform/crypto.ts'
import type { Database, Tx } from '../platform/database.ts'
import { type Contact, contactColumns, customerNoColumns, nameColumns } from './rules.ts'

const batchSize = 500

const isStale = (column: string, keys: Keys) =>
  sql<SqlBool>`substring(${sql.ref(column)} from 1 for 4) <> ${Buffer.from(keys.fingerprint, 'hex')}`

/**
 * 密钥轮换: seals every personal field anew with the newest key and recomputes its look-up hash, in batches of one transaction each;
 * stopped, it goes on where it was. Until it is through, customers are not found by what is still under an older key: run it before
 * the server takes complaints again.
 * @returns how many rows were rewritten; `doubles`: those of which somebody has meanwhile stored the same number or contact again
 * @throws Error when a field was sealed with a key that is not at hand
 */
export async function rotateCustomerKeys(database: Database, keys: Keys, tenantId: string) {
  const done = { customers: 0, contactPoints: 0, doubles: 0 }
  for (;;) {
    const batch = await database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => rotateCustomers(tx, keys, tenantId))
    if (batch.rows === 0) break
    done.customers += batch.rows
    done.doubles += batch.doubles
  }
  for (;;) {
    const batch = await database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => rotateContactPoints(tx, keys, tenantId))
    if (batch.rows === 0) break
    done.contactPoints += batch.rows
    done.doubles += batch.doubles
  }
  return done
}

async function rotateCustomers(tx: Tx, keys: Keys, tenantId: string) {
  const customers = await tx
    .selectFrom('customer')
    .select(['id', 'kind', 'name_cipher', 'customer_no_cipher'])
    .where('tenant_id', '=', tenantId)
    .where((eb) => eb.or([isStale('name_cipher', keys), isStale('customer_no_cipher', keys)]))
    .orderBy('id')
    .limit(batchSize)
    .forUpdate()
    .execute()
  const open = (cipher: Buffer | null) => cipher && keys.decrypt(cipher)
  const rows = customers.map(({ id, kind, name_cipher, customer_no_cipher }) => ({
    id,
    ...nameColumns(keys, tenantId, open(name_cipher), kind),
    ...customerNoColumns(keys, tenantId, open(customer_no_cipher)),
  }))
  const numbers = rows.flatMap((row) => row.customer_no_hash ?? [])
  const taken = await tx
    .selectFrom('customer')
    .select(['id', 'customer_no_hash'])
    .where('tenant_id', '=', tenantId)
    .where(sql<SqlBool>`customer_no_hash = any(${numbers}::bytea[])`)
    .execute()
  const owners = new Map(taken.map((row) => [row.customer_no_hash?.toString('hex'), row.id]))
  let doubles = 0
  for (const row of rows) {
    const hash = row.customer_no_hash?.toString('hex')
    const owner = hash && owners.get(hash)
    // Its number stays readable here; it is looked up at the customer who has it now, until somebody merges the two.
    if (owner && owner !== row.id) {
      row.customer_no_hash = null
      doubles++
    } else if (hash) owners.set(hash, row.id)
  }
  await sql`
    update customer c set name_cipher = r.name_cipher, name_hash = r.name_hash, customer_no_cipher = r.no_cipher, customer_no_hash = r.no_hash
    from unnest(
      ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.name_cipher)}::bytea[], ${rows.map((row) => row.name_hash)}::bytea[],
      ${rows.map((row) => row.customer_no_cipher)}::bytea[], ${rows.map((row) => row.customer_no_hash)}::bytea[]
    ) as r (id, name_cipher, name_hash, no_cipher, no_hash)
    where c.tenant_id = ${tenantId} and c.id = r.id`.execute(tx)
  return { rows: rows.length, doubles }
}

async function rotateContactPoints(tx: Tx, keys: Keys, tenantId: string) {
  const points = await tx
    .selectFrom('contact_point')
    .select(['id', 'kind', 'value_cipher', 'shared'])
    .where('tenant_id', '=', tenantId)
    .where(isStale('value_cipher', keys))
    .orderBy('id')
    .limit(batchSize)
    .forUpdate()
    .execute()
  const rows = points.map(({ id, kind, shared, value_cipher }) => ({
    id,
    shared,
    ...contactColumns(keys, tenantId, contactOf(kind, keys.decrypt(value_cipher))),
  }))
  const taken = await tx
    .selectFrom('contact_point')
    .select(['id', 'value_hash'])
    .where('tenant_id', '=', tenantId)
    .where(sql<SqlBool>`value_hash = any(${rows.map((row) => row.value_hash)}::bytea[]) and not shared`)
    .execute()
  const owners = new Map(taken.map((row) => [row.value_hash.toString('hex'), row.id]))
  let doubles = 0
  for (const row of rows.filter((row) => !row.shared)) {
    const hash = row.value_hash.toString('hex')
    const owner = owners.get(hash)
    if (owner && owner !== row.id) {
      row.shared = true
      doubles++
    } else owners.set(hash, row.id)
  }
  await sql`
    update contact_point p set value_cipher = r.cipher, value_hash = r.hash, last4_hash = r.last4, shared = r.shared
    from unnest(
      ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.value_cipher)}::bytea[], ${rows.map((row) => row.value_hash)}::bytea[],
      ${rows.map((row) => row.last4_hash)}::bytea[], ${rows.map((row) => row.shared)}::boolean[]
    ) as r (id, cipher, hash, last4, shared)
    where p.tenant_id = ${tenantId} and p.id = r.id`.execute(tx)
  return { rows: rows.length, doubles }
}

const contactOf = (kind: Contact['kind'], value: string): Contact => ({
  kind,
  value,
  last4: kind === 'phone' ? (value.split('-')[0] ?? '').slice(-4) : null,
})
