import type { SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Keys } from '../../platform/crypto.ts'
import type { Database } from '../../platform/database.ts'
import { resealColumn } from '../../platform/reseal.ts'
import { hashOfNumber } from './numbers.ts'

const batchRows = 500

/** Seals numbers, recordings and waiting transcripts anew, and looks numbers up by the newest key. @returns how many calls */
export async function rotateCallKeys(database: Database, keys: Keys, tenantId: string): Promise<number> {
  for (const column of ['recording_cipher', 'turns_cipher'])
    await resealColumn(database, keys, tenantId, { table: 'phone_call', column, key: { id: 'uuid' } })
  let rows = 0
  for (let batch = batchRows; batch === batchRows; rows += batch)
    batch = await database
      .tenant(tenantId)
      .transaction()
      .execute(async (tx) => {
        const stale = await tx
          .selectFrom('phone_call')
          .select(['id', 'number_cipher'])
          .where('tenant_id', '=', tenantId)
          .where(sql<SqlBool>`substring(number_cipher from 1 for 4) <> ${Buffer.from(keys.fingerprint, 'hex')}`)
          .limit(batchRows)
          .forUpdate()
          .execute()
        for (const { id, number_cipher } of stale) {
          const number = keys.decrypt(number_cipher ?? Buffer.alloc(0))
          await tx
            .updateTable('phone_call')
            .set({ number_cipher: keys.encrypt(number), number_hash: hashOfNumber(keys, tenantId, number) })
            .where('tenant_id', '=', tenantId)
            .where('id', '=', id)
            .execute()
        }
        return stale.length
      })
  return rows
}
