import type { Finding, TaskLimit } from '@zhiwei/contract'
import type { Generated } from 'kysely'
import type { RowOverStatus } from '../cases/index.ts'

/** How a dispatch stands or came to its end. */
export type DispatchState = 'dispatched' | 'receipted' | 'transferred' | 'sentBack' | 'replaced' | 'recalled'

export type DispatchTable = RowOverStatus & {
  unit_id: string
  handler_id: string | null
  state: DispatchState
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
  state: Generated<'open' | 'done' | 'excused' | 'sentBack'>
  due_at: Date | null
  /** The time it was given, when counted by a calendar; null beside `due_at`: until that instant, whatever happens. */
  limit_amount: number | null
  limit_unit: TaskLimit['unit'] | null
  breached_at: Date | null
  /** The dispatch that made it. */
  event_no: number
  created_at: Date
  created_by: string | null
  finished_at: Date | null
  finished_by: string | null
}

export type UnitReturnTable = RowOverStatus & {
  finding: Finding
  review: 'pass' | 'rework' | null
  reviewed_at: Date | null
  reviewed_by: string | null
}

/** 争议 over whose a case is; the reason stands under `event_no`, the decision's under `decided_no`. */
export type DispatchDisputeTable = RowOverStatus & {
  unit_id: string
  cause: 'disputed' | 'limit'
  /** `lapsed`: the case ended before anybody decided. */
  state: 'open' | 'decided' | 'lapsed'
  decided_no: number | null
  decided_at: Date | null
  decided_by: string | null
  decided_unit_id: string | null
}

export type DispatchSettingTable = {
  tenant_id: string
  send_back_limit: number
  version: number
  changed_at: Date
  changed_by: string | null
}

declare module '../platform/database.ts' {
  interface Tables {
    dispatch: DispatchTable
    task: TaskTable
    unit_return: UnitReturnTable
    dispatch_dispute: DispatchDisputeTable
    dispatch_setting: DispatchSettingTable
  }
}
