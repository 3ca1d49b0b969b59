import { lockCase, recordEvent, systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'

const mostAtOnce = 200

/** 督办逾期: tells once of each supervision whose time has passed without an answer; several workers share them. @returns how many */
export async function tellOverdueSupervisions(deps: Deps, tenantId: string): Promise<number> {
  let told = 0
  for (let batch = mostAtOnce; batch === mostAtOnce; told += batch)
    batch = await deps.database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => tellBatch(deps, tx, tenantId))
  return told
}

async function tellBatch(deps: Deps, tx: Tx, tenantId: string): Promise<number> {
  const now = deps.clock()
  const overdue = await tx
    .selectFrom('supervision')
    .select(['id', 'case_id', 'due_at', 'by_id'])
    .where('tenant_id', '=', tenantId)
    .where('ended_at', 'is', null)
    .where('due_at', 'is not', null)
    .where('due_at', '<=', now)
    .where('answered_at', 'is', null)
    .where('overdue_told_at', 'is', null)
    .orderBy('case_id')
    .limit(mostAtOnce)
    .forUpdate()
    .skipLocked()
    .execute()
  const act = { tx, keys: deps.keys, actor: systemActor(tenantId), now }
  for (const { id, case_id: caseId, due_at: dueAt, by_id: byId } of overdue) {
    const complaintCase = await lockCase(act, caseId)
    const facts = { supervisionId: id, dueAt: dueAt?.toISOString(), ...(byId && { supervisorId: byId }) }
    await recordEvent(act, complaintCase, { kind: 'case.supervisionOverdue', facts })
  }
  if (overdue.length === 0) return 0
  await tx
    .updateTable('supervision')
    .set({ overdue_told_at: now })
    .where('tenant_id', '=', tenantId)
    .where(
      'id',
      'in',
      overdue.map(({ id }) => id),
    )
    .execute()
  return overdue.length
}
