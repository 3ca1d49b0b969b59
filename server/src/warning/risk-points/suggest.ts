import type { DisproportionatePair, RiskPointSuggestionList, SuggestionDecision } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { recordAudit } from '../../audit/index.ts'
import { type Act, seesAll, textOfComplaint, visibleCases } from '../../cases/index.ts'
import { personNamesOf, tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { wholeList } from '../../platform/keyset.ts'
import { dayOf } from '../series/days.ts'
import { insertRiskPoint } from './acts.ts'
import { disproportionCandidates } from './disproportion.ts'
import { fromWords } from './from-words.ts'
import { topicCandidates } from './topics.ts'

/** A matter that people complain about and that no point holds. */
export type Candidate = {
  source: 'topic' | 'words' | 'disproportion'
  key: string
  name: string
  words: string[]
  caseIds: string[]
  pair?: DisproportionatePair
}
/** What cuts texts into words, and what categories are called; handed in. */
export type SuggestionSources = {
  wordsOf: (texts: readonly string[]) => Promise<ReadonlySet<string>[]>
  categoryNames: (tx: Tx, tenantId: string) => Promise<ReadonlyMap<string, string>>
}

export const lookBackDays = 28
export const mostCases = 1_500
export const fewestCases = 5
const mostADay = 5
/** A topic of which more than this share lies in points already is not new. */
const newShare = 0.5

/** 建议新增风险点: once a day, from topics and from the words of cases that fit no point; what was suggested once does not come again. */
export const suggestRiskPoints =
  (sources: SuggestionSources) =>
  async ({ database, clock }: Deps, tenantId: string) =>
    database
      .tenant(tenantId)
      .transaction()
      .execute(async (tx) => {
        const now = clock()
        const today = dayOf(now, await tenantZone(tx, tenantId))
        const { rows } = await sql<{ id: string }>`
        update series_state set suggested_day = ${today}::date
        where tenant_id = ${tenantId} and coalesce(suggested_day, '-infinity') < ${today}::date returning tenant_id as id`.execute(tx)
        return rows.length === 0 ? [] : suggestFor(tx, tenantId, sources, now)
      })

/** Only a tenant that keeps a register is told what is missing from it. */
export async function suggestFor(tx: Tx, tenantId: string, sources: SuggestionSources, now: Date) {
  const { rows: points } = await sql<{
    count: number
  }>`select count(*) as count from risk_point where tenant_id = ${tenantId} and active`.execute(tx)
  if ((points[0]?.count ?? 0) === 0) return []
  const from = new Date(now.getTime() - lookBackDays * 86_400_000)
  const free = await casesThatFitNone(tx, tenantId, from)
  const isFree = new Set(free.map(({ id }) => id))
  const topics = (await topicCandidates(tx, tenantId, from))
    .map((topic) => ({ ...topic, fresh: topic.caseIds.filter((id) => isFree.has(id)) }))
    .filter(({ fresh, caseIds }) => fresh.length >= fewestCases && fresh.length >= newShare * caseIds.length)
    .map(({ fresh, ...topic }): Candidate => ({ ...topic, caseIds: fresh }))
  const said = new Set(topics.flatMap(({ caseIds }) => caseIds))
  const candidates = [
    ...topics,
    ...(await disproportionCandidates(tx, tenantId, await sources.categoryNames(tx, tenantId), now)),
    ...(await fromWords(
      tx,
      tenantId,
      sources,
      free.filter(({ id }) => !said.has(id)),
      now,
    )),
  ]
  const fresh = await notYetSuggested(tx, tenantId, candidates)
  for (const candidate of fresh.slice(0, mostADay)) await insertSuggestion(tx, tenantId, candidate, now)
  return fresh
}

export type Free = { id: string; text: string }

async function casesThatFitNone(tx: Tx, tenantId: string, from: Date): Promise<Free[]> {
  const { rows } = await sql<Free>`
    select c.id, coalesce(${textOfComplaint('c')}, '') as text from complaint_case c
    where c.tenant_id = ${tenantId} and c.received_at >= ${from} and c.erased_at is null
      and not exists (select 1 from risk_point_match m where m.tenant_id = c.tenant_id and m.of_id = c.id)
    order by c.received_at desc limit ${mostCases}`.execute(tx)
  return rows
}

async function notYetSuggested(tx: Tx, tenantId: string, candidates: Candidate[]): Promise<Candidate[]> {
  const known = await tx.selectFrom('risk_point_suggestion').select(['source', 'key']).where('tenant_id', '=', tenantId).execute()
  const taken = new Set(known.map(({ source, key }) => `${source} ${key}`))
  return candidates.filter(({ source, key }) => !taken.has(`${source} ${key}`))
}

const insertSuggestion = (tx: Tx, tenantId: string, { source, key, name, words, caseIds, pair }: Candidate, now: Date) =>
  tx
    .insertInto('risk_point_suggestion')
    .values({
      tenant_id: tenantId,
      id: newId(),
      source,
      key,
      name: name.slice(0, 60),
      words: words.slice(0, 10),
      cases: caseIds.length,
      case_ids: caseIds.slice(0, 200),
      pair: pair ? JSON.stringify(pair) : null,
      at: now,
      reason: null,
      risk_point_id: null,
      decided_at: null,
      decided_by: null,
    })
    .execute()

/** One made from a topic is called like it: who sees only some cases sees those made from one of them. */
function visibleSuggestions(tx: Tx, actor: Actor) {
  if (seesAll(actor)) return sql<SqlBool>`true`
  const seen = tx
    .selectFrom('complaint_case')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where(sql<SqlBool>`id = any(risk_point_suggestion.case_ids)`)
    .where(visibleCases(actor))
  return sql<SqlBool>`exists (${seen})`
}

/** 建议清单: open ones first; examples are those cases the person may see. */
export async function listSuggestions(tx: Tx, actor: Actor): Promise<RiskPointSuggestionList> {
  const { tenantId } = actor
  const rows = await tx
    .selectFrom('risk_point_suggestion')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where(visibleSuggestions(tx, actor))
    .orderBy(sql`state = 'open'`, 'desc')
    .orderBy('at', 'desc')
    .limit(100)
    .execute()
  const wanted = [...new Set(rows.flatMap(({ case_ids }) => case_ids.slice(0, 5)))]
  const cases =
    wanted.length === 0
      ? []
      : await tx
          .selectFrom('complaint_case')
          .select(['id', 'number', 'subject'])
          .where('tenant_id', '=', tenantId)
          .where('id', 'in', wanted)
          .where(visibleCases(actor))
          .execute()
  const people = await personNamesOf(
    tx,
    tenantId,
    rows.map(({ decided_by }) => decided_by),
  )
  return wholeList(
    rows.map((row) => ({
      id: row.id,
      source: row.source,
      name: row.name,
      words: row.words,
      pair: row.pair,
      cases: row.cases,
      examples: cases.filter(({ id }) => row.case_ids.slice(0, 5).includes(id)),
      at: row.at.toISOString(),
      state: row.state,
      reason: row.reason,
      riskPointId: row.risk_point_id,
      decidedAt: row.decided_at?.toISOString() ?? null,
      decidedBy: row.decided_by ? { id: row.decided_by, name: people.get(row.decided_by) ?? '' } : null,
    })),
  )
}

/** 采纳 or 不采纳 with a reason. @throws NOT_FOUND, VERSION_CONFLICT and those of adding a point */
export async function decideSuggestion(act: Act, id: string, decision: SuggestionDecision) {
  const { tx, actor, now } = act
  const row = await tx
    .selectFrom('risk_point_suggestion')
    .select(['state'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这条建议')
  if (row.state !== 'open') throw new AppError('VERSION_CONFLICT', '这条建议已经有人处理过了，请刷新')
  const pointId = decision.verdict === 'accept' ? newId() : null
  if (decision.verdict === 'accept' && pointId) await insertRiskPoint(act, pointId, decision.point)
  await tx
    .updateTable('risk_point_suggestion')
    .set({
      state: decision.verdict === 'accept' ? 'accepted' : 'declined',
      reason: decision.verdict === 'decline' ? decision.reason : null,
      risk_point_id: pointId,
      decided_at: now,
      decided_by: actor.userId,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'riskPoint.suggestionDecided',
    actorId: actor.userId,
    subjectId: id,
    facts: { verdict: decision.verdict },
    at: now,
  })
  return { id, riskPointId: pointId }
}
