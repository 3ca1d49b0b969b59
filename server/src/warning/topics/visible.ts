import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { seesAll, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { visibleContact } from '../governance/visible.ts'

/**
 * 看得到的话题, as SQL over `topic`: its title is what was said in one of its complaints, or of its contacts where it has none, so who sees only
 * some sees the topics one of them is in.
 */
export function visibleTopics(tx: Tx, actor: Actor): RawBuilder<SqlBool> {
  return sql`(${hasVisibleCase(tx, actor)} or ${hasVisibleContact(actor)})`
}

/** More than one message that the person counts. */
export const isTold = (actor: Actor): RawBuilder<SqlBool> => sql`(topic.cases > 1 or (topic.messages > 1 and ${hasVisibleContact(actor)}))`

function hasVisibleCase(tx: Tx, actor: Actor): RawBuilder<SqlBool> {
  if (seesAll(actor)) return sql`topic.cases > 0`
  const seen = tx
    .selectFrom('complaint_case')
    .innerJoin('topic_case as tc', (join) =>
      join.onRef('tc.tenant_id', '=', 'complaint_case.tenant_id').onRef('tc.case_id', '=', 'complaint_case.id'),
    )
    .select('tc.topic_id')
    .where('tc.tenant_id', '=', actor.tenantId)
    .where(visibleCases(actor))
  return sql`topic.id in (${seen})`
}

const hasVisibleContact = (actor: Actor): RawBuilder<SqlBool> => sql`(topic.contacts > 0 and exists (
  select 1 from topic_contact tk where tk.tenant_id = topic.tenant_id and tk.topic_id = topic.id and ${visibleContact(actor, sql`tk.contact_id`)}))`
