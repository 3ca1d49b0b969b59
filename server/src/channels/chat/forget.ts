import { sql } from 'kysely'
import type { Act } from '../../cases/index.ts'
import './tables.ts'

/**
 * 清除会话: of talks that became these cases nothing said is kept, no note, no picture and not who it was; in later talks of the same visitor the
 * answers on these cases go, and what was said to them after the talk was over.
 * @returns names of the pictures' bytes, to be removed after the commit
 */
export async function forgetTalks({ tx, actor: { tenantId } }: Act, caseIds: string[]): Promise<string[]> {
  const own = sql`select id from chat where tenant_id = ${tenantId} and case_id = any(${caseIds}::uuid[])`
  const others = sql`select o.id from chat o where o.tenant_id = ${tenantId} and o.visitor_hash in (
    select visitor_hash from chat where tenant_id = ${tenantId} and case_id = any(${caseIds}::uuid[]))`
  await sql`
    delete from chat_message m using chat c where m.tenant_id = ${tenantId} and c.tenant_id = m.tenant_id and c.id = m.chat_id and m.chat_id in (${others})
      and ((m.kind = 'answer' and m.facts ->> 'number' in (select number from complaint_case where tenant_id = ${tenantId} and id = any(${caseIds}::uuid[])))
        or (c.case_id is null and m.said_by = 'customer' and m.at > c.ended_at))`.execute(tx)
  await sql`delete from chat_message where tenant_id = ${tenantId} and chat_id in (${own})`.execute(tx)
  const { rows } = await sql<{ name: string }>`
    delete from chat_file where tenant_id = ${tenantId} and chat_id in (${own}) returning storage_name as name`.execute(tx)
  await sql`update chat_handover set note = '' where tenant_id = ${tenantId} and chat_id in (${own})`.execute(tx)
  await sql`
    update chat set details_cipher = null, customer_id = null, site = null, version = version + 1
    where tenant_id = ${tenantId} and case_id = any(${caseIds}::uuid[])`.execute(tx)
  return rows.map(({ name }) => name)
}
