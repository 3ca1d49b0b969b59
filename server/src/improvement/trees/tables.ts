import type { CauseNode, CauseTreeKind } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

type Nodes = ColumnType<CauseNode[], string, string>

export type CauseTreeTable = {
  tenant_id: string
  id: string
  kind: CauseTreeKind
  title: string
  nodes: Nodes
  case_ids: string[]
  topic_id: string | null
  risk_point_id: string | null
  at: Date
  by_id: string | null
  changed_at: Date
  changed_by: string | null
  version: Generated<number>
}

declare module '../../platform/database.ts' {
  interface Tables {
    cause_tree: CauseTreeTable
    cause_tree_version: {
      tenant_id: string
      cause_tree_id: string
      version: number
      title: string
      nodes: Nodes
      at: Date
      by_id: string | null
    }
  }
}
