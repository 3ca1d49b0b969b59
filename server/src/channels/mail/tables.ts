import type { MailReason, MailState } from '@zhiwei/contract'
import type { Generated } from 'kysely'

export type IncomingMailTable = {
  tenant_id: string
  id: string
  account_id: string
  uid_validity: number
  uid: number
  received_at: Date
  stored_at: Date
  size_bytes: number
  sha256: Buffer
  storage_name: string | null
  raw_key_cipher: Buffer | null
  is_head_only: Generated<boolean>
  state: MailState
  reason: MailReason | null
  tries: Generated<number>
  next_try_at: Date | null
  message_id_hash: Buffer | null
  sender_hash: Buffer | null
  sender_masked: string | null
  subject_masked: string | null
  /** A `MailHead`. */
  head_cipher: Buffer | null
  file_count: number | null
  thread: string | null
  no_automatic_answer: Generated<boolean>
  case_id: string | null
  decided_at: Date | null
  decided_by: string | null
  decision_reason: string | null
}

/** Who wrote what to whom, as far as lists and answers need it. */
export type MailHead = { from: string; name: string; to: string[]; subject: string; messageId: string | null; references: string[] }

export type MailboxPositionTable = {
  tenant_id: string
  account_id: string
  uid_validity: number
  last_uid: number
  read_at: Date
  lease_by: string | null
  lease_until: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    incoming_mail: IncomingMailTable
    mailbox_position: MailboxPositionTable
    mail_participant: { tenant_id: string; thread: string; address_hash: Buffer; at: Date }
    mail_key: { tenant_id: string; key_cipher: Buffer }
  }
}
