import type { ActionSeverity, EightDTexts } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

export type EightDTable = {
  tenant_id: string
  id: string
  title: string
  severity: ActionSeverity
  leader_id: string
  team_ids: string[]
  texts: ColumnType<Partial<EightDTexts>, string, string>
  cause_tree_id: string | null
  case_ids: string[]
  topic_id: string | null
  risk_point_id: string | null
  at: Date
  by_id: string | null
  closed_at: Date | null
  closed_by: string | null
  version: Generated<number>
}

declare module '../../platform/database.ts' {
  interface Tables {
    eight_d: EightDTable
  }
}
