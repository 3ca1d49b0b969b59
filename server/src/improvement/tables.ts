import type { CodeTreeTable } from '../platform/code-tree.ts'

export type RootCauseTable = {
  tenant_id: string
  id: string
  case_id: string
  cycle: number
  event_no: number
  at: Date
  by_id: string | null
  code: string
}

declare module '../platform/database.ts' {
  interface Tables {
    cause: CodeTreeTable
    root_cause: RootCauseTable
  }
}
