import type { Tx } from '../../platform/database.ts'

/** The tenant's zone (IANA name), in which its days begin: of lists, of the workbench, of calendars without a zone of their own. */
export async function tenantZone(tx: Tx, tenantId: string): Promise<string> {
  const { zone } = await tx.selectFrom('tenant').select('zone').where('id', '=', tenantId).executeTakeFirstOrThrow()
  return zone
}

/** @param zone that is known to exist */
export const setTenantZone = (tx: Tx, tenantId: string, zone: string) =>
  tx.updateTable('tenant').set({ zone }).where('id', '=', tenantId).execute()
