import { wilsonOf } from '@zhiwei/signals'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { holds } from './adherence-table.ts'

type Counts = { cases: number; kept: number; skipped: number; late: number; outOfOrder: number; byOthers: number }

/**
 * 个人的流程符合度与按时率: of the cases in a person's hands, as agent or handler. Cycles that began in the period; clocks that came due in it.
 * Source: docs/rules/training.md
 */
export async function processKeptBy(tx: Tx, tenantId: string, userId: string, from: Date, now: Date) {
  const inHands = sql`(c.agent_id = ${userId} or c.handler_id = ${userId})`
  const count = (deviation: keyof typeof holds) => sql`(count(*) filter (where ${holds[deviation](now)}))::int`
  const { rows: kept } = await sql<Counts>`
    select count(*)::int as cases, ${count('kept')} as kept, ${count('skipped')} as skipped, ${count('late')} as late,
      ${count('outOfOrder')} as "outOfOrder", ${count('byOthers')} as "byOthers"
    from complaint_case c join case_adherence a on a.tenant_id = c.tenant_id and a.case_id = c.id
    where c.tenant_id = ${tenantId} and ${inHands} and a.began_at >= ${from}`.execute(tx)
  const { rows: due } = await sql<{ due: number; on_time: number }>`
    select count(*)::int as due, (count(*) filter (where k.state = 'met' and k.breached_at is null))::int as on_time
    from complaint_case c join case_clock k on k.tenant_id = c.tenant_id and k.case_id = c.id
    where c.tenant_id = ${tenantId} and ${inHands} and c.erased_at is null
      and k.due_at >= ${from} and k.due_at <= ${now} and k.state not in ('cancelled', 'paused')`.execute(tx)
  const { cases, kept: whole, ...deviations } = kept[0] as Counts
  return { adherence: { ...share(whole, cases), ...deviations }, timeliness: share(due[0]?.on_time ?? 0, due[0]?.due ?? 0) }
}

function share(count: number, of: number) {
  return { count, of, ...(of === 0 ? { low: null, high: null } : wilsonOf(count, of)) }
}
