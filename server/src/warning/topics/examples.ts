import { type SqlBool, sql } from 'kysely'
import { textOfComplaint, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { visibleContact } from '../governance/visible.ts'
import { saidBy } from './read-texts.ts'
import './tables.ts'

const exampleLength = 160

/** The newest complaint of each that the person may see, masked. */
export async function caseExamplesOf(tx: Tx, actor: Actor, ids: string[]): Promise<Map<string, { caseId: string; text: string }>> {
  const newest = tx
    .selectFrom('topic_case as t')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 't.tenant_id').onRef('complaint_case.id', '=', 't.case_id'),
    )
    .select(['complaint_case.tenant_id', 'complaint_case.id'])
    .where('t.tenant_id', '=', actor.tenantId)
    .where(sql<SqlBool>`t.topic_id = asked.id`)
    .where('complaint_case.erased_at', 'is', null)
    .where(visibleCases(actor))
    .orderBy('t.received_at', 'desc')
    .limit(1)
  const { rows } = await sql<{ topic_id: string; id: string; text: string }>`
    select asked.id as topic_id, n.id, coalesce(left(${textOfComplaint('n')}, ${exampleLength}), '') as text
    from unnest(${ids}::uuid[]) as asked (id) cross join lateral (${newest}) n`.execute(tx)
  return new Map(rows.map(({ topic_id, id, text }) => [topic_id, { caseId: id, text }]))
}

/** The newest contact of each that the person may read, masked. */
export async function contactExamplesOf(tx: Tx, actor: Actor, ids: string[]): Promise<Map<string, { contactId: string; text: string }>> {
  const { rows } = await sql<{ topic_id: string; id: string; text: string }>`
    select n.topic_id, n.contact_id as id, left(array_to_string(${saidBy('x')}, E'\n'), ${exampleLength}) as text from (
      select distinct on (t.topic_id) t.* from topic_contact t
      where t.tenant_id = ${actor.tenantId} and t.topic_id = any(${ids}::uuid[]) and ${visibleContact(actor, sql`t.contact_id`)}
      order by t.topic_id, t.at desc, t.contact_id desc) n
    join contact_text x on x.tenant_id = n.tenant_id and x.contact_id = n.contact_id`.execute(tx)
  return new Map(rows.map(({ topic_id, id, text }) => [topic_id, { contactId: id, text }]))
}
