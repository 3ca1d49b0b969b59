import type { PeriodicReportKind, ReportFileFormat, ReportLanguage, ReportTemplateContent } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'
import type { Day } from '../platform/days.ts'
import type { ReportFacts } from './facts/types.ts'

type Json<T> = ColumnType<T, string, string>

export type PeriodicReportTable = {
  tenant_id: string
  id: string
  kind: PeriodicReportKind
  language: ReportLanguage
  zone: string
  from_day: Day
  to_day: Day
  before_from_day: Day
  before_to_day: Day
  template_version: number
  template: Json<ReportTemplateContent>
  state: 'waiting' | 'making' | 'ready' | 'failed'
  progress: Generated<number>
  sequence: Generated<number | null>
  facts: ColumnType<ReportFacts | null, string | null | undefined, string | null>
  asked_at: Date
  asked_by: string | null
  schedule_id: string | null
  made_at: Generated<Date | null>
  deleted_at: Generated<Date | null>
  deleted_by: Generated<string | null>
  delete_reason: Generated<string | null>
}

declare module '../platform/database.ts' {
  interface Tables {
    periodic_report: PeriodicReportTable
    report_template: {
      tenant_id: string
      kind: PeriodicReportKind
      version: number
      content: Json<ReportTemplateContent>
      at: Date
      by: string | null
    }
    report_schedule: {
      tenant_id: string
      id: string
      kind: PeriodicReportKind
      language: ReportLanguage
      active: boolean
      working_day: number
      at_minutes: number
      role_ids: string[]
      outside_cipher: Buffer | null
      formats: ReportFileFormat[]
      made_at: Date
      made_by: string | null
      version: Generated<number>
    }
    report_mail_settings: { tenant_id: string; outside_allowed: boolean; sends: 'file' | 'link'; version: Generated<number> }
    report_mail: {
      tenant_id: string
      id: string
      report_id: string
      user_id: string | null
      address_cipher: Buffer | null
      formats: ReportFileFormat[]
      state: 'waiting' | 'sent' | 'failed'
      tries: Generated<number>
      error: Generated<string | null>
      at: Date
      sent_at: Generated<Date | null>
    }
  }
}
