import type { CallDirection, CallEventKind, CallState } from '@zhiwei/contract'
import type { Generated, Selectable } from 'kysely'

export type PhoneCallTable = {
  tenant_id: string
  id: string
  external_id: string
  direction: CallDirection
  number_cipher: Buffer | null
  number_hash: Buffer | null
  number_masked: string | null
  customer_id: string | null
  choice: string | null
  is_complaint: Generated<boolean>
  extension: string | null
  agent_id: string | null
  state: CallState
  at: Date
  answered_at: Date | null
  ended_at: Date | null
  heard_at: Date
  is_missed: Generated<boolean>
  recording_cipher: Buffer | null
  turns_cipher: Buffer | null
  contact_id: string | null
  called_back_at: Date | null
  called_back_by: string | null
  call_back_note: string | null
}
export type PhoneCall = Selectable<PhoneCallTable>

declare module '../../platform/database.ts' {
  interface Tables {
    phone_call: PhoneCallTable
    call_event: { tenant_id: string; call_id: string; kind: CallEventKind; at: Date; extension: string; heard_at: Date }
    call_extension: { tenant_id: string; extension: string; user_id: string; changed: Generated<number> }
    call_setting: {
      tenant_id: string
      complaint_choices: string[]
      complaint_group_id: string | null
      version: Generated<number>
    }
    call_case: { tenant_id: string; call_id: string; case_id: string; at: Date; by_id: string | null }
  }
}
