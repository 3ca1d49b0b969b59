import type { DraftKind, DraftRefusal, PromiseKind } from '@zhiwei/contract'
import type { Generated } from 'kysely'

export type GuideTickTable = { tenant_id: string; case_id: string; cycle: number; item: string; at: Date; by_id: string | null }

export type PhraseUseTable = {
  tenant_id: string
  case_id: string
  cycle: number
  phrase: string
  at: Date
  by_id: string | null
  /** By the word of who used it; null: not said yet. */
  helped: boolean | null
  judged_at: Date | null
  judged_by: string | null
}

export type PromiseTable = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  event_no: number
  no: number
  at: Date
  by_id: string | null
  kind: PromiseKind
  span_start: number
  span_end: number
  due_at: Date | null
  amount_fen: number | null
  state: 'open' | 'kept' | 'broken' | 'void'
  kept_by: number | null
  decided_at: Date | null
  decided_by: string | null
  soon_told_at: Date | null
  overdue_told_at: Date | null
  version: Generated<number>
}

export type ModelDraftTable = {
  tenant_id: string
  id: string
  case_id: string
  kind: DraftKind
  at: Date
  by_id: string | null
  model: string
  refused: DraftRefusal[]
  orders_left_out: boolean
}

declare module '../platform/database.ts' {
  interface Tables {
    guide_tick: GuideTickTable
    phrase_use: PhraseUseTable
    promise: PromiseTable
    model_setting: { tenant_id: string; enabled: boolean; version: number; changed_at: Date; changed_by: string | null }
    model_draft: ModelDraftTable
    phrase_count: { tenant_id: string; phrase: string; used: number; helped: number; not_helped: number }
  }
}
