import { sql } from 'kysely'
import type { Act } from '../../cases/index.ts'
import { checkCaseClaim, usePlan } from '../../knowledge/index.ts'
import type { Tx } from '../../platform/database.ts'
import { agents } from '../company/company.ts'
import type { randomFrom } from '../random.ts'

/** So many cases plans were tried on, and checked for what is demanded. */
const usedOn = 90
const checkedOn = 16
/** How often a plan helped, where somebody said so. */
const helpedShare = 0.78

/** The newest cases with a category: plans of that category were used, and demands held against the register. */
export async function useInCases(
  tx: Tx,
  tenantId: string,
  as: (username: string | undefined) => Act,
  random: ReturnType<typeof randomFrom>,
) {
  const { rows } = await sql<{ id: string; entry_id: string; status: string }>`
    select c.id, c.status, p.entry_id from complaint_case c
    join lateral (select v.entry_id from knowledge_version v join knowledge_entry e on e.tenant_id = v.tenant_id and e.id = v.entry_id
      where v.tenant_id = c.tenant_id and v.state = 'inForce' and e.kind = 'plan'
        and (c.category = any(v.categories) or split_part(c.category, '.', 1) = any(v.categories)) order by v.title limit 1) p on true
    where c.tenant_id = ${tenantId} and c.category is not null and c.erased_at is null order by c.received_at desc, c.id limit ${usedOn}`.execute(
    tx,
  )
  for (const { id, entry_id: entryId, status } of rows) {
    if (!random.chance(0.7)) continue
    const isOver = ['answered', 'confirmed', 'closed', 'archived'].includes(status)
    await usePlan(as(random.pick(agents)), id, { entryId, helped: isOver ? random.chance(helpedShare) : null })
  }
  for (const { id } of rows.slice(0, checkedOn)) {
    const act = as(random.pick(agents))
    const demands = [
      { remedy: random.pick(['compensation', 'refund', 'repair'] as const), amountFen: random.pick([2_000, 10_000, 30_000]) },
    ]
    await checkCaseClaim(act, id, { demands, daysSince: random.pick([null, 3, 30, 400]), answers: [] })
  }
}
