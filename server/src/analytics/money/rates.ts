import { sql } from 'kysely'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { dayOf } from '../../platform/days.ts'
import type { CostBook, CostRate, CostStandard } from '../facts/cost-of.ts'

/** 费率与标准工时 of the tenant, in the order of their days. */
export async function costBook(tx: Tx, tenantId: string): Promise<CostBook> {
  const { rows: rates } = await sql<CostRate>`
    select unit_id, work, fen_per_hour, effective_from::text as effective_from from cost_rate
    where tenant_id = ${tenantId} order by effective_from, made_at, id`.execute(tx)
  const { rows: standards } = await sql<CostStandard>`
    select minutes, effective_from::text as effective_from from cost_standard
    where tenant_id = ${tenantId} order by effective_from, made_at, id`.execute(tx)
  const zone = await tenantZone(tx, tenantId)
  return { rates, standards, dayOf: (at) => dayOf(at, zone) }
}

/** Whether there is any rate, without which nothing costs anything. */
export async function hasRates(tx: Tx, tenantId: string): Promise<boolean> {
  const rate = await tx.selectFrom('cost_rate').select('id').where('tenant_id', '=', tenantId).limit(1).executeTakeFirst()
  return rate !== undefined
}
