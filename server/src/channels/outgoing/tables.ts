import type { Door, MessageKind, MessageLanguage, MessageState, TemplateState } from '@zhiwei/contract'
import type { Generated } from 'kysely'

export type OutgoingMessageTable = {
  tenant_id: string
  id: string
  occasion: string | null
  case_id: string | null
  customer_id: string | null
  kind: MessageKind
  template_version_id: string | null
  language: MessageLanguage
  door: Door
  account_id: string | null
  to_cipher: Buffer
  to_hash: Buffer
  to_masked: string
  thread_cipher: Buffer | null
  words_cipher: Buffer
  state: MessageState
  urgent: boolean
  created_at: Date
  due_at: Date
  claimed_until: Date | null
  tries: Generated<number>
  sent_at: Date | null
  external_id: string | null
  last_error: string | null
  unsubscribe_hash: Buffer | null
  /** 代替: the door that did not reach the customer. */
  instead_of: Door | null
  parts_sent: Generated<number>
}

export type MessageTemplateTable = {
  tenant_id: string
  id: string
  kind: MessageKind
  language: MessageLanguage
  no: number
  subject: string
  body: string
  state: TemplateState
  written_by: string | null
  written_at: Date
  decided_by: string | null
  decided_at: Date | null
  reason: string | null
}

export type OutgoingSettingTable = {
  tenant_id: string
  quiet_from: number
  quiet_to: number
  most_a_day: number
  needs_approval: boolean
  kinds_off: MessageKind[]
  unknown_reply: 'contact' | 'complaint'
  version: Generated<number>
}

declare module '../../platform/database.ts' {
  interface Tables {
    outgoing_message: OutgoingMessageTable
    message_template: MessageTemplateTable
    outgoing_setting: OutgoingSettingTable
    message_refusal: { tenant_id: string; to_hash: Buffer; to_cipher: Buffer; door: Door; at: Date }
  }
}
