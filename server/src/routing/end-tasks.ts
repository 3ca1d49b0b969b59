import { type FeedEvent, setCaseFacts } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { lapseDispute } from './dispute-queries.ts'
import './tables.ts'

/** With a case its open co-handling tasks are excused and a dispute nobody decided lapses, at the same instant; a reader of the feed, safe to run twice. */
export async function endTasksWithCase(_deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
  for (const { caseId, cycle, at } of events) {
    if (await lapseDispute(tx, tenantId, caseId, at)) await setCaseFacts(tx, tenantId, caseId, { disputed: false })
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
