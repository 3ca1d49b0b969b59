import type { ColumnType } from 'kysely'
import type { Day } from '../../platform/days.ts'
import type { Work, WorkAct } from '../facts/cost-of.ts'

/** 暴露量's kinds. */
export type ExposureKind = 'customers' | 'orders' | 'meters' | 'vehicles'

type ExposureTable = {
  tenant_id: string
  kind: ExposureKind
  month: Day
  product: string
  region: string
  amount: number
  source: string
  at: Date
  by_id: string | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    exposure: ExposureTable
    exposure_change: Omit<ExposureTable, 'amount'> & { id: string; amount: number | null }
    cost_rate: {
      tenant_id: string
      id: string
      unit_id: string | null
      work: Work | null
      fen_per_hour: number
      effective_from: Day
      note: string
      made_at: Date
      made_by: string | null
    }
    cost_standard: {
      tenant_id: string
      id: string
      minutes: ColumnType<Partial<Record<WorkAct, number>>, string, string>
      effective_from: Day
      note: string
      made_at: Date
      made_by: string | null
    }
    money_setting: {
      tenant_id: string
      basis: ExposureKind
      customer_year_fen: number | null
      version: ColumnType<number, number | undefined, number>
    }
    customer_outcome: {
      tenant_id: string
      customer_id: string
      on_day: Day
      outcome: 'bought' | 'stayed' | 'left'
      source: string
      at: Date
      by_id: string | null
    }
  }
}
