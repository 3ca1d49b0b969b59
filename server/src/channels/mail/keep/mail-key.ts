import { createHmac, randomBytes } from 'node:crypto'
import type { Keys } from '../../../platform/crypto.ts'
import type { Tx } from '../../../platform/database.ts'
import '../tables.ts'

/** The tenant's key for thread tokens and hashes of mail addresses; made when first needed. */
export async function mailKeyOf(tx: Tx, keys: Keys, tenantId: string): Promise<Buffer> {
  const read = () => tx.selectFrom('mail_key').select('key_cipher').where('tenant_id', '=', tenantId).executeTakeFirst()
  let row = await read()
  if (!row) {
    await tx
      .insertInto('mail_key')
      .values({ tenant_id: tenantId, key_cipher: keys.encrypt(randomBytes(32).toString('base64')) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    row = await read()
  }
  if (!row) throw new Error('no mail key')
  return Buffer.from(keys.decrypt(row.key_cipher), 'base64')
}

export const participantHash = (mailKey: Buffer, address: string) =>
  createHmac('sha256', mailKey).update(`address\0${address.trim().toLowerCase()}`).digest()
