import type { Complainant } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Keys } from '../platform/crypto.ts'
import { isUniqueViolation, type Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { giveSharedAnOwner } from './contact-points.ts'
import { type Asked, type Known, type Plan, planOf } from './plan.ts'
import { contactColumns, customerNoColumns, hashesOf, identityOf, nameColumns } from './rules.ts'

/** A twin that registers the same phone at the same moment makes us look again; each time somebody else's has been stored. */
const maxRounds = 6

/**
 * 查找或新建客户: the customer a complainant is known as, or a new one. One statement for a known customer, two for a new one.
 * @param isUnproven typed in by anybody (portal, chat, a mail nobody vouches for): never a customer who is known
 * @returns null for an anonymous complainant and for one who gave nothing
 * @throws IN_PROGRESS when others kept changing the same customers
 * Source: docs/rules/customers.md
 */
export async function findOrMakeCustomer(
  tx: Tx,
  keys: Keys,
  tenantId: string,
  complainant: Complainant,
  now: Date,
  { isUnproven = false } = {},
) {
  const [found] = await resolve(tx, keys, tenantId, [complainant], now, isUnproven)
  return found ?? null
}

/** The same for a batch, set-based: the number of statements does not grow with it; doubles inside it become one customer. */
export async function findOrMakeCustomers(
  tx: Tx,
  keys: Keys,
  tenantId: string,
  complainants: Complainant[],
  now: Date,
  { isUnproven = false } = {},
): Promise<(string | null)[]> {
  const found = await resolve(tx, keys, tenantId, complainants, now, isUnproven)
  return found.map((one) => one?.id ?? null)
}

async function resolve(
  tx: Tx,
  keys: Keys,
  tenantId: string,
  complainants: Complainant[],
  now: Date,
  isUnproven = false,
): Promise<Plan['answers']> {
  const asked = complainants.map((complainant) => askedOf(keys, tenantId, complainant, isUnproven))
  for (let round = 0; round < maxRounds; round++) {
    const known = await lookUp(tx, tenantId, asked)
    const plan = planOf(asked, known)
    if (await store(tx, keys, tenantId, plan, now)) return plan.answers
  }
  throw new AppError('IN_PROGRESS', '同一客户正在被多处登记，请稍后用同一请求重试', { retryAfterSeconds: 1 })
}

function askedOf(keys: Keys, tenantId: string, complainant: Complainant, isUnproven: boolean): Asked | null {
  const identity = identityOf(complainant)
  if (!identity) return null
  const hashes = hashesOf(keys, tenantId)
  return {
    ...identity,
    isUnproven,
    customerNoHash: identity.customerNo === null ? null : hashes.customerNo(identity.customerNo).toString('hex'),
    hashed: identity.contacts.map((contact) => ({ contact, hash: hashes.contact(contact).toString('hex') })),
  }
}

const bytes = (hex: string) => Buffer.from(hex, 'hex')

/** One complainant's are compared one by one: of arrays PostgreSQL knows the length, and would plan for each anew. */
function lookedFor(numbers: Buffer[], contacts: Buffer[]) {
  if (numbers.length > 1 || contacts.length > 2)
    return {
      name: sql`-- prepared: look_up_customers`,
      byNumber: sql`= any(${numbers}::bytea[])`,
      byContact: sql`= any(${contacts}::bytea[])`,
    }
  const [one = null, other = one] = contacts
  return {
    name: sql`-- prepared: look_up_customer`,
    byNumber: sql`= ${numbers[0] ?? null}::bytea`,
    byContact: sql`in (${one}::bytea, ${other}::bytea)`,
  }
}

/** The share lock makes us wait for a merge that is under way, and then read the surviving customer. */
async function lookUp(tx: Tx, tenantId: string, asked: (Asked | null)[]): Promise<Known> {
  const numbers = new Set(asked.flatMap((one) => one?.customerNoHash ?? []))
  const contacts = new Set(asked.flatMap((one) => one?.hashed.map(({ hash }) => hash) ?? []))
  const owners: Known['owners'] = new Map()
  const customers: Known['customers'] = new Map()
  const claims: NonNullable<Known['claims']> = new Map()
  if (numbers.size === 0 && contacts.size === 0) return { owners, customers, claims }
  const { name, byNumber, byContact } = lookedFor([...numbers].map(bytes), [...contacts].map(bytes))
  const { rows } = await sql<{ hash: Buffer; id: string; named: boolean; numbered: boolean; claimed: string[] | null }>`${name}
    select * from (
      select c.customer_no_hash as hash, coalesce(c.merged_into, c.id) as id, c.name_hash is not null as named, true as numbered, null::text[] as claimed
      from customer c where c.tenant_id = ${tenantId} and c.customer_no_hash ${byNumber}
      for key share of c
    ) by_number
    union all
    select * from (
      select p.value_hash, coalesce(c.merged_into, c.id), c.name_hash is not null, c.customer_no_hash is not null, null::text[]
      from contact_point p join customer c on c.tenant_id = p.tenant_id and c.id = p.customer_id
      where p.tenant_id = ${tenantId} and p.value_hash ${byContact} and not p.shared
      for key share of c
    ) by_contact
    union all
    select * from (
      select p.value_hash, c.id, c.name_hash is not null, false,
        array(select encode(o.value_hash, 'hex') from contact_point o where o.tenant_id = p.tenant_id and o.customer_id = p.customer_id)
      from contact_point p join customer c on c.tenant_id = p.tenant_id and c.id = p.customer_id
      where p.tenant_id = ${tenantId} and p.value_hash ${byContact} and p.shared and p.unproven and c.customer_no_hash is null
        and not exists (select 1 from contact_point o where o.tenant_id = p.tenant_id and o.customer_id = p.customer_id
          and not (o.unproven and o.value_hash ${byContact}))
      order by p.created_at, p.id
      for key share of c
    ) by_claim`.execute(tx)
  for (const { hash, id, named, numbered, claimed } of rows) {
    const key = hash.toString('hex')
    if (claimed) claims.set(key, [...(claims.get(key) ?? []), { id, hashes: claimed }])
    else owners.set(key, id)
    customers.set(id, { named, numbered })
  }
  return { owners, customers, claims }
}

/** Stores what the plan makes; false, with nothing of it left, when a twin was faster with one of its numbers or contact points. */
async function store(tx: Tx, keys: Keys, tenantId: string, plan: Plan, now: Date): Promise<boolean> {
  if (!(await prove(tx, tenantId, plan))) return false
  if (!(await insertNew(tx, keys, tenantId, plan, now))) {
    await takeBack(tx, tenantId, plan)
    return false
  }
  await fillIn(tx, keys, tenantId, plan, now)
  return true
}

/** What was typed by anybody is now given by who has it. A twin that is faster with it makes us look again. */
async function prove(tx: Tx, tenantId: string, { proven }: Plan): Promise<boolean> {
  for (const [customerId, hashes] of proven) {
    await sql`savepoint prove`.execute(tx)
    try {
      await sql`update contact_point set unproven = false, shared = false
        where tenant_id = ${tenantId} and customer_id = ${customerId} and value_hash = any(${[...hashes].map(bytes)}::bytea[]) and unproven`.execute(
        tx,
      )
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
      await sql`rollback to savepoint prove`.execute(tx)
      return false
    }
  }
  return true
}

/**
 * New customer numbers go in first, then contact points, then changes to known customers, each sorted: whoever wants the same waits
 * for the other, and never both. That is why a known customer's new number first stands in a row that only holds it.
 */
async function insertNew(tx: Tx, keys: Keys, tenantId: string, { made, points, fills }: Plan, now: Date): Promise<boolean> {
  const customers = [
    ...[...made].map(([id, { kind, name, customerNo }]) => ({ id, mergedInto: null, kind, name, customerNo })),
    ...[...fills].map(([id, { kind, customerNo, holderId }]) => ({ id: holderId, mergedInto: id, kind, name: null, customerNo })),
  ]
    .filter(({ mergedInto, customerNo }) => mergedInto === null || customerNo !== null)
    .map((one) => ({ ...one, ...nameColumns(keys, tenantId, one.name, one.kind), ...customerNoColumns(keys, tenantId, one.customerNo) }))
  if (customers.length === 0 && points.length === 0) return true
  const contacts = points.map((point) => ({
    ...point,
    id: newId(),
    isNew: made.has(point.customerId),
    ...contactColumns(keys, tenantId, point.contact),
  }))
  const { rows } = await sql<{ customers: number; owned: number }>`-- prepared: make_customers
    with made as (
      insert into customer (tenant_id, id, merged_into, kind, name_cipher, name_hash, name_masked, customer_no_cipher, customer_no_hash, customer_no_masked, created_at, updated_at)
      select ${tenantId}::uuid, c.*, ${now}::timestamptz, ${now}::timestamptz from unnest(
        ${customers.map((c) => c.id)}::uuid[], ${customers.map((c) => c.mergedInto)}::uuid[], ${customers.map((c) => c.kind)}::text[],
        ${customers.map((c) => c.name_cipher)}::bytea[], ${customers.map((c) => c.name_hash)}::bytea[], ${customers.map((c) => c.name_masked)}::text[],
        ${customers.map((c) => c.customer_no_cipher)}::bytea[], ${customers.map((c) => c.customer_no_hash)}::bytea[],
        ${customers.map((c) => c.customer_no_masked)}::text[]
      ) as c (id, merged_into, kind, name_cipher, name_hash, name_masked, no_cipher, no_hash, no_masked)
      order by c.no_hash
      on conflict (tenant_id, customer_no_hash) where customer_no_hash is not null do nothing
      returning id
    ), pointed as (
      insert into contact_point (tenant_id, id, customer_id, kind, value_cipher, value_hash, last4_hash, value_masked, shared, unproven, created_at)
      select ${tenantId}::uuid, p.id, p.customer_id, p.kind, p.cipher, p.hash, p.last4, p.masked, p.shared, p.unproven, ${now}::timestamptz from unnest(
        ${contacts.map((p) => p.id)}::uuid[], ${contacts.map((p) => p.customerId)}::uuid[], ${contacts.map((p) => p.isNew)}::boolean[],
        ${contacts.map((p) => p.kind)}::text[], ${contacts.map((p) => p.value_cipher)}::bytea[], ${contacts.map((p) => p.value_hash)}::bytea[],
        ${contacts.map((p) => p.last4_hash)}::bytea[], ${contacts.map((p) => p.value_masked)}::text[], ${contacts.map((p) => p.shared)}::boolean[],
        ${contacts.map((p) => p.unproven)}::boolean[]
      ) as p (id, customer_id, is_new, kind, cipher, hash, last4, masked, shared, unproven)
      where not p.is_new or p.customer_id in (select id from made)
      order by p.hash
      on conflict do nothing
      returning shared
    )
    select (select count(*) from made) as customers, (select count(*) from pointed where not shared) as owned`.execute(tx)
  return rows[0]?.customers === customers.length && rows[0].owned === contacts.filter((p) => !p.shared).length
}

/** Adds a name or customer number that a known customer lacks; what it has stays, and a number it has no place for stays a pointer. */
async function fillIn(tx: Tx, keys: Keys, tenantId: string, { fills }: Plan, now: Date) {
  if (fills.size === 0) return
  const lacking = await tx
    .selectFrom('customer')
    .select(['id', 'name_hash', 'customer_no_hash'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...fills.keys()])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const rows = lacking.flatMap(({ id, name_hash, customer_no_hash }) => {
    const fill = fills.get(id)
    const name = ((name_hash === null || fill?.replaces) && fill?.name) || null
    const customerNo = (customer_no_hash === null && fill?.customerNo) || null
    if (!fill || !(name || customerNo)) return []
    return {
      id,
      holderId: fill.holderId,
      ...nameColumns(keys, tenantId, name, fill.kind),
      ...customerNoColumns(keys, tenantId, customerNo),
    }
  })
  if (rows.length === 0) return
  const numbered = rows.filter((row) => row.customer_no_hash).map((row) => row.holderId)
  await sql`delete from customer where tenant_id = ${tenantId} and id = any(${numbered}::uuid[])`.execute(tx)
  await sql`
    update customer c set
      name_cipher = coalesce(f.name_cipher, c.name_cipher), name_hash = coalesce(f.name_hash, c.name_hash),
      name_masked = coalesce(nullif(f.name_masked, ''), c.name_masked),
      customer_no_cipher = coalesce(f.no_cipher, c.customer_no_cipher), customer_no_hash = coalesce(f.no_hash, c.customer_no_hash),
      customer_no_masked = coalesce(f.no_masked, c.customer_no_masked), updated_at = ${now}, version = c.version + 1
    from unnest(
      ${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.name_cipher)}::bytea[], ${rows.map((row) => row.name_hash)}::bytea[],
      ${rows.map((row) => row.name_masked)}::text[], ${rows.map((row) => row.customer_no_cipher)}::bytea[],
      ${rows.map((row) => row.customer_no_hash)}::bytea[], ${rows.map((row) => row.customer_no_masked)}::text[]
    ) as f (id, name_cipher, name_hash, name_masked, no_cipher, no_hash, no_masked)
    where c.tenant_id = ${tenantId} and c.id = f.id`.execute(tx)
}

async function takeBack(tx: Tx, tenantId: string, { made, points, fills }: Plan) {
  const ids = [...made.keys(), ...[...fills.values()].map(({ holderId }) => holderId)]
  await sql`delete from contact_point where tenant_id = ${tenantId} and customer_id = any(${ids}::uuid[])`.execute(tx)
  await sql`delete from customer where tenant_id = ${tenantId} and id = any(${ids}::uuid[])`.execute(tx)
  await giveSharedAnOwner(
    tx,
    tenantId,
    points.map(({ hash }) => bytes(hash)),
  )
}
