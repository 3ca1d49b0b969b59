import type { ClockRuleDefinition, Industry, LimitUnit } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'
import type { RowOverStatus } from '../cases/index.ts'
import type { ClockState, ProcessDefinition } from './rules.ts'

export type ProcessVersionTable = {
  tenant_id: string
  id: string
  /** null: for every category without a version of its own. */
  category: string | null
  /** Of a draft: when it was begun. */
  effective_from: Date
  definition: ColumnType<ProcessDefinition, string, string>
  state: Generated<'draft' | 'published'>
  title: Generated<string>
  version: Generated<number>
  made_at: Date | null
  made_by: string | null
  published_at: Date | null
  published_by: string | null
  /** 停用: of a category's own one, from when on its cases follow the one above again. */
  ended_at: Generated<Date | null>
}

/** 流程符合度 of one cycle of a case, as counts. */
export type CaseAdherenceTable = {
  tenant_id: string
  case_id: string
  cycle: number
  process_version_id: string
  unit_id: string | null
  category: string | null
  began_at: Date
  steps: number
  skipped: number
  late: number
  out_of_order: number
  by_others: number
  overrides: number
  next_due_at: Date | null
}

export type CaseClockTable = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  regime: string
  step: string
  started_at: Date
  due_at: Date | null
  state: ClockState
  paused_at: Date | null
  paused_seconds: Generated<number>
  ended_at: Date | null
  breached_at: Date | null
  rule_code: string | null
  unit: LimitUnit | null
  amount: number | null
  told_percent: Generated<number>
  assumed: Generated<boolean>
}

/** A decision on a rule, or a rule of the company's own; each a version of its own. */
export type ClockRuleTable = {
  tenant_id: string
  code: string
  version: number
  effective_from: Date
  active: boolean
  definition: ColumnType<ClockRuleDefinition | null, string | null, string | null>
  warn_percents: number[] | null
  note: string
  by_id: string | null
}

export type ClockSettingTable = {
  tenant_id: string
  industry: Industry | null
  industry_since: Date | null
  warn_percents: number[]
  version: number
}

export type ExtensionTable = RowOverStatus & {
  due_before: Date | null
  due_at: Date
}

declare module '../platform/database.ts' {
  interface Tables {
    process_version: ProcessVersionTable
    case_adherence: CaseAdherenceTable
    case_clock: CaseClockTable
    clock_rule: ClockRuleTable
    clock_setting: ClockSettingTable
    clock_count: { tenant_id: string; stamp: string }
    extension: ExtensionTable
  }
}
