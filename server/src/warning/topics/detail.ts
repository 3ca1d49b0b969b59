import type { TopicDetail } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { personNamed, textOfComplaint, visibleCases } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { dayOf } from '../series/days.ts'
import { contactExamplesAmong, contactsIn, inOtherWords } from './contact-rows.ts'
import { noTrend, partsOf, trendsOf } from './counts.ts'
import { type FoundTopic, regionsOf, shownTopics, topicColumns } from './rows.ts'
import { standingMerges } from './separate.ts'
import { visibleTopics } from './visible.ts'

const mostCases = 200
const mostParts = { region: 20, product: 10 }
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
  if (!found) throw new AppError('NOT_FOUND', '没有这个话题：可能它的工单和联络都已清除，或您无权查看')
  return found
}

/** 话题详情: the rows behind it, examples in the customers' words, where and since when. @throws NOT_FOUND */
export async function findTopic(tx: Tx, actor: Actor, id: string, now: Date): Promise<TopicDetail> {
  const topic = await lookUpTopic(tx, actor, id)
  const zone = await tenantZone(tx, actor.tenantId)
  const [row] = await shownTopics(tx, actor, [topic], { now, zone })
  if (!row) throw new AppError('NOT_FOUND')
  const cases = await casesOf(tx, actor, topic.id)
  const contacts = await contactsIn(tx, actor, topic.id, mostCases)
  const trend = (await trendsOf(tx, actor, [topic.id], { now, zone, days: shownDays })).get(topic.id) ?? noTrend(shownDays)
  const partsIn = async (part: 'region' | 'product') => (await partsOf(tx, actor, [topic.id], part, mostParts[part])).get(topic.id)
  const history = await historyOf(tx, actor.tenantId, topic.id)
  const dismissal = history.findLast(({ kind }) => kind === 'dismissed')
  return {
    ...row,
    regions: regionsOf(await partsIn('region')),
    products: ((await partsIn('product')) ?? []).map(({ value: product, ...counts }) => ({ product, ...counts })),
    days: trend.cases.map((count, at) => ({
      day: dayOf(new Date(now.getTime() - (shownDays - 1 - at) * dayMs), zone),
      cases: count,
      contacts: trend.contacts[at] ?? 0,
    })),
    examples: inOtherWords(cases, mostExamples).map(({ id, number, text, receivedAt }) => ({ caseId: id, number, text, receivedAt })),
    contactExamples: contactExamplesAmong(contacts),
    caseRows: cases.map(({ text: _, ...shown }) => shown),
    contactRows: contacts.map(({ text: _, ...shown }) => shown),
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
  return rows.map(({ facts: { caseIds: _, contactIds: __, below: ___, ...facts }, ...row }) => ({
    ...row,
    facts,
    at: row.at.toISOString(),
    canUndo: standing.has(row.id),
  }))
}
