import type { ActDone, ActInput } from '@zhiwei/contract'
import type { Updateable } from 'kysely'
import { type Act, actDone, beginStep, type Case, type EventInput, recordEvent } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import type { SupervisionTable } from '../tables.ts'

/**
 * 督办答复: the unit says how far it is; a later answer takes the place of an earlier one, and the supervision stands until it is closed.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, NOT_PERMITTED, VERSION_CONFLICT, NOT_FOUND, ALREADY_DECIDED when it has ended
 * Source: docs/rules/escalation.md
 */
export async function answerSupervision(act: Act, caseId: string, input: ActInput<'supervisionAnswers'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'supervisionAnswers', input)
  const told = { kind: 'case.supervisionAnswered', texts: { text: input.text } } as const
  const { userId } = act.actor
  return recordOn(act, complaintCase, input.supervisionId, told, (no) => ({ answered_at: act.now, answered_by: userId, answer_no: no }))
}

/**
 * 办结督办: the supervisor is satisfied, or gives it up, and says why.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, NOT_FOUND, ALREADY_DECIDED when it has ended
 * Source: docs/rules/escalation.md
 */
export async function closeSupervision(act: Act, caseId: string, input: ActInput<'supervisionClosures'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'supervisionClosures', input)
  const told = { kind: 'case.supervisionEnded', texts: { reason: input.reason } } as const
  const { userId } = act.actor
  return recordOn(act, complaintCase, input.supervisionId, told, (no) => ({ ended_at: act.now, ended_by: userId, end_no: no }))
}

/** What is said about a supervision that stands: on the case's timeline, and its number on the supervision. */
async function recordOn(
  act: Act,
  complaintCase: Case,
  supervisionId: string,
  told: Pick<EventInput, 'kind' | 'texts'>,
  changes: (no: number) => Updateable<SupervisionTable>,
): Promise<ActDone> {
  const { id } = await openSupervision(act, complaintCase.id, supervisionId)
  const after = await recordEvent(act, complaintCase, { ...told, facts: { supervisionId: id } })
  await act.tx
    .updateTable('supervision')
    .set(changes(after.event_no))
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
