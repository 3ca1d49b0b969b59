import type { ChatChoice, ChatLanguage, ChatNotice, ChatReading, ChatSettings, ChatState, Signal } from '@zhiwei/contract'
import type { ColumnType, Generated, Selectable } from 'kysely'
import type { FileColumns } from '../../platform/files.ts'

export type ChatSettingTable = {
  tenant_id: string
  definition: ColumnType<ChatSettings, string, string>
  version: Generated<number>
  at: Date
  by_id: string | null
}

export type ChatTable = {
  tenant_id: string
  id: string
  visitor_hash: Buffer
  address_hash: Buffer
  site: string | null
  language: ChatLanguage
  choice: ChatChoice
  state: ChatState
  opened_at: Date
  waiting_at: Date | null
  taken_at: Date | null
  ended_at: Date | null
  ended_by: 'visitor' | 'staff' | 'silence' | null
  urgent: Generated<Signal[]>
  group_id: string | null
  agent_id: string | null
  last_no: Generated<number>
  visitor_at: Date
  our_word_at: Date | null
  silence_asked_at: Date | null
  emotion: number | null
  stage: number | null
  details_cipher: Buffer | null
  customer_id: string | null
  case_id: string | null
  contact_id: string | null
  kept_at: Date | null
  score: number | null
  scored_at: Date | null
  /** The window was open then; null: never since the program counts it. */
  seen_at: Date | null
  version: Generated<number>
}

export type ChatMessageTable = {
  tenant_id: string
  chat_id: string
  no: number
  client_id: string
  at: Date
  said_by: 'customer' | 'staff' | 'automatic'
  by_id: string | null
  kind: 'text' | 'file' | 'notice' | 'note' | 'answer'
  notice: ChatNotice | null
  facts: ColumnType<Record<string, string | number>, string, string>
  masked: string | null
  cipher: Buffer | null
  file_id: string | null
  reading: ColumnType<ChatReading | null, string | null, string | null>
}

export type ChatFileTable = FileColumns & { tenant_id: string; id: string; chat_id: string; at: Date; on_case_at: Generated<Date | null> }

export type ChatHandoverTable = {
  tenant_id: string
  chat_id: string
  no: number
  at: Date
  from_id: string | null
  to_id: string | null
  to_group_id: string | null
  note: string
}

export type ChatDeskTable = {
  tenant_id: string
  user_id: string
  presence: 'present' | 'away'
  capacity: number
  at: Date
  seen_at: Date | null
}

export type Chat = Selectable<ChatTable>
export type StoredMessage = Selectable<ChatMessageTable>

declare module '../../platform/database.ts' {
  interface Tables {
    chat_setting: ChatSettingTable
    chat: ChatTable
    chat_message: ChatMessageTable
    chat_file: ChatFileTable
    chat_handover: ChatHandoverTable
    chat_desk: ChatDeskTable
  }
}
