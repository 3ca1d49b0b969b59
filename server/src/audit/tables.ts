import type { ColumnType } from 'kysely'

export type AuditRecordTable = {
  tenant_id: string
  id: string
  at: Date
  kind: string
  actor_id: string | null
  subject_id: string | null
  /** Ids, codes and numbers; no texts and no personal data. */
  facts: ColumnType<Record<string, unknown>, string, never>
  reason: string | null
}

declare module '../platform/database.ts' {
  interface Tables {
    audit_record: AuditRecordTable
  }
}
