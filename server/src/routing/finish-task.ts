import type { ActDone } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { type Act, actDone, lockCase, recordEvent, requireStep, requireWritten } from '../cases/index.ts'
import { AppError } from '../platform/errors.ts'
import { findTask, finishTask } from './queries.ts'

/**
 * 协办反馈: a co-handling unit gives the result of its task; its own people or those who may assign work.
 * @throws NOT_FOUND, CASE_NOT_FOUND, NOT_PERMITTED, CASE_STEP_NOT_ALLOWED when the task is no longer open or the process asks for more
 * Source: docs/rules/lifecycle.md
 */
export async function giveTaskResult(act: Act, taskId: string, input: { result: string }): Promise<ActDone> {
  const { tx, actor } = act
  const named = await findTask(tx, actor.tenantId, taskId)
  if (!named) throw new AppError('NOT_FOUND', '没有这项协办任务')
  const complaintCase = await lockCase(act, named.case_id)
  if (actor.unitId !== named.unit_id && !actor.permissions.has('cases:assign'))
    throw new AppError('NOT_PERMITTED', '这项任务由其他部门协办')
  requireStep(actor, complaintCase, 'taskResults')
  await requireWritten(tx, complaintCase, 'taskResults', input)
  // Read again under the lock: somebody may have finished or excused it meanwhile.
  const task = await findTask(tx, actor.tenantId, taskId)
  if (task?.state !== 'open') throw new AppError('CASE_STEP_NOT_ALLOWED', '这项任务已经办完或免办', { missing: ['openTask'] })

  const after = await recordEvent(
    act,
    complaintCase,
    { kind: 'case.taskDone', facts: { taskId, unitId: task.unit_id }, texts: { text: input.result } },
    { open_tasks: Math.max(0, complaintCase.open_tasks - 1) },
  )
  await finishTask(act, taskId, { state: 'done', result: maskPersonalData(input.result).masked })
  return actDone(act, after, taskId)
}
