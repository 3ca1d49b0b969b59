import type { TopicRow, TopicState } from '@zhiwei/contract'
import { idleDays } from '@zhiwei/text'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { countsOf, noTrend, type Part, partsOf, trendsOf } from './counts.ts'
import { caseExamplesOf, contactExamplesOf } from './examples.ts'
import './tables.ts'

const dayMs = 86_400_000
const trendDays = 30
const mostRegions = 5

export type FoundTopic = {
  id: string
  title: string
  name: string | null
  words: string[]
  heat: number
  cases: number
  contacts: number
  people: number
  messages: number
  first_at: Date
  last_at: Date
  dismissed_at: Date | null
  version: number
}
export const topicColumns = [
  'id',
  'title',
  'name',
  'words',
  'heat',
  'cases',
  'contacts',
  'people',
  'messages',
  'first_at',
  'last_at',
  'dismissed_at',
  'version',
] as const

/** Whoever was quiet for longer belongs to the past. */
export const quietSince = (now: Date) => new Date(now.getTime() - idleDays * dayMs)

const stateOf = ({ dismissed_at, last_at }: FoundTopic, now: Date): TopicState =>
  dismissed_at ? 'dismissed' : last_at > quietSince(now) ? 'live' : 'past'

/** What the page shows of these topics; days as of the tenant's zone. */
export async function shownTopics(
  tx: Tx,
  actor: Actor,
  topics: readonly FoundTopic[],
  { now, zone }: { now: Date; zone: string },
): Promise<TopicRow[]> {
  const ids = topics.map(({ id }) => id)
  const [counts, trends, regions, examples, contactExamples, warnings] = [
    await countsOf(tx, actor, topics, now),
    await trendsOf(tx, actor, ids, { now, zone, days: trendDays }),
    await partsOf(tx, actor, ids, 'region', mostRegions),
    await caseExamplesOf(tx, actor, ids),
    await contactExamplesOf(tx, actor, ids),
    await warningsOf(tx, actor.tenantId, ids),
  ]
  return topics.map((topic) => {
    const { cases, contacts } = trends.get(topic.id) ?? noTrend(trendDays)
    return {
      id: topic.id,
      title: topic.name ?? topic.title,
      isNamed: topic.name !== null,
      words: topic.words,
      state: stateOf(topic, now),
      heat: Math.round(topic.heat * 10) / 10,
      cases: topic.cases,
      ...counts(topic.id),
      firstAt: topic.first_at.toISOString(),
      lastAt: topic.last_at.toISOString(),
      trend: cases,
      contactTrend: contacts,
      regions: regionsOf(regions.get(topic.id)),
      example: examples.get(topic.id) ?? null,
      contactExample: contactExamples.get(topic.id) ?? null,
      warningId: warnings.get(topic.id) ?? null,
      version: topic.version,
    }
  })
}

export const regionsOf = (parts: Part[] = []) => parts.map(({ value: region, ...counts }) => ({ region, ...counts }))

async function warningsOf(tx: Tx, tenantId: string, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; id: string }>`
    select distinct on (key) key, id from warning where tenant_id = ${tenantId} and kind = 'topic' and key = any(${ids}::text[])
    order by key, at desc`.execute(tx)
  return new Map(rows.map(({ key, id }) => [key, id]))
}
