import type { OwnCard } from '@zhiwei/contract'
import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/database.ts' {
  interface Tables {
    own_dashboard: {
      tenant_id: string
      id: string
      user_id: string
      name: string
      cards: ColumnType<OwnCard[], string, string>
      shared: boolean
      made_at: Date
      changed_at: Date
      version: Generated<number>
    }
  }
}
