import type { ActInput } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { type Act, type Case, type CaseChanges, recordEvent } from '../cases/index.ts'
import { invalidInput } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { excuseTaskOfLead } from './excuse-tasks.ts'
import { endDispatch, insertDispatch, insertTasks, type NewTask } from './queries.ts'
import { requireNoRespondent } from './queue/respondents.ts'
import { setTaskTimers, type TaskDueAt } from './task-clock.ts'
import { requireHandler, requireUnits } from './who.ts'

export type Given = Pick<ActInput<'dispatches'>, 'unitId' | 'handlerId' | 'instructions' | 'coUnits'>

/**
 * Gives a locked case to its lead unit (主办) and tasks to co-handling units (协办), each with its own limit.
 * @param changes of the case beside those, such as its status
 * @throws INPUT_INVALID for an inactive unit, a handler of another one, a co-handling unit named twice
 */
export async function giveToUnits(act: Act, complaintCase: Case, input: Given, changes: CaseChanges, taskDueAt: TaskDueAt) {
  const { coUnits, unitId } = input
  await requireUnits(act, [
    ['#/unitId', unitId],
    ...coUnits.map((one, index): [string, string] => [`#/coUnits/${index}/unitId`, one.unitId]),
  ])
  const lead = coUnits.findIndex((one) => one.unitId === unitId)
  if (lead >= 0) throw invalidInput(`#/coUnits/${lead}/unitId`, '主办部门不必再列为协办')
  const twice = coUnits.findIndex((one, index) => coUnits.findIndex((other) => other.unitId === one.unitId) < index)
  if (twice >= 0) throw invalidInput(`#/coUnits/${twice}/unitId`, '每个协办部门列一次')
  if (input.handlerId) await requireHandler(act, input.handlerId, unitId)
  if (input.handlerId) await requireNoRespondent(act, complaintCase.id, input.handlerId, '#/handlerId')

  const id = newId()
  const handlerId = input.handlerId ?? handlerKept(complaintCase, unitId)
  const tasks: NewTask[] = []
  for (const one of coUnits) tasks.push(await taskOf(act, one, taskDueAt))
  const facts = {
    dispatchId: id,
    unitId,
    ...(handlerId && { handlerId }),
    ...(tasks.length > 0 && { tasks: tasks.map(({ id: taskId, unitId: coUnitId }) => ({ taskId, unitId: coUnitId })) }),
  }
  const given = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.dispatched', facts, texts: input.instructions ? { text: input.instructions } : {} },
    { ...changes, unit_id: unitId, handler_id: handlerId, review: null, open_tasks: complaintCase.open_tasks + tasks.length },
  )
  await endDispatch(act, complaintCase.id, 'replaced')
  await insertDispatch(act, given, id, unitId, handlerId)
  await insertTasks(act, given, tasks)
  await setTaskTimers(act, given.id, tasks)
  return { after: await excuseTaskOfLead(act, given, unitId), dispatchId: id }
}

async function taskOf(act: Act, { unitId, instructions, dueAt, limit }: Given['coUnits'][number], taskDueAt: TaskDueAt): Promise<NewTask> {
  const until = dueAt ? new Date(dueAt) : limit ? await taskDueAt(act.tx, act.actor.tenantId, { unitId, startedAt: act.now, limit }) : null
  const kept = dueAt ? undefined : limit
  return { id: newId(), unitId, instructions: maskPersonalData(instructions).masked, dueAt: until, limit: kept }
}

/** Whoever handles it already goes on, when only co-handling units are added. */
const handlerKept = (complaintCase: Case, unitId: string) => (complaintCase.unit_id === unitId ? complaintCase.handler_id : null)
