import type { CaseGroupMember, CaseGroupRow } from '@zhiwei/contract'
import type { Generated } from 'kysely'

export type CaseGroupTable = {
  tenant_id: string
  id: string
  state: CaseGroupRow['state']
  subject: string
  category: string | null
  product: string | null
  node: string | null
  region: string | null
  people: number
  found_at: Date
  first_at: Date
  last_at: Date
  warning_id: string | null
  proposed_at: Date | null
  proposed_by: string | null
  proposal: string | null
  severity: 'serious' | 'critical' | null
  decided_at: Date | null
  decided_by: string | null
  decision: string | null
  parent_case_id: string | null
  version: Generated<number>
}

export type CaseGroupMemberTable = {
  tenant_id: string
  group_id: string
  case_id: string
  at: Date
  how: CaseGroupMember['how']
  left_at: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    case_group: CaseGroupTable
    case_group_member: CaseGroupMemberTable
    case_group_answer: {
      tenant_id: string
      id: string
      group_id: string
      at: Date
      by_id: string | null
      text: string
      answered: number
      waiting: number
    }
  }
}
