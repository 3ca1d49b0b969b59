import type { LowScore, LowScoreDone, LowScoreList, LowScoreListQuery, LowScoreState } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { sql } from 'kysely'
import type { z } from 'zod'
import {
  type Act,
  type Case,
  lockCase,
  missingFor,
  personNamed,
  reopenCase,
  scoresHiddenFrom,
  scoresHiddenOf,
  unitNamed,
  visibleCases,
} from '../../cases/index.ts'
import { customerNames } from '../../customers/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import type { SurveySources } from '../sources.ts'
import type { SurveyTexts } from '../tables.ts'

type Query = z.infer<typeof LowScoreListQuery>
type Done = z.infer<typeof LowScoreDone>

const joined = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('low_score')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'low_score.tenant_id').onRef('complaint_case.id', '=', 'low_score.case_id'),
    )
    .where('low_score.tenant_id', '=', actor.tenantId)
    .where(visibleCases(actor))
    // Not even that there is one.
    .where(sql<boolean>`not ${scoresHiddenOf(actor)}`)

/** 低分: what a customer was unhappy with, newest first, for people who did not handle it or whose case is over. @throws CURSOR_INVALID */
export async function listLowScores(tx: Tx, actor: Actor, query: Query): Promise<z.infer<typeof LowScoreList>> {
  let rows = joined(tx, actor)
  if (query.state?.length) rows = rows.where('low_score.state', 'in', query.state)
  if (query.caseId) rows = rows.where('low_score.case_id', '=', query.caseId)
  const { count } = await tx
    .selectFrom(
      rows
        .select('low_score.id')
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const found = await rows
    .leftJoin('survey_text', (join) =>
      join.onRef('survey_text.tenant_id', '=', 'low_score.tenant_id').onRef('survey_text.survey_id', '=', 'low_score.survey_id'),
    )
    .selectAll('low_score')
    .select([
      'complaint_case.number',
      'complaint_case.subject',
      'complaint_case.status',
      'complaint_case.category',
      'complaint_case.customer_id',
      'complaint_case.merged_into',
      'complaint_case.cycle as case_cycle',
      'survey_text.masked',
      callNote.as('call_note'),
      appealNote.as('appeal_note'),
      personNamed('complaint_case', 'agent_id').as('agent'),
      unitNamed('complaint_case', 'unit_id').as('unit'),
      personNamed('low_score', 'decided_by').as('decider'),
    ])
    .$call(newestFirst('low_score', query))
    .execute()
  const { page, nextCursor } = pageOfNewest(found, query.limit)
  const names = await customerNames(
    tx,
    actor.tenantId,
    page.flatMap(({ customer_id }) => customer_id ?? []),
  )
  return {
    rows: page.map((row): LowScore => {
      const customer = names.get(row.customer_id ?? '')
      const isOpen = row.state === 'open'
      const may = (permission: 'cases:reopen' | 'care:handle') => isOpen && actor.permissions.has(permission)
      return {
        id: row.id,
        caseId: row.case_id,
        number: row.number,
        subject: row.subject,
        status: row.status,
        category: row.category,
        customer: row.customer_id && customer ? { id: row.customer_id, ...customer } : null,
        agent: row.agent,
        unit: row.unit,
        at: row.at.toISOString(),
        from: row.appeal_no !== null ? 'appeal' : row.survey_id ? 'link' : 'call',
        secret: false,
        satisfaction: row.satisfaction,
        solved: row.solved,
        words: wordsOf(row.masked) ?? row.call_note ?? row.appeal_note,
        state: row.state,
        decidedAt: row.decided_at?.toISOString() ?? null,
        decidedBy: row.decider,
        reason: row.reason,
        can: {
          reopen: may('cases:reopen') && missingFor('reopening', row as unknown as Case).length === 0,
          care: may('care:handle') && row.customer_id !== null,
          dismiss: may('cases:reopen'),
        },
      }
    }),
    nextCursor,
    total: cappedTotal(count),
  }
}

/** 低分待处理: how many of the list's open rows this person sees. */
export async function lowScoresWaiting(tx: Tx, actor: Actor): Promise<number> {
  const { count } = await joined(tx, actor)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('low_score.state', '=', 'open')
    .executeTakeFirstOrThrow()
  return count
}

const callNote = sql<string | null>`(select t.masked ->> 'text' from follow_up f join case_text t
  on t.tenant_id = f.tenant_id and t.case_id = f.case_id and t.event_no = f.event_no
  where f.tenant_id = low_score.tenant_id and f.id = low_score.follow_up_id)`
const appealNote = sql<string | null>`(select t.masked ->> 'reason' from case_text t
  where t.tenant_id = low_score.tenant_id and t.case_id = low_score.case_id and t.event_no = low_score.appeal_no)`
const wordsOf = (masked: SurveyTexts | null) => [masked?.unsolved, masked?.comment].filter(Boolean).join('；') || null

/** The low score and its case, locked: the case first. @throws NOT_FOUND, ALREADY_DECIDED */
async function lockLow(act: Act, id: string) {
  const { tx, actor } = act
  if (!actor.permissions.has('surveys:read')) throw new AppError('NOT_PERMITTED', '需要权限 surveys:read，请联系管理员')
  const found = await tx
    .selectFrom('low_score')
    .select('case_id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new AppError('NOT_FOUND', '没有这条低分')
  const complaintCase = await lockCase(act, found.case_id)
  if (await scoresHiddenFrom(tx, actor, complaintCase)) throw new AppError('NOT_FOUND', '没有这条低分')
  const low = await tx
    .selectFrom('low_score')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (low.state !== 'open') throw new AppError('ALREADY_DECIDED', '已有人处理了这条低分')
  return { low, complaintCase }
}

async function decide(
  { tx, actor, now }: Act,
  id: string,
  state: LowScoreState,
  more: { reason?: string | undefined; contactId?: string },
) {
  await tx
    .updateTable('low_score')
    .set({
      state,
      decided_at: now,
      decided_by: actor.userId,
      reason: more.reason ? maskPersonalData(more.reason).masked : null,
      contact_id: more.contactId ?? null,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
}

const reopenedBecause = (satisfaction: number | null, solved: boolean | null) =>
  solved === false ? '回访：客户表示没有真正解决' : `回访：客户评分 ${satisfaction ?? '低'}，重新办理`

/**
 * 一键重开: opens the closed case anew in a new cycle, because the customer was not content.
 * @throws NOT_FOUND, ALREADY_DECIDED, NOT_PERMITTED, CASE_STEP_NOT_ALLOWED
 * Source: docs/rules/follow-up.md
 */
export async function reopenForLowScore(act: Act, id: string, input: { reason?: string | undefined }): Promise<Done> {
  const { low } = await lockLow(act, id)
  const { status } = await reopenCase(act, low.case_id, { reason: input.reason ?? reopenedBecause(low.satisfaction, low.solved) })
  await decide(act, id, 'reopened', input)
  return { id, state: 'reopened', status }
}

/** 安排关怀: the customer becomes a care task; the case stays as it is. @throws NOT_FOUND, ALREADY_DECIDED, CASE_STEP_NOT_ALLOWED where nobody is known */
export async function careForLowScore(act: Act, id: string, input: { reason?: string | undefined }, sources: SurveySources): Promise<Done> {
  const { low, complaintCase } = await lockLow(act, id)
  if (complaintCase.customer_id === null) throw new AppError('CASE_STEP_NOT_ALLOWED', '没有留下联系方式', { missing: ['customer'] })
  const { masked } = (await act.tx
    .selectFrom('survey_text')
    .select('masked')
    .where('tenant_id', '=', act.actor.tenantId)
    .where('survey_id', '=', low.survey_id ?? low.id)
    .executeTakeFirst()) ?? { masked: null }
  const contactId = await sources.careFor(act, {
    customerId: complaintCase.customer_id,
    at: low.at,
    text: wordsOf(masked) ?? `工单 ${complaintCase.number} 办结后回访评分低`,
    score: low.satisfaction,
    product: complaintCase.product,
    node: complaintCase.node,
    region: complaintCase.region,
  })
  await decide(act, id, 'care', { ...input, contactId })
  return { id, state: 'care', status: complaintCase.status }
}

/** 不需处理, with the reason. @throws NOT_FOUND, ALREADY_DECIDED */
export async function dismissLowScore(act: Act, id: string, { reason }: { reason: string }): Promise<Done> {
  const { complaintCase } = await lockLow(act, id)
  await decide(act, id, 'dismissed', { reason })
  return { id, state: 'dismissed', status: complaintCase.status }
}
