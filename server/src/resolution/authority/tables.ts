import type { CustomerTier, GrantKind, LedgerKind } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'
import type { RowOverStatus } from '../../cases/index.ts'

export type AuthorityLimitTable = {
  tenant_id: string
  id: string
  role_id: string
  category: string | null
  tier: CustomerTier | null
  per_case_fen: number
  per_day_fen: number | null
  per_month_fen: number | null
  effective_from: Date
  effective_to: Date | null
  created_at: Date
  created_by: string | null
  version: Generated<number>
}

export type AuthoritySettingTable = { tenant_id: string; minute_cost_fen: number; approval_minutes: number; version: Generated<number> }

export type DeputyTable = {
  tenant_id: string
  id: string
  user_id: string
  deputy_id: string
  from_at: Date
  to_at: Date
  created_at: Date
  created_by: string | null
  ended_at: Date | null
}

export type RemedyApprovalTable = RowOverStatus & {
  remedy_id: string
  level: number
  asked: ColumnType<string[], string, string>
  due_at: Date
  reminders: Generated<number>
  ended_at: Date | null
}

export type AuthorityLedgerTable = RowOverStatus & {
  kind: LedgerKind
  remedy_id: string
  remedy_kind: GrantKind
  amount_fen: number
  authority_id: string | null
  limit_id: string | null
  category: string | null
  tier: CustomerTier | null
  batch_id: string | null
}

export type PaymentBatchTable = { tenant_id: string; id: string; no: number; at: Date; by_id: string | null }

declare module '../../platform/database.ts' {
  interface Tables {
    authority_limit: AuthorityLimitTable
    authority_setting: AuthoritySettingTable
    deputy: DeputyTable
    remedy_approval: RemedyApprovalTable
    authority_ledger: AuthorityLedgerTable
    payment_batch: PaymentBatchTable
  }
}
