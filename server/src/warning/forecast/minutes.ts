import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Day } from '../series/tables.ts'
import './tables.ts'

const measuredDays = 56

/**
 * 处理分钟数: on how many days people of a unit worked on cases, and how many cases left their hands (returned or answered) in eight weeks. Minutes a
 * case are productive minutes × person-days ÷ finished: waiting for work counts as work, so it is an upper bound. Source: docs/rules/forecast.md
 */
export async function measureMinutes(tx: Tx, tenantId: string, today: Day, now: Date) {
  await tx.deleteFrom('handling_minutes').where('tenant_id', '=', tenantId).execute()
  const since = new Date(now.getTime() - measuredDays * 86_400_000)
  const { rows } = await sql<{ unit_id: string | null; person_days: number; finished: number }>`
    with worked as (
      select e.actor_id, u.unit_id, (e.at at time zone t.zone)::date as day, count(*) filter (where e.kind in ('case.returned', 'case.answered')) as finished
      from case_event e join user_account u on u.tenant_id = e.tenant_id and u.id = e.actor_id join tenant t on t.id = e.tenant_id
      where e.tenant_id = ${tenantId} and e.at >= ${since} and e.actor_id is not null and e.kind <> 'complaint.received' group by 1, 2, 3),
    -- Who finishes nothing in eight weeks does other work: registering, checking, leading.
    finishers as (select actor_id from worked group by 1 having sum(finished) > 0)
    select unit_id, count(*) as person_days, sum(finished) as finished from worked where actor_id in (select actor_id from finishers)
    group by grouping sets ((unit_id), ())`.execute(tx)
  // Without a unit they are within the company's line, which comes last and is the largest.
  const company = rows.filter(({ unit_id: unitId }) => unitId === null).sort((one, other) => other.person_days - one.person_days)[0]
  const kept = [...rows.filter(({ unit_id: unitId }) => unitId !== null), ...(company ? [company] : [])]
  if (kept.length === 0) return
  await tx
    .insertInto('handling_minutes')
    .values(
      kept.map(({ unit_id, person_days, finished }) => ({
        tenant_id: tenantId,
        id: newId(),
        made_on: today,
        unit_id,
        person_days: Number(person_days),
        finished: Number(finished),
      })),
    )
    .execute()
}
