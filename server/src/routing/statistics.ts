import type { DispatchStatistics } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../platform/database.ts'
import { invalidInput } from '../platform/errors.ts'

const longestDays = 366

/**
 * 派单统计: send-back rate 退单率 (dispatches sent back ÷ dispatches made) and mean moves per case, of the dispatches made from `from` until before `to`.
 * A dispatch taken back by the desk and one that only added co-handling units count as none. Source: docs/rules/dispatch.md
 * @throws INPUT_INVALID for a time of more than a year
 */
export async function dispatchStatistics(tx: Tx, tenantId: string, from: Date, to: Date): Promise<DispatchStatistics> {
  if (!(from < to) || to.getTime() - from.getTime() > longestDays * 86_400_000)
    throw invalidInput('#/to', '起止时间须先后分明，且不超过一年')
  const { rows } = await sql<{ unit_id: string; name: string | null; dispatched: number; sent_back: number }>`
    with made as (${madeIn(tenantId, from, to)})
    select m.unit_id, n.name, count(*)::int as dispatched, count(*) filter (where m.state = 'sentBack')::int as sent_back
    from made m left join unit n on n.tenant_id = ${tenantId} and n.id = m.unit_id
    group by m.unit_id, n.name order by sent_back desc, dispatched desc, n.name`.execute(tx)
  const { rows: sums } = await sql<{ cases: number; opened: number; decided: number }>`
    with made as (${madeIn(tenantId, from, to)})
    select (select count(distinct case_id)::int from made) as cases,
      (select count(*)::int from dispatch_dispute where tenant_id = ${tenantId} and at >= ${from} and at < ${to}) as opened,
      (select count(*)::int from dispatch_dispute where tenant_id = ${tenantId} and state = 'decided' and decided_at >= ${from} and decided_at < ${to})
        as decided`.execute(tx)
  const dispatched = rows.reduce((sum, row) => sum + row.dispatched, 0)
  const sentBack = rows.reduce((sum, row) => sum + row.sent_back, 0)
  const { cases = 0, opened = 0, decided = 0 } = sums[0] ?? {}
  return {
    ...shareOf(dispatched, sentBack),
    cases,
    movesPerCase: cases > 0 ? dispatched / cases : null,
    disputes: { opened, decided },
    units: rows.map((row) => ({ unit: { id: row.unit_id, name: row.name ?? '' }, ...shareOf(row.dispatched, row.sent_back) })),
  }
}

const shareOf = (dispatched: number, sentBack: number) => ({
  dispatched,
  sentBack,
  sendBackRatio: dispatched > 0 ? sentBack / dispatched : null,
})

const madeIn = (tenantId: string, from: Date, to: Date) => sql`
  select d.case_id, d.unit_id, d.state from dispatch d
  where d.tenant_id = ${tenantId} and d.at >= ${from} and d.at < ${to} and d.state <> 'recalled'
    and not exists (select 1 from dispatch p where p.tenant_id = d.tenant_id and p.case_id = d.case_id and p.unit_id = d.unit_id
      and p.state in ('replaced', 'transferred') and p.ended_at = d.at and p.id <> d.id)`
