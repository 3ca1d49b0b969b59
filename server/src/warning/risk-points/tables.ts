import type { DisproportionatePair, RiskPointKind } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'
import type { Day } from '../series/tables.ts'

export type MatchKind = 'complaint' | 'doubt' | 'latent'

export type RiskPointTable = {
  tenant_id: string
  id: string
  parent_id: string | null
  kind: RiskPointKind
  name: string
  description: string
  owner_id: string | null
  unit_id: string | null
  measure: string
  measure_due_on: Day | null
  measure_done_on: Day | null
  categories: string[]
  products: string[]
  nodes: string[]
  words: string[]
  weekly_threshold: number | null
  per10k_threshold: number | null
  active: boolean
  rematch: Generated<boolean>
  warned_on: Day | null
  warned_count: number | null
  created_at: Date
  created_by: string | null
  version: Generated<number>
}

export type SuggestionTable = {
  tenant_id: string
  id: string
  source: 'topic' | 'words' | 'disproportion'
  key: string
  name: string
  words: string[]
  cases: number
  case_ids: string[]
  pair: ColumnType<DisproportionatePair | null, string | null, string | null>
  at: Date
  state: Generated<'open' | 'accepted' | 'declined'>
  reason: string | null
  risk_point_id: string | null
  decided_at: Date | null
  decided_by: string | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    risk_point: RiskPointTable
    risk_point_match: { tenant_id: string; risk_point_id: string; of_id: string; kind: MatchKind; day: Day; live: boolean }
    risk_point_exposure: { tenant_id: string; risk_point_id: string; month: Day; exposure: number; at: Date; by_id: string | null }
    risk_point_suggestion: SuggestionTable
  }
}
