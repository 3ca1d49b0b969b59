import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'

/**
 * 督办答复: the unit says how far it is; a later answer takes the place of an earlier one, and the supervision stands until it is closed.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, NOT_PERMITTED, VERSION_CONFLICT, NOT_FOUND, ALREADY_DECIDED when it has ended
 * Source: docs/rules/escalation.md
 */
export async function answerSupervision(act: Act, caseId: string, input: ActInput<'supervisionAnswers'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'supervisionAnswers', input)
  const { id } = await openSupervision(act, caseId, input.supervisionId)
  const event = { kind: 'case.supervisionAnswered', facts: { supervisionId: id }, texts: { text: input.text } } as const
  const after = await recordEvent(act, complaintCase, event)
  await act.tx
    .updateTable('supervision')
    .set({ answered_at: act.now, answered_by: act.actor.userId, answer_no: after.event_no })
    .where('tenant_id', '=', act.actor.tenantId)
    .where('id', '=', id)
    .execute()
  return actDone(act, after, id)
}

/**
 * 办结督办: the supervisor is satisfied, or gives it up, and says why.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, NOT_FOUND, ALREADY_DECIDED when it has ended
 * Source: docs/rules/escalation.md
 */
export async function closeSupervision(act: Act, caseId: string, input: ActInput<'supervisionClosures'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'supervisionClosures', input)
  const { id } = await openSupervision(act, caseId, input.supervisionId)
  const event = { kind: 'case.supervisionEnded', facts: { supervisionId: id }, texts: { reason: input.reason } } as const
  const after = await recordEvent(act, complaintCase, event)
  await act.tx
    .updateTable('supervision')
    .set({ ended_at: act.now, ended_by: act.actor.userId, end_no: after.event_no })
    .where('tenant_id', '=', act.actor.tenantId)
    .where('id', '=', id)
    .execute()
  return actDone(act, after, id)
}

async function openSupervision({ tx, actor }: Act, caseId: string, id: string) {
  const found = await tx
    .selectFrom('supervision')
    .select(['id', 'ended_at'])
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new AppError('NOT_FOUND', '这张工单没有这项督办')
  if (found.ended_at) throw new AppError('ALREADY_DECIDED', '这项督办已经结束，请刷新查看')
  return found
}
