import { setImmediate as nextTurn } from 'node:timers/promises'
import { storedProfileOf } from '@zhiwei/text'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { measureTopics, staleTopics } from './measure.ts'
import { keepMemory, type Memory, openMemory, saveMemory } from './memory.ts'
import { raiseTopics } from './raise.ts'
import { dayNumberOf, type ReadMessage, readTexts } from './read-texts.ts'
import { isUncomplained, moveStanding } from './standing.ts'
import { hasDueContacts, leaveToComplaints, type Taken, takeContacts } from './take-contacts.ts'

/** Events, and contacts, read in one transaction, and texts between which others get their turn: nothing else of the process waits longer than for those. */
const batch = 200
const textsATurn = 5
/** A sweep ends after so long, so that a flood of complaints leaves the process to its intake. */
const sweepMs = 500

/**
 * 归入话题: puts new cases, and contacts of unhappy customers, to the topics they tell of, measures what changed and warns of what grows.
 * Position, topics and what stands in them are one transaction: what fails is read again. By the schedule.
 * Source: docs/rules/topics.md
 */
export async function gatherTopics(deps: Deps, tenantId: string): Promise<void> {
  const until = performance.now() + sweepMs
  while ((await gatherBatch(deps, tenantId)) && performance.now() < until);
}

async function gatherBatch({ database, clock }: Deps, tenantId: string): Promise<boolean> {
  const db = database.tenant(tenantId)
  if (!(await isBehind(db as unknown as Tx, tenantId)) && !(await isStale(db as unknown as Tx, tenantId, clock()))) return false
  const done = await db.transaction().execute(async (tx) => {
    const now = clock()
    const memory = await openMemory(tx, tenantId, now)
    const { events, through } = await readEvents(tx, tenantId, memory.seq)
    const erased = events.filter(({ kind }) => kind === 'case.erased').map(({ caseId }) => caseId)
    const received = events.filter(({ kind }) => kind === 'complaint.received').map(({ caseId }) => caseId)
    // Contacts are of these days: they wait until the cases before them are read.
    const contacts = events.length < batch ? await takeContacts(tx, tenantId, now, batch) : none
    const poorer = [...(await forgetErased(tx, tenantId, erased)), ...contacts.left]
    const changed = new Set(poorer)
    const found = await place(memory, await readTexts(tx, tenantId, [...received, ...contacts.waiting]))
    for (const id of await keepPlaced(tx, tenantId, found, now)) changed.add(id)
    await leaveToComplaints(tx, tenantId, changed)
    await keepProfiles(tx, tenantId, memory, changed)
    const stale = await staleTopics(tx, tenantId, now)
    await measureTopics(tx, tenantId, [...changed, ...stale], now)
    await renameWarnings(tx, tenantId, poorer)
    await raiseTopics(tx, tenantId, memory.stream.rarity, [...changed], now)
    await saveMemory(tx, tenantId, memory, through)
    return { memory, more: events.length === batch || contacts.more }
  })
  keepMemory(tenantId, done.memory)
  return done.more
}

const kinds = ['complaint.received', 'case.erased'] as const
const none: Taken = { waiting: [], left: [], more: false }

/** Looked at first: an idle tenant costs one probe and no lock. */
async function isBehind(tx: Tx, tenantId: string): Promise<boolean> {
  const { rows } = await sql<{ behind: boolean }>`
    select exists (select 1 from feed_head h where h.tenant_id = ${tenantId} and h.seq > coalesce(
      (select seq from topic_memory m where m.tenant_id = h.tenant_id), 0)) as behind`.execute(tx)
  return (rows[0]?.behind ?? false) || hasDueContacts(tx, tenantId)
}
const isStale = async (tx: Tx, tenantId: string, now: Date) => (await staleTopics(tx, tenantId, now, 1)).length > 0

async function readEvents(tx: Tx, tenantId: string, seq: number) {
  const head = await tx.selectFrom('feed_head').select('seq').where('tenant_id', '=', tenantId).executeTakeFirst()
  const rows = await tx
    .selectFrom('case_event')
    .select(['seq', 'kind', 'case_id as caseId'])
    .where('tenant_id', '=', tenantId)
    .where('seq', '>', seq)
    .where('kind', 'in', kinds)
    .orderBy('seq')
    .limit(batch)
    .execute()
  return { events: rows, through: rows.length === batch ? (rows.at(-1)?.seq ?? seq) : Math.max(seq, head?.seq ?? seq) }
}

type Found = { messages: Map<string, ReadMessage>; topicOf: Map<string, string>; absorbed: { from: string; into: string }[] }

async function place({ stream }: Memory, messages: ReadMessage[]): Promise<Found> {
  const found: Found = { messages: new Map(), topicOf: new Map(), absorbed: [] }
  for (const [at, one] of messages.entries()) {
    if (at % textsATurn === 0) await nextTurn()
    const { topicId, absorbed } = stream.add({ subject: one.subject, text: one.text, day: dayNumberOf(one.at) }, () => one.id)
    found.messages.set(one.id, one)
    found.topicOf.set(one.id, topicId)
    for (const from of absorbed) found.absorbed.push({ from, into: topicId })
  }
  return found
}

/** What stands in topics, as the stream has it now; answers the topics that changed. A message alone stays without a row. */
async function keepPlaced(tx: Tx, tenantId: string, { messages, topicOf, absorbed }: Found, now: Date): Promise<string[]> {
  const goneTo = new Map(absorbed.map(({ from, into }) => [from, into]))
  const lastOf = (id: string): string => {
    const into = goneTo.get(id)
    return into === undefined || into === id ? id : lastOf(into)
  }
  const touched = new Set<string>()
  const members = new Map<string, string>()
  const join = (id: string, topicId: string) => {
    members.set(id, topicId)
    touched.add(topicId)
  }
  for (const [id, first] of topicOf) {
    const topicId = lastOf(first)
    if (topicId !== id) join(id, topicId)
  }
  // The message a topic began with, whose id it has; also where that topic was itself put to another.
  for (const id of [...touched]) join(id, id)
  for (const { from } of absorbed) if (lastOf(from) !== from) join(from, lastOf(from))
  if (members.size === 0) return []
  await openTopics(tx, tenantId, [...touched], messages, now)
  for (const from of new Set(absorbed.map((one) => one.from))) await absorbTopic(tx, tenantId, from, lastOf(from))
  await insertMembers(tx, tenantId, members)
  return [...touched]
}

/** Whichever of them is a complaint or a contact; what stands in a topic stays there. */
async function insertMembers(tx: Tx, tenantId: string, members: Map<string, string>) {
  const named = sql`unnest(${[...members.keys()]}::uuid[], ${[...members.values()]}::uuid[]) as m (id, topic)`
  await sql`
    insert into topic_case (tenant_id, case_id, topic_id, received_at)
    select c.tenant_id, c.id, m.topic, c.received_at
    from ${named} join complaint_case c on c.tenant_id = ${tenantId} and c.id = m.id and c.erased_at is null
    on conflict (tenant_id, case_id) do nothing`.execute(tx)
  await sql`
    insert into topic_contact (tenant_id, contact_id, topic_id, at)
    select k.tenant_id, k.id, m.topic, k.at
    from ${named} join contact k on k.tenant_id = ${tenantId} and k.id = m.id and ${isUncomplained}
    on conflict (tenant_id, contact_id) do nothing`.execute(tx)
}

async function openTopics(tx: Tx, tenantId: string, ids: string[], messages: Map<string, ReadMessage>, now: Date) {
  if (ids.length === 0) return
  const at = (id: string) => messages.get(id)?.at ?? now
  await tx
    .insertInto('topic')
    .values(
      ids.map((id) => ({
        tenant_id: tenantId,
        id,
        title: '',
        name: null,
        words: '[]',
        first_at: at(id),
        last_at: at(id),
        cases: 0,
        people: 0,
        heat_at: now,
        profile: '{}',
        merged_into: null,
        dismissed_at: null,
        dismissed_by: null,
        dismissed_reason: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What people said of the smaller one goes on in the larger one, where that has nothing of its own. */
async function absorbTopic(tx: Tx, tenantId: string, from: string, into: string) {
  if (from === into) return
  await moveStanding(tx, tenantId, from, into)
  await sql`
    update topic t set name = coalesce(t.name, f.name) from topic f
    where t.tenant_id = ${tenantId} and t.id = ${into} and f.tenant_id = t.tenant_id and f.id = ${from}`.execute(tx)
  await tx.updateTable('topic').set({ merged_into: into }).where('tenant_id', '=', tenantId).where('id', '=', from).execute()
  await sql`update topic set merged_into = ${into} where tenant_id = ${tenantId} and merged_into = ${from}`.execute(tx)
}

async function keepProfiles(tx: Tx, tenantId: string, { stream }: Memory, ids: Iterable<string>) {
  for (const id of ids) {
    const live = stream.topic(id)
    if (!live) continue
    const { apart } =
      (await tx.selectFrom('topic').select('apart').where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()) ?? {}
    if (apart !== undefined) live.isApart = apart
    await tx
      .updateTable('topic')
      .set({ profile: JSON.stringify(storedProfileOf(live.profile)) })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute()
  }
}

/** The rows of blanked cases go; topics they were in are told without them. */
async function forgetErased(tx: Tx, tenantId: string, caseIds: string[]): Promise<string[]> {
  if (caseIds.length === 0) return []
  const { rows } = await sql<{ topic_id: string }>`
    delete from topic_case where tenant_id = ${tenantId} and case_id = any(${caseIds}::uuid[]) returning topic_id`.execute(tx)
  return [...new Set(rows.map((row) => row.topic_id))]
}

/** The warning of a topic is called as the topic is: not after a blanked case any more. */
async function renameWarnings(tx: Tx, tenantId: string, ids: string[]) {
  if (ids.length === 0) return
  await sql`
    update warning w set subject = coalesce((
      select coalesce(t.name, t.title) from topic t where t.tenant_id = w.tenant_id and t.id::text = w.key), '已清除的话题')
    where w.tenant_id = ${tenantId} and w.kind = 'topic' and w.key = any(${ids}::text[])`.execute(tx)
}
