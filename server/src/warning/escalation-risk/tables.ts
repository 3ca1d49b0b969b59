import type { RiskQuality } from '@zhiwei/contract'
import type { Calibration, Logistic } from '@zhiwei/signals'
import type { ColumnType } from 'kysely'

export type RiskModelTable = {
  tenant_id: string
  id: string
  at: Date
  outcome: 'tooFew' | 'notBetter' | 'promoted'
  weights: ColumnType<{ logistic: Logistic; calibration: Calibration; features: string[] } | null, string | null, string | null>
  quality: ColumnType<Omit<RiskQuality, 'at' | 'basis' | 'outcome'>, string, string>
  in_service: boolean
}

declare module '../../platform/database.ts' {
  interface Tables {
    risk_model: RiskModelTable
  }
}
