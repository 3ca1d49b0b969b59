import { type Act, visibleCases } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { SurveySources } from '../sources.ts'
import '../tables.ts'

/** 转给别人, or back to everybody who may call. @throws NOT_FOUND, VERSION_CONFLICT, ALREADY_DECIDED, INPUT_INVALID */
export async function assignFollowUp(
  act: Act,
  id: string,
  input: { ownerId: string | null; version?: number | undefined },
  sources: SurveySources,
): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const task = await tx
    .selectFrom('follow_up_task')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'follow_up_task.tenant_id').onRef('complaint_case.id', '=', 'follow_up_task.case_id'),
    )
    .selectAll('follow_up_task')
    .where('follow_up_task.tenant_id', '=', actor.tenantId)
    .where('follow_up_task.id', '=', id)
    .where(visibleCases(actor))
    .forUpdate('follow_up_task')
    .executeTakeFirst()
  if (!task) throw new AppError('NOT_FOUND', '没有这件回访')
  if (input.version !== undefined && input.version !== task.version) throw new AppError('VERSION_CONFLICT', '别人刚改过，请刷新后再做')
  if (task.ended) throw new AppError('ALREADY_DECIDED', '这件回访已经结束')
  if (input.ownerId !== null) {
    const person = await activePerson(tx, actor.tenantId, input.ownerId)
    if (!person.permissions.has('cases:followUp')) throw invalidInput('#/ownerId', '这位同事没有回访的权限')
  }
  await tx
    .updateTable('follow_up_task')
    .set({ owner_id: input.ownerId, version: task.version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  const facts = { followUpId: id, dueAt: task.due_at.toISOString() }
  if (input.ownerId !== null)
    await sources.tell(
      tx,
      actor.tenantId,
      [{ userId: input.ownerId, key: `followUp ${id} ${task.version}`, kind: 'followUpGiven', at: now, facts }],
      now,
    )
  return { id }
}
