import type { Channel, Finding, Severity } from '@zhiwei/contract'
import type { Generated } from 'kysely'

/** 办理周期事实: what one cycle of a case came to. */
export type CycleFactTable = {
  tenant_id: string
  case_id: string
  cycle: number
  origin: 'live' | 'history'
  channel: Channel
  category: string | null
  product: string | null
  node: string | null
  region: string | null
  severity: Severity | null
  customer_id: string | null
  unit_id: string | null
  handler_id: string | null
  agent_id: string | null
  process_version_id: string | null
  began_at: Date
  accepted_at: Date | null
  contacted_at: Date | null
  contact_seconds: number | null
  contact_due_at: Date | null
  contact_in_time: boolean
  closure_due_at: Date | null
  closure_done: boolean
  closure_in_time: boolean
  closure_ended_at: Date | null
  handling_due_at: Date | null
  handling_in_time: boolean
  dispatched_at: Date | null
  dispatches: number
  send_backs: number
  moves: number
  answered_at: Date | null
  on_the_spot: boolean
  came_again: boolean
  escalated_at: Date | null
  escalation_level: number
  outside_at: Date | null
  found_at: Date | null
  finding: Finding | null
  review_found_at: Date | null
  overturned: boolean
  caused_at: Date | null
  claimed_fen: number | null
  granted_fen: number
  granted_at: Date | null
  remedies: number
  remedies_over_limit: number
  asked_at: Date | null
  satisfaction: number | null
  low_score: boolean
  recovered: boolean
  closed_at: Date | null
  ended_at: Date | null
  resolution_seconds: number | null
  resolution_seconds_with_rest: number | null
  reopened: boolean
  repeats: boolean
  thanks_fen: number
  own_seconds: number
  own_fen: number | null
  outside_fen: number
  stayed: boolean | null
  cause: string | null
  flows: string[]
}

/** 计数的代: which roll-ups are in use, and how far the next ones are counted. */
export type MeasureState = {
  tenant_id: string
  zone: string
  generation: number
  next_generation: number | null
  next_zone: string | null
  after_case_id: string | null
  counted: number
  of: number
  asked_at: Date | null
}
type MeasureStateTable = Omit<MeasureState, 'generation' | 'counted' | 'of'> & Record<'generation' | 'counted' | 'of', Generated<number>>

declare module '../platform/database.ts' {
  interface Tables {
    cycle_fact: CycleFactTable
    measure_state: MeasureStateTable
    measure_count: {
      tenant_id: string
      generation: Generated<number>
      fact_set: string
      cut: string
      key: string
      day: string
      count: number
      total: number
    }
  }
}
