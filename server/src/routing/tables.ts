import type { Finding } from '@zhiwei/contract'
import type { Generated } from 'kysely'

/** How a dispatch stands or came to its end. */
export type DispatchState = 'dispatched' | 'receipted' | 'transferred' | 'sentBack' | 'replaced'

export type DispatchTable = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  unit_id: string
  handler_id: string | null
  state: DispatchState
  event_no: number
  at: Date
  by_id: string | null
  receipted_at: Date | null
  ended_at: Date | null
}

export type TaskTable = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  unit_id: string
  handler_id: string | null
  /** Masked, as is the result: both are read again and again beside the case. */
  instructions: string
  result: string | null
  state: Generated<'open' | 'done' | 'excused'>
  due_at: Date | null
  /** The dispatch that made it. */
  event_no: number
  created_at: Date
  created_by: string | null
  finished_at: Date | null
  finished_by: string | null
}

export type UnitReturnTable = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  event_no: number
  at: Date
  by_id: string | null
  finding: Finding
  review: 'pass' | 'rework' | null
  reviewed_at: Date | null
  reviewed_by: string | null
}

declare module '../platform/database.ts' {
  interface Tables {
    dispatch: DispatchTable
    task: TaskTable
    unit_return: UnitReturnTable
  }
}
