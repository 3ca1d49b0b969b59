import type { CrisisDesk, CrisisEventKind } from '@zhiwei/contract'
import type { Generated } from 'kysely'
import type { Json } from '../governance/tables.ts'

export type CrisisTable = {
  tenant_id: string
  id: string
  title: string
  warning_id: string | null
  lead_id: string
  at: Date
  opened_by: string | null
  closed_at: Date | null
  closed_by: string | null
  review: string | null
  version: Generated<number>
}
export type StatementTable = {
  tenant_id: string
  id: string
  crisis_id: string
  no: number
  text: string
  author_id: string
  at: Date
  decided_at: Date | null
  decided_by: string | null
  decision: 'approved' | 'refused' | null
  decision_note: string | null
  replaced_at: Date | null
}

declare module '../../platform/database.ts' {
  interface Tables {
    crisis: CrisisTable
    crisis_case: { tenant_id: string; crisis_id: string; case_id: string }
    crisis_event: {
      tenant_id: string
      crisis_id: string
      no: number
      kind: CrisisEventKind
      at: Date
      by_id: string | null
      facts: Json<Record<string, unknown>>
      note: string | null
    }
    crisis_task: {
      tenant_id: string
      id: string
      crisis_id: string
      desk: CrisisDesk
      text: string
      owner_id: string
      due_at: Date
      made_at: Date
      made_by: string | null
      done_at: Date | null
      done_by: string | null
      result: string | null
    }
    crisis_statement: StatementTable
  }
}
