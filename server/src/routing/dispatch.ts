import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, statusAfter } from '../cases/index.ts'
import { giveToUnits } from './give.ts'
import type { TaskDueAt } from './task-clock.ts'

/**
 * 派单: gives the case to one lead unit (主办) and tasks to co-handling units (协办). From `handling` it changes the lead or adds units.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED while a dispute waits, VERSION_CONFLICT, INPUT_INVALID for an inactive unit or a handler of another
 * Source: docs/rules/dispatch.md
 */
export async function dispatchCase(act: Act, caseId: string, input: ActInput<'dispatches'>, taskDueAt: TaskDueAt): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'dispatches', input)
  const status = statusAfter('dispatches', complaintCase)
  const { after, dispatchId } = await giveToUnits(act, complaintCase, input, { status }, taskDueAt)
  return actDone(act, after, dispatchId)
}
