import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, recordEvent, statusAfter } from '../cases/index.ts'
import { invalidInput } from '../platform/errors.ts'
import { cancelTimers } from '../platform/timers.ts'
import { endDispatch, excuseOpenTasks, findStandingDispatch } from './queries.ts'

/** So long whoever dispatched takes it back without a word. Source: docs/rules/dispatch.md */
const recallFreelyMs = 60_000

/**
 * 撤回派单: takes a dispatch back that no unit has receipted yet; its open co-handling tasks are no longer waited for.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED once receipted, VERSION_CONFLICT, INPUT_INVALID without a reason later than a minute or by another
 * Source: docs/rules/dispatch.md
 */
export async function recallCase(act: Act, caseId: string, input: ActInput<'recalls'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'recalls', input)
  const { tx, actor, now } = act
  const dispatch = await findStandingDispatch(tx, actor.tenantId, caseId)
  const isOwnAndFresh = dispatch?.by_id === actor.userId && now.getTime() - dispatch.at.getTime() <= recallFreelyMs
  if (!isOwnAndFresh && !input.reason) throw invalidInput('#/reason', '派出已过一分钟或由他人派出，撤回须写明原因')
  const excused = await excuseOpenTasks(act, caseId, dispatch?.event_no)
  const taskIds = excused.map(({ id }) => id)
  const facts = {
    unitId: complaintCase.unit_id,
    ...(complaintCase.handler_id && { handlerId: complaintCase.handler_id }),
    ...(dispatch && { dispatchId: dispatch.id }),
    ...(taskIds.length > 0 && { taskIds, coUnitIds: excused.map((task) => task.unit_id) }),
  }
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.recalled', facts, texts: input.reason ? { reason: input.reason } : {} },
    {
      status: statusAfter('recalls', complaintCase),
      unit_id: null,
      handler_id: null,
      open_tasks: Math.max(0, complaintCase.open_tasks - taskIds.length),
    },
  )
  await endDispatch(act, caseId, 'recalled')
  await cancelTimers(tx, actor.tenantId, ...taskIds)
  return actDone(act, after, dispatch?.id)
}
