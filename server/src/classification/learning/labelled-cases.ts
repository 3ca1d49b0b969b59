import { sql } from 'kysely'
import type { Db } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { TrainedHead } from '../tables.ts'

/** A case whose answer is known, oldest first; texts as they came, for they are learned from here and kept nowhere. */
export type Labelled = { subject: string; text: string; label: string }

/** More do not make a linear model much better, and take longer than a night should. */
const mostCases = 20_000
const batch = 500

/** 有标注的工单: those a person named or confirmed, in the order they were received. */
export async function labelledCases({ database, keys }: Deps, tenantId: string, head: TrainedHead): Promise<Labelled[]> {
  const db = database.tenant(tenantId)
  const { rows: newestFirst } = await (head === 'category' ? namedCategories(tenantId) : gradedCases(tenantId)).execute(db)
  const found = newestFirst.toReversed()
  const cases: Labelled[] = []
  for (let at = 0; at < found.length; at += batch) {
    const part = found.slice(at, at + batch)
    const { rows } = await sql<{ case_id: string; cipher: Buffer | null }>`
      select case_id, cipher from case_text where tenant_id = ${tenantId} and event_no = 1 and case_id = any(${part.map(({ id }) => id)}::uuid[])`.execute(
      db,
    )
    const ciphers = new Map(rows.map((row) => [row.case_id, row.cipher]))
    for (const { id, label } of part) {
      const cipher = ciphers.get(id)
      if (!cipher) continue
      const { subject = '', text = '' } = JSON.parse(keys.decrypt(cipher)) as { subject?: string; text?: string }
      cases.push({ subject, text, label })
    }
  }
  return cases
}

type Found = { id: string; label: string }

/** How many there are to learn from, by head. */
export async function countLabelled(tx: Db, tenantId: string): Promise<Record<TrainedHead, number>> {
  const { rows } = await sql<Record<TrainedHead, number>>`
    select (select count(*) from (${namedCategories(tenantId)}) as named) as category,
      (select count(*) from (${gradedCases(tenantId)}) as graded) as severity`.execute(tx)
  return { category: Number(rows[0]?.category ?? 0), severity: Number(rows[0]?.severity ?? 0) }
}

// Newest first.
const namedCategories = (tenantId: string) => sql<Found>`
  select id, category as label from complaint_case
  where tenant_id = ${tenantId} and category_confirmed and erased_at is null and category is not null
  order by received_at desc, id desc limit ${mostCases}`

/** The last severity a person gave. */
const gradedCases = (tenantId: string) => sql<Found>`
  select c.id, given.label from complaint_case c
  join (select distinct on (case_id) case_id, given #>> '{}' as label from analysis_correction
    where tenant_id = ${tenantId} and field = 'severity' order by case_id, said_no desc) given on given.case_id = c.id
  where c.tenant_id = ${tenantId} and c.erased_at is null
  order by c.received_at desc, c.id desc limit ${mostCases}`
