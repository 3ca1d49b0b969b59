import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent, statusAfter } from '../cases/index.ts'
import { insertDispute } from './dispute-queries.ts'
import { endDispatch } from './queries.ts'
import { sendBackLimitOf } from './settings.ts'

/**
 * 退单: the unit says that the case is not its own; it goes back to be dispatched anew, and the send-back is counted. When the unit disputes
 * its duty (争议), or the case was sent back as often as allowed, the supervisor decides before anybody dispatches it again.
 * @throws CASE_NOT_FOUND, NOT_PERMITTED, CASE_STEP_NOT_ALLOWED also where a decision bound the unit (`notBound`), VERSION_CONFLICT
 * Source: docs/rules/dispatch.md
 */
export async function sendBackCase(act: Act, caseId: string, input: ActInput<'sendBacks'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'sendBacks', input)
  const { unit_id: unitId, handler_id: handlerId } = complaintCase
  const sendBacks = complaintCase.send_backs + 1
  const isBeyond = sendBacks > (await sendBackLimitOf(act.tx, act.actor.tenantId))
  const cause = input.disputed ? 'disputed' : isBeyond ? 'limit' : null
  const facts = {
    unitId,
    ...(handlerId && { handlerId }),
    disputed: input.disputed,
    ...(cause === 'limit' && { beyondLimit: true }),
  }
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.sentBack', facts, texts: { reason: input.reason } },
    {
      status: statusAfter('sendBacks', complaintCase),
      unit_id: null,
      handler_id: null,
      send_backs: sendBacks,
      ...(cause && { disputed: true }),
    },
  )
  await endDispatch(act, caseId, 'sentBack')
  if (cause && unitId) await insertDispute(act, after, { unitId, cause })
  return actDone(act, after)
}
