import type { TopicRow, TopicState } from '@zhiwei/contract'
import { idleDays } from '@zhiwei/text'
import { type SqlBool, sql } from 'kysely'
import { textOfComplaint, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import './tables.ts'

const dayMs = 86_400_000
const trendDays = 30
const mostRegions = 5
const exampleLength = 160

export type FoundTopic = {
  id: string
  title: string
  name: string | null
  words: string[]
  heat: number
  growth: number
  cases: number
  people: number
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
  'growth',
  'cases',
  'people',
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
  const [trends, regions, examples, warnings] = [
    await trendsOf(tx, actor.tenantId, ids, { now, zone, days: trendDays }),
    await regionsOf(tx, actor.tenantId, ids),
    await examplesOf(tx, actor, ids),
    await warningsOf(tx, actor.tenantId, ids),
  ]
  return topics.map((topic) => {
    const trend = trends.get(topic.id) ?? new Array<number>(trendDays).fill(0)
    return {
      id: topic.id,
      title: topic.name ?? topic.title,
      isNamed: topic.name !== null,
      words: topic.words,
      state: stateOf(topic, now),
      heat: Math.round(topic.heat * 10) / 10,
      growth: Math.round(topic.growth * 100) / 100,
      cases: topic.cases,
      people: topic.people,
      lastWeek: trend.slice(-7).reduce((sum, count) => sum + count, 0),
      firstAt: topic.first_at.toISOString(),
      lastAt: topic.last_at.toISOString(),
      trend,
      regions: regions.get(topic.id) ?? [],
      example: examples.get(topic.id) ?? null,
      warningId: warnings.get(topic.id) ?? null,
      version: topic.version,
    }
  })
}

type Days = { now: Date; zone: string; days: number }

/** Cases a day, today last. */
export async function trendsOf(tx: Tx, tenantId: string, ids: string[], { now, zone, days }: Days): Promise<Map<string, number[]>> {
  const { rows } = await sql<{ topic_id: string; ago: number; count: number }>`
    select topic_id, ((${now}::timestamptz at time zone ${zone})::date - (received_at at time zone ${zone})::date)::int as ago, count(*)::int as count
    from topic_case where tenant_id = ${tenantId} and topic_id = any(${ids}::uuid[])
      and received_at > ${new Date(now.getTime() - (days + 1) * dayMs)} group by 1, 2`.execute(tx)
  const trends = new Map(ids.map((id) => [id, new Array<number>(days).fill(0)]))
  for (const { topic_id, ago, count } of rows) {
    const trend = trends.get(topic_id)
    if (trend && ago >= 0 && ago < days) trend[days - 1 - ago] = count
  }
  return trends
}

export async function regionsOf(tx: Tx, tenantId: string, ids: string[], most = mostRegions) {
  const { rows } = await sql<{ topic_id: string; region: string; cases: number }>`
    select t.topic_id, c.region, count(*)::int as cases
    from topic_case t join complaint_case c on c.tenant_id = t.tenant_id and c.id = t.case_id
    where t.tenant_id = ${tenantId} and t.topic_id = any(${ids}::uuid[]) and c.region is not null and c.region <> ''
    group by 1, 2 order by 1, 3 desc, 2`.execute(tx)
  return new Map(
    [...Map.groupBy(rows, ({ topic_id }) => topic_id)].map(([id, all]) => [
      id,
      all.slice(0, most).map(({ region, cases }) => ({ region, cases })),
    ]),
  )
}

/** The newest complaint of each that the person may see, masked. */
async function examplesOf(tx: Tx, actor: Actor, ids: string[]): Promise<Map<string, { caseId: string; text: string }>> {
  if (ids.length === 0) return new Map()
  const newest = tx
    .selectFrom('topic_case as t')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 't.tenant_id').onRef('complaint_case.id', '=', 't.case_id'),
    )
    .distinctOn('t.topic_id')
    .select(['t.topic_id', 'complaint_case.tenant_id', 'complaint_case.id'])
    .where('t.tenant_id', '=', actor.tenantId)
    .where(sql<SqlBool>`t.topic_id = any(${ids}::uuid[])`)
    .where('complaint_case.erased_at', 'is', null)
    .where(visibleCases(actor))
    .orderBy('t.topic_id')
    .orderBy('t.received_at', 'desc')
  const rows = await tx
    .selectFrom(newest.as('n'))
    .select(['n.topic_id', 'n.id', sql<string>`coalesce(left(${textOfComplaint('n')}, ${exampleLength}), '')`.as('text')])
    .execute()
  return new Map(rows.map(({ topic_id, id, text }) => [topic_id, { caseId: id, text }]))
}

async function warningsOf(tx: Tx, tenantId: string, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; id: string }>`
    select distinct on (key) key, id from warning where tenant_id = ${tenantId} and kind = 'topic' and key = any(${ids}::text[])
    order by key, at desc`.execute(tx)
  return new Map(rows.map(({ key, id }) => [key, id]))
}
