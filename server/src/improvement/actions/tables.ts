import type { ActionActKind, ActionKind, ActionSeverity, ActionState, EffectVerdict } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'
import type { Day } from '../../platform/days.ts'
import type { FileColumns } from '../../platform/files.ts'

type Json<T> = ColumnType<T, string | null, string | null>

export type Criterion = {
  of: 'cause' | 'riskPoint'
  wantedRatio: number
  severity: ActionSeverity
  windowDays: number
  product: string | null
  region: string | null
  unitId: string | null
}

/** Its days are read as text by `actionRows`: the driver would make dates of them. */
export type ActionTable = {
  tenant_id: string
  id: string
  kind: ActionKind
  title: string
  description: string
  state: ActionState
  round: Generated<number>
  owner_id: string
  unit_id: string | null
  verifier_id: string | null
  due_on: Day
  cause: string | null
  risk_point_id: string | null
  case_ids: string[]
  topic_id: string | null
  cause_tree_id: string | null
  eight_d_id: string | null
  parent_id: string | null
  criterion: Json<Criterion | null>
  before_from: Day | null
  before_to: Day | null
  at: Date
  opened_by: string | null
  approved_by: string | null
  done_on: Day | null
  done_by: string | null
  verified_by: string | null
  after_from: Day | null
  after_to: Day | null
  verdict: EffectVerdict | null
  judged_at: Date | null
  told_overdue: Generated<boolean>
  version: Generated<number>
}

export type ActionActTable = {
  tenant_id: string
  id: string
  action_id: string
  kind: ActionActKind
  at: Date
  by_id: string | null
  facts: ColumnType<Record<string, unknown>, string, string>
  note: string | null
}

export type ActionFileTable = FileColumns & {
  tenant_id: string
  id: string
  action_id: string
  at: Date
  by_id: string | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    action: ActionTable
    action_act: ActionActTable
    action_file: ActionFileTable
  }
}
