import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Day } from '../series/tables.ts'
import { newWordsOf } from '../surges/words.ts'
import type { StoredMeasure } from './tables.ts'

/** 为什么: what is known of these cases: causes found, findings, where they gather, words that are new among them. */
export type Reasons = {
  causes: { name: string; count: number }[]
  findings: { finding: string; count: number }[]
  places: { what: string; name: string; count: number }[]
  words: string[]
  cases: number
}

export type WordsOf = (texts: readonly string[]) => Promise<ReadonlySet<string>[]>
const mostTexts = 300

export async function reasonsOf(tx: Tx, tenantId: string, caseIds: string[], from: Day, wordsOf: WordsOf): Promise<Reasons> {
  if (caseIds.length === 0) return { causes: [], findings: [], places: [], words: [], cases: 0 }
  const { rows: causes } = await sql<{ name: string; count: number }>`
    select k.name, count(distinct r.case_id) as count from root_cause r join cause k on k.tenant_id = r.tenant_id and k.code = r.code
    where r.tenant_id = ${tenantId} and r.case_id = any(${caseIds}::uuid[]) group by 1 order by 2 desc, 1 limit 4`.execute(tx)
  const { rows: findings } = await sql<{ finding: string; count: number }>`
    select finding, count(*) as count from complaint_case where tenant_id = ${tenantId} and id = any(${caseIds}::uuid[]) and finding is not null group by 1 order by 2 desc`.execute(
    tx,
  )
  const { rows: places } = await sql<{ what: string; name: string; count: number }>`
    select distinct on (what) what, name, count from (
      select v.what, v.name, count(*) as count from complaint_case c cross join lateral (values ('region', c.region), ('product', c.product), ('node', c.node)) as v (what, name)
      where c.tenant_id = ${tenantId} and c.id = any(${caseIds}::uuid[]) and v.name <> '' group by 1, 2) as g
    where count >= greatest(2, ${caseIds.length} * 0.25) order by what, count desc, name`.execute(tx)
  return { causes, findings, places, words: await newWords(tx, tenantId, caseIds, from, wordsOf), cases: caseIds.length }
}

/** Words of the subjects (masked as they stand) that other cases of the eight weeks before do not say. */
async function newWords(tx: Tx, tenantId: string, caseIds: string[], from: Day, wordsOf: WordsOf): Promise<string[]> {
  const { rows: here } = await sql<{ subject: string }>`
    select subject from complaint_case where tenant_id = ${tenantId} and id = any(${caseIds.slice(0, mostTexts)}::uuid[]) and erased_at is null`.execute(
    tx,
  )
  const { rows: before } = await sql<{ subject: string }>`
    select subject from complaint_case where tenant_id = ${tenantId} and erased_at is null
      and received_at >= ${from}::date - 56 and received_at < ${from}::date order by received_at desc limit ${mostTexts * 3}`.execute(tx)
  const [now, then] = [await wordsOf(here.map(({ subject }) => subject)), await wordsOf(before.map(({ subject }) => subject))]
  return newWordsOf(now, then, 6).map(({ word }) => word)
}

/** 已有措施: what warnings with these cases already have decided, and what still is open. */
export async function measuresOf(tx: Tx, tenantId: string, caseIds: string[], about: string): Promise<StoredMeasure[]> {
  // In all, a measure of any warning of the period counts.
  const share = about === 'overview' ? 0 : 2
  const { rows } = await sql<{ text: string; ownerId: string; dueOn: Day }>`
    select * from (select distinct on (m.text) m.text, m.owner_id as "ownerId", (m.due_at at time zone t.zone)::date::text as "dueOn" from warning_measure m join tenant t on t.id = m.tenant_id
    where m.tenant_id = ${tenantId} and m.done_at is null and (select count(*) from warning_case w where w.tenant_id = m.tenant_id and w.warning_id = m.warning_id
      and w.case_id = any(${caseIds}::uuid[])) >= ${share} order by m.text, m.due_at) as d order by "dueOn" limit 4`.execute(tx)
  return rows
}
