import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/** Is the unit of a partner firm (合作单位), itself or anywhere below one? */
export async function isOfPartner(tx: Tx, tenantId: string, unitId: string | null): Promise<boolean> {
  if (unitId === null) return false
  const { rows } = await sql<{ partner: boolean }>`
    with recursive above as (
      select id, parent_id, kind from unit where tenant_id = ${tenantId} and id = ${unitId}
      union
      select u.id, u.parent_id, u.kind from unit u join above a on u.id = a.parent_id where u.tenant_id = ${tenantId}
    )
    select exists (select 1 from above where kind = 'partner') as partner`.execute(tx)
  return rows[0]?.partner ?? false
}
