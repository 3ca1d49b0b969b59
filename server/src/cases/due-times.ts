import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Case } from './lifecycle.ts'

/** Puts on each case its earliest due time and the process version its cycle is bound to, in one statement. */
export async function setDueTimes(tx: Tx, tenantId: string, dues: { complaintCase: Case; versionId: string; dueAt: Date | null }[]) {
  if (dues.length === 0) return
  const ids = dues.map(({ complaintCase }) => complaintCase.id)
  const versionIds = dues.map(({ versionId }) => versionId)
  await sql`
    update complaint_case c set due_at = d.due_at, process_version_id = d.version_id
    from unnest(${ids}::uuid[], ${dues.map(({ dueAt }) => dueAt)}::timestamptz[], ${versionIds}::uuid[]) as d (id, due_at, version_id)
    where c.tenant_id = ${tenantId} and c.id = d.id`.execute(tx)
  const accepted = dues.filter(({ complaintCase }) => complaintCase.accepted_at !== null)
  if (accepted.length === 0) return
  await sql`
    update case_cycle y set process_version_id = d.version_id
    from unnest(${accepted.map(({ complaintCase }) => complaintCase.id)}::uuid[], ${accepted.map(({ complaintCase }) => complaintCase.cycle)}::int[],
      ${accepted.map(({ versionId }) => versionId)}::uuid[]) as d (id, cycle, version_id)
    where y.tenant_id = ${tenantId} and y.case_id = d.id and y.cycle = d.cycle and y.process_version_id is distinct from d.version_id`.execute(
    tx,
  )
}
