import type { Door } from '@zhiwei/contract'
import type { Generated } from 'kysely'

export type ChannelAccountTable = {
  tenant_id: string
  id: string
  door: Door
  name: string
  settings_cipher: Buffer
  is_open: boolean
  state_cipher: Buffer | null
  last_ok_at: Date | null
  last_error: string | null
  created_by: string | null
  created_at: Date
  version: Generated<number>
}

export type CaseThreadTable = {
  tenant_id: string
  door: Door
  account_id: string | null
  thread_hash: Buffer
  case_id: string
  address_cipher: Buffer
  thread_cipher: Buffer
  at: Date
  takes_no_answers: Generated<boolean>
  completed_at: Generated<Date | null>
}

declare module '../platform/database.ts' {
  interface Tables {
    channel_account: ChannelAccountTable
    case_thread: CaseThreadTable
    received_item: { tenant_id: string; item_hash: Buffer; case_id: string | null; at: Date }
  }
}
