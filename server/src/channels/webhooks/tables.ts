import type { Channel, EventKind, WebhookDeliveryState, WebhookMapping, WebhookOutcome } from '@zhiwei/contract'
import type { ColumnType, Generated, Selectable } from 'kysely'

export type SecretColumns = { secret_cipher: Buffer; previous_cipher: Buffer | null; previous_until: Date | null }

export type WebhookInTable = SecretColumns & {
  tenant_id: string
  id: string
  name: string
  channel: Channel
  mapping: ColumnType<WebhookMapping, string, string>
  is_open: boolean
  last_at: Date | null
  last_error: string | null
  made_at: Date
  version: Generated<number>
}
export type WebhookOutTable = SecretColumns & {
  tenant_id: string
  id: string
  name: string
  address_cipher: Buffer
  kinds: EventKind[]
  with_texts: boolean
  is_open: boolean
  position: number
  tries: Generated<number>
  next_at: Date
  claimed_until: Date | null
  last_ok_at: Date | null
  last_error: string | null
  made_at: Date
  version: Generated<number>
}
export type WebhookOutRow = Selectable<WebhookOutTable>

declare module '../../platform/database.ts' {
  interface Tables {
    webhook_in: WebhookInTable
    webhook_out: WebhookOutTable
    webhook_received: {
      tenant_id: string
      webhook_id: string
      digest: Buffer
      id: string
      at: Date
      outcome: WebhookOutcome
      case_id: string | null
      problem: string | null
    }
    webhook_delivery: {
      tenant_id: string
      id: string
      webhook_id: string
      seq: number
      kind: EventKind
      case_id: string
      state: WebhookDeliveryState
      at: Date
      tries: number
      status: number | null
      error: string | null
    }
  }
}
