import type { FlowFigure } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { unitNamesOf } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { untilNow } from '../measures/period.ts'
import { type Asked, factsOf, heldBy } from '../measures/tally.ts'

/** As many as a picture can hold. */
const mostFlows = 60

/** 流向: between whom the cycles dispatched in the period went, each way once a cycle, the most frequent first. @param unitId only ways from or to it */
export async function countFlows(tx: Tx, asked: Asked, unitId: string | undefined): Promise<FlowFigure[]> {
  const passed = { ...asked, period: untilNow(asked.period, asked.now) }
  const ofUnit =
    unitId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`${unitId} in (split_part(w.flow, '>', 1), split_part(w.flow, '>', 2))`
  const { rows } = await sql<{ key: string; count: number }>`
    select w.flow as key, sum(alike.count)::int as count
    from (select f.flows, count(*) as count from ${factsOf(asked)} where ${heldBy(passed, 'dispatched')} group by 1) as alike
      cross join lateral unnest(alike.flows) as w (flow)
    where ${ofUnit} group by 1 order by 2 desc, 1 limit ${mostFlows}`.execute(tx)
  const ends = (key: string) => key.split('>') as [string, string]
  const ids = [...new Set(rows.flatMap(({ key }) => ends(key)))].filter((id) => id !== 'desk')
  const names = await unitNamesOf(tx, asked.tenantId, ids)
  const named = (key: string) => ({ key, name: names.get(key) ?? null })
  return rows.map(({ key, count }) => ({ key, from: named(ends(key)[0]), to: named(ends(key)[1]), count }))
}
