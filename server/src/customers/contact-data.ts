import { sql } from 'kysely'
import type { Keys } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'

export type ContactData = { name: string; phone: string }
type Stored = { id: string; masked: string; cipher: Buffer | null; phone_masked: string | null; phone_cipher: Buffer | null }

/**
 * Names and first phones of many customers at once: masked, or with `keys` in full, for which the act that asks holds `mayReveal` and records who
 * saw it and why.
 */
export async function contactDataOf(tx: Tx, tenantId: string, ids: readonly string[], keys?: Keys): Promise<Map<string, ContactData>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Stored>`
    select asked.id, c.name_masked as masked, c.name_cipher as cipher, p.value_masked as phone_masked, p.value_cipher as phone_cipher
    from customer asked
    join customer c on c.tenant_id = asked.tenant_id and c.id = coalesce(asked.merged_into, asked.id)
    left join lateral (
      select value_masked, value_cipher from contact_point
      where tenant_id = c.tenant_id and customer_id = c.id and kind = 'phone' order by is_primary desc, created_at, id limit 1
    ) p on true
    where asked.tenant_id = ${tenantId} and asked.id = any(${[...new Set(ids)]}::uuid[])`.execute(tx)
  const shown = (masked: string | null, cipher: Buffer | null) => (keys ? (cipher ? keys.decrypt(cipher) : '') : (masked ?? ''))
  return new Map(rows.map((row) => [row.id, { name: shown(row.masked, row.cipher), phone: shown(row.phone_masked, row.phone_cipher) }]))
}
