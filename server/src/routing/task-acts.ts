import type { TaskDone, TaskResultInput, TaskSendBackInput } from '@zhiwei/contract'
import type { z } from 'zod'
import { type Act, lockCase, recordEvent, requireStep } from '../cases/index.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { giveTaskResult } from './finish-task.ts'
import { findTask, finishTask } from './queries.ts'
import { receiveCase } from './receive.ts'
import { returnCase } from './return.ts'
import { sendBackCase } from './send-back.ts'
import { findUnitTask, insideTask } from './unit-tasks.ts'

// 任务上的操作: the same steps as on the case, by the task's own id, for people who do not see the case; the answer tells nothing of it either.

const taskDone = ({ now }: Act, id: string, state: TaskDone['state']): TaskDone => ({ id, state, at: now.toISOString() })

/** 签收任务. @throws NOT_FOUND, CASE_STEP_NOT_ALLOWED */
export async function receiveTask(act: Act, id: string): Promise<TaskDone> {
  const task = await findUnitTask(act.tx, act.actor, id)
  if (task.role === 'co' || task.state !== 'open')
    throw new AppError('CASE_STEP_NOT_ALLOWED', '这项任务不需签收', { missing: ['openTask'] })
  await receiveCase(insideTask(act), task.case_id, {})
  return taskDone(act, id, 'handling')
}

/**
 * 任务反馈: a co-handling unit's result, or the return of the whole case with its finding by the unit that leads.
 * @throws NOT_FOUND, NOT_PERMITTED, CASE_STEP_NOT_ALLOWED, INPUT_INVALID when the lead names no finding
 */
export async function giveResult(act: Act, id: string, { result, finding }: z.infer<typeof TaskResultInput>): Promise<TaskDone> {
  const { tx, actor } = act
  // Who may assign work gives the result for others; everybody else is asked by their unit.
  if (await findTask(tx, actor.tenantId, id)) {
    await giveTaskResult(actor.permissions.has('cases:handle') ? act : insideTask(act), id, { result })
    return taskDone(act, id, 'done')
  }
  const task = await findUnitTask(tx, actor, id)
  if (task.state !== 'handling') throw new AppError('CASE_STEP_NOT_ALLOWED', '先签收，再反馈', { missing: ['status:handling'] })
  if (!finding) throw invalidInput('#/finding', '请选择核实结论')
  await returnCase(insideTask(act), task.case_id, { result, finding, excused: [] })
  return taskDone(act, id, 'done')
}

/**
 * 退回任务: not ours, with the reason. The lead sends the case back; a co-handling task is closed as sent back and whoever dispatched sees why.
 * @throws NOT_FOUND, CASE_STEP_NOT_ALLOWED
 */
export async function sendTaskBack(act: Act, id: string, { reason, disputed }: z.infer<typeof TaskSendBackInput>): Promise<TaskDone> {
  const { tx, actor } = act
  const named = await findUnitTask(tx, actor, id)
  if (named.state !== 'open') throw new AppError('CASE_STEP_NOT_ALLOWED', '这项任务已签收、办完或免办', { missing: ['openTask'] })
  const inside = insideTask(act)
  if (named.role === 'lead') {
    await sendBackCase(inside, named.case_id, { reason, disputed })
    return taskDone(act, id, 'sentBack')
  }
  const complaintCase = await lockCase(inside, named.case_id)
  requireStep(inside.actor, complaintCase, 'taskResults')
  const task = await findTask(tx, actor.tenantId, id)
  if (task?.state !== 'open') throw new AppError('CASE_STEP_NOT_ALLOWED', '这项任务已经办完或免办', { missing: ['openTask'] })
  await recordEvent(
    act,
    complaintCase,
    { kind: 'case.taskSentBack', facts: { taskId: id, unitId: task.unit_id, disputed }, texts: { reason } },
    { open_tasks: Math.max(0, complaintCase.open_tasks - 1) },
  )
  await finishTask(act, id, { state: 'sentBack' })
  return taskDone(act, id, 'sentBack')
}
