import type { ForecastRow, ForecastScope, PeakCode } from '@zhiwei/contract'
import type { Generated } from 'kysely'
import type { Json } from '../governance/tables.ts'
import type { Day } from '../series/tables.ts'

export type ForecastTable = {
  tenant_id: string
  id: string
  made_on: Day
  at: Date
  scope: ForecastScope
  key: string
  method: ForecastRow['method']
  enough: boolean
  history_days: number
  mase: number | null
  naive_mase: number | null
  coverage: number | null
  dispersion: number
  weeks: Json<ForecastRow['weeks']>
  effects: Json<{ kind: string; factor: number; days: number }[]>
}

export type PeakModeTable = {
  tenant_id: string
  id: string
  code: PeakCode
  name: string
  starts_on: Day
  ends_on: Day | null
  factor: number | null
  plan: string
  notice: string
  made_at: Date
  made_by: string | null
  started_at: Date | null
  ended_at: Date | null
  ended_by: string | null
  end_reason: string | null
  version: Generated<number>
}

declare module '../../platform/database.ts' {
  interface Tables {
    forecast: ForecastTable
    forecast_day: {
      tenant_id: string
      forecast_id: string
      day: Day
      expected: number
      low: number
      high: number
      low95: number
      high95: number
      kind: string | null
    }
    forecast_run: { tenant_id: string; made_on: Day; at: Date; series: number }
    handling_minutes: { tenant_id: string; id: string; made_on: Day; unit_id: string | null; person_days: number; finished: number }
    forecast_setting: {
      tenant_id: string
      productive_minutes: number
      minutes_per_case: number | null
      warn_days: number
      peak_ratio: number
      version: Generated<number>
    }
    peak_mode: PeakModeTable
  }
}
