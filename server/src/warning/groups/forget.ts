import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { recount } from './find.ts'

/** Blanked cases leave their groups; a group, and its warning, is called after those that stay. */
export async function forgetInGroups(tx: Tx, tenantId: string, caseIds: string[], now: Date) {
  const { rows } = await sql<{ id: string }>`
    with gone as (
      update case_group_member set left_at = ${now} where tenant_id = ${tenantId} and case_id = any(${caseIds}::uuid[]) and left_at is null
      returning group_id)
    select distinct group_id as id from gone order by 1`.execute(tx)
  for (const { id } of rows) {
    await sql`
      update case_group g set people = 0, subject = coalesce((
        select left(c.subject, 100) from case_group_member m join complaint_case c on c.tenant_id = m.tenant_id and c.id = m.case_id
        where m.tenant_id = g.tenant_id and m.group_id = g.id and m.left_at is null order by c.received_at, c.id limit 1), '')
      where g.tenant_id = ${tenantId} and g.id = ${id}`.execute(tx)
    await recount(tx, tenantId, id, now)
  }
  await sql`
    update warning w set subject = g.subject from case_group g
    where w.tenant_id = ${tenantId} and w.kind = 'group' and w.key = any(${rows.map(({ id }) => id)}::text[])
      and g.tenant_id = w.tenant_id and g.id::text = w.key`.execute(tx)
}
