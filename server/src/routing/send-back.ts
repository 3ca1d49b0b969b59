import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent, statusAfter } from '../cases/index.ts'
import { endDispatch } from './queries.ts'

/**
 * 退单: the unit says that the case is not its own; it goes back to be dispatched anew, and the send-back is counted.
 * @param input `disputed`: the unit disputes its duty, the supervisor decides
 * @throws CASE_NOT_FOUND, NOT_PERMITTED, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT
 * Source: docs/rules/lifecycle.md
 */
export async function sendBackCase(act: Act, caseId: string, input: ActInput<'sendBacks'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'sendBacks', input)
  const facts = {
    unitId: complaintCase.unit_id,
    ...(complaintCase.handler_id && { handlerId: complaintCase.handler_id }),
    disputed: input.disputed,
  }
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.sentBack', facts, texts: { reason: input.reason } },
    { status: statusAfter('sendBacks', complaintCase), unit_id: null, handler_id: null, send_backs: complaintCase.send_backs + 1 },
  )
  await endDispatch(act, caseId, 'sentBack')
  return actDone(act, after)
}
