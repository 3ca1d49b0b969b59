import type { Generated } from 'kysely'

/** A day of the tenant's zone as text, `2026-11-22`. */
export type Day = string

export type SeriesTable = {
  tenant_id: string
  id: number
  dims: string
  /** A line for each part of `dims`. */
  key: string
  first_day: Day
  cases: Generated<number>
  live_seq: Generated<number>
}

export type SurgeTable = {
  tenant_id: string
  id: string
  series_id: number
  grain: 'hour' | 'day'
  day: Day
  at: Date
  since: Date
  observed: number
  expected: number
  low: number
  high: number
  p: number
  method: string
  words: unknown
  explains: unknown
  warning_id: string | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    series: SeriesTable
    series_count: { tenant_id: string; series_id: number; day: Day; count: number; live: number }
    series_hour: { tenant_id: string; series_id: number; hour: Date; count: number }
    series_case: { tenant_id: string; case_id: string; day: Day; received_at: Date; live: boolean; series: number[] }
    series_state: { tenant_id: string; screened_seq: Generated<number>; screened_day: Day | null; suggested_day: Day | null }
    surge: SurgeTable
  }
}
