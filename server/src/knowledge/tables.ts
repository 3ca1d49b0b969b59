import type { ClaimResult, CustomerTier, KnowledgeKind, KnowledgeText, RemedyKind } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

type Json<T> = ColumnType<T, string, string>
/** A calendar day: written as `2026-11-22`, read with `::text`. */
type Day = ColumnType<Date, string, string>

export type EntryTable = {
  tenant_id: string
  id: string
  kind: KnowledgeKind
  at: Date
  made_by: string | null
  owner_id: string | null
  review_on: Day
  warn_days: number
  told_on: Day | null
  retired_at: Date | null
  retired_by: string | null
  retired_reason: string | null
  from_case_id: string | null
  starter: string | null
  version: Generated<number>
}

export type VersionTable = {
  tenant_id: string
  entry_id: string
  no: number
  state: 'draft' | 'review' | 'inForce' | 'replaced'
  title: string
  categories: string[]
  causes: string[]
  content: Json<KnowledgeText['text']>
  body: string
  tokens: string[]
  note: string
  made_at: Date
  made_by: string | null
  editors: string[]
  submitted_at: Date | null
  submitted_by: string | null
  decided_at: Date | null
  decided_by: string | null
  decision_note: string | null
  replaced_at: Date | null
}

export type EntitlementTable = {
  tenant_id: string
  id: string
  at: Date
  kind: 'law' | 'contract' | 'membership'
  title: string
  clause: string
  law_id: string | null
  tiers: CustomerTier[]
  categories: string[]
  products: string[]
  remedy: RemedyKind
  max_fen: number | null
  within_days: number | null
  conditions: string[]
  valid_from: Day
  valid_to: Day | null
  source: string
  made_by: string | null
  starter: string | null
  version: Generated<number>
}

declare module '../platform/database.ts' {
  interface Tables {
    knowledge_entry: EntryTable
    knowledge_version: VersionTable
    knowledge_citation: { tenant_id: string; entry_id: string; no: number; law_id: string; text_no: number }
    knowledge_flag: {
      tenant_id: string
      id: string
      entry_id: string
      law_id: string
      occasion: string
      at: Date
      cleared_at: Date | null
      cleared_by: string | null
      verdict: 'kept' | 'rewritten' | 'retired' | null
      note: string | null
    }
    knowledge_review: { tenant_id: string; entry_id: string; at: Date; by_id: string | null; review_on: Day; note: string }
    knowledge_use: {
      tenant_id: string
      entry_id: string
      case_id: string
      no: number
      at: Date
      by_id: string | null
      helped: boolean | null
    }
    law_article: {
      tenant_id: string
      id: string
      at: Date
      law: string
      article: string | null
      ends_on: Day | null
      end_reason: string | null
      version: Generated<number>
    }
    law_text: {
      tenant_id: string
      law_id: string
      no: number
      text: string
      valid_from: Day
      source: string
      confidence: 'H' | 'M' | 'L'
      at: Date
      by_id: string | null
    }
    entitlement: EntitlementTable
    claim_check: {
      tenant_id: string
      id: string
      case_id: string
      at: Date
      by_id: string | null
      days_since: number | null
      results: Json<ClaimResult[]>
    }
  }
}
