import type { Finding, FindingAnswer, FindingKind } from '@zhiwei/contract'
import type { RowOverStatus } from '../../cases/index.ts'

export type FindingTable = RowOverStatus & {
  kind: FindingKind
  finding: Finding
  about_id: string | null
  attitude: FindingAnswer | null
  accuracy: FindingAnswer | null
  procedure: FindingAnswer | null
  cause: string | null
  file_ids: string[]
  stands: boolean
}
export type FindingAppealTable = {
  tenant_id: string
  id: string
  finding_id: string
  case_id: string
  event_no: number
  at: Date
  by_id: string | null
  appealed_by: 'staff' | 'customer'
  decided_at: Date | null
  decided_by: string | null
  changed: boolean | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    finding: FindingTable
    finding_appeal: FindingAppealTable
  }
}
