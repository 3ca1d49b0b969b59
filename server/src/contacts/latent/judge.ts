import type { LatentReason, LatentRules } from '@zhiwei/contract'
import { type Selectable, sql } from 'kysely'
import { openStatuses } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { readContact } from '../read.ts'
import type { ContactSources, TextReader } from '../sources.ts'
import type { ContactTable, StoredReading, StoredTurn } from '../tables.ts'
import { probabilityOf, repeatedReason, verdictOf } from './rules.ts'
import { tagCustomers } from './tag.ts'
import { latentRulesInForce } from './versions.ts'

type Contact = Selectable<ContactTable>
/** A contact and what was decided of it. */
export type Judged = {
  contact: Contact
  reading: StoredReading
  reasons: LatentReason[]
  probability: number
  verdict: NonNullable<ContactTable['verdict']>
}

const batchSize = 200
/** A sweep leaves the rest to the next one. */
const mostBatches = 10
/** Enquiries of the days before count as repeated. */
const repeatedDays = 7

/** 找出隐性客户: decides of every contact what becomes of it, batch by batch; safe to run twice and beside others. */
export const judgeContacts =
  (sources: ContactSources) =>
  async (deps: Deps, tenantId: string): Promise<number> => {
    const db = deps.database.tenant(tenantId)
    let judged = 0
    for (let batch = 0; batch < mostBatches; batch++) {
      const done = await db.transaction().execute((tx) => judgeWaiting(deps, tx, tenantId, sources))
      judged += done
      if (done < batchSize) break
    }
    return judged
  }

/** One batch of it. @returns how many */
export async function judgeWaiting(
  deps: Pick<Deps, 'keys' | 'clock'>,
  tx: Tx,
  tenantId: string,
  sources: Pick<ContactSources, 'readerFor' | 'verdictsChanged'>,
): Promise<number> {
  const contacts = await tx
    .selectFrom('contact')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('judged', '=', false)
    .orderBy('id')
    .limit(batchSize)
    .forUpdate()
    .skipLocked()
    .execute()
  if (contacts.length === 0) return 0
  const now = deps.clock()
  const unread = contacts.filter(({ reading }) => reading === null)
  if (unread.length > 0) await readLater(deps, tx, tenantId, unread, await sources.readerFor(tx, tenantId))
  const unhappy = await judge(tx, tenantId, contacts, await latentRulesInForce(tx, tenantId, now), now)
  await sources.verdictsChanged(tx, tenantId, unhappy)
  return contacts.length
}

/** What could not be read at the door. */
async function readLater({ keys }: Pick<Deps, 'keys'>, tx: Tx, tenantId: string, contacts: Contact[], reader: TextReader) {
  for (const contact of contacts) {
    const { cipher } = await tx
      .selectFrom('contact_text')
      .select('cipher')
      .where('tenant_id', '=', tenantId)
      .where('contact_id', '=', contact.id)
      .executeTakeFirstOrThrow()
    const turns: StoredTurn[] = JSON.parse(keys.decrypt(cipher))
    const scored = contact.score === null ? {} : { score: contact.score }
    const read = readContact(reader, { turns, ...scored, scoreMax: contact.score_max ?? 5 }, contact.at)
    Object.assign(contact, read)
    await tx
      .updateTable('contact')
      .set({ reading: JSON.stringify(read.reading), category: read.category, unhappy: read.unhappy, stage: read.stage })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', contact.id)
      .execute()
  }
}

/** Decides of these contacts, which are locked and read. @returns those of unhappy customers who did not complain */
export async function judge(tx: Tx, tenantId: string, contacts: Contact[], rules: LatentRules, now: Date): Promise<string[]> {
  const repeated = await repeatedOf(tx, tenantId, contacts)
  const judged = contacts.flatMap((contact): Judged[] => {
    const { reading } = contact
    if (!reading) return []
    const reasons = [...reading.reasons, ...repeatedReason(repeated.get(contact.id) ?? 0)]
    const probability = reading.unhappy === 0 ? 0 : probabilityOf(reasons)
    return [{ contact, reading, reasons, probability, verdict: verdictOf(probability, rules) }]
  })
  const complained = await complainedOn(
    tx,
    tenantId,
    judged.filter(({ verdict }) => verdict !== 'content').map(({ contact }) => contact),
    rules.recentComplaintDays,
  )
  for (const one of judged) {
    if (one.verdict === 'content') continue
    if (one.contact.customer_id === null) one.verdict = 'anonymous'
    else if (complained.has(one.contact.id)) one.verdict = 'complained'
  }
  const latentIds = await tagCustomers(
    tx,
    tenantId,
    judged.filter(({ verdict }) => verdict === 'latent'),
    now,
  )
  await sql`
    update contact c set judged = true, verdict = j.verdict, unhappy = j.unhappy, latent_id = j.latent_id
    from unnest(${judged.map(({ contact }) => contact.id)}::uuid[], ${judged.map(({ verdict }) => verdict)}::text[],
      ${judged.map(({ probability }) => probability)}::real[], ${judged.map(({ contact }) => latentIds.get(contact.id) ?? null)}::uuid[])
      as j (id, verdict, unhappy, latent_id)
    where c.tenant_id = ${tenantId} and c.id = j.id`.execute(tx)
  return judged.filter(({ verdict }) => verdict === 'latent' || verdict === 'anonymous').map(({ contact }) => contact.id)
}

/** 重复联系: contacts of the same customer on the same category in the days before. */
async function repeatedOf(tx: Tx, tenantId: string, contacts: Contact[]): Promise<Map<string, number>> {
  const ids = contacts.filter(({ customer_id, category }) => customer_id !== null && category !== null).map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; count: number }>`
    select c.id, count(*) as count from contact c join contact e on e.tenant_id = c.tenant_id and e.customer_id = c.customer_id
      and e.at < c.at and e.at >= c.at - make_interval(days => ${repeatedDays}) and e.category = c.category
    where c.tenant_id = ${tenantId} and c.id = any(${ids}::uuid[]) group by c.id`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.count]))
}

/**
 * 已有投诉: contacts whose customer has a complaint on it that is open, or came a short while before: it speaks for itself. On it: of the same branch of
 * categories, or where nobody has confirmed the complaint's, or the contact has none.
 */
async function complainedOn(tx: Tx, tenantId: string, contacts: Contact[], recentDays: number): Promise<Set<string>> {
  const ids = contacts.filter(({ customer_id }) => customer_id !== null).map(({ id }) => id)
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select distinct c.id from contact c join complaint_case k on k.tenant_id = c.tenant_id and k.customer_id = c.customer_id
    where c.tenant_id = ${tenantId} and c.id = any(${ids}::uuid[]) and k.erased_at is null and k.merged_into is null
      and k.received_at <= c.at + interval '1 day'
      and (k.status = any(${[...openStatuses]}) or k.received_at >= c.at - make_interval(days => ${recentDays}))
      and (not k.category_confirmed or c.category is null or split_part(k.category, '.', 1) = split_part(c.category, '.', 1))`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}
