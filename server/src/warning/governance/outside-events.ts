import type { WarningKind } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'

/** A case that went outside (stage 5) after it had been registered, and which kinds had warned before. */
export type OutsideEvent = { caseId: string; number: string; at: Date; month: string; warnedBy: WarningKind[] }

/** Cases are looked through so far back from the period: what is open longer went outside long ago. */
const longestOpenDays = 400

/** The stage an event tells: read by the engine (`to` a number) or set by a person (`to.stage`). */
const stageIn = (event: string, side: 'from' | 'to') =>
  sql`coalesce(${sql.ref(`${event}.facts`)} -> ${side}::text ->> 'stage', ${sql.ref(`${event}.facts`)} ->> ${side}::text)`

/** An event by which a case came to stage 5 from below; that a person confirms a 5 it arrived with is none. */
export const movedOutside = (event: string) => sql<boolean>`(${sql.ref(`${event}.kind`)} in ('case.stageChanged', 'case.classified')
  and ${stageIn(event, 'to')} = '5' and ${stageIn(event, 'from')} is distinct from '5')`

/** 越级投诉 in the period [from, to), of cases that came live. What arrives as stage 5, or from a regulator, could not be warned of and is no event. */
export async function outsideEvents(tx: Tx, tenantId: string, from: Date, to: Date, zone: string): Promise<OutsideEvent[]> {
  const since = new Date(from.getTime() - longestOpenDays * 86_400_000)
  const { rows } = await sql<{ id: string; number: string; at: Date; month: string; warned_by: WarningKind[] | null }>`
    with went as (
      select c.id, c.number, min(e.at) as at from complaint_case c
      join case_event e on e.tenant_id = c.tenant_id and e.case_id = c.id and ${movedOutside('e')}
      where c.tenant_id = ${tenantId} and c.stage = 5 and c.received_at >= ${since} and c.origin = 'live' and c.channel <> 'regulator' and c.erased_at is null
      group by c.id, c.number)
    select w.id, w.number, w.at, to_char(w.at at time zone ${zone}, 'YYYY-MM') as month, (
      select array_agg(distinct a.kind) from warning_case b join warning a on a.tenant_id = b.tenant_id and a.id = b.warning_id
      where b.tenant_id = ${tenantId} and b.case_id = w.id and a.at < w.at) as warned_by
    from went w where w.at >= ${from} and w.at < ${to} order by w.at desc limit 20000`.execute(tx)
  return rows.map(({ id, number, at, month, warned_by: warnedBy }) => ({ caseId: id, number, at, month, warnedBy: warnedBy ?? [] }))
}
