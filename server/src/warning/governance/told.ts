import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { standing } from '../topics/standing.ts'
import { movedOutside } from './outside-events.ts'
import { caseKinds, type Told } from './quality.ts'
import { isOfContactsAlone } from './visible.ts'

const mostWarnings = 50_000
/** The matter a warning spoke of is followed so long after it. */
const followedDays = 30
/** A day is the peak once so many days have passed since and none brought more; before that nobody knows. */
const peakSettledDays = 7

const uuidOf = (text: string) => sql`case when ${sql.ref(text)} ~ '^[0-9a-f-]{36}$' then ${sql.ref(text)}::uuid end`

export type ToldWarning = Told & { subject: string; isOfContactsAlone: boolean }

/**
 * Warnings of the period with when it came: of cases their going outside; of the business, where it was right, the noon of the day that
 * brought most of the matter — counted where the matter is counted (series, topic, risk point, group, forecast), also after clearance.
 * Source: docs/rules/warnings.md
 */
export async function toldIn(tx: Tx, tenantId: string, from: Date, to: Date, now: Date, zone: string): Promise<ToldWarning[]> {
  const { rows } = await sql<ToldWarning>`
    with told as (
      select w.*, (w.first_seen_at at time zone ${zone})::date as first_day, ((w.at at time zone ${zone})::date + ${followedDays}::int) as last_day
      from warning w where w.tenant_id = ${tenantId} and w.at >= ${from} and w.at < ${to} and w.merged_into is null
      order by w.at desc limit ${mostWarnings}),
    matter as (select * from told where verdict = 'true'),
    days as (
      select t.id, c.day, c.count as n from matter t
      join series_count c on c.tenant_id = t.tenant_id and c.series_id = (t.facts ->> 'seriesId')::int and c.day between t.first_day and t.last_day
      where t.kind = 'surge' and c.count > 0
      union all
      select t.id, (m.at at time zone ${zone})::date as day, count(*) as n from matter t
      join ${standing} m on m.tenant_id = t.tenant_id and m.topic_id = ${uuidOf('t.key')}
        and (m.at at time zone ${zone})::date between t.first_day and t.last_day
      where t.kind = 'topic' group by 1, 2
      union all
      select t.id, m.day, count(*) as n from matter t
      join risk_point_match m on m.tenant_id = t.tenant_id and m.risk_point_id = ${uuidOf('t.key')} and m.day between t.first_day and t.last_day
      where t.kind = 'riskPoint' group by 1, 2
      union all
      select t.id, (c.received_at at time zone ${zone})::date as day, count(*) as n from matter t
      join case_group_member m on m.tenant_id = t.tenant_id and m.group_id = ${uuidOf('t.key')} and m.left_at is null
      join complaint_case c on c.tenant_id = m.tenant_id and c.id = m.case_id
      where t.kind = 'group' and (c.received_at at time zone ${zone})::date <= t.last_day group by 1, 2
      union all
      select t.id, (t.facts ->> 'top')::date as day, 1 as n from matter t where t.kind = 'peak' and t.facts ->> 'top' is not null),
    peak as (select distinct on (id) id, day from days order by id, n desc, day)
    select w.id, w.kind, w.subject, ${isOfContactsAlone} as "isOfContactsAlone", w.at, to_char(w.at at time zone ${zone}, 'YYYY-MM') as month, w.verdict, w.acknowledged_at as "acknowledgedAt",
      w.late_since is not null as "isLate",
      case
        when w.kind = any(${[...caseKinds]}::text[]) then (
          select min(e.at) from warning_case b join complaint_case c on c.tenant_id = b.tenant_id and c.id = b.case_id and c.stage = 5 and c.channel <> 'regulator'
          join case_event e on e.tenant_id = c.tenant_id and e.case_id = c.id and ${movedOutside('e')}
          where b.tenant_id = w.tenant_id and b.warning_id = w.id and e.at > w.at)
        when p.day <= (${now}::timestamptz at time zone ${zone})::date - ${peakSettledDays}::int then (p.day + interval '12 hours') at time zone ${zone}
      end as "cameAt"
    from told w left join peak p on p.id = w.id order by w.at desc`.execute(tx)
  return rows
}
