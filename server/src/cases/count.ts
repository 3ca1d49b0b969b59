import { performance } from 'node:perf_hooks'
import type { CaseListQuery } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { countCap } from '../platform/keyset.ts'
import { seesAll } from './policy.ts'
import type { CaseCondition } from './search.ts'

// A filter that so many cases meet is not counted again for a while: below the cap every count is exact, above it the number is not shown.
const keptMs = 60_000
const mostKept = 5_000
const aboveCap = new Map<string, number>()

/** How many cases meet the filter of a list; `countCap + 1` when there are more than that. */
export async function countCases(tx: Tx, actor: Actor, query: CaseListQuery, conditions: CaseCondition[]): Promise<number> {
  const key = keyOf(actor, query)
  if ((aboveCap.get(key) ?? 0) > performance.now()) return countCap + 1
  const counted = tx
    .selectFrom('complaint_case')
    .select(sql<number>`1`.as('one'))
    .where('tenant_id', '=', actor.tenantId)
    .where((eb) => eb.and(conditions.map((condition) => condition(eb))))
    .limit(countCap + 1)
    .as('counted')
  const { count } = await tx.selectFrom(counted).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()
  if (count > countCap) keep(key)
  return count
}

function keyOf(actor: Actor, { limit: _limit, cursor: _cursor, sort: _sort, ...filter }: CaseListQuery): string {
  const { tenantId, userId, unitId } = actor
  return JSON.stringify([tenantId, userId, unitId, seesAll(actor), filter])
}

function keep(key: string) {
  const oldest = aboveCap.size >= mostKept ? aboveCap.keys().next().value : undefined
  if (oldest !== undefined) aboveCap.delete(oldest)
  aboveCap.set(key, performance.now() + keptMs)
}
