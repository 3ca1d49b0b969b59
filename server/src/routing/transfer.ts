import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent } from '../cases/index.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { excuseTaskOfLead } from './excuse-tasks.ts'
import { endDispatch, insertDispatch } from './queries.ts'
import { requireNoRespondent } from './queue/respondents.ts'
import { requireHandler, requireUnits } from './who.ts'

/**
 * 转派: hands a dispatched case on to another unit, another handler, or both; every move is counted.
 * @throws CASE_NOT_FOUND, NOT_PERMITTED, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, INPUT_INVALID when it would stay where it is
 * Source: docs/rules/lifecycle.md
 */
export async function transferCase(act: Act, caseId: string, input: ActInput<'transfers'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'transfers', input)
  const unitId = input.unitId ?? complaintCase.unit_id
  if (!unitId) throw invalidInput('#/unitId', '请选择转往的部门')
  const sameUnit = unitId === complaintCase.unit_id
  if (sameUnit && (input.handlerId ?? complaintCase.handler_id) === complaintCase.handler_id) {
    throw invalidInput(input.unitId ? '#/unitId' : '#/handlerId', '请选择另一个部门或承办人')
  }
  const isBound = complaintCase.bound_unit_id !== null && complaintCase.bound_unit_id === complaintCase.unit_id
  if (!sameUnit && isBound && !act.actor.permissions.has('disputes:decide')) {
    throw new AppError('CASE_STEP_NOT_ALLOWED', '班长已裁定由本部门承办，不能转给别的部门', { missing: ['notBound'] })
  }
  await requireUnits(act, [['#/unitId', unitId]])
  if (input.handlerId) await requireHandler(act, input.handlerId, unitId)
  if (input.handlerId) await requireNoRespondent(act, caseId, input.handlerId, '#/handlerId')

  const id = newId()
  const handlerId = input.handlerId ?? null
  const facts = {
    dispatchId: id,
    fromUnitId: complaintCase.unit_id,
    toUnitId: unitId,
    ...(complaintCase.handler_id && { fromHandlerId: complaintCase.handler_id }),
    ...(handlerId && { toHandlerId: handlerId }),
  }
  const moved = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.transferred', facts, texts: { reason: input.reason } },
    { unit_id: unitId, handler_id: handlerId, transfers: complaintCase.transfers + 1 },
  )
  await endDispatch(act, caseId, 'transferred')
  await insertDispatch(act, moved, id, unitId, handlerId)
  return actDone(act, await excuseTaskOfLead(act, moved, unitId), id)
}
