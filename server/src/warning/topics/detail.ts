import type { TopicDetail } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { personNamed, textOfComplaint, visibleCases } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { dayOf } from '../series/days.ts'
import { type FoundTopic, regionsOf, shownTopics, topicColumns, trendsOf } from './rows.ts'
import { standingMerges } from './separate.ts'
import { visibleTopics } from './visible.ts'

const mostCases = 200
const mostExamples = 6
const shownDays = 90
const dayMs = 86_400_000

/** The topic, or the one it was merged into. @throws NOT_FOUND */
async function lookUpTopic(tx: Tx, actor: Actor, id: string): Promise<FoundTopic> {
  const { tenantId } = actor
  const named = await tx.selectFrom('topic').select('merged_into').where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()
  const found = await tx
    .selectFrom('topic')
    .select(topicColumns)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', named?.merged_into ?? id)
    .where(visibleTopics(tx, actor))
    .executeTakeFirst()
  if (!found) throw new AppError('NOT_FOUND', '没有这个话题：可能它的工单都已清除，或您无权查看')
  return found
}

/** 话题详情: the rows behind it, examples in the customers' words, where and since when. @throws NOT_FOUND */
export async function findTopic(tx: Tx, actor: Actor, id: string, now: Date): Promise<TopicDetail> {
  const topic = await lookUpTopic(tx, actor, id)
  const zone = await tenantZone(tx, actor.tenantId)
  const [row] = await shownTopics(tx, actor, [topic], { now, zone })
  if (!row) throw new AppError('NOT_FOUND')
  const cases = await casesOf(tx, actor, topic.id)
  const trend = (await trendsOf(tx, actor.tenantId, [topic.id], { now, zone, days: shownDays })).get(topic.id) ?? []
  const history = await historyOf(tx, actor.tenantId, topic.id)
  const dismissal = history.findLast(({ kind }) => kind === 'dismissed')
  return {
    ...row,
    regions: (await regionsOf(tx, actor.tenantId, [topic.id], 20)).get(topic.id) ?? [],
    products: await productsOf(tx, actor.tenantId, topic.id),
    days: trend.map((count, at) => ({ day: dayOf(new Date(now.getTime() - (shownDays - 1 - at) * dayMs), zone), cases: count })),
    examples: examplesAmong(cases),
    caseRows: cases.map(({ text: _, ...shown }) => shown),
    hiddenCases: Math.max(0, Math.min(topic.cases, mostCases) - cases.length),
    history,
    dismissal: topic.dismissed_at
      ? { at: topic.dismissed_at.toISOString(), by: dismissal?.by ?? null, reason: dismissal?.reason ?? '' }
      : null,
    can: { handle: actor.permissions.has('warnings:handle') },
  }
}

async function casesOf(tx: Tx, actor: Actor, topicId: string) {
  const rows = await tx
    .selectFrom('topic_case as t')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 't.tenant_id').onRef('complaint_case.id', '=', 't.case_id'),
    )
    .select([
      'complaint_case.id',
      'complaint_case.number',
      'complaint_case.subject',
      'complaint_case.status',
      'complaint_case.region',
      'complaint_case.product',
    ])
    .select(['complaint_case.received_at', sql<string>`coalesce(left(${textOfComplaint('complaint_case')}, 600), '')`.as('text')])
    .where('t.tenant_id', '=', actor.tenantId)
    .where('t.topic_id', '=', topicId)
    .where('complaint_case.erased_at', 'is', null)
    .where(visibleCases(actor))
    .orderBy('t.received_at', 'desc')
    .limit(mostCases)
    .execute()
  return rows.map(({ received_at: receivedAt, ...row }) => ({ ...row, receivedAt: receivedAt.toISOString() }))
}

/** The first, and the newest that say it in other words. */
function examplesAmong(cases: Awaited<ReturnType<typeof casesOf>>) {
  const seen = new Set<string>()
  const each = [...cases.slice(-1), ...cases].filter(({ text }) => {
    const start = text.slice(0, 40)
    return start.trim() !== '' && !seen.has(start) && seen.add(start)
  })
  return each.slice(0, mostExamples).map(({ id, number, text, receivedAt }) => ({ caseId: id, number, text, receivedAt }))
}

async function productsOf(tx: Tx, tenantId: string, topicId: string) {
  const { rows } = await sql<{ product: string; cases: number }>`
    select c.product, count(*)::int as cases from topic_case t join complaint_case c on c.tenant_id = t.tenant_id and c.id = t.case_id
    where t.tenant_id = ${tenantId} and t.topic_id = ${topicId} and c.product is not null and c.product <> ''
    group by 1 order by 2 desc, 1 limit 10`.execute(tx)
  return rows
}

async function historyOf(tx: Tx, tenantId: string, topicId: string) {
  const rows = await tx
    .selectFrom('topic_act as a')
    .select(['a.id', 'a.kind', 'a.at', 'a.facts', 'a.reason', personNamed('a', 'by_id').as('by')])
    .where('a.tenant_id', '=', tenantId)
    .where(sql<SqlBool>`a.topic_id = ${topicId}`)
    .orderBy('a.at')
    .orderBy('a.id')
    .limit(200)
    .execute()
  const standing = new Set((await standingMerges(tx, tenantId, topicId)).map(({ id }) => id))
  return rows.map(({ facts: { caseIds: _, below: __, ...facts }, ...row }) => ({
    ...row,
    facts,
    at: row.at.toISOString(),
    canUndo: standing.has(row.id),
  }))
}
