import type { CaseListQuery } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { countCap } from '../platform/keyset.ts'
import { isAboveCap, noteAboveCap } from './above-cap.ts'
import { seesAll } from './policy.ts'
import type { CaseCondition } from './search.ts'

/** How many cases meet the filter of a list; `countCap + 1` when there are more than that. */
export async function countCases(tx: Tx, actor: Actor, query: CaseListQuery, conditions: CaseCondition[]): Promise<number> {
  const key = keyOf(actor, query)
  if (isAboveCap(key)) return countCap + 1
  const counted = tx
    .selectFrom('complaint_case')
    .select(sql<number>`1`.as('one'))
    .where('tenant_id', '=', actor.tenantId)
    .where((eb) => eb.and(conditions.map((condition) => condition(eb))))
    .limit(countCap + 1)
    .as('counted')
  const { count } = await tx.selectFrom(counted).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()
  if (count > countCap) noteAboveCap(key)
  return count
}

function keyOf(actor: Actor, { limit: _limit, cursor: _cursor, sort: _sort, ...filter }: CaseListQuery): string {
  const { tenantId, userId, unitId } = actor
  return JSON.stringify([tenantId, userId, unitId, seesAll(actor), filter])
}
