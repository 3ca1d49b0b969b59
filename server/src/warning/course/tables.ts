import type { CaseRulePurpose, CaseSign, CaseSigns, RiskBasis, RiskReason } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

type Json<T> = ColumnType<T, string | undefined, string>

export type CaseRuleTable = {
  tenant_id: string
  id: string
  purpose: CaseRulePurpose
  sign: CaseSign
  at_least: number
  points: number
  to_stage: number | null
  effective_from: Date
  active: Generated<boolean>
  version: Generated<number>
}

export type CaseWatchTable = {
  tenant_id: string
  case_id: string
  next_look_at: Date | null
  looked_at: Date | null
  grouped: Generated<boolean>
  signs: Json<CaseSigns>
  risk: number | null
  risk_basis: RiskBasis | null
  risk_model_id: string | null
  risk_reasons: Json<RiskReason[]>
  risk_warned: Generated<boolean>
  chain_points: number | null
  chain_reasons: Json<RiskReason[]>
  /** Points at which it was warned of last: told again only when they have grown. */
  chain_warned: Generated<number>
}

declare module '../../platform/database.ts' {
  interface Tables {
    case_rule: CaseRuleTable
    case_watch: CaseWatchTable
    usual_age: { tenant_id: string; category: string; cases: number; median_days: number; at: Date }
  }
}
