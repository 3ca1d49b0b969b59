/** What every row over the status says: which case and cycle, the event that made it, when and by whom. */
type RowOverStatus = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  event_no: number
  at: Date
  by_id: string | null
}

export type SuspensionTable = RowOverStatus & { expected_end_at: Date; ended_at: Date | null; ended_by: string | null }
export type EscalationTable = RowOverStatus & { from_level: number; to_level: number }
export type SupervisionTable = RowOverStatus & { due_at: Date | null; ended_at: Date | null }
export type ReminderTable = RowOverStatus & { sender: 'staff' | 'customer' }

declare module '../platform/database.ts' {
  interface Tables {
    suspension: SuspensionTable
    escalation: EscalationTable
    supervision: SupervisionTable
    reminder: ReminderTable
  }
}
