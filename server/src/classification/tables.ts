import type { CodeTreeTable } from '../platform/code-tree.ts'

declare module '../platform/database.ts' {
  interface Tables {
    category: CodeTreeTable
  }
}
