import type { ReportFigures, ReportSection } from '@zhiwei/contract'
import type { Generated } from 'kysely'
import type { Json } from '../governance/tables.ts'
import type { Day } from '../series/tables.ts'

export type StoredMeasure = { text: string; ownerId: string | null; dueOn: Day | null }
export type SectionTexts = { title: string; happened: string; why: string; coming: string }

type Written = SectionTexts & { measures: Json<StoredMeasure[]>; changed_at: Date | null; changed_by: string | null }

declare module '../../platform/database.ts' {
  interface Tables {
    report: {
      tenant_id: string
      id: string
      title: string
      kind: 'weekly' | 'onDemand'
      from_day: Day
      to_day: Day
      state: 'waiting' | 'making' | 'draft' | 'finished' | 'failed'
      progress: Generated<number>
      step: Generated<string>
      asked_at: Date
      asked_by: string | null
      made_at: Date | null
      finished_at: Date | null
      finished_by: string | null
      version: Generated<number>
    }
    report_section: Written & {
      tenant_id: string
      report_id: string
      no: number
      about: ReportSection['about']
      subject_id: string | null
      figures: Json<ReportFigures | null>
      version: Generated<number>
    }
    report_section_past: Written & { tenant_id: string; report_id: string; no: number; version: number }
  }
}
