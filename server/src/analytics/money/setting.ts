import type { Tx } from '../../platform/database.ts'

/** By what 万投比 is counted, and what a customer is worth a year. */
export async function moneySetting(tx: Tx, tenantId: string) {
  const row = await tx
    .selectFrom('money_setting')
    .select(['basis', 'customer_year_fen', 'version'])
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  return row ?? { basis: 'customers' as const, customer_year_fen: null, version: 0 }
}
