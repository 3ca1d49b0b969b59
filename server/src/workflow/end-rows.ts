import type { FeedEvent } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import './tables.ts'

/** With a case its suspension and its supervisions end, at the same instant; a reader of the feed, safe to run twice. */
export async function endWithCase(_deps: Deps, tenantId: string, tx: Tx, events: FeedEvent[]) {
  for (const { caseId, cycle, at } of events) {
    for (const table of ['suspension', 'supervision'] as const) {
      await tx
        .updateTable(table)
        .set({ ended_at: at })
        .where('tenant_id', '=', tenantId)
        .where('case_id', '=', caseId)
        .where('cycle', '=', cycle)
        .where('ended_at', 'is', null)
        .execute()
    }
  }
}
