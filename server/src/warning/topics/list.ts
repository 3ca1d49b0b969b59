import type { TopicList, TopicListQuery } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../../platform/keyset.ts'
import { isCounted } from './counts.ts'
import { quietSince, shownTopics, topicColumns } from './rows.ts'
import { behind, standing } from './standing.ts'
import { isTold, visibleTopics } from './visible.ts'

type Query = z.infer<typeof TopicListQuery>

const orders = { hot: 'heat', newest: 'first_at', largest: 'messages' } as const
const types = { hot: sql.raw('real'), newest: sql.raw('timestamptz'), largest: sql.raw('integer') } as const

/** 话题流: the hottest first, which those that rise are; or the newest, or the largest. @throws CURSOR_INVALID */
export async function listTopics(tx: Tx, actor: Actor, query: Query, now: Date): Promise<TopicList> {
  const matching = matchingTopics(tx, actor, query, now)
  const counted = await tx
    .selectFrom(
      matching
        .select('id')
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const column = orders[query.sort]
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 2)
  const rows = await matching
    .select(topicColumns)
    .$if(after !== undefined, (page) =>
      page.where(sql<SqlBool>`(${sql.ref(column)}, id) < (${String(after?.[0])}::${types[query.sort]}, ${String(after?.[1])}::uuid)`),
    )
    .orderBy(column, 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const { page, nextCursor } = pageOf(rows, query.limit, (row) => [cursorValueOf(row[column]), row.id])
  return {
    rows: await shownTopics(tx, actor, page, { now, zone: await tenantZone(tx, actor.tenantId) }),
    nextCursor,
    total: cappedTotal(counted.count),
  }
}

const cursorValueOf = (value: Date | number) => (value instanceof Date ? value.toISOString() : value)

function matchingTopics(tx: Tx, actor: Actor, { state = ['live'], q, region }: Query, now: Date) {
  const quiet = quietSince(now)
  let rows = tx
    .selectFrom('topic')
    .where('tenant_id', '=', actor.tenantId)
    .where('merged_into', 'is', null)
    .where(isTold(actor))
    .where(visibleTopics(tx, actor))
    .where((eb) =>
      eb.or([
        ...(state.includes('dismissed') ? [eb('dismissed_at', 'is not', null)] : []),
        ...(state.includes('live') ? [eb.and([eb('dismissed_at', 'is', null), eb('last_at', '>', quiet)])] : []),
        ...(state.includes('past') ? [eb.and([eb('dismissed_at', 'is', null), eb('last_at', '<=', quiet)])] : []),
      ]),
    )
  if (q) rows = rows.where(sql<SqlBool>`position(lower(${q}) in lower(coalesce(name, '') || ' ' || title || ' ' || words::text)) > 0`)
  if (region)
    rows = rows.where(sql<SqlBool>`exists (
      select 1 from ${standing} t ${behind}
      where t.tenant_id = topic.tenant_id and t.topic_id = topic.id and ${isCounted(actor)} and ${region} in (c.region, k.region))`)
  return rows
}
