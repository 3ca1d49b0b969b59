import type { EscalationTrigger } from '@zhiwei/contract'
import type { Generated } from 'kysely'
import type { RowOverStatus } from '../cases/index.ts'

export type SuspensionTable = RowOverStatus & { expected_end_at: Date; ended_at: Date | null; ended_by: string | null }
export type EscalationTable = RowOverStatus & { from_level: number; to_level: number; rule_id: Generated<string | null> }
export type SupervisionTable = RowOverStatus & {
  due_at: Date | null
  answered_at: Generated<Date | null>
  answered_by: Generated<string | null>
  answer_no: Generated<number | null>
  ended_at: Date | null
  ended_by: Generated<string | null>
  end_no: Generated<number | null>
  overdue_told_at: Generated<Date | null>
}
export type ReminderTable = RowOverStatus & { sender: 'staff' | 'customer' }

export type EscalationRuleTable = {
  tenant_id: string
  id: string
  name: string
  trigger: EscalationTrigger
  regime: string | null
  at_least: number
  to_level: number
  effective_from: Date
  active: Generated<boolean>
  version: Generated<number>
}
export type EscalationFiredTable = { tenant_id: string; case_id: string; cycle: number; rule_id: string; at: Date; raised: boolean }

export type OnCallShiftTable = {
  tenant_id: string
  id: string
  unit_id: string | null
  level: number
  user_id: string
  weekday: number | null
  from_minute: number
  to_minute: number
  valid_from: string | null
  valid_to: string | null
  version: Generated<number>
}
export type WorkflowSettingTable = {
  tenant_id: string
  staff_reminder_minutes: number
  customer_reminder_minutes: number
  version: Generated<number>
}

declare module '../platform/database.ts' {
  interface Tables {
    suspension: SuspensionTable
    escalation: EscalationTable
    escalation_rule: EscalationRuleTable
    escalation_fired: EscalationFiredTable
    supervision: SupervisionTable
    reminder: ReminderTable
    on_call_shift: OnCallShiftTable
    workflow_setting: WorkflowSettingTable
  }
}
