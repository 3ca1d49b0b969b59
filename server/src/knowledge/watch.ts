import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { todayOf } from './days.ts'
import { flagChangedLaw, tellOwners } from './flags.ts'
import type { KnowledgeSources } from './sources.ts'

const mostAtOnce = 200

/** 看护知识库: what law has changed, and which review dates come near; each owner is told once of a date. */
export const watchKnowledge =
  (sources: KnowledgeSources) =>
  async ({ database, clock }: Pick<Deps, 'database' | 'clock'>, tenantId: string): Promise<void> => {
    const now = clock()
    await database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => watchKnowledgeOf(tx, tenantId, sources, now))
  }

export async function watchKnowledgeOf(tx: Tx, tenantId: string, sources: KnowledgeSources, now: Date) {
  await flagChangedLaw(tx, tenantId, sources, now)
  await tellOfReviews(tx, tenantId, sources, now)
}

async function tellOfReviews(tx: Tx, tenantId: string, sources: KnowledgeSources, now: Date) {
  const today = await todayOf(tx, tenantId, now)
  const { rows } = await sql<{ id: string; review_on: string }>`
    update knowledge_entry e set told_on = e.review_on where e.tenant_id = ${tenantId} and e.id in (
      select x.id from knowledge_entry x
      where x.tenant_id = ${tenantId} and x.retired_at is null and x.review_on - x.warn_days <= ${today}::date and x.told_on is distinct from x.review_on
        and exists (select from knowledge_version v where v.tenant_id = x.tenant_id and v.entry_id = x.id and v.state = 'inForce')
      order by x.id limit ${mostAtOnce} for no key update skip locked)
    returning e.id, e.review_on::text as review_on`.execute(tx)
  await tellOwners(
    tx,
    tenantId,
    sources,
    'knowledgeReviewDue',
    rows.map((row) => ({ entryId: row.id, occasion: row.review_on })),
    now,
  )
}
