import type { PerformanceEdition, PerformanceLeftOut, PerformanceLine, PerformanceRules, SheetKind } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

type Json<T> = ColumnType<T, string, string>
type Day = ColumnType<Date, string, string>

/** A row behind a figure, as it was counted. `p`: how often such a case goes wrong for everybody; null where rows are not compared. */
export type SheetRow = {
  line: PerformanceLine
  key: string
  caseId: string | null
  cycle: number | null
  at: string
  good: boolean
  p: number | null
  out: PerformanceLeftOut | null
  category: string | null
  severity: string | null
  finding: string | null
}

/** What is kept of an edition's numbers. */
export type StoredFigures = Pick<PerformanceEdition, 'points' | 'sides' | 'cases' | 'talkTime'> & {
  /** Of everybody, how often each line goes wrong: what the points of a mix are told in. */
  overall: Partial<Record<PerformanceLine, number>>
}

export type PerformanceSheetTable = {
  tenant_id: string
  id: string
  month: string
  kind: SheetKind
  subject_id: string
  unit_id: string | null
  rules: Json<PerformanceRules>
  prepared_at: Date
  shown_at: Date | null
  remind_at: Date | null
  open_at: Date | null
  told_at: Date | null
  reminded_at: Date | null
  acknowledged_at: Date | null
  locked_at: Date | null
  locked_by: string | null
  edition: number
  locked_edition: number | null
  version: Generated<number>
}

export type PerformanceEditionTable = {
  tenant_id: string
  sheet_id: string
  no: number
  kind: PerformanceEdition['kind']
  at: Date
  by_id: string | null
  reason: string | null
  sequence: number
  figures: Json<StoredFigures>
  rows: Json<SheetRow[]>
}

export type PerformanceObjectionTable = {
  tenant_id: string
  id: string
  sheet_id: string
  line: PerformanceLine
  row_key: string
  case_id: string | null
  reason: string
  at: Date
  by_id: string
  decided_at: Date | null
  decided_by: string | null
  verdict: 'accepted' | 'refused' | null
  reply: string | null
}

export type StaffAbsenceTable = {
  tenant_id: string
  id: string
  user_id: string
  from_day: Day
  to_day: Day
  kind: 'leave' | 'training' | 'other'
  at: Date
  by_id: string | null
  ended_at: Date | null
  ended_by: string | null
}

export type PerformanceRulesTable = {
  tenant_id: string
  id: string
  effective_from: Date
  definition: Json<PerformanceRules>
  reason: string
  made_at: Date
  made_by: string | null
}

declare module '../platform/database.ts' {
  interface Tables {
    performance_rules: PerformanceRulesTable
    performance_month: { tenant_id: string; month: string; prepared_at: Date }
    performance_sheet: PerformanceSheetTable
    performance_edition: PerformanceEditionTable
    performance_objection: PerformanceObjectionTable
    staff_absence: StaffAbsenceTable
  }
}
