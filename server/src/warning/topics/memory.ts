import { deflateSync, inflateSync } from 'node:zlib'
import { idleDays, type LiveTopic, profileFrom, Rarity, type StoredProfile, TopicStream } from '@zhiwei/text'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { dayNumberOf, readTexts } from './read-texts.ts'
import { isUncomplained } from './standing.ts'
import './tables.ts'

/** Messages alone that are read again after a restart: with more coming than this in 45 days, a matter shows itself in fewer days. */
const mostSingles = 2_000
const mostTopics = 1_500
/** Streams of so many tenants are kept between two sweeps. */
const mostTenants = 8
/** What is rare is written down again after so many messages; a crash forgets no more than those. */
const rarityEvery = 500

export type Memory = { stream: TopicStream; seq: number; revision: number; savedDocuments: number }

const kept = new Map<string, Memory>()

/** Locks the tenant's row, so that two workers never gather at once, and remembers what was; reads it anew where somebody else changed it. */
export async function openMemory(tx: Tx, tenantId: string, now: Date): Promise<Memory> {
  await tx
    .insertInto('topic_memory')
    .values({ tenant_id: tenantId, rarity: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await tx
    .selectFrom('topic_memory')
    .select(['seq', 'revision'])
    .where('tenant_id', '=', tenantId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const before = kept.get(tenantId)
  // Taken out until it is saved: an act that fails midway leaves nothing behind that only this process believes.
  kept.delete(tenantId)
  if (before && before.seq === row.seq && before.revision === row.revision) return before
  return readMemory(tx, tenantId, row, now)
}

/** With the transaction's end, or not at all. */
export async function saveMemory(tx: Tx, tenantId: string, memory: Memory, seq: number) {
  const { rarity } = memory.stream
  const isDue = Math.abs(rarity.documents - memory.savedDocuments) >= rarityEvery || memory.savedDocuments === 0
  memory.revision += 1
  memory.seq = seq
  await tx
    .updateTable('topic_memory')
    .set({
      seq,
      revision: memory.revision,
      ...(isDue && { rarity: deflateSync(rarity.toBytes(), { level: 1 }), rarity_documents: rarity.documents }),
    })
    .where('tenant_id', '=', tenantId)
    .execute()
  if (isDue) memory.savedDocuments = rarity.documents
}

/** After the commit. */
export function keepMemory(tenantId: string, memory: Memory) {
  kept.delete(tenantId)
  kept.set(tenantId, memory)
  const [oldest] = kept.keys()
  if (kept.size > mostTenants && oldest !== undefined) kept.delete(oldest)
}

/** A person changed topics: whoever remembers them reads them anew. */
export const touchMemory = (tx: Tx, tenantId: string) =>
  sql`update topic_memory set revision = revision + 1 where tenant_id = ${tenantId}`.execute(tx)

async function readMemory(tx: Tx, tenantId: string, { seq, revision }: { seq: number; revision: number }, now: Date): Promise<Memory> {
  const since = new Date(now.getTime() - idleDays * 86_400_000)
  const rarity = await savedRarity(tx, tenantId)
  const topics = await tx
    .selectFrom('topic')
    .select(['id', 'last_at', 'profile', 'apart'])
    .where('tenant_id', '=', tenantId)
    .where('merged_into', 'is', null)
    .where('last_at', '>', since)
    .orderBy('last_at', 'desc')
    .limit(mostTopics)
    .execute()
  const live = topics.map(({ id, last_at, profile, apart }): LiveTopic => {
    return { id, lastDay: dayNumberOf(last_at), profile: profileFrom(profile as StoredProfile), isApart: apart }
  })
  const stream = new TopicStream(rarity, live)
  const singles = await singleMessages(tx, tenantId, since, seq)
  for (const { id, subject, text, at } of await readTexts(tx, tenantId, singles))
    stream.remember({ subject, text, day: dayNumberOf(at) }, id)
  return { stream, seq, revision, savedDocuments: rarity.documents }
}

/** Cases and contacts that were read and belong to no topic yet. */
async function singleMessages(tx: Tx, tenantId: string, since: Date, seq: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id, c.received_at as at from complaint_case c
    where c.tenant_id = ${tenantId} and c.received_at > ${since} and c.erased_at is null
      and not exists (select 1 from topic_case t where t.tenant_id = c.tenant_id and t.case_id = c.id)
      and exists (select 1 from case_event e where e.tenant_id = c.tenant_id and e.case_id = c.id and e.no = 1 and e.seq <= ${seq})
    union all
    select k.id, k.at from contact k
    where k.tenant_id = ${tenantId} and k.at > ${since} and ${isUncomplained}
      and not exists (select 1 from topic_contact t where t.tenant_id = k.tenant_id and t.contact_id = k.id)
      and not exists (select 1 from topic_contact_due d where d.tenant_id = k.tenant_id and d.contact_id = k.id)
    order by at desc limit ${mostSingles}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** What is rare, as it was last written down. */
export async function savedRarity(tx: Tx, tenantId: string): Promise<Rarity> {
  const saved = await tx.selectFrom('topic_memory').select('rarity').where('tenant_id', '=', tenantId).executeTakeFirst()
  return saved?.rarity ? Rarity.fromBytes(inflateSync(saved.rarity)) : new Rarity()
}
