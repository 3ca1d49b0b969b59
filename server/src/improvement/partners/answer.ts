import type { PartAnswerInput, PartDecision, PartDiscipline } from '@zhiwei/contract'
import { sql } from 'kysely'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { tenantZone } from '../../identity/index.ts'
import { dayOf } from '../../platform/days.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { masked } from '../actions/act.ts'
import type { ImprovementSources } from '../actions/sources.ts'
import { findPart, lockPartOfReport } from './find.ts'
import { tellFirm } from './invite.ts'

/** 答复: the firm answers what it was asked, or answers anew what came back. @throws NOT_FOUND, ALREADY_DECIDED */
export async function answerAsk(act: Act, id: string, { discipline, text }: PartAnswerInput, sources: ImprovementSources) {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const part = await findPart(tx, actor, { of: 'firm', id }, 'locked')
  if (part.closed) throw new AppError('ALREADY_DECIDED', '这份 8D 已经结案，不再需要答复')
  const { state } = await askOf(act, id, discipline)
  if (state !== 'asked' && state !== 'returned')
    throw new AppError('ALREADY_DECIDED', state === 'accepted' ? '这一项已经接受，不用再答' : '已经答复，等对方审')
  const rounds = await roundsOf(act, id, discipline)
  await tx
    .insertInto('partner_answer')
    .values({
      tenant_id: tenantId,
      id: newId(),
      part_id: id,
      discipline,
      round: rounds + 1,
      text: masked(text),
      at: now,
      answered_on: dayOf(now, await tenantZone(tx, tenantId)),
      by_id: actor.userId,
      verdict: null,
      reason: null,
      decided_at: null,
      decided_by: null,
    })
    .execute()
  await setState(act, id, discipline, 'answered')
  const report = await tx
    .selectFrom('eight_d')
    .select(['leader_id', 'title'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', part.eight_d_id)
    .executeTakeFirstOrThrow()
  const told = new Set([report.leader_id, ...(part.by_id ? [part.by_id] : [])])
  await sources.tell(
    tx,
    tenantId,
    [...told].map((userId) => ({
      userId,
      key: `part ${id} ${discipline} ${rounds + 1}`,
      kind: 'partAnswered' as const,
      facts: { eightDId: part.eight_d_id, subject: report.title },
      at: now,
    })),
    now,
  )
}

/** 审: accepted it stands in the report; returned it is answered anew, with the reason. @throws NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED, INPUT_INVALID */
export async function decideAnswer(act: Act, reportId: string, id: string, decision: PartDecision, sources: ImprovementSources) {
  const { tx, actor, now } = act
  const { discipline, verdict, reason = '' } = decision
  const { report, part } = await lockPartOfReport(tx, actor, reportId, id)
  if (verdict === 'returned' && !reason) throw invalidInput('#/reason', '退回要写明还缺什么')
  const { state } = await askOf(act, id, discipline)
  if (state !== 'answered') throw new AppError('ALREADY_DECIDED', '现在没有等着审的答复')
  const clean = await sources.personalRemover(act, report.case_ids)
  await tx
    .updateTable('partner_answer')
    .set({ verdict, reason: reason ? clean(reason) : null, decided_at: now, decided_by: actor.userId })
    .where('tenant_id', '=', actor.tenantId)
    .where('part_id', '=', id)
    .where('discipline', '=', discipline)
    .where('verdict', 'is', null)
    .execute()
  await setState(act, id, discipline, verdict)
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: verdict === 'accepted' ? 'partnerPart.accepted' : 'partnerPart.returned',
    actorId: actor.userId,
    subjectId: reportId,
    facts: { partId: id, unitId: part.unit_id, discipline },
    at: now,
  })
  if (verdict === 'returned') await tellFirm(act, { id, unitId: part.unit_id, title: part.title }, sources)
}

/** @throws NOT_FOUND when the firm was not asked this */
async function askOf({ tx, actor }: Act, partId: string, discipline: PartDiscipline) {
  const ask = await tx
    .selectFrom('partner_ask')
    .select('state')
    .where('tenant_id', '=', actor.tenantId)
    .where('part_id', '=', partId)
    .where('discipline', '=', discipline)
    .executeTakeFirst()
  if (!ask) throw new AppError('NOT_FOUND', '没有请答这一项')
  return ask
}

async function roundsOf({ tx, actor }: Act, partId: string, discipline: PartDiscipline): Promise<number> {
  const { last } = await tx
    .selectFrom('partner_answer')
    .select(sql<number>`coalesce(max(round), 0)::int`.as('last'))
    .where('tenant_id', '=', actor.tenantId)
    .where('part_id', '=', partId)
    .where('discipline', '=', discipline)
    .executeTakeFirstOrThrow()
  return last
}

const setState = ({ tx, actor }: Act, partId: string, discipline: PartDiscipline, state: 'answered' | 'accepted' | 'returned') =>
  tx
    .updateTable('partner_ask')
    .set({ state })
    .where('tenant_id', '=', actor.tenantId)
    .where('part_id', '=', partId)
    .where('discipline', '=', discipline)
    .execute()
