import type { WarningEventKind, WarningFacts, WarningKind, WarningPlan, WarningRuleDefinition, WarningVerdict } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

export type Json<T> = ColumnType<T, string, string>

export type WarningTable = {
  tenant_id: string
  id: string
  kind: WarningKind
  key: string
  subject: string
  /** 1 blue · 2 yellow · 3 orange · 4 red */
  level: number
  facts: Json<WarningFacts>
  peaks: Json<Record<string, number>>
  case_count: number
  unit_id: string | null
  owner_id: string | null
  called_level: number
  at: Date
  first_seen_at: Date
  last_at: Date
  repeats: number
  acknowledge_due_at: Date | null
  late_since: Generated<Date | null>
  acknowledged_at: Date | null
  acknowledged_by: string | null
  verdict: WarningVerdict | null
  labelled_at: Date | null
  snoozed_until: Date | null
  cleared_at: Date | null
  merged_into: string | null
  tell: 'new' | 'higher' | 'called' | 'assigned' | null
  version: Generated<number>
}

type OfVersion<Definition> = {
  tenant_id: string
  id: string
  kind: WarningKind
  effective_from: Date
  definition: Json<Definition>
  reason: string
  made_at: Date
  made_by: string | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    warning: WarningTable
    warning_case: { tenant_id: string; warning_id: string; case_id: string; at: Date }
    warning_contact: { tenant_id: string; warning_id: string; contact_id: string; at: Date }
    warning_event: {
      tenant_id: string
      warning_id: string
      no: number
      kind: WarningEventKind
      at: Date
      by_id: string | null
      facts: Json<Record<string, unknown>>
      note: string | null
    }
    warning_measure: {
      tenant_id: string
      id: string
      warning_id: string
      text: string
      owner_id: string
      due_at: Date
      made_at: Date
      made_by: string | null
      done_at: Date | null
      done_by: string | null
      result: string | null
      overdue_told_at: Date | null
    }
    warning_rule: OfVersion<WarningRuleDefinition>
    warning_plan: OfVersion<WarningPlan>
    warning_setting: { tenant_id: string; singles_a_day: number; version: Generated<number> }
    warning_told: { tenant_id: string; user_id: string; day: string; singles: number; held: number }
    warning_miss: {
      tenant_id: string
      id: string
      kind: WarningKind
      subject: string
      happened_at: Date
      note: string
      at: Date
      by_id: string | null
    }
  }
}
