import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { dissatisfied } from '../dissatisfied.ts'
import './tables.ts'

/** What stands in topics, complaints and contacts alike: `tenant_id`, `topic_id`, `id`, `at`, `is_case`. */
export const standing = sql`(
  select tenant_id, topic_id, case_id as id, received_at as at, true as is_case from topic_case
  union all select tenant_id, topic_id, contact_id, at, false from topic_contact)`

/** The complaint `c` or the contact `k` behind each row `t` of `standing`. */
export const behind = sql`
  left join complaint_case c on t.is_case and c.tenant_id = t.tenant_id and c.id = t.id
  left join contact k on not t.is_case and k.tenant_id = t.tenant_id and k.id = t.id`
/** One who gave no name is a person of their own. */
export const personBehind = sql`coalesce(c.customer_id, k.customer_id, t.id)`

/** From this stage on (不满) a contact tells of a matter; see docs/rules/case-warnings.md */
const leastStage = 2
/** Contacts `k` of unhappy customers that became no complaint: those speak for themselves. */
export const isUncomplained = sql`
  k.verdict in (${sql.join(dissatisfied.map((verdict) => sql.lit(verdict)))}) and k.stage >= ${sql.lit(leastStage)} and k.case_id is null`

export type Members = { caseIds: string[]; contactIds: string[] }
export const countOf = ({ caseIds, contactIds }: Members) => caseIds.length + contactIds.length

/** Puts what stands in a topic to another, all of it or only these. @returns what was moved */
export async function moveStanding(tx: Tx, tenantId: string, from: string, to: string, only?: Members): Promise<Members> {
  const { rows: cases } = await sql<{ id: string }>`
    update topic_case set topic_id = ${to} where tenant_id = ${tenantId} and topic_id = ${from}
      and (${only === undefined} or case_id = any(${only?.caseIds ?? []}::uuid[])) returning case_id as id`.execute(tx)
  const { rows: contacts } = await sql<{ id: string }>`
    update topic_contact set topic_id = ${to} where tenant_id = ${tenantId} and topic_id = ${from}
      and (${only === undefined} or contact_id = any(${only?.contactIds ?? []}::uuid[])) returning contact_id as id`.execute(tx)
  return { caseIds: cases.map(({ id }) => id), contactIds: contacts.map(({ id }) => id) }
}

/** The newest that stand in a topic, complaints and contacts alike. */
export async function newestIn(tx: Tx, tenantId: string, topicId: string, { since = new Date(0), most = 200 } = {}): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select t.id from ${standing} t where t.tenant_id = ${tenantId} and t.topic_id = ${topicId} and t.at > ${since}
    order by t.at desc limit ${most}`.execute(tx)
  return rows.map(({ id }) => id)
}
