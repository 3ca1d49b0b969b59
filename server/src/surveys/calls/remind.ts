import type { Deps } from '../../platform/deps.ts'
import type { SurveySources } from '../sources.ts'
import '../tables.ts'

const mostAtOnce = 500

/** 提醒: tells owners of follow-ups that are overdue, each once. */
export const remindOfFollowUps =
  (sources: SurveySources) =>
  async (deps: Deps, tenantId: string): Promise<void> => {
    const now = deps.clock()
    await deps.database
      .tenant(tenantId)
      .transaction()
      .execute(async (tx) => {
        const tasks = await tx
          .selectFrom('follow_up_task')
          .select(['id', 'owner_id', 'due_at', 'attempts', 'case_id'])
          .where('tenant_id', '=', tenantId)
          .where('ended', 'is', null)
          .where('due_at', '<=', now)
          .where('owner_id', 'is not', null)
          .where('overdue_told_at', 'is', null)
          .orderBy('due_at')
          .orderBy('id')
          .limit(mostAtOnce)
          .forUpdate()
          .skipLocked()
          .execute()
        if (tasks.length === 0) return
        const ids = tasks.map(({ id }) => id)
        await tx
          .updateTable('follow_up_task')
          .set({ overdue_told_at: now })
          .where('tenant_id', '=', tenantId)
          .where('id', 'in', ids)
          .execute()
        const notices = tasks.flatMap(({ id, owner_id, due_at, attempts }) =>
          owner_id
            ? [
                {
                  userId: owner_id,
                  key: `followUp ${id} overdue ${attempts}`,
                  kind: 'followUpOverdue' as const,
                  at: now,
                  facts: { followUpId: id, dueAt: due_at.toISOString() },
                },
              ]
            : [],
        )
        await sources.tell(tx, tenantId, notices, now)
      })
  }
