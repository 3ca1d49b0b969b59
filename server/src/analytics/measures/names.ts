import type { Tx } from '../../platform/database.ts'

/** What categories are called, by their codes. */
export async function categoryNamesOf(tx: Tx, tenantId: string, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await tx
    .selectFrom('category')
    .select(['code', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('code', 'in', codes)
    .execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}
