import { sql } from 'kysely'
import type { Act } from '../cases/index.ts'
import { closeRestriction, withdrawRestriction } from './restrictions/end.ts'
import type { StoredRestriction } from './restrictions/stored.ts'
import './tables.ts'

const why = '客户合并：以保留客户的限制为准'

/** Two customers become one: restrictions of the double stand at the one that stays. Of two that are open the one of who stays is kept. */
export async function moveConduct(act: Act, fromCustomerId: string, toCustomerId: string) {
  const { tx, actor } = act
  const { rows } = await sql<StoredRestriction>`
    select *, ends_on::text as ends_on from conduct_restriction
    where tenant_id = ${actor.tenantId} and customer_id in (${fromCustomerId}, ${toCustomerId}) and state in ('proposed', 'inForce')
    order by id for no key update`.execute(tx)
  if (rows.some(({ customer_id }) => customer_id === toCustomerId))
    for (const double of rows.filter(({ customer_id }) => customer_id === fromCustomerId))
      if (double.state === 'proposed') await withdrawRestriction(act, double, why)
      else await closeRestriction(act, double, 'lifted', why)
  await tx
    .updateTable('conduct_restriction')
    .set({ customer_id: toCustomerId })
    .where('tenant_id', '=', actor.tenantId)
    .where('customer_id', '=', fromCustomerId)
    .execute()
}
