import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent, statusAfter } from '../cases/index.ts'
import { receiptDispatch } from './queries.ts'

/**
 * 签收: the unit takes the case on. One of its own people becomes the handler; someone who may assign work leaves the one named.
 * @throws CASE_NOT_FOUND, NOT_PERMITTED, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT
 * Source: docs/rules/lifecycle.md
 */
export async function receiveCase(act: Act, caseId: string, input: ActInput<'receipts'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'receipts', input)
  const ofTheUnit = act.actor.unitId !== null && act.actor.unitId === complaintCase.unit_id
  const handlerId = ofTheUnit ? act.actor.userId : complaintCase.handler_id
  const facts = { unitId: complaintCase.unit_id, ...(handlerId && { handlerId }) }
  const changes = { status: statusAfter('receipts', complaintCase), handler_id: handlerId }
  const after = await recordEvent(act, complaintCase, { kind: 'case.receipted', facts }, changes)
  await receiptDispatch(act, caseId, handlerId)
  return actDone(act, after)
}
