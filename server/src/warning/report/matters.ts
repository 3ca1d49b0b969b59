import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { dayAfter, daysBetween } from '../series/days.ts'
import { type CategoryNames, seriesNames } from '../series/names.ts'
import type { Day } from '../series/tables.ts'

export type Period = { from: Day; to: Day }
/** What a section is about: its counts by day from `countedFrom` on to the period's end, and the period's cases, newest first. */
export type Matter = {
  about: 'overview' | 'category' | 'riskPoint' | 'topic'
  id: string | null
  key: string
  name: string
  words: string[]
  measure: { text: string; ownerId: string | null; dueOn: Day | null } | null
  countedFrom: Day
  counts: number[]
  caseIds: string[]
  /** A query of the case list that shows its rows. */
  query: Record<string, string>
}

const most = { category: 5, riskPoint: 5, topic: 4 }
const mostCases = 2_000

/** 报告里讲哪些事: all together, the categories with most complaints or the steepest rise, the risk points met most, the topics that grew. */
export async function mattersOf(
  tx: Tx,
  tenantId: string,
  period: Period,
  countedFrom: Day,
  categoryNames: CategoryNames,
): Promise<Matter[]> {
  const names = await seriesNames(tx, tenantId, categoryNames)
  const range = { countedFrom, to: period.to }
  const dated = { from: period.from, to: dayAfter(period.to, 1) }
  const series = await busiestSeries(tx, tenantId, period)
  const matters: Matter[] = []
  for (const { id, dims, key } of series) {
    const isAll = dims === 'all'
    matters.push({
      about: isAll ? 'overview' : 'category',
      id: null,
      key,
      name: isAll ? '总体情况' : names.subject({ dims, key }),
      words: [],
      measure: null,
      countedFrom,
      counts: await seriesCounts(tx, tenantId, id, range),
      caseIds: await ids(
        tx,
        sql`select case_id as id from series_case where tenant_id = ${tenantId} and day between ${period.from}::date and ${period.to}::date and series @> array[${id}::int] order by received_at desc limit ${mostCases}`,
      ),
      query: { ...(!isAll && { category: key }), ...dated },
    })
  }
  return [
    ...matters,
    ...(await riskPointMatters(tx, tenantId, period, range, dated)),
    ...(await topicMatters(tx, tenantId, period, range, dated)),
  ]
}

type Range = { countedFrom: Day; to: Day }

async function ids(tx: Tx, query: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await query.execute(tx)
  return (rows as { id: string }[]).map(({ id }) => id)
}

async function countsBy(tx: Tx, query: ReturnType<typeof sql>, { countedFrom, to }: Range): Promise<number[]> {
  const { rows } = await query.execute(tx)
  const counts = Array.from({ length: daysBetween(countedFrom, to) + 1 }, () => 0)
  for (const { day, count } of rows as { day: Day; count: number }[]) {
    const at = daysBetween(countedFrom, day)
    if (at >= 0 && at < counts.length) counts[at] = Number(count)
  }
  return counts
}

const seriesCounts = (tx: Tx, tenantId: string, id: number, range: Range) =>
  countsBy(
    tx,
    sql`select day::text as day, count from series_count where tenant_id = ${tenantId} and series_id = ${id} and day >= ${range.countedFrom}::date`,
    range,
  )

/** All first; of level 1 the largest and those that rose most above the eight weeks before. */
async function busiestSeries(tx: Tx, tenantId: string, { from, to }: Period): Promise<{ id: number; dims: string; key: string }[]> {
  const { rows } = await sql<{ id: number; dims: string; key: string; here: number; before: number }>`
    select s.id, s.dims, s.key, coalesce(sum(c.count) filter (where c.day >= ${from}::date), 0) as here, coalesce(sum(c.count) filter (where c.day < ${from}::date), 0) as before
    from series s join series_count c on c.tenant_id = s.tenant_id and c.series_id = s.id and c.day between ${from}::date - 56 and ${to}::date
    where s.tenant_id = ${tenantId} and (s.dims = 'all' or (s.dims = 'category' and position('.' in s.key) = 0)) group by s.id, s.dims, s.key`.execute(
    tx,
  )
  const days = daysBetween(from, to) + 1
  const rise = ({ here, before }: { here: number; before: number }) => (here - (before * days) / 56) / Math.sqrt((before * days) / 56 + 1)
  const categories = rows.filter(({ dims, here }) => dims === 'category' && here > 0)
  const largest = [...categories].sort((one, other) => other.here - one.here).slice(0, 3)
  const steepest = [...categories].sort((one, other) => rise(other) - rise(one))
  return [...rows.filter(({ dims }) => dims === 'all'), ...[...new Set([...largest, ...steepest])].slice(0, most.category)]
}

async function riskPointMatters(
  tx: Tx,
  tenantId: string,
  { from, to }: Period,
  range: Range,
  dated: Record<string, string>,
): Promise<Matter[]> {
  const { rows } = await sql<{ id: string; name: string; words: string[]; measure: string; ownerId: string | null; dueOn: Day | null }>`
    select p.id, p.name, p.words, p.measure, p.owner_id as "ownerId", p.measure_due_on::text as "dueOn" from risk_point p
    join risk_point_match m on m.tenant_id = p.tenant_id and m.risk_point_id = p.id and m.day between ${from}::date and ${to}::date
    where p.tenant_id = ${tenantId} and p.active group by p.tenant_id, p.id order by count(*) desc, p.id limit ${most.riskPoint}`.execute(
    tx,
  )
  const matters: Matter[] = []
  for (const { id, name, words, measure, ownerId, dueOn } of rows)
    matters.push({
      about: 'riskPoint',
      id,
      key: id,
      name,
      words,
      measure: measure ? { text: measure, ownerId, dueOn } : null,
      countedFrom: range.countedFrom,
      counts: await countsBy(
        tx,
        sql`select day::text as day, count(*) as count from risk_point_match where tenant_id = ${tenantId} and risk_point_id = ${id} and kind = 'complaint' and day >= ${range.countedFrom}::date group by 1`,
        range,
      ),
      caseIds: await ids(
        tx,
        sql`select of_id as id from risk_point_match where tenant_id = ${tenantId} and risk_point_id = ${id} and kind = 'complaint' and day between ${from}::date and ${to}::date order by day desc limit ${mostCases}`,
      ),
      query: dated,
    })
  return matters
}

async function topicMatters(
  tx: Tx,
  tenantId: string,
  { from, to }: Period,
  range: Range,
  dated: Record<string, string>,
): Promise<Matter[]> {
  const zoned = sql`(c.received_at at time zone (select zone from tenant where id = ${tenantId}))::date`
  const { rows } = await sql<{ id: string; name: string; words: string[] }>`
    select p.id, coalesce(p.name, p.title) as name, p.words from topic p join topic_case c on c.tenant_id = p.tenant_id and c.topic_id = p.id
    where p.tenant_id = ${tenantId} and p.merged_into is null and p.dismissed_at is null and ${zoned} between ${from}::date and ${to}::date
    group by p.tenant_id, p.id having count(*) >= 3 order by p.heat desc, count(*) desc, p.id limit ${most.topic}`.execute(tx)
  const matters: Matter[] = []
  for (const { id, name, words } of rows)
    matters.push({
      about: 'topic',
      id,
      key: id,
      name,
      words,
      measure: null,
      countedFrom: range.countedFrom,
      counts: await countsBy(
        tx,
        sql`select ${zoned}::text as day, count(*) as count from topic_case c where c.tenant_id = ${tenantId} and c.topic_id = ${id} group by 1`,
        range,
      ),
      caseIds: await ids(
        tx,
        sql`select c.case_id as id from topic_case c where c.tenant_id = ${tenantId} and c.topic_id = ${id} and ${zoned} between ${from}::date and ${to}::date order by c.received_at desc limit ${mostCases}`,
      ),
      query: dated,
    })
  return matters
}
