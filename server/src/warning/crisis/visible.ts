import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { seesAll, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'

/**
 * 看得到的危机事件, as SQL over `r`: who sees every case sees every crisis, others those they lead, those they have a task in, and those with a case
 * they may see. Source: docs/rules/warnings.md
 */
export function visibleCrises(tx: Tx, actor: Actor): RawBuilder<SqlBool> {
  if (seesAll(actor)) return sql`true`
  const tasked = tx
    .selectFrom('crisis_task')
    .select('crisis_id')
    .where('tenant_id', '=', actor.tenantId)
    .where('owner_id', '=', actor.userId)
  const seen = tx
    .selectFrom('complaint_case')
    .innerJoin('crisis_case as k', (join) =>
      join.onRef('k.tenant_id', '=', 'complaint_case.tenant_id').onRef('k.case_id', '=', 'complaint_case.id'),
    )
    .select('k.crisis_id')
    .where('k.tenant_id', '=', actor.tenantId)
    .where(visibleCases(actor))
  return sql`(r.lead_id = ${actor.userId}::uuid or r.id in (${tasked}) or r.id in (${seen}))`
}
