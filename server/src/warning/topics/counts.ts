import { growthDays, growthOf } from '@zhiwei/text'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { seesAllContacts, visibleContact } from '../governance/visible.ts'
import { behind, personBehind, standing } from './standing.ts'

const dayMs = 86_400_000

/** Of the rows `t` of `standing` those a person counts: complaints are figures for everybody, contacts for who may read them. */
export const isCounted = (actor: Actor) => sql`(t.is_case or ${visibleContact(actor, sql`t.id`)})`

type Whole = { contacts: number; people: number }
type Recent = { lastWeek: number; past: number; contactsLastWeek: number; contactsPast: number }
export type Counted = Whole & Pick<Recent, 'lastWeek' | 'contactsLastWeek'> & Record<'growth' | 'caseGrowth' | 'contactGrowth', number>
type Found = Whole & { id: string }

/** How many contacts and people of each topic the person counts, and how complaints and contacts grow. */
export async function countsOf(tx: Tx, actor: Actor, topics: readonly Found[], now: Date): Promise<(topicId: string) => Counted> {
  const ids = topics.map(({ id }) => id)
  // What everybody counts together stands with the topic.
  const wholes = seesAllContacts(actor) ? new Map(topics.map((topic) => [topic.id, topic])) : await wholesOf(tx, actor, ids)
  const recent = await recentOf(tx, actor, ids, now)
  return (id) => counted(wholes.get(id) ?? { contacts: 0, people: 0 }, recent.get(id) ?? noneRecent)
}

async function wholesOf(tx: Tx, actor: Actor, ids: string[]): Promise<Map<string, Whole>> {
  const { rows } = await sql<Whole & { topic_id: string }>`
    select t.topic_id, count(*) filter (where not t.is_case)::int as contacts, count(distinct ${personBehind})::int as people
    from ${standing} t ${behind}
    where t.tenant_id = ${actor.tenantId} and t.topic_id = any(${ids}::uuid[]) and ${isCounted(actor)} group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.topic_id, row]))
}

async function recentOf(tx: Tx, actor: Actor, ids: string[], now: Date): Promise<Map<string, Recent>> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs)
  const ofWeek = sql`t.at > ${before(growthDays.week)}`
  const { rows } = await sql<Recent & { topic_id: string }>`
    select t.topic_id,
      count(*) filter (where t.is_case and ${ofWeek})::int as "lastWeek", count(*) filter (where t.is_case and not ${ofWeek})::int as past,
      count(*) filter (where not t.is_case and ${ofWeek})::int as "contactsLastWeek",
      count(*) filter (where not t.is_case and not ${ofWeek})::int as "contactsPast"
    from ${standing} t
    where t.tenant_id = ${actor.tenantId} and t.topic_id = any(${ids}::uuid[]) and t.at > ${before(growthDays.week + growthDays.past)}
      and ${isCounted(actor)} group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.topic_id, row]))
}

const noneRecent: Recent = { lastWeek: 0, past: 0, contactsLastWeek: 0, contactsPast: 0 }
const counted = ({ contacts, people }: Whole, { lastWeek, past, contactsLastWeek, contactsPast }: Recent): Counted => ({
  contacts,
  people,
  lastWeek,
  contactsLastWeek,
  growth: rounded(growthOf(lastWeek + contactsLastWeek, past + contactsPast)),
  caseGrowth: rounded(growthOf(lastWeek, past)),
  contactGrowth: rounded(growthOf(contactsLastWeek, contactsPast)),
})
const rounded = (value: number) => Math.round(value * 100) / 100

type Days = { now: Date; zone: string; days: number }
export type Trend = { cases: number[]; contacts: number[] }
export const noTrend = (days: number): Trend => ({ cases: new Array<number>(days).fill(0), contacts: new Array<number>(days).fill(0) })

/** Complaints and contacts a day, today last. */
export async function trendsOf(tx: Tx, actor: Actor, ids: string[], { now, zone, days }: Days): Promise<Map<string, Trend>> {
  const { rows } = await sql<{ topic_id: string; is_case: boolean; ago: number; count: number }>`
    select t.topic_id, t.is_case, ((${now}::timestamptz at time zone ${zone})::date - (t.at at time zone ${zone})::date)::int as ago,
      count(*)::int as count
    from ${standing} t where t.tenant_id = ${actor.tenantId} and t.topic_id = any(${ids}::uuid[])
      and t.at > ${new Date(now.getTime() - (days + 1) * dayMs)} and ${isCounted(actor)} group by 1, 2, 3`.execute(tx)
  const trends = new Map(ids.map((id) => [id, noTrend(days)]))
  for (const { topic_id, is_case, ago, count } of rows) {
    const trend = trends.get(topic_id)
    if (trend && ago >= 0 && ago < days) trend[is_case ? 'cases' : 'contacts'][days - 1 - ago] = count
  }
  return trends
}

export type Part = { value: string; cases: number; contacts: number }

/** The regions, or products, most are from. */
export async function partsOf(tx: Tx, actor: Actor, ids: string[], part: 'region' | 'product', most: number): Promise<Map<string, Part[]>> {
  const value = sql`coalesce(${sql.ref(`c.${part}`)}, ${sql.ref(`k.${part}`)})`
  const { rows } = await sql<Part & { topic_id: string }>`
    select t.topic_id, ${value} as value, count(*) filter (where t.is_case)::int as cases, count(*) filter (where not t.is_case)::int as contacts
    from ${standing} t ${behind}
    where t.tenant_id = ${actor.tenantId} and t.topic_id = any(${ids}::uuid[]) and ${value} <> '' and ${isCounted(actor)}
    group by 1, 2 order by 1, count(*) desc, 2`.execute(tx)
  return new Map(
    [...Map.groupBy(rows, ({ topic_id }) => topic_id)].map(([id, all]) => [id, all.slice(0, most).map(({ topic_id: _, ...one }) => one)]),
  )
}
