import { heatOf, idleDays, sharedWordsOf, titleOfSubjects } from '@zhiwei/text'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { readTexts } from './read-texts.ts'
import { behind, personBehind, standing } from './standing.ts'

const dayMs = 86_400_000
/** What stands still cools down: heat is reckoned anew so often, and of so many topics in a sweep. */
const refreshMs = 3_600_000
const mostRefreshed = 200
/** The newest messages by which a topic is named and its heat reckoned. */
const mostRead = 400
/** Of contacts so many are read anew to name it. */
const mostContactsRead = 40

/** Topics whose heat is older than an hour and not yet cold. */
export async function staleTopics(tx: Tx, tenantId: string, now: Date, limit = mostRefreshed): Promise<string[]> {
  const rows = await tx
    .selectFrom('topic')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('merged_into', 'is', null)
    .where('heat', '>', 0)
    .where('heat_at', '<', new Date(now.getTime() - refreshMs))
    .orderBy('heat_at')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

type Facts = { topic_id: string; cases: number; contacts: number; people: number; first_at: Date; last_at: Date }
type Member = { topic_id: string; id: string; is_case: boolean; subject: string | null; at: Date; person: string; emotion: number | null }

/** Counts, title, words and heat of these topics as they stand now; one in which nothing stands goes. */
export async function measureTopics(tx: Tx, tenantId: string, topicIds: readonly string[], now: Date) {
  const ids = [...new Set(topicIds)]
  if (ids.length === 0) return
  const { rows: facts } = await sql<Facts>`
    select t.topic_id, count(*) filter (where t.is_case)::int as cases, count(*) filter (where not t.is_case)::int as contacts,
      count(distinct ${personBehind})::int as people, min(t.at) as first_at, max(t.at) as last_at
    from ${standing} t ${behind}
    where t.tenant_id = ${tenantId} and t.topic_id = any(${ids}::uuid[]) group by 1`.execute(tx)
  const { rows: members } = await sql<Member>`
    select t.topic_id, t.id, t.is_case, c.subject, t.at, ${personBehind} as person, coalesce(c.emotion, (k.reading ->> 'emotion')::int) as emotion
    from unnest(${ids}::uuid[]) as asked (id) cross join lateral (
      select t.* from ${standing} t where t.tenant_id = ${tenantId} and t.topic_id = asked.id order by t.at desc limit ${mostRead}) t
    ${behind} order by t.at desc`.execute(tx)
  const byTopic = Map.groupBy(members, (member) => member.topic_id)
  const known = new Set(facts.map(({ topic_id }) => topic_id))
  const empty = ids.filter((id) => !known.has(id))
  if (empty.length > 0)
    await sql`delete from topic where tenant_id = ${tenantId} and id = any(${empty}::uuid[]) and merged_into is null`.execute(tx)
  for (const { topic_id: id, ...fact } of facts) await keepMeasures(tx, tenantId, id, fact, byTopic.get(id) ?? [], now)
}

async function keepMeasures(tx: Tx, tenantId: string, id: string, fact: Omit<Facts, 'topic_id'>, members: Member[], now: Date) {
  const { heat, growth } = heatOfMembers(members, now)
  const isCold = fact.last_at.getTime() < now.getTime() - idleDays * dayMs
  const { title, words } = await namesOf(tx, tenantId, members)
  await tx
    .updateTable('topic')
    .set({ ...fact, title, words: JSON.stringify(words), heat: isCold ? 0 : heat, growth: isCold ? 0 : growth, heat_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** A topic with complaints is named in their words alone: not everybody who sees those may read contacts. */
async function namesOf(tx: Tx, tenantId: string, members: Member[]) {
  const complained = members.flatMap(({ is_case, subject }) => (is_case && subject !== null ? [subject] : []))
  const contactIds = members.flatMap(({ is_case, id }) => (is_case ? [] : [id])).slice(0, mostContactsRead)
  if (contactIds.length === 0) return { title: titleOfSubjects(complained), words: sharedWordsOf(complained) }
  const said = (await readTexts(tx, tenantId, contactIds)).map(({ subject }) => subject)
  const words = sharedWordsOf([...complained, ...said])
  if (complained.length === 0) return { title: titleOfSubjects(said), words }
  const readable = complained.map((subject) => subject.normalize('NFKC').toLowerCase())
  return { title: titleOfSubjects(complained), words: words.filter((word) => readable.some((subject) => subject.includes(word))) }
}

function heatOfMembers(members: Member[], now: Date) {
  const recent = members.filter(({ at }) => now.getTime() - at.getTime() < idleDays * dayMs)
  const emotions = recent.slice(0, 20).flatMap(({ emotion }) => (emotion === null ? [] : [emotion]))
  return heatOf({
    ages: recent.map(({ at }) => Math.max(0, Math.floor((now.getTime() - at.getTime()) / dayMs))),
    people: new Set(recent.map(({ person }) => person)).size,
    emotion: emotions.length ? emotions.reduce((sum, one) => sum + one, 0) / emotions.length : null,
  })
}
