import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Candidate } from './suggest.ts'

const fewestCases = 5
const most = 50

/** Hot topics of the last weeks with their cases, the largest first: what a register may lack. */
export async function topicCandidates(tx: Tx, tenantId: string, from: Date): Promise<Candidate[]> {
  const { rows } = await sql<{ id: string; name: string; words: unknown[]; case_ids: string[] }>`
    select t.id, coalesce(t.name, t.title) as name, t.words, c.case_ids from topic t
    cross join lateral (
      select array_agg(case_id) as case_ids from (
        select case_id from topic_case where tenant_id = t.tenant_id and topic_id = t.id and received_at >= ${from} order by received_at desc limit 200
      ) newest
    ) c
    where t.tenant_id = ${tenantId} and t.merged_into is null and t.dismissed_at is null and t.last_at >= ${from} and t.cases >= ${fewestCases}
    order by t.cases desc limit ${most}`.execute(tx)
  return rows.map(({ id, name, words, case_ids: caseIds }) => ({
    source: 'topic',
    key: id,
    name,
    words: words.filter((word) => typeof word === 'string'),
    caseIds: caseIds ?? [],
  }))
}
