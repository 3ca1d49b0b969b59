import type { Tx } from '../../platform/database.ts'

/** What categories or causes are called, by their codes. */
export async function codeNamesOf(
  tx: Tx,
  tenantId: string,
  tree: 'category' | 'cause',
  codes: readonly string[],
): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await tx.selectFrom(tree).select(['code', 'name']).where('tenant_id', '=', tenantId).where('code', 'in', codes).execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}
