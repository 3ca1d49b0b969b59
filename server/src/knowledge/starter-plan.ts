import type { PlanText } from '@zhiwei/contract'
import type { Tx } from '../platform/database.ts'
import './tables.ts'

/** The plan that ships under this name, as the tenant keeps it now; null when it is not in force. */
export async function planOfStarter(tx: Tx, tenantId: string, key: string): Promise<{ id: string; title: string; text: PlanText } | null> {
  const plan = await tx
    .selectFrom('knowledge_entry as e')
    .innerJoin('knowledge_version as v', (join) => join.onRef('v.tenant_id', '=', 'e.tenant_id').onRef('v.entry_id', '=', 'e.id'))
    .select(['e.id', 'v.title', 'v.content'])
    .where('e.tenant_id', '=', tenantId)
    .where('e.starter', '=', key)
    .where('e.kind', '=', 'plan')
    .where('e.retired_at', 'is', null)
    .where('v.state', '=', 'inForce')
    .executeTakeFirst()
  return plan ? { id: plan.id, title: plan.title, text: plan.content as PlanText } : null
}
