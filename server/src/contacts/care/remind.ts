import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { CareNotice, ContactSources } from '../sources.ts'
import '../tables.ts'

const soonMs = 60 * 60_000
const mostAtOnce = 500

/** 提醒: tells owners of care tasks that are due within the hour, and of those that are overdue, each once. */
export const remindOfCare =
  (sources: ContactSources) =>
  async (deps: Deps, tenantId: string): Promise<void> => {
    const now = deps.clock()
    await deps.database
      .tenant(tenantId)
      .transaction()
      .execute(async (tx) => {
        await remind(tx, tenantId, sources, now, 'overdue_told_at', 'careOverdue', now)
        await remind(tx, tenantId, sources, now, 'soon_told_at', 'careDueSoon', new Date(now.getTime() + soonMs))
      })
  }

async function remind(
  tx: Tx,
  tenantId: string,
  sources: ContactSources,
  now: Date,
  column: 'soon_told_at' | 'overdue_told_at',
  kind: CareNotice['kind'],
  dueBefore: Date,
) {
  const tasks = await tx
    .selectFrom('care_task')
    .select(['id', 'owner_id', 'due_at', 'attempts'])
    .where('tenant_id', '=', tenantId)
    .where('done_at', 'is', null)
    .where('due_at', '<=', dueBefore)
    .where(column, 'is', null)
    .orderBy('due_at')
    .limit(mostAtOnce)
    .forUpdate()
    .skipLocked()
    .execute()
  if (tasks.length === 0) return
  await tx
    .updateTable('care_task')
    // Who is told that it is overdue need not be told that it is due.
    .set(kind === 'careOverdue' ? { overdue_told_at: now, soon_told_at: now } : { soon_told_at: now })
    .where('tenant_id', '=', tenantId)
    .where(
      'id',
      'in',
      tasks.map(({ id }) => id),
    )
    .execute()
  const notices = tasks.map(({ id, owner_id, due_at, attempts }) => ({
    userId: owner_id,
    key: `care ${id} ${kind} ${attempts}`,
    kind,
    at: now,
    facts: { careTaskId: id, dueAt: due_at.toISOString() },
  }))
  await sources.tell(tx, tenantId, notices, now)
}
