import type { CaseListQuery, Priority } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { decodeCursor, encodeCursor } from '../platform/keyset.ts'
import { type CaseListRow, rowColumns } from './rows.ts'
import type { CaseCondition } from './search.ts'

type Sort = CaseListQuery['sort']
/** A stretch of a sorted list that one index gives in its order. `isEmpty`: the filter rules all its cases out, so nobody need look. */
type Stretch = {
  by: 'received_at' | 'updated_at' | 'due_at'
  order: 'asc' | 'desc'
  only?: CaseCondition
  isEmpty?: (filter: CaseListQuery) => boolean
}

const ofPriority = (priority: Priority): Stretch => ({
  by: 'received_at',
  order: 'desc',
  only: (eb) => eb('complaint_case.priority', '=', sql.lit(priority)),
  isEmpty: (filter) => filter.priority !== undefined && !filter.priority.includes(priority),
})

const stretches: Record<Sort, Stretch[]> = {
  '-receivedAt': [{ by: 'received_at', order: 'desc' }],
  receivedAt: [{ by: 'received_at', order: 'asc' }],
  '-updatedAt': [{ by: 'updated_at', order: 'desc' }],
  // Cases without a limit come last.
  dueAt: [
    { by: 'due_at', order: 'asc', only: (eb) => eb('complaint_case.due_at', 'is not', null) },
    {
      by: 'received_at',
      order: 'desc',
      only: (eb) => eb('complaint_case.due_at', 'is', null),
      isEmpty: ({ overdue, dueTo }) => overdue === true || dueTo !== undefined,
    },
  ],
  '-priority': [ofPriority('critical'), ofPriority('high'), ofPriority('normal'), ofPriority('low')],
}

type Place = { stretch: number; at: string; id: string }

/** One page: stretch after stretch until it is full. @throws CURSOR_INVALID */
export async function pageOfCases(tx: Tx, actor: Actor, query: CaseListQuery, conditions: CaseCondition[]) {
  const { sort, limit, cursor } = query
  const after = cursor === undefined ? null : placeOf(cursor, stretches[sort].length)
  const found: { row: CaseListRow; stretch: number }[] = []
  for (const [no, stretch] of stretches[sort].entries()) {
    if (no < (after?.stretch ?? 0) || found.length > limit || stretch.isEmpty?.(query)) continue
    const rows = await rowsOfStretch(tx, actor, stretch, conditions, limit + 1 - found.length, no === after?.stretch ? after : null)
    found.push(...rows.map((row) => ({ row, stretch: no })))
  }
  const last = found.length > limit ? found[limit - 1] : undefined
  return { rows: found.slice(0, limit).map(({ row }) => row), nextCursor: last ? cursorTo(last, sort) : null }
}

function rowsOfStretch(tx: Tx, actor: Actor, stretch: Stretch, conditions: CaseCondition[], limit: number, after: Place | null) {
  const { by, order, only } = stretch
  return tx
    .selectFrom('complaint_case')
    .select(rowColumns)
    .where('tenant_id', '=', actor.tenantId)
    .where((eb) => eb.and([...conditions, ...(only ? [only] : [])].map((condition) => condition(eb))))
    .$if(after !== null, (select) =>
      select.where(
        () => sql<SqlBool>`(${sql.ref(by)}, id) ${sql.raw(order === 'asc' ? '>' : '<')} (${after?.at}::timestamptz, ${after?.id}::uuid)`,
      ),
    )
    .orderBy(by, order)
    .orderBy('id', order)
    .limit(limit)
    .execute()
}

function cursorTo({ row, stretch }: { row: CaseListRow; stretch: number }, sort: Sort): string {
  const by = stretches[sort][stretch]?.by ?? 'received_at'
  return encodeCursor([stretch, row[by]?.toISOString() ?? null, row.id])
}

function placeOf(cursor: string, count: number): Place {
  const [stretch, at, id] = decodeCursor(cursor, 3)
  if (typeof stretch === 'number' && stretch < count && typeof at === 'string' && typeof id === 'string') return { stretch, at, id }
  throw new AppError('CURSOR_INVALID', '请从第一页重新打开列表')
}
