import { sql } from 'kysely'
import { sha256 } from '../../../platform/crypto.ts'
import { isDatabaseGone, type Tx } from '../../../platform/database.ts'
import type { Deps } from '../../../platform/deps.ts'
import { newId } from '../../../platform/ids.ts'
import '../tables.ts'
import { storeRaw } from './raw.ts'

export type FetchedMail = {
  uidValidity: number
  uid: number
  receivedAt: Date
  sizeBytes: number
  /** Of a mail too large, its head alone. */
  raw: Buffer
  isHeadOnly: boolean
}
type MailboxOf = { tenantId: string; id: string }

/**
 * 存信: stores a mail as it came and moves the mailbox's position behind it, in one transaction; what becomes of it is decided later. Killed
 * before the commit, the mail is fetched again; a mail that is there already is left as it is.
 */
export async function keepMail(deps: Deps, account: MailboxOf, mail: FetchedMail): Promise<void> {
  const stored = await storeRaw(deps.files, deps.keys, mail.raw)
  try {
    const isNew = await deps.database
      .tenant(account.tenantId)
      .transaction()
      .execute(async (tx) => {
        const inserted = await insertMail(tx, account, mail, stored, deps.clock())
        await movePosition(tx, account, mail, deps.clock())
        return inserted
      })
    if (!isNew) await deps.files.remove(stored.storageName)
  } catch (error) {
    if (!isDatabaseGone(error)) await deps.files.remove(stored.storageName)
    throw error
  }
}

type Stored = Awaited<ReturnType<typeof storeRaw>>

export async function insertMail(tx: Tx, account: MailboxOf, mail: FetchedMail, stored: Stored, now: Date): Promise<boolean> {
  const inserted = await tx
    .insertInto('incoming_mail')
    .values({
      tenant_id: account.tenantId,
      id: newId(),
      account_id: account.id,
      uid_validity: mail.uidValidity,
      uid: mail.uid,
      received_at: mail.receivedAt,
      stored_at: now,
      size_bytes: mail.sizeBytes,
      sha256: sha256(mail.raw),
      storage_name: stored.storageName,
      raw_key_cipher: stored.rawKeyCipher,
      is_head_only: mail.isHeadOnly,
      state: 'received',
      reason: null,
      next_try_at: null,
      message_id_hash: null,
      sender_hash: null,
      sender_masked: null,
      subject_masked: null,
      head_cipher: null,
      file_count: null,
      thread: null,
      case_id: null,
      decided_at: null,
      decided_by: null,
      decision_reason: null,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'account_id', 'uid_validity', 'uid']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Never back: a second worker that was slower changes nothing. Numbered anew, the mailbox begins again. */
async function movePosition(tx: Tx, account: MailboxOf, { uidValidity, uid }: Pick<FetchedMail, 'uidValidity' | 'uid'>, now: Date) {
  await tx
    .updateTable('mailbox_position')
    .set({
      uid_validity: uidValidity,
      last_uid: sql<number>`case when uid_validity = ${uidValidity} then greatest(last_uid, ${uid}::bigint) else ${uid}::bigint end`,
      read_at: now,
    })
    .where('tenant_id', '=', account.tenantId)
    .where('account_id', '=', account.id)
    .execute()
}
