import type { KnowledgeList, KnowledgeListQuery } from '@zhiwei/contract'
import { bigramsOf, foldText } from '@zhiwei/text'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { cappedTotal, countCap, decodeCursor, pageOfNewest } from '../platform/keyset.ts'
import { countEntries, entryRows, shownRow } from './entry-rows.ts'

/** Of a searched word so many of its pairs of characters must stand in the text: people write a word more or less. */
const sharedAtLeast = 0.6
/** What a search shows at most; the best first, so that nobody pages. */
const mostFound = 100

/** 知识库: plans or letters, newest first; a search shows what fits best first. @throws CURSOR_INVALID */
export async function listKnowledge(
  tx: Tx,
  actor: Actor,
  query: z.infer<typeof KnowledgeListQuery>,
  today: string,
): Promise<KnowledgeList> {
  const { tenantId } = actor
  const folded = query.q ? foldText(query.q) : ''
  const where = sql.join([...filtersOf(query, actor), ...(folded ? [found(folded)] : [])], sql` and `)
  const count = await countEntries(tx, tenantId, today, where, countCap + 1)
  if (folded) {
    const rows = await entryRows(tx, tenantId, today, {
      where,
      order: sql`${rank(folded)} desc, r.at desc, r.id desc`,
      limit: Math.min(mostFound, query.limit),
    })
    return { rows: rows.map(shownRow), nextCursor: null, total: cappedTotal(count) }
  }
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 2)
  const paged = after ? sql`${where} and (r.at, r.id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)` : where
  const { page, nextCursor } = pageOfNewest(await entryRows(tx, tenantId, today, { where: paged, limit: query.limit + 1 }), query.limit)
  return { rows: page.map(shownRow), nextCursor, total: cappedTotal(count) }
}

function filtersOf(query: z.infer<typeof KnowledgeListQuery>, actor: Actor): RawBuilder<unknown>[] {
  const conditions = [sql`r.kind = ${query.kind}`]
  if (query.state?.length) conditions.push(sql`r.state = any(${query.state}::text[])`)
  // A category finds what is for it and for those below it.
  if (query.category) conditions.push(below('categories', query.category))
  if (query.cause) conditions.push(below('causes', query.cause))
  if (query.flagged) conditions.push(sql`r.flags > 0`)
  if (query.mine) conditions.push(sql`r.owner_id = ${actor.userId}`)
  return conditions
}

const below = (column: 'categories' | 'causes', code: string) =>
  sql`exists (select from unnest(${sql.ref(`r.${column}`)}) x where x = ${code} or x like ${`${code}.%`})`

/** 1 and more: it stands there word for word. */
function rank(folded: string) {
  const asked = bigramsOf(folded)
  const shared = sql`(select count(*) from unnest(${asked}::text[]) b where b = any(r.tokens))::real / ${Math.max(asked.length, 1)}`
  return sql`(case when position(${folded} in r.title) > 0 then 3 when position(${folded} in r.body) > 0 then 2 else ${shared} end)`
}
const found = (folded: string) => sql`${rank(folded)} >= ${sharedAtLeast}`
