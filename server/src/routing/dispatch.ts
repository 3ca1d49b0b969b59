import type { ActDone, ActInput } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { type Act, actDone, beginStep, type Case, recordEvent, statusAfter } from '../cases/index.ts'
import { invalidInput } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { endDispatch, insertDispatch, insertTasks } from './queries.ts'
import { requireHandler, requireUnits } from './who.ts'

/**
 * 派单: gives the case to one lead unit (主办) and tasks to co-handling units (协办). From `handling` it changes the lead or adds units.
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, INPUT_INVALID for an inactive unit or a handler of another one
 * Source: docs/rules/lifecycle.md
 */
export async function dispatchCase(act: Act, caseId: string, input: ActInput<'dispatches'>): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'dispatches', input)
  await requireUnits(act, [
    ['#/unitId', input.unitId],
    ...input.coUnits.map(({ unitId }, index): [string, string] => [`#/coUnits/${index}/unitId`, unitId]),
  ])
  const doubled = input.coUnits.findIndex(({ unitId }) => unitId === input.unitId)
  if (doubled >= 0) throw invalidInput(`#/coUnits/${doubled}/unitId`, '主办部门不必再列为协办')
  if (input.handlerId) await requireHandler(act, input.handlerId, input.unitId)

  const id = newId()
  const handlerId = input.handlerId ?? handlerKept(complaintCase, input.unitId)
  const tasks = input.coUnits.map(({ unitId, instructions, dueAt }) => {
    return { id: newId(), unitId, instructions: maskPersonalData(instructions).masked, dueAt: dueAt ? new Date(dueAt) : null }
  })
  const facts = {
    dispatchId: id,
    unitId: input.unitId,
    ...(handlerId && { handlerId }),
    ...(tasks.length > 0 && { tasks: tasks.map(({ id: taskId, unitId }) => ({ taskId, unitId })) }),
  }
  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.dispatched', facts, texts: input.instructions ? { text: input.instructions } : {} },
    {
      status: statusAfter('dispatches', complaintCase),
      unit_id: input.unitId,
      handler_id: handlerId,
      review: null,
      open_tasks: complaintCase.open_tasks + tasks.length,
    },
  )
  await endDispatch(act, caseId, 'replaced')
  await insertDispatch(act, after, id, input.unitId, handlerId)
  await insertTasks(act, after, tasks)
  return actDone(act, after, id)
}

/** Whoever handles it already goes on, when only co-handling units are added. */
const handlerKept = (complaintCase: Case, unitId: string) => (complaintCase.unit_id === unitId ? complaintCase.handler_id : null)
