import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent } from '../cases/index.ts'
import { invalidInput } from '../platform/errors.ts'
import { endSuspension, rowOver } from './queries.ts'

/**
 * 挂起: the case waits for something outside the company; its status stays, its clocks stop until it is resumed.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, INPUT_INVALID when the expected end is not in the future
 * Source: docs/rules/clocks.md
 */
export async function suspendCase(act: Act, caseId: string, input: ActInput<'suspensions'>): Promise<ActDone> {
  const expectedEndAt = new Date(input.expectedEndAt)
  const complaintCase = await beginStep(act, caseId, 'suspensions', input)
  if (expectedEndAt <= act.now) throw invalidInput('#/expectedEndAt', '预计恢复时间须晚于现在')
  const facts = { expectedEndAt: expectedEndAt.toISOString(), ...(input.cause && { cause: input.cause }) }
  const event = { kind: 'case.suspended', facts, texts: { reason: input.reason } } as const
  const after = await recordEvent(act, complaintCase, event, { suspended_at: act.now })
  const row = rowOver(act, after)
  await act.tx
    .insertInto('suspension')
    .values({ ...row, expected_end_at: expectedEndAt, ended_at: null, ended_by: null })
    .execute()
  return actDone(act, after, row.id)
}

/**
 * 恢复: ends the suspension; the clocks go on with the time they had left.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT
 * Source: docs/rules/clocks.md
 */
export async function resumeCase(act: Act, caseId: string, input: ActInput<'resumptions'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'resumptions', input)
  const suspensionId = await endSuspension(act, caseId)
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.resumed', facts: { suspensionId }, texts: input.reason ? { reason: input.reason } : {} },
    { suspended_at: null },
  )
  return actDone(act, after, suspensionId)
}
