import type { ForecastDetail, ForecastList, ForecastRow, ForecastScope } from '@zhiwei/contract'
import { type Selectable, sql } from 'kysely'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { wholeList } from '../../platform/keyset.ts'
import { dayAfter, dayOf } from '../series/days.ts'
import { type CategoryNames, seriesNames } from '../series/names.ts'
import type { Day } from '../series/tables.ts'
import { accuracyOf, pastOf } from './accuracy.ts'
import { countsBetween } from './history.ts'
import type { ForecastTable } from './tables.ts'

const historyDays = 84

const columns = sql<Day>`made_on::text`.as('made_on')
const lastRun = (tenantId: string) => sql<Day>`(select max(made_on) from forecast where tenant_id = ${tenantId})`

async function rowOf(tx: Tx, tenantId: string, categoryNames: CategoryNames) {
  const names = await seriesNames(tx, tenantId, categoryNames)
  return (row: Selectable<ForecastTable>): ForecastRow => ({
    id: row.id,
    scope: row.scope,
    key: row.key,
    name: names.subject({ dims: row.scope, key: row.key }),
    method: row.method,
    enough: row.enough,
    historyDays: row.history_days,
    mase: row.mase,
    naiveMase: row.naive_mase,
    coverage: row.coverage,
    weeks: row.weeks,
  })
}

/** 预测清单: the last night's, all first, then units, categories and regions, the busiest of each first. */
export async function listForecasts(tx: Tx, tenantId: string, categoryNames: CategoryNames): Promise<ForecastList> {
  const rows = await tx
    .selectFrom('forecast')
    .selectAll()
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`made_on = ${lastRun(tenantId)}`)
    .execute()
  const shown = await rowOf(tx, tenantId, categoryNames)
  const order: ForecastScope[] = ['all', 'unit', 'category', 'region']
  const list = rows
    .map(shown)
    .sort(
      (one, other) =>
        order.indexOf(one.scope) - order.indexOf(other.scope) || (other.weeks[0]?.expected ?? 0) - (one.weeks[0]?.expected ?? 0),
    )
  return { ...wholeList(list), madeOn: rows[0]?.made_on ?? null, at: rows[0]?.at.toISOString() ?? null }
}

/** One forecast with the days before it, and what past ones said beside what came. @throws NOT_FOUND */
export async function findForecast(tx: Tx, tenantId: string, categoryNames: CategoryNames, id: string, now: Date): Promise<ForecastDetail> {
  const row = await tx
    .selectFrom('forecast')
    .selectAll()
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这个预测，可能已有新的；请刷新')
  const days = await tx
    .selectFrom('forecast_day')
    .select([sql<Day>`day::text`.as('day'), 'expected', 'low', 'high', 'low95', 'high95', 'kind'])
    .where('tenant_id', '=', tenantId)
    .where('forecast_id', '=', id)
    .orderBy('forecast_day.day')
    .execute()
  const series = await tx
    .selectFrom('series')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('dims', '=', row.scope)
    .where('key', '=', row.key)
    .executeTakeFirst()
  const from = dayAfter(row.made_on, -historyDays)
  const counts = series ? await countsBetween(tx, tenantId, series.id, from, row.made_on) : []
  const today = dayOf(now, await tenantZone(tx, tenantId))
  return {
    ...(await rowOf(tx, tenantId, categoryNames))(row),
    madeOn: row.made_on,
    at: row.at.toISOString(),
    history: counts.map((count, at) => ({ day: dayAfter(from, at), count })),
    days,
    effects: row.effects,
    accuracy: await accuracyOf(tx, tenantId, row, today),
    past: await pastOf(tx, tenantId, row, today),
  }
}

/** What the last night's forecast expects of the days after `today`; none where it is of another day or rests on too little. */
export async function expectedAfter(tx: Tx, tenantId: string, { scope, key }: { scope: ForecastScope; key: string }, today: Day) {
  return tx
    .selectFrom('forecast_day')
    .innerJoin('forecast', (join) =>
      join.onRef('forecast.tenant_id', '=', 'forecast_day.tenant_id').onRef('forecast.id', '=', 'forecast_day.forecast_id'),
    )
    .select([sql<Day>`forecast_day.day::text`.as('day'), 'forecast_day.expected', 'forecast_day.low', 'forecast_day.high'])
    .where('forecast.tenant_id', '=', tenantId)
    .where('forecast.scope', '=', scope)
    .where('forecast.key', '=', key)
    .where('forecast.enough', '=', true)
    .where(sql<boolean>`forecast.made_on = ${lastRun(tenantId)}`)
    .where(sql<boolean>`forecast_day.day > ${today}::date`)
    .orderBy('forecast_day.day')
    .execute()
}
