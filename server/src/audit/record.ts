import type { AuditKind } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import './tables.ts'

export type AuditEntry = {
  tenantId: string
  /** What was done, in the past tense: `session.started`, `user.changed`. */
  kind: AuditKind
  /** Who did it; null for the system itself or an unknown person. */
  actorId: string | null
  subjectId?: string | null
  /** Ids, codes and numbers only. */
  facts?: Record<string, unknown>
  /** Typed by a person; what is personal in it is masked here, for the record keeps it for ever. */
  reason?: string | null
  at: Date
}

/** 审计: adds one line to the append-only record, in the transaction of what it tells of. */
export async function recordAudit(tx: Tx, entry: AuditEntry) {
  await tx
    .insertInto('audit_record')
    .values({
      tenant_id: entry.tenantId,
      id: newId(),
      at: entry.at,
      kind: entry.kind,
      actor_id: entry.actorId,
      subject_id: entry.subjectId ?? null,
      facts: JSON.stringify(entry.facts ?? {}),
      reason: entry.reason ? maskPersonalData(entry.reason).masked : null,
    })
    .execute()
}
