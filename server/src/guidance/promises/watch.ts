import type { NoticeKind } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import '../tables.ts'

/** Of the notices module, which this one may not import. */
export type TellPromises = (
  tx: Tx,
  tenantId: string,
  notices: { userId: string; key: string; kind: NoticeKind; at: Date; facts: Record<string, unknown> }[],
  now: Date,
) => Promise<void>

const soonMs = 60 * 60_000
const mostAtOnce = 500

/**
 * 承诺到期: tells whoever promised that it is due within the hour, and that its time is over, each once. A promise to write or call that
 * nobody kept in time is broken: what went out is known. Of others only a person can say.
 */
export const watchPromises =
  (tell: TellPromises) =>
  async (deps: Deps, tenantId: string): Promise<void> => {
    const now = deps.clock()
    await deps.database
      .tenant(tenantId)
      .transaction()
      .execute(async (tx) => {
        await watch(tx, tenantId, tell, now, 'promiseOverdue', now)
        await watch(tx, tenantId, tell, now, 'promiseDueSoon', new Date(now.getTime() + soonMs))
      })
  }

async function watch(tx: Tx, tenantId: string, tell: TellPromises, now: Date, kind: 'promiseDueSoon' | 'promiseOverdue', dueBefore: Date) {
  const isOver = kind === 'promiseOverdue'
  const rows = await tx
    .selectFrom('promise')
    .select(['id', 'case_id', 'by_id', 'due_at', 'kind'])
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'open')
    .where('due_at', '<=', dueBefore)
    .where(isOver ? 'overdue_told_at' : 'soon_told_at', 'is', null)
    .orderBy('due_at')
    .limit(mostAtOnce)
    .forUpdate()
    .skipLocked()
    .execute()
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await tx
    .updateTable('promise')
    .set(isOver ? { overdue_told_at: now, soon_told_at: now } : { soon_told_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
    .execute()
  if (isOver)
    await tx
      .updateTable('promise')
      .set((eb) => ({ state: 'broken', decided_at: now, version: eb('version', '+', 1) }))
      .where('tenant_id', '=', tenantId)
      .where('id', 'in', ids)
      .where('kind', 'in', ['callback', 'reply'])
      .execute()
  const notices = rows.flatMap(({ id, case_id, by_id, due_at }) =>
    by_id && due_at
      ? [
          {
            userId: by_id,
            key: `promise ${id} ${kind}`,
            kind,
            at: now,
            facts: { promiseId: id, promiseCaseId: case_id, dueAt: due_at.toISOString() },
          },
        ]
      : [],
  )
  await tell(tx, tenantId, notices, now)
}
