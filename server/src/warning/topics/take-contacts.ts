import { idleDays } from '@zhiwei/text'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { isUncomplained } from './standing.ts'

export type Taken = {
  /** To be put to topics, by id. */
  waiting: string[]
  /** Topics that a contact left. */
  left: string[]
  more: boolean
}

/** Notes contacts that topics are to look at, with what changed them; whoever takes them meanwhile waits, or takes them next time. */
export async function noteContacts(tx: Tx, tenantId: string, contactIds: readonly string[]) {
  if (contactIds.length === 0) return
  await sql`
    insert into topic_contact_due (tenant_id, contact_id) select ${tenantId}::uuid, id from unnest(${[...contactIds]}::uuid[]) as n (id) order by id
    on conflict (tenant_id, contact_id) do update set changes = topic_contact_due.changes + 1`.execute(tx)
}

/** Whether a contact changed since the last look. */
export async function hasDueContacts(tx: Tx, tenantId: string): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select exists (select 1 from topic_contact_due where tenant_id = ${tenantId}) as due`.execute(tx)
  return rows[0]?.due ?? false
}

/**
 * 联络入话题: of the contacts that changed, those of unhappy customers are to be put to topics; those that became a complaint, were judged
 * wrongly or are gone leave theirs. One that another transaction is changing waits for the next look.
 */
export async function takeContacts(tx: Tx, tenantId: string, now: Date, most: number): Promise<Taken> {
  const { rows: due } = await sql<{ id: string }>`
    delete from topic_contact_due where tenant_id = ${tenantId} and contact_id in (
      select contact_id from topic_contact_due where tenant_id = ${tenantId} order by at, contact_id limit ${most} for update skip locked)
    returning contact_id as id`.execute(tx)
  if (due.length === 0) return { waiting: [], left: [], more: false }
  const ids = due.map(({ id }) => id)
  const { rows: left } = await sql<{ topic_id: string }>`
    delete from topic_contact t where t.tenant_id = ${tenantId} and t.contact_id = any(${ids}::uuid[]) and not exists (
      select 1 from contact k where k.tenant_id = t.tenant_id and k.id = t.contact_id and ${isUncomplained})
    returning t.topic_id`.execute(tx)
  const { rows: waiting } = await sql<{ id: string }>`
    select k.id from contact k where k.tenant_id = ${tenantId} and k.id = any(${ids}::uuid[]) and ${isUncomplained}
      and k.at > ${new Date(now.getTime() - idleDays * 86_400_000)}
      and not exists (select 1 from topic_contact t where t.tenant_id = k.tenant_id and t.contact_id = k.id)`.execute(tx)
  return {
    waiting: waiting.map(({ id }) => id),
    left: [...new Set(left.map((row) => row.topic_id))],
    more: due.length === most,
  }
}

/** 以投诉计: who complained of the same matter, that day or later, is counted by the complaint; the contact leaves the topic. */
export async function leaveToComplaints(tx: Tx, tenantId: string, topicIds: Iterable<string>) {
  await sql`
    delete from topic_contact t using contact k
    where t.tenant_id = ${tenantId} and t.topic_id = any(${[...topicIds]}::uuid[]) and k.tenant_id = t.tenant_id and k.id = t.contact_id
      and exists (
        select 1 from complaint_case c join topic_case m on m.tenant_id = c.tenant_id and m.case_id = c.id and m.topic_id = t.topic_id
        where c.tenant_id = t.tenant_id and c.customer_id = k.customer_id and c.received_at >= k.at - interval '1 day')`.execute(tx)
}
