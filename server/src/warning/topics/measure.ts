import { heatOf, idleDays, sharedWordsOf, titleOfSubjects } from '@zhiwei/text'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

const dayMs = 86_400_000
/** What stands still cools down: heat is reckoned anew so often, and of so many topics in a sweep. */
const refreshMs = 3_600_000
const mostRefreshed = 200
/** The newest cases by which a topic is named and its heat reckoned. */
const mostRead = 400

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

type Facts = { topic_id: string; cases: number; people: number; first_at: Date; last_at: Date }
type Member = { topic_id: string; subject: string; received_at: Date; person: string; emotion: number | null }

/** Counts, title, words and heat of these topics as they stand now; one without cases goes. */
export async function measureTopics(tx: Tx, tenantId: string, topicIds: readonly string[], now: Date) {
  const ids = [...new Set(topicIds)]
  if (ids.length === 0) return
  const { rows: facts } = await sql<Facts>`
    select t.topic_id, count(*)::int as cases, count(distinct coalesce(c.customer_id, c.id))::int as people,
      min(t.received_at) as first_at, max(t.received_at) as last_at
    from topic_case t join complaint_case c on c.tenant_id = t.tenant_id and c.id = t.case_id
    where t.tenant_id = ${tenantId} and t.topic_id = any(${ids}::uuid[]) group by 1`.execute(tx)
  const { rows: members } = await sql<Member>`
    select m.* from unnest(${ids}::uuid[]) as asked (id) cross join lateral (
      select t.topic_id, c.subject, t.received_at, coalesce(c.customer_id, c.id) as person, c.emotion
      from topic_case t join complaint_case c on c.tenant_id = t.tenant_id and c.id = t.case_id
      where t.tenant_id = ${tenantId} and t.topic_id = asked.id order by t.received_at desc limit ${mostRead}) m`.execute(tx)
  const byTopic = Map.groupBy(members, (member) => member.topic_id)
  const known = new Set(facts.map(({ topic_id }) => topic_id))
  const empty = ids.filter((id) => !known.has(id))
  if (empty.length > 0)
    await sql`delete from topic where tenant_id = ${tenantId} and id = any(${empty}::uuid[]) and merged_into is null`.execute(tx)
  for (const { topic_id: id, ...fact } of facts) await keepMeasures(tx, tenantId, id, fact, byTopic.get(id) ?? [], now)
}

async function keepMeasures(tx: Tx, tenantId: string, id: string, fact: Omit<Facts, 'topic_id'>, members: Member[], now: Date) {
  const subjects = members.map(({ subject }) => subject)
  const { heat, growth } = heatOfMembers(members, now)
  const isCold = fact.last_at.getTime() < now.getTime() - idleDays * dayMs
  await tx
    .updateTable('topic')
    .set({
      ...fact,
      title: titleOfSubjects(subjects),
      words: JSON.stringify(sharedWordsOf(subjects)),
      heat: isCold ? 0 : heat,
      growth: isCold ? 0 : growth,
      heat_at: now,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

function heatOfMembers(members: Member[], now: Date) {
  const recent = members.filter(({ received_at }) => now.getTime() - received_at.getTime() < idleDays * dayMs)
  const emotions = recent.slice(0, 20).flatMap(({ emotion }) => (emotion === null ? [] : [emotion]))
  return heatOf({
    ages: recent.map(({ received_at }) => Math.max(0, Math.floor((now.getTime() - received_at.getTime()) / dayMs))),
    people: new Set(recent.map(({ person }) => person)).size,
    emotion: emotions.length ? emotions.reduce((sum, one) => sum + one, 0) / emotions.length : null,
  })
}
