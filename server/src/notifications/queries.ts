import type { NoticeList, NoticeListQuery } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Actor } from '../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest } from '../platform/keyset.ts'
import './tables.ts'

/** 我的通知, newest first. @throws CURSOR_INVALID */
export async function listNotices(
  tx: Tx,
  { tenantId, permissions }: Actor,
  userId: string,
  query: z.infer<typeof NoticeListQuery>,
): Promise<NoticeList> {
  // People of partner firms see their tasks, and of the case its number.
  const seesCases = permissions.has('cases:read') || permissions.has('cases:readUnit')
  let own = tx.selectFrom('notice as n').where('n.tenant_id', '=', tenantId).where('n.user_id', '=', userId)
  if (query.unread === 'true') own = own.where('n.read_at', 'is', null)
  if (query.unread === 'false') own = own.where('n.read_at', 'is not', null)
  const counted = await tx
    .selectFrom(
      own
        .select('n.id')
        .limit(countCap + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const rows = await own
    .leftJoin('complaint_case as c', (join) => join.onRef('c.tenant_id', '=', 'n.tenant_id').onRef('c.id', '=', 'n.case_id'))
    .select(['n.id', 'n.kind', 'n.at', 'n.read_at', 'n.facts', 'n.case_id', 'c.number', 'c.subject', 'c.excerpt', 'c.stage', 'c.due_at'])
    .$call(newestFirst('n', query))
    .execute()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return {
    rows: page.map((row) => ({
      id: row.id,
      kind: row.kind,
      at: row.at.toISOString(),
      read: row.read_at !== null,
      facts: row.facts,
      case:
        row.case_id !== null && row.number !== null
          ? {
              id: row.case_id,
              number: row.number,
              subject: seesCases ? row.subject || row.excerpt || '' : '',
              stage: row.stage,
              dueAt: row.due_at?.toISOString() ?? null,
            }
          : null,
    })),
    nextCursor,
    total: cappedTotal(counted.count),
  }
}

const unreadCap = 99

/** 未读: up to 99. */
export async function countUnread(tx: Tx, tenantId: string, userId: string) {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from notice where tenant_id = ${tenantId} and user_id = ${userId} and read_at is null limit ${unreadCap + 1}) as unread`.execute(
    tx,
  )
  const count = rows[0]?.count ?? 0
  return { count: Math.min(count, unreadCap), capped: count > unreadCap }
}

/** 标记已读: those named, or all. @returns how many were unread */
export async function readNotices(tx: Tx, tenantId: string, userId: string, ids: string[] | undefined, now: Date): Promise<number> {
  if (ids?.length === 0) return 0
  const read = await tx
    .updateTable('notice')
    .set({ read_at: now })
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
    .executeTakeFirst()
  return Number(read.numUpdatedRows)
}

/** What was told outside long ago, and notices read long ago. */
const keptDays = 90
export async function forgetNotices(deps: Deps, tenantId: string) {
  const before = new Date(deps.clock().getTime() - keptDays * 86_400_000)
  const db = deps.database.tenant(tenantId)
  await db.deleteFrom('notice').where('tenant_id', '=', tenantId).where('at', '<', before).where('waits', '=', false).execute()
  await db.deleteFrom('notice_digest').where('tenant_id', '=', tenantId).where('at', '<', before).execute()
}
