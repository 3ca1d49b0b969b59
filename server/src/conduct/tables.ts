import type { Channel, ConductEvidence, ConductMeasure, Restriction, RestrictionState, StaffThreat } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

type Json<T> = ColumnType<T, string, string>
/** A day of the tenant's zone as `2026-11-22`. */
type Day = ColumnType<Date, string, string>

/** What is kept of the evidence: points and ids, as they were when it was proposed. */
export type StoredEvidence = Pick<ConductEvidence, 'score' | 'level'> & {
  signs: { sign: ConductEvidence['signs'][number]['sign']; count: number; points: number }[]
}

export type RestrictionTable = {
  tenant_id: string
  id: string
  customer_id: string
  state: RestrictionState
  grade: number
  measures: Json<ConductMeasure[]>
  ends_on: Day
  reason: string
  milder: string | null
  evidence: Json<StoredEvidence>
  case_ids: string[]
  at: Date
  by_id: string
  reviewed_at: Date | null
  reviewed_by: string | null
  review_note: string | null
  ended_at: Date | null
  ended_by: string | null
  end_kind: Restriction['endKind']
  end_note: string | null
  version: Generated<number>
}

export type AppealTable = {
  tenant_id: string
  id: string
  restriction_id: string
  at: Date
  by_id: string | null
  channel: Channel
  reason: string
  decided_at: Date | null
  decided_by: string | null
  verdict: 'upheld' | 'shortened' | 'lifted' | null
  note: string | null
  ends_on_before: ColumnType<Date | null, string | null, string | null>
}

export type ProtectionTable = {
  tenant_id: string
  id: string
  case_id: string
  event_no: number
  threat: StaffThreat
  at: Date
  by_id: string | null
  called: string[]
  ended_at: Date | null
  ended_by: string | null
  end_note: string | null
}

declare module '../platform/database.ts' {
  interface Tables {
    conduct_restriction: RestrictionTable
    conduct_appeal: AppealTable
    staff_protection: ProtectionTable
  }
}
