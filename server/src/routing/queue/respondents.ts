import type { ActDone, RespondentsInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, actDone, lockCase, recordEvent, requireStep } from '../../cases/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { respondentIdsOf } from './waiting.ts'
import './tables.ts'

/**
 * 登记被投诉人: people of our own whom the complaint is about; none of them handles it from now on. Replaces those named before.
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
  const after = await recordEvent(act, complaintCase, {
    kind: 'case.respondentsNamed',
    facts: { userIds },
    texts: { reason: input.reason },
  })
  await tx.deleteFrom('case_respondent').where('tenant_id', '=', actor.tenantId).where('case_id', '=', caseId).execute()
  const row = { tenant_id: actor.tenantId, case_id: caseId, event_no: after.event_no, at: now, by_id: actor.userId }
  if (userIds.length)
    await tx
      .insertInto('case_respondent')
      .values(userIds.map((userId) => ({ ...row, user_id: userId })))
      .execute()
  return actDone(act, after)
}

/**
 * Nobody handles a complaint about themselves, whoever gives it to them.
 * @throws INPUT_INVALID, or NOT_PERMITTED where they would take it themselves
 */
export async function requireNoRespondent({ tx, actor }: Pick<Act, 'tx' | 'actor'>, caseId: string, personId: string, pointer?: string) {
  const respondents = await respondentIdsOf(tx, actor.tenantId, [caseId])
  if (!respondents.get(caseId)?.includes(personId)) return
  if (pointer) throw invalidInput(pointer, '这是被投诉的人，不能由其承办')
  throw new AppError('NOT_PERMITTED', '这件投诉与您本人有关，请由他人承办')
}
