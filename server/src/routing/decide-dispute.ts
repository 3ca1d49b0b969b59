import type { ActDone, DisputeDecision } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, actDone, lockCase, recordEvent, requireStep, statusAfter } from '../cases/index.ts'
import { AppError } from '../platform/errors.ts'
import { decideDisputeRow, findDispute } from './dispute-queries.ts'
import { giveToUnits } from './give.ts'
import type { TaskDueAt } from './task-clock.ts'

/**
 * 裁定争议: the supervisor says whose case it is and why; it is dispatched hereby, and that unit cannot send it back or hand it on.
 * @throws NOT_FOUND, ALREADY_DECIDED, CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, INPUT_INVALID
 * Source: docs/rules/dispatch.md
 */
export async function decideDispute(
  act: Act,
  disputeId: string,
  input: z.infer<typeof DisputeDecision>,
  taskDueAt: TaskDueAt,
): Promise<ActDone> {
  const { tx, actor } = act
  const named = await findDispute(tx, actor.tenantId, disputeId)
  if (!named) throw new AppError('NOT_FOUND', '没有这项争议')
  const complaintCase = await lockCase(act, named.case_id)
  // Read again under the lock: somebody may have decided meanwhile.
  const dispute = await findDispute(tx, actor.tenantId, disputeId)
  if (dispute?.state !== 'open') throw new AppError('ALREADY_DECIDED', '这项争议已有裁定，请刷新')
  requireStep(actor, complaintCase, 'disputeDecisions')

  const facts = { disputeId, unitId: input.unitId, fromUnitId: named.unit_id }
  const decided = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.disputeDecided', facts, texts: { reason: input.reason } },
    { disputed: false, bound_unit_id: input.unitId },
  )
  await decideDisputeRow(act, disputeId, input.unitId, decided.event_no)
  const given = { unitId: input.unitId, handlerId: input.handlerId, coUnits: input.coUnits, instructions: input.reason }
  const { after } = await giveToUnits(act, decided, given, { status: statusAfter('disputeDecisions', complaintCase) }, taskDueAt)
  return actDone(act, after, disputeId)
}
