import { sql } from 'kysely'
import { type Act, systemActor } from '../../cases/index.ts'
import { addCompetitor, addIdea, caseMarks, ideaDetail, markCase, ownIdea, stepIdea, tellCustomer, voteIdea } from '../../ideas/index.ts'
import { ideaSources } from '../../ideas-sources.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { ideas, loose, rival } from '../words/ideas.ts'

// 客户心声 of the demo, by the same acts as in service.

const hourMs = 3_600_000
const marker = 'shi.lihua'
const owner = 'tan.zhiyuan'
const mostMarks = 4

export async function writeIdeas({ keys }: Pick<Deps, 'keys'>, tx: Tx, tenantId: string, now: Date) {
  const users = await tx
    .selectFrom('user_account')
    .select(['id', 'username'])
    .where('tenant_id', '=', tenantId)
    .orderBy('username')
    .execute()
  const idOf = (username: string) => users.find((user) => user.username === username)?.id ?? ''
  const act = (userId: string, hoursAgo: number): Act => {
    const permissions = new Set(['cases:read', 'cases:note', 'care:handle', 'ideas:manage'] as const)
    return { tx, keys, actor: { ...systemActor(tenantId), userId, permissions }, now: new Date(now.getTime() - hoursAgo * hourMs) }
  }
  const { id: competitorId } = await addCompetitor(act(idOf(owner), 2_400), rival)
  const ideaIds = new Map<string, string>()
  for (const { name, title, description, kind, daysAgo } of ideas)
    ideaIds.set(name, (await addIdea(act(idOf(marker), daysAgo * 24), { title, description, kind })).id)

  for (const { name, kind, daysAgo, in: phrases = [] } of ideas)
    for (const caseId of await casesSaying(tx, tenantId, phrases))
      await markPhrase(act(idOf(marker), daysAgo * 24 - 2), caseId, phrases, { kind, idea: { id: ideaIds.get(name) ?? '' } })
  for (const caseId of await casesSaying(tx, tenantId, rival.aliases))
    await markPhrase(act(idOf(marker), 30), caseId, rival.aliases, { kind: 'competitor', competitorId })
  for (const caseId of (await casesSaying(tx, tenantId, loose.phrases)).slice(0, loose.most))
    await markPhrase(act(idOf(marker), 20), caseId, loose.phrases, { kind: 'wish' })

  for (const { name, votes, steps, told = 0 } of ideas) {
    const id = ideaIds.get(name) ?? ''
    for (const { id: userId } of users.slice(0, votes)) await voteIdea(act(userId, 24), id, true)
    if (steps.length > 0) await ownIdea(act(idOf(owner), 24), id, { ownerId: idOf(owner), version: 1 }, async () => {})
    for (const [index, { daysAgo, ...step }] of steps.entries())
      await stepIdea(act(idOf(owner), daysAgo * 24), id, { ...step, version: index + 2 }, ideaSources.cancelCare)
    const { customerRows } = await ideaDetail(tx, act(idOf(marker), 0).actor, id)
    for (const { customer } of customerRows.slice(0, told))
      await tellCustomer(act(idOf(marker), 48), id, { customerId: customer.id, how: 'told' }, ideaSources.askForCare)
  }
}

type Marked = Pick<Parameters<typeof markCase>[2], 'kind' | 'idea' | 'competitorId'>

/** Marks the sentence in which one of the phrases stands. */
async function markPhrase(act: Act, caseId: string, phrases: readonly string[], marked: Marked) {
  const { sentences } = await caseMarks(act.tx, act.actor, caseId)
  const sentence = sentences.find(({ text }) => phrases.some((phrase) => text.includes(phrase)))
  if (!sentence) return
  const { eventNo, start, end } = sentence
  await markCase(act, caseId, { eventNo, start, end, dismiss: false, ...marked })
}

async function casesSaying(tx: Tx, tenantId: string, phrases: readonly string[]): Promise<string[]> {
  if (phrases.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select c.id from complaint_case c join search_doc d on d.tenant_id = c.tenant_id and d.case_id = c.id
    where c.tenant_id = ${tenantId} and c.customer_id is not null and c.merged_into is null and c.origin = 'live'
      and d.body like any(${phrases.map((phrase) => `%${phrase}%`)}::text[])
    order by c.received_at desc, c.id limit ${mostMarks}`.execute(tx)
  return rows.map(({ id }) => id)
}
