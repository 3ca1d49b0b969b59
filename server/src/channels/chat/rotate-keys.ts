import type { Keys } from '../../platform/crypto.ts'
import type { Database } from '../../platform/database.ts'
import { resealColumn } from '../../platform/reseal.ts'

/** Seals what was said in talks, and what visitors left, anew with the newest key. @returns how many */
export async function rotateChatKeys(database: Database, keys: Keys, tenantId: string): Promise<number> {
  const said = await resealColumn(database, keys, tenantId, {
    table: 'chat_message',
    column: 'cipher',
    key: { chat_id: 'uuid', no: 'integer' },
  })
  const left = await resealColumn(database, keys, tenantId, { table: 'chat', column: 'details_cipher', key: { id: 'uuid' } })
  return said + left
}
