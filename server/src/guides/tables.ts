import type { GuideText, GuideVersionState } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'
import type { Day } from '../platform/days.ts'

export type GuideTable = {
  tenant_id: string
  id: string
  product: string
  address: string
  at: Date
  made_by: string | null
  withdrawn_at: Date | null
  withdrawn_by: string | null
  withdrawal: string | null
  version: Generated<number>
}

export type GuideVersionTable = {
  tenant_id: string
  guide_id: string
  no: number
  state: GuideVersionState
  content: ColumnType<GuideText, string, string>
  editors: string[]
  submitted_by: string | null
  decided_at: Date | null
  decided_by: string | null
  note: string | null
}

export type GuideViewTable = { tenant_id: string; guide_id: string; day: Day; views: number }

export type GuideDismissalTable = { tenant_id: string; product: string; at: Date; by_id: string | null; until: Date; reason: string }

declare module '../platform/database.ts' {
  interface Tables {
    guide: GuideTable
    guide_version: GuideVersionTable
    guide_view: GuideViewTable
    guide_dismissal: GuideDismissalTable
  }
}
