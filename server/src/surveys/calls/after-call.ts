import type { FollowUpEnd } from '@zhiwei/contract'
import type { Act } from '../../cases/index.ts'
import type { SurveySources } from '../sources.ts'
import type { FollowUpVerdict } from '../tables.ts'

/**
 * After a call: who was not reached is tried again until the tries are used up; the customer's word ends the follow-up.
 * The caller holds the case's lock.
 */
export async function keepTask(act: Act, caseId: string, verdict: FollowUpVerdict, sources: SurveySources, online = false): Promise<void> {
  const { tx, actor, now } = act
  const tasks = await tx
    .selectFrom('follow_up_task')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', caseId)
    .where('ended', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const task of tasks) {
    const attempts = task.attempts + (online ? 0 : 1)
    const goesOn = verdict === 'unreached' && attempts < task.tries
    const from = { unitId: task.unit_id, startedAt: now, minutes: task.retry_minutes }
    const ended: FollowUpEnd = online ? 'answeredOnline' : verdict
    await tx
      .updateTable('follow_up_task')
      .set({
        attempts,
        version: task.version + 1,
        ...(goesOn
          ? { due_at: await sources.workingDueAt(tx, actor.tenantId, from), overdue_told_at: null }
          : { ended, done_at: now, done_by: actor.userId }),
      })
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', task.id)
      .execute()
  }
}
