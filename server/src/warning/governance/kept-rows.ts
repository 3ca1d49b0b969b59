import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import './tables.ts'

type Behind = { warningId: string; caseIds: string[]; contactIds?: string[] }

/** Rows kept behind a warning. */
export const mostRows = 200

/** The rows behind each: those given first are the newest; more than 200 push out the oldest. */
export async function keepRows(tx: Tx, tenantId: string, raises: readonly Behind[], now: Date) {
  const cases = raises.flatMap(({ warningId, caseIds }) => caseIds.slice(0, mostRows).map((id) => ({ warningId, id })))
  if (cases.length > 0) {
    const warningIds = [...new Set(cases.map(({ warningId }) => warningId))]
    await sql`
      insert into warning_case (tenant_id, warning_id, case_id, at)
      select ${tenantId}, r.warning_id, c.id, c.received_at
      from unnest(${cases.map(({ warningId }) => warningId)}::uuid[], ${cases.map(({ id }) => id)}::uuid[]) as r (warning_id, case_id)
      join complaint_case c on c.tenant_id = ${tenantId} and c.id = r.case_id and c.erased_at is null
      on conflict do nothing`.execute(tx)
    await sql`
      delete from warning_case w using unnest(${warningIds}::uuid[]) as r (warning_id)
      where w.tenant_id = ${tenantId} and w.warning_id = r.warning_id and w.case_id in (
        select case_id from warning_case o where o.tenant_id = ${tenantId} and o.warning_id = r.warning_id
        order by at desc, case_id desc offset ${mostRows})`.execute(tx)
    await sql`
      update warning w set case_count = greatest(w.case_count, (
        select count(*) from warning_case c where c.tenant_id = ${tenantId} and c.warning_id = w.id))
      where w.tenant_id = ${tenantId} and w.id = any(${warningIds}::uuid[])`.execute(tx)
  }
  const contacts = raises.flatMap(({ warningId, contactIds = [] }) =>
    contactIds.slice(0, mostRows).map((id) => ({ tenant_id: tenantId, warning_id: warningId, contact_id: id, at: now })),
  )
  if (contacts.length > 0)
    await tx
      .insertInto('warning_contact')
      .values(contacts)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}
