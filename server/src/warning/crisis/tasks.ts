import type { CrisisTaskDone, CrisisTaskInput } from '@zhiwei/contract'
import type { z } from 'zod'
import type { Act } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { masked } from '../governance/events.ts'
import type { TellPeople } from '../governance/notice.ts'
import { addLine, lockCrisis, noticeOf } from './act.ts'
import './tables.ts'

/** 派任务 to a desk (公关 法务 风控 客服): who, what, until when; the person is told. @throws INPUT_INVALID, NOT_FOUND, ALREADY_DECIDED */
export async function giveTask(act: Act, tell: TellPeople, crisisId: string, input: z.infer<typeof CrisisTaskInput>) {
  const { tx, actor, now } = act
  const crisis = await lockCrisis(act, crisisId)
  await activePerson(tx, actor.tenantId, input.ownerId)
  if (new Date(input.dueAt) <= now) throw invalidInput('#/dueAt', '期限要在将来')
  const id = newId()
  await tx
    .insertInto('crisis_task')
    .values({
      tenant_id: actor.tenantId,
      id,
      crisis_id: crisisId,
      desk: input.desk,
      text: masked(input.text),
      owner_id: input.ownerId,
      due_at: new Date(input.dueAt),
      made_at: now,
      made_by: actor.userId,
      done_at: null,
      done_by: null,
      result: null,
    })
    .execute()
  await addLine(act, crisisId, { kind: 'taskGiven', facts: { taskId: id, desk: input.desk, ownerId: input.ownerId }, note: input.text })
  if (input.ownerId !== actor.userId)
    await tell(tx, actor.tenantId, [noticeOf(crisis, input.ownerId, 'crisisTask', `task ${id}`, now)], now)
  return { id }
}

/** 任务完成, by its owner or whoever leads crises. @throws NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED */
export async function finishTask(act: Act, crisisId: string, taskId: string, { result }: z.infer<typeof CrisisTaskDone>) {
  const { tx, actor, now } = act
  await lockCrisis(act, crisisId)
  const task = await tx
    .selectFrom('crisis_task')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('crisis_id', '=', crisisId)
    .where('id', '=', taskId)
    .executeTakeFirst()
  if (!task) throw new AppError('NOT_FOUND', '没有这项任务')
  if (task.owner_id !== actor.userId && !actor.permissions.has('crisis:manage')) throw new AppError('NOT_PERMITTED', '这项任务由别人负责')
  if (task.done_at) throw new AppError('ALREADY_DECIDED', '这项任务已经完成')
  await tx
    .updateTable('crisis_task')
    .set({ done_at: now, done_by: actor.userId, result: masked(result) })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', taskId)
    .execute()
  await addLine(act, crisisId, { kind: 'taskDone', facts: { taskId, desk: task.desk }, note: result })
  return { id: taskId }
}
