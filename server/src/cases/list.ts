import type { CaseFilter, CaseListQuery, CaseRow } from '@zhiwei/contract'
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { cappedTotal, countCap, decodeCursor, pageOf } from '../platform/keyset.ts'
import { conditionsOf } from './filter.ts'
import type { Case } from './lifecycle.ts'
import { type CaseListSources, rowsOf } from './rows.ts'
import type { CaseCondition } from './search.ts'

type Sort = CaseListQuery['sort']
// Priorities in order of weight, as the words do not sort.
const priorityRank = sql<number>`array_position(array['low','normal','high','critical'], complaint_case.priority)`

/** 工单列表: one page of the cases the person may see, with a count that is exact below 10,000. */
export async function listCases(tx: Tx, actor: Actor, query: CaseListQuery, now: Date, sources: CaseListSources) {
  const conditions = await conditionsOf(tx, actor, query, now, sources)
  const rows = await pageRows(tx, actor, query, conditions)
  const { page, nextCursor } = pageOf(rows, query.limit, (row) => cursorOf(query.sort, row))
  const total = query.cursor === undefined && rows.length <= query.limit ? rows.length : await countCases(tx, actor, conditions)
  return { rows: await rowsOf(tx, actor.tenantId, page, now, sources), nextCursor, total: cappedTotal(total) }
}

/** Cases of the workbench and of customers: no paging, no count. */
export async function firstCases(
  tx: Tx,
  actor: Actor,
  query: Partial<CaseFilter> & { limit: number },
  now: Date,
  sources: CaseListSources,
): Promise<CaseRow[]> {
  const full: CaseListQuery = { sort: '-receivedAt', ...query }
  const rows = await pageRows(tx, actor, full, await conditionsOf(tx, actor, full, now, sources))
  return rowsOf(tx, actor.tenantId, rows.slice(0, query.limit), now, sources)
}

async function pageRows(tx: Tx, actor: Actor, query: CaseListQuery, conditions: CaseCondition[]) {
  let select = tx
    .selectFrom('complaint_case')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where((eb) => eb.and(conditions.map((condition) => condition(eb))))
    .limit(query.limit + 1)
  if (query.cursor) {
    const after = decodeCursor(query.cursor, query.sort === 'dueAt' ? 3 : 2)
    select = select.where(() => afterCursor(query.sort, after))
  }
  if (query.sort === '-receivedAt') select = select.orderBy('received_at', 'desc').orderBy('id', 'desc')
  if (query.sort === 'receivedAt') select = select.orderBy('received_at').orderBy('id')
  if (query.sort === '-updatedAt') select = select.orderBy('updated_at', 'desc').orderBy('id', 'desc')
  if (query.sort === 'dueAt') select = select.orderBy(sql`due_at asc nulls last`).orderBy('id')
  if (query.sort === '-priority') select = select.orderBy(priorityRank, 'desc').orderBy('id', 'desc')
  return select.execute()
}

function cursorOf(sort: Sort, row: Case): (string | number | null)[] {
  if (sort === 'dueAt') return [row.due_at === null ? 1 : 0, row.due_at?.toISOString() ?? null, row.id]
  if (sort === '-updatedAt') return [row.updated_at.toISOString(), row.id]
  if (sort === '-priority') return [['low', 'normal', 'high', 'critical'].indexOf(row.priority) + 1, row.id]
  return [row.received_at.toISOString(), row.id]
}

function afterCursor(sort: Sort, after: (string | number | null)[]): Expression<SqlBool> {
  if (sort === 'dueAt') {
    const [withoutLimit, dueAt, id] = after
    return withoutLimit
      ? sql<SqlBool>`(due_at is null and id > ${id}::uuid)`
      : sql<SqlBool>`(due_at is null or (due_at, id) > (${dueAt}::timestamptz, ${id}::uuid))`
  }
  const [value, id] = after
  if (sort === '-priority') return sql<SqlBool>`(${priorityRank}, id) < (${value}::int, ${id}::uuid)`
  if (sort === '-updatedAt') return sql<SqlBool>`(updated_at, id) < (${value}::timestamptz, ${id}::uuid)`
  return sort === 'receivedAt'
    ? sql<SqlBool>`(received_at, id) > (${value}::timestamptz, ${id}::uuid)`
    : sql<SqlBool>`(received_at, id) < (${value}::timestamptz, ${id}::uuid)`
}

async function countCases(tx: Tx, actor: Actor, conditions: CaseCondition[]): Promise<number> {
  const counted = tx
    .selectFrom('complaint_case')
    .select(sql<number>`1`.as('one'))
    .where('tenant_id', '=', actor.tenantId)
    .where((eb) => eb.and(conditions.map((condition) => condition(eb))))
    .limit(countCap + 1)
    .as('counted')
  const { count } = await tx.selectFrom(counted).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()
  return count
}
