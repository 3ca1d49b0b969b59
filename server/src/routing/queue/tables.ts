import type { Channel, Presence, RoutingRules } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

export type RoutingRulesTable = {
  tenant_id: string
  id: string
  effective_from: Date
  definition: ColumnType<RoutingRules, string, string>
  reason: string
  made_at: Date
  made_by: string | null
}

export type SkillGroupTable = {
  tenant_id: string
  id: string
  name: string
  categories: string[]
  channels: Channel[]
  languages: ('zh' | 'en')[]
  active: Generated<boolean>
  version: Generated<number>
}

export type DeskTable = {
  tenant_id: string
  user_id: string
  presence: Presence
  presence_at: Date
  presence_by: string | null
  /** null: the limit of the rules. */
  open_limit: number | null
}

export type KeyAccountHandlerTable = {
  tenant_id: string
  customer_id: string
  user_id: string
  deputy_id: string | null
  made_at: Date
  made_by: string | null
}

export type CaseTurnTable = { tenant_id: string; case_id: string; person_id: string; at: Date }
export type CaseRespondentTable = { tenant_id: string; case_id: string; user_id: string; event_no: number; at: Date; by_id: string | null }

declare module '../../platform/database.ts' {
  interface Tables {
    routing_rules: RoutingRulesTable
    skill_group: SkillGroupTable
    skill_group_member: { tenant_id: string; group_id: string; user_id: string }
    desk: DeskTable
    key_account_handler: KeyAccountHandlerTable
    case_turn: CaseTurnTable
    case_respondent: CaseRespondentTable
  }
}
