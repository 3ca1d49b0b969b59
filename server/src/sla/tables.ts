import type { ColumnType, Generated } from 'kysely'
import type { ClockState, ProcessDefinition } from './rules.ts'

export type ProcessVersionTable = {
  tenant_id: string
  id: string
  /** null: for every category without a version of its own. */
  category: string | null
  effective_from: Date
  definition: ColumnType<ProcessDefinition, string, string>
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
}

export type ExtensionTable = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  event_no: number
  at: Date
  by_id: string | null
  due_before: Date | null
  due_at: Date
}

declare module '../platform/database.ts' {
  interface Tables {
    process_version: ProcessVersionTable
    case_clock: CaseClockTable
    extension: ExtensionTable
  }
}
