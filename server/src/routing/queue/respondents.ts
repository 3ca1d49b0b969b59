import type { ActDone, RespondentsInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, actDone, lockCase, recordEvent, requireStep } from '../../cases/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { respondentIdsOf } from './waiting.ts'
import './tables.ts'

/**
 * 登记被投诉人: people of our own whom the complaint is about; none of them handles it from now on. Replaces those named before. Before it is
 * dispatched a case that lies with one of them waits for somebody else; later a supervisor moves it.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, INPUT_INVALID for people who are not there
 * Source: docs/rules/routing.md
 */
export async function nameRespondents(act: Act, caseId: string, input: z.infer<typeof RespondentsInput>): Promise<ActDone> {
  const { tx, actor, now } = act
  const complaintCase = await lockCase(act, caseId, input.version)
  requireStep(actor, complaintCase, 'classification')
  const userIds = [...new Set(input.userIds)]
  const known = userIds.length
    ? await tx.selectFrom('user_account').select('id').where('tenant_id', '=', actor.tenantId).where('id', 'in', userIds).execute()
    : []
  if (known.length !== userIds.length) throw invalidInput('#/userIds', '其中有人不存在，请重新选择')
  const { agent_id: agentId, unit_id: unitId } = complaintCase
  const isTakenFrom = agentId !== null && unitId === null && userIds.includes(agentId)
  const facts = { userIds, ...(isTakenFrom && { fromAgentId: agentId }) }
  const event = { kind: 'case.respondentsNamed' as const, facts, texts: { reason: input.reason } }
  const after = await recordEvent(act, complaintCase, event, isTakenFrom ? { agent_id: null } : {})
  await tx.deleteFrom('case_respondent').where('tenant_id', '=', actor.tenantId).where('case_id', '=', caseId).execute()
  const row = { tenant_id: actor.tenantId, case_id: caseId, event_no: after.event_no, at: now, by_id: actor.userId }
  if (userIds.length)
    await tx
      .insertInto('case_respondent')
      .values(userIds.map((userId) => ({ ...row, user_id: userId })))
      .execute()
  return actDone(act, after)
}

/** Is this person named as complained about? */
export const isRespondent = async (tx: Act['tx'], tenantId: string, caseId: string, personId: string) =>
  (await respondentIdsOf(tx, tenantId, [caseId])).get(caseId)?.includes(personId) ?? false

/**
 * Nobody handles a complaint about themselves, whoever gives it to them.
 * @throws INPUT_INVALID, or NOT_PERMITTED where they would take it themselves
 */
export async function requireNoRespondent({ tx, actor }: Pick<Act, 'tx' | 'actor'>, caseId: string, personId: string, pointer?: string) {
  if (!(await isRespondent(tx, actor.tenantId, caseId, personId))) return
  if (pointer) throw invalidInput(pointer, '这是被投诉的人，不能由其承办')
  throw new AppError('NOT_PERMITTED', '这件投诉与您本人有关，请由他人承办')
}
