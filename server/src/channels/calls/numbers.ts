import { maskPhone } from '@zhiwei/text'
import { sql } from 'kysely'
import { findCustomerIds, phonesOf } from '../../customers/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'

export const hashOfNumber = (keys: Keys, tenantId: string, digits: string) => keys.lookup(tenantId, 'callNumber', digits)

/** The number as it is kept: sealed, looked up, shown; nothing of a withheld one. */
export function numberColumns(keys: Keys, tenantId: string, given: string | undefined) {
  const [phone] = given ? phonesOf(given) : []
  if (!phone) return null
  return {
    number_cipher: keys.encrypt(phone.value),
    number_hash: hashOfNumber(keys, tenantId, phone.value),
    number_masked: maskPhone(phone.value),
  }
}

/** Whose number it is, where that is one customer: of a number that several share nobody is presumed. */
export async function customerOfNumber(tx: Tx, keys: Keys, tenantId: string, number: string): Promise<string | null> {
  const ids = await findCustomerIds(tx, keys, tenantId, number, 2)
  return ids.length === 1 ? (ids[0] ?? null) : null
}

/** Two customers become one: the double's calls are the other's. */
export async function moveCalls(tx: Tx, tenantId: string, fromCustomerId: string, toCustomerId: string) {
  await sql`
    update phone_call set customer_id = ${toCustomerId} where tenant_id = ${tenantId} and customer_id = ${fromCustomerId}`.execute(tx)
}
