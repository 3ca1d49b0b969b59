import type { FeedEvent } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import './tables.ts'

/** With a case its open co-handling tasks are excused, at the same instant; a reader of the feed, safe to run twice. */
export async function endTasksWithCase(_deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
  for (const { caseId, cycle, at } of events) {
    await tx
      .updateTable('task')
      .set({ state: 'excused', finished_at: at })
      .where('tenant_id', '=', tenantId)
      .where('case_id', '=', caseId)
      .where('cycle', '=', cycle)
      .where('state', '=', 'open')
      .execute()
  }
}
