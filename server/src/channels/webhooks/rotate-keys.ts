import type { Keys } from '../../platform/crypto.ts'
import type { Database } from '../../platform/database.ts'
import { resealColumn } from '../../platform/reseal.ts'

/** Seals addresses and secrets of webhooks anew with the newest key. @returns how many */
export async function rotateWebhookKeys(database: Database, keys: Keys, tenantId: string): Promise<number> {
  let rows = 0
  for (const [table, column] of [
    ['webhook_in', 'secret_cipher'],
    ['webhook_in', 'previous_cipher'],
    ['webhook_out', 'secret_cipher'],
    ['webhook_out', 'previous_cipher'],
    ['webhook_out', 'address_cipher'],
  ] as const)
    rows += await resealColumn(database, keys, tenantId, { table, column, key: { id: 'uuid' } })
  return rows
}
