import type { ActInput } from '@zhiwei/contract'
import { type Act, type Case, recordEvent } from '../cases/index.ts'
import { invalidInput } from '../platform/errors.ts'
import { finishTask, openTaskIds } from './queries.ts'

/**
 * 免办: open co-handling tasks that need not be waited for, each with its reason, as part of the act that goes on without them.
 * @throws INPUT_INVALID for a task that is not open or named twice
 */
export async function excuseTasks(act: Act, complaintCase: Case, excused: ActInput<'returns'>['excused']): Promise<Case> {
  const open = await openTaskIds(act.tx, act.actor.tenantId, complaintCase.id)
  const wrong = excused.findIndex(({ taskId }, index) => !open.has(taskId) || excused.findIndex((other) => other.taskId === taskId) < index)
  if (wrong >= 0) throw invalidInput(`#/excused/${wrong}/taskId`, '这项协办任务不在待办之列')
  return endTasks(act, complaintCase, excused)
}

/** A unit that now leads (主办) has no co-handling task beside: its open one is excused, and its own result is the case's. */
export async function excuseTaskOfLead(act: Act, complaintCase: Case, unitId: string): Promise<Case> {
  const open = await openTaskIds(act.tx, act.actor.tenantId, complaintCase.id, unitId)
  const tasks = [...open].map((taskId) => ({ taskId, reason: '该部门已改为主办' }))
  return endTasks(act, complaintCase, tasks)
}

async function endTasks(act: Act, complaintCase: Case, excused: ActInput<'returns'>['excused']): Promise<Case> {
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
