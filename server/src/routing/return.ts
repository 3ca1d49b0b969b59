import type { ActDone, ActInput } from '@zhiwei/contract'
import { type Act, actDone, beginStep, type Case, recordEvent, statusAfter } from '../cases/index.ts'
import { invalidInput } from '../platform/errors.ts'
import { finishTask, insertReturn, openTaskIds } from './queries.ts'

/**
 * 返回: the unit hands its result and finding to the call centre for review. Co-handling tasks are done, or excused with a reason.
 * @throws CASE_NOT_FOUND, NOT_PERMITTED, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT, INPUT_INVALID for an excused task that is not open
 * Source: docs/rules/lifecycle.md
 */
export async function returnCase(act: Act, caseId: string, input: ActInput<'returns'>): Promise<ActDone> {
  const excusedIds = new Set(input.excused.map(({ taskId }) => taskId))
  const complaintCase = await beginStep(act, caseId, 'returns', input, { excusedTasks: excusedIds.size })
  const open = await openTaskIds(act.tx, act.actor.tenantId, caseId)
  const wrong = input.excused.findIndex(
    ({ taskId }, index) => !open.has(taskId) || input.excused.findIndex((other) => other.taskId === taskId) < index,
  )
  if (wrong >= 0) throw invalidInput(`#/excused/${wrong}/taskId`, '这项协办任务不在待办之列')

  const excused = await excuseTasks(act, complaintCase, input.excused)
  const after = await recordEvent(
    act,
    excused,
    { kind: 'case.returned', facts: { finding: input.finding }, texts: { text: input.result } },
    { status: statusAfter('returns', excused), finding: input.finding, review: null },
  )
  return actDone(act, after, await insertReturn(act, after, input.finding))
}

async function excuseTasks(act: Act, complaintCase: Case, excused: ActInput<'returns'>['excused']): Promise<Case> {
  let now = complaintCase
  for (const { taskId, reason } of excused) {
    now = await recordEvent(
      act,
      now,
      { kind: 'case.taskExcused', facts: { taskId }, texts: { reason } },
      { open_tasks: Math.max(0, now.open_tasks - 1) },
    )
    await finishTask(act, taskId, { state: 'excused' })
  }
  return now
}
