import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent, statusAfter } from '../cases/index.ts'
import { receiptDispatch } from './queries.ts'
import { requireNoRespondent } from './queue/respondents.ts'

/**
 * 签收: the unit takes the case on. One of its own people becomes the handler; someone who may assign work leaves the one named.
 * @param why how it came about, for those who ask why the case is theirs: taken from the queue
 * @throws CASE_NOT_FOUND, NOT_PERMITTED also for the person complained about, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT
 * Source: docs/rules/lifecycle.md
 */
export async function receiveCase(
  act: Act,
  caseId: string,
  input: ActInput<'receipts'>,
  why: Record<string, unknown> = {},
): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'receipts', input)
  const ofTheUnit = act.actor.unitId !== null && act.actor.unitId === complaintCase.unit_id
  const handlerId = ofTheUnit ? act.actor.userId : complaintCase.handler_id
  if (handlerId) await requireNoRespondent(act, caseId, handlerId)
  const facts = { unitId: complaintCase.unit_id, ...(handlerId && { handlerId }), ...why }
  const changes = { status: statusAfter('receipts', complaintCase), handler_id: handlerId }
  const after = await recordEvent(act, complaintCase, { kind: 'case.receipted', facts }, changes)
  await receiptDispatch(act, caseId, handlerId)
  return actDone(act, after)
}
