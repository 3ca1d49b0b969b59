import type { ForecastAccuracy, ForecastDetail, ForecastScope } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Day } from '../series/tables.ts'

type Series = { scope: ForecastScope; key: string }

/** 预测准确度: what forecasts of the last hundred days said of days that have passed, beside what came and beside "as a week before". */
export async function accuracyOf(tx: Tx, tenantId: string, { scope, key }: Series, today: Day): Promise<ForecastAccuracy[]> {
  const { rows } = await sql<ForecastAccuracy>`
    with met as (
      select d.day - f.made_on + 1 as ahead, d.expected, coalesce(c.count, 0) as count, coalesce(n.count, 0) as naive, d.low, d.high
      from forecast f join forecast_day d on d.tenant_id = f.tenant_id and d.forecast_id = f.id and d.day < ${today}::date
      join series s on s.tenant_id = f.tenant_id and s.dims = f.scope and s.key = f.key
      left join series_count c on c.tenant_id = f.tenant_id and c.series_id = s.id and c.day = d.day
      -- The last same weekday known when the forecast was made.
      left join series_count n on n.tenant_id = f.tenant_id and n.series_id = s.id and n.day = d.day - 7 * ((d.day - f.made_on) / 7 + 1)
      where f.tenant_id = ${tenantId} and f.scope = ${scope} and f.key = ${key})
    select case when ahead = 1 then '1' when ahead <= 7 then '2-7' else '8-28' end as ahead, count(*) as days,
      avg(abs(expected - count))::float8 as "meanError", avg(abs(naive - count))::float8 as "naiveError",
      avg(expected - count)::float8 as bias, avg((count between low and high)::int)::float8 as coverage
    from met group by 1 order by 1`.execute(tx)
  return rows
}

/** Past days beside what was said of them a week before; where no forecast is that old, the oldest there is. */
export async function pastOf(tx: Tx, tenantId: string, { scope, key }: Series, today: Day): Promise<ForecastDetail['past']> {
  const { rows } = await sql<ForecastDetail['past'][number]>`
    select distinct on (d.day) d.day::text as day, coalesce(c.count, 0) as count, d.expected, d.low, d.high
    from forecast f join forecast_day d on d.tenant_id = f.tenant_id and d.forecast_id = f.id and d.day < ${today}::date
    join series s on s.tenant_id = f.tenant_id and s.dims = f.scope and s.key = f.key
    left join series_count c on c.tenant_id = f.tenant_id and c.series_id = s.id and c.day = d.day
    where f.tenant_id = ${tenantId} and f.scope = ${scope} and f.key = ${key}
    order by d.day, (d.day - f.made_on < 7), abs(d.day - f.made_on - 7)`.execute(tx)
  return rows
}
