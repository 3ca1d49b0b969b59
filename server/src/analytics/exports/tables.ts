import type { ExportFormat, ExportKind, ExportState } from '@zhiwei/contract'
import type { ColumnType } from 'kysely'

export type Language = 'zh' | 'en'
export type DataExportTable = {
  tenant_id: string
  id: string
  made_by: string
  what: ExportKind
  query: ColumnType<Record<string, string>, string, string>
  format: ExportFormat
  language: Language
  in_full: boolean
  reason: string | null
  state: ExportState
  rows: number
  expected: number
  cancelled: boolean
  made_at: Date
  moved_at: Date
  ended_at: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    data_export: DataExportTable
  }
}
