import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { seesAll, visibleCases } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'

/** 看得到的话题, as SQL over `topic`: its title is the subject of one of its cases, so who sees only some cases sees the topics one of them is in. */
export function visibleTopics(tx: Tx, actor: Actor): RawBuilder<SqlBool> {
  if (seesAll(actor)) return sql`true`
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
