import type { Door } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import type { Keys } from '../platform/crypto.ts'
import type { Database, Tx } from '../platform/database.ts'
import { resealColumn } from '../platform/reseal.ts'
import { addressHash } from './outgoing/addresses.ts'
import { threadHash } from './threads.ts'

const batchSize = 500
const isStale = (column: string, keys: Keys) =>
  sql<SqlBool>`substring(${sql.ref(column)} from 1 for 4) <> ${Buffer.from(keys.fingerprint, 'hex')}`

/** Seals accounts, conversations and outgoing messages anew with the newest key and recomputes their look-up hashes. @returns how many values */
export async function rotateChannelKeys(database: Database, keys: Keys, tenantId: string): Promise<number> {
  const key = { id: 'uuid' } as const
  let resealed = 0
  for (const [table, column] of [
    ['channel_account', 'settings_cipher'],
    ['channel_account', 'state_cipher'],
    ['outgoing_message', 'words_cipher'],
    ['outgoing_message', 'thread_cipher'],
    ['incoming_mail', 'head_cipher'],
    ['incoming_mail', 'raw_key_cipher'],
  ] as const)
    resealed += await resealColumn(database, keys, tenantId, { table, column, key })
  resealed += await resealColumn(database, keys, tenantId, { table: 'mail_key', column: 'key_cipher', key: { tenant_id: 'uuid' } })
  for (const rotate of [rotateThreads, rotateAddresses, rotateRefusals])
    for (let rows = batchSize; rows > 0; resealed += rows)
      rows = await database
        .tenant(tenantId)
        .transaction()
        .execute((tx) => rotate(tx, keys, tenantId))
  return resealed
}

async function rotateThreads(tx: Tx, keys: Keys, tenantId: string): Promise<number> {
  const rows = await tx
    .selectFrom('case_thread')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where(isStale('thread_cipher', keys))
    .limit(batchSize)
    .forUpdate()
    .execute()
  for (const row of rows) {
    const thread = keys.decrypt(row.thread_cipher)
    await tx
      .updateTable('case_thread')
      .set({
        thread_hash: threadHash(keys, tenantId, { door: row.door, accountId: row.account_id, thread }),
        thread_cipher: keys.encrypt(thread),
        address_cipher: keys.encrypt(keys.decrypt(row.address_cipher)),
      })
      .where('tenant_id', '=', tenantId)
      .where('thread_hash', '=', row.thread_hash)
      .where('case_id', '=', row.case_id)
      .execute()
  }
  return rows.length
}

/** The address anew, under both its forms. */
function addressColumns(keys: Keys, tenantId: string, { door, to_cipher }: { door: Door; to_cipher: Buffer }) {
  const to = keys.decrypt(to_cipher)
  return { to_cipher: keys.encrypt(to), to_hash: addressHash(keys, tenantId, door, to) }
}

async function rotateAddresses(tx: Tx, keys: Keys, tenantId: string): Promise<number> {
  const rows = await tx
    .selectFrom('outgoing_message')
    .select(['id', 'door', 'to_cipher'])
    .where('tenant_id', '=', tenantId)
    .where(isStale('to_cipher', keys))
    .limit(batchSize)
    .forUpdate()
    .execute()
  for (const row of rows)
    await tx
      .updateTable('outgoing_message')
      .set(addressColumns(keys, tenantId, row))
      .where('tenant_id', '=', tenantId)
      .where('id', '=', row.id)
      .execute()
  return rows.length
}

async function rotateRefusals(tx: Tx, keys: Keys, tenantId: string): Promise<number> {
  const rows = await tx
    .selectFrom('message_refusal')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where(isStale('to_cipher', keys))
    .limit(batchSize)
    .forUpdate()
    .execute()
  for (const row of rows)
    await tx
      .updateTable('message_refusal')
      .set(addressColumns(keys, tenantId, row))
      .where('tenant_id', '=', tenantId)
      .where('to_hash', '=', row.to_hash)
      .execute()
  return rows.length
}
