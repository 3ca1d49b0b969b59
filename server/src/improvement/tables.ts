import type { RowOverStatus } from '../cases/index.ts'
import type { CodeTreeTable } from '../platform/code-tree.ts'

export type RootCauseTable = RowOverStatus & {
  code: string
}

declare module '../platform/database.ts' {
  interface Tables {
    cause: CodeTreeTable
    root_cause: RootCauseTable
  }
}
