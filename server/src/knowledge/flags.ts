import { type RawBuilder, sql } from 'kysely'
import type { Act } from '../cases/index.ts'
import { systemActor } from '../cases/index.ts'
import { choosablePeople } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { todayOf } from './days.ts'
import type { KnowledgeSources } from './sources.ts'
import './tables.ts'
import { textToday } from './write.ts'

/** So many occasions a sweep; the rest comes with the next. */
const mostAtOnce = 500

/**
 * 法规变动: marks every plan and letter in force that cites an article which ends within its warning days or has ended, or which says something
 * else today than when it was cited; each occasion once. Owners are told; where there is none, whoever manages knowledge.
 */
export async function flagChangedLaw(tx: Tx, tenantId: string, sources: KnowledgeSources, now: Date): Promise<number> {
  const today = await todayOf(tx, tenantId, now)
  const { rows: due } = await sql<{ entry_id: string; law_id: string; occasion: string }>`
    select o.* from (
      select c.entry_id, c.law_id, 'ends ' || l.ends_on::text as occasion
      from knowledge_citation c join ${held} join law_article l on l.tenant_id = c.tenant_id and l.id = c.law_id
      where c.tenant_id = ${tenantId} and l.ends_on - e.warn_days <= ${today}::date
      union all
      select c.entry_id, c.law_id, 'text ' || ${textToday(today)}
      from knowledge_citation c join ${held} join law_article l on l.tenant_id = c.tenant_id and l.id = c.law_id
      where c.tenant_id = ${tenantId} and ${textToday(today)} <> c.text_no
    ) o
    where not exists (select from knowledge_flag f where f.tenant_id = ${tenantId} and f.entry_id = o.entry_id and f.law_id = o.law_id
      and f.occasion = o.occasion)
    order by o.entry_id, o.law_id, o.occasion limit ${mostAtOnce}`.execute(tx)
  if (due.length === 0) return 0
  const { rows: made } = await sql<{ id: string; entry_id: string }>`
    insert into knowledge_flag (tenant_id, id, entry_id, law_id, occasion, at)
    select ${tenantId}, x.id, x.entry_id, x.law_id, x.occasion, ${now}
    from unnest(${due.map(() => newId())}::uuid[], ${due.map((row) => row.entry_id)}::uuid[], ${due.map((row) => row.law_id)}::uuid[],
      ${due.map((row) => row.occasion)}::text[]) as x (id, entry_id, law_id, occasion)
    on conflict (tenant_id, entry_id, law_id, occasion) do nothing returning id, entry_id`.execute(tx)
  await tellOwners(
    tx,
    tenantId,
    sources,
    'lawChanged',
    made.map(({ id, entry_id: entryId }) => ({ entryId, occasion: id })),
    now,
  )
  return made.length
}

/** Citations `c` of what is in force. */
const held = sql`knowledge_version v on v.tenant_id = c.tenant_id and v.entry_id = c.entry_id and v.no = c.no and v.state = 'inForce'
      join knowledge_entry e on e.tenant_id = c.tenant_id and e.id = c.entry_id and e.retired_at is null`

export async function clearFlags(
  { tx, actor, now }: Act,
  entryId: string,
  verdict: 'kept' | 'rewritten' | 'retired',
  note: string | null,
  which: RawBuilder<unknown> = sql`true`,
) {
  await sql`
    update knowledge_flag f set cleared_at = ${now}, cleared_by = ${actor.userId}::uuid, verdict = ${verdict}, note = ${note}
    where f.tenant_id = ${actor.tenantId} and f.entry_id = ${entryId} and f.cleared_at is null and ${which}`.execute(tx)
}

export async function tellOwners(
  tx: Tx,
  tenantId: string,
  sources: KnowledgeSources,
  kind: 'lawChanged' | 'knowledgeReviewDue',
  occasions: { entryId: string; occasion: string }[],
  now: Date,
) {
  if (occasions.length === 0) return
  const { rows } = await sql<{ id: string; owner_id: string | null; review_on: string; title: string }>`
    select e.id, e.owner_id, e.review_on::text as review_on, v.title from knowledge_entry e
    join knowledge_version v on v.tenant_id = e.tenant_id and v.entry_id = e.id and v.state = 'inForce'
    where e.tenant_id = ${tenantId} and e.id = any(${[...new Set(occasions.map(({ entryId }) => entryId))]}::uuid[])`.execute(tx)
  const entries = new Map(rows.map((row) => [row.id, row]))
  const active = new Set((await choosablePeople(tx, systemActor(tenantId), {})).map(({ id }) => id))
  const managers = (await choosablePeople(tx, systemActor(tenantId), { permission: 'knowledge:manage' })).map(({ id }) => id)
  const notices = occasions.flatMap(({ entryId, occasion }) => {
    const entry = entries.get(entryId)
    if (!entry) return []
    const told = entry.owner_id && active.has(entry.owner_id) ? [entry.owner_id] : managers
    const facts = { knowledgeId: entryId, subject: entry.title, ...(kind === 'knowledgeReviewDue' && { day: entry.review_on }) }
    return told.map((userId) => ({ userId, key: `knowledge ${entryId} ${kind} ${occasion}`, kind, facts, at: now }))
  })
  await sources.tell(tx, tenantId, notices, now)
}
