import type { CaseListQuery } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { conditionsOf } from './filter.ts'
import { type CaseListSources, rowColumns } from './rows.ts'

type Order = { by: 'received_at' | 'updated_at' | 'due_at'; way: 'asc' | 'desc' }
const orders: Record<CaseListQuery['sort'], Order> = {
  '-receivedAt': { by: 'received_at', way: 'desc' },
  receivedAt: { by: 'received_at', way: 'asc' },
  '-updatedAt': { by: 'updated_at', way: 'desc' },
  dueAt: { by: 'due_at', way: 'asc' },
  '-priority': { by: 'received_at', way: 'desc' },
}
const priorities = ['critical', 'high', 'normal', 'low']

/** What an export tells of a case beside its row in the list. */
export const everyCaseColumns = [...rowColumns, 'product', 'node', 'region', 'finding', 'amount_fen'] as const

/** Every case of a list as one question, in the list's order, for whoever reads them one after another. */
export async function everyCase(tx: Tx, actor: Actor, query: Omit<CaseListQuery, 'limit' | 'cursor'>, now: Date, sources: CaseListSources) {
  const { conditions } = await conditionsOf(tx, actor, query, now, sources)
  const { by, way } = orders[query.sort]
  return tx
    .selectFrom('complaint_case')
    .select(everyCaseColumns)
    .where('tenant_id', '=', actor.tenantId)
    .where((eb) => eb.and(conditions.map((condition) => condition(eb))))
    .$if(query.sort === '-priority', (select) => select.orderBy(sql`array_position(${priorities}::text[], priority)`))
    .orderBy(by, way)
    .orderBy('id', way)
}
