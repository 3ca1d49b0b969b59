import { setImmediate } from 'node:timers/promises'
import { type Forecast, forecast } from '@zhiwei/signals'
import { sql } from 'kysely'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { newId } from '../../platform/ids.ts'
import { hourIn } from '../../platform/zones.ts'
import { dayAfter, dayOf } from '../series/days.ts'
import type { Day } from '../series/tables.ts'
import { countsBetween, type ForetoldSeries, firstDayOf, foretoldSeries } from './history.ts'
import { keepPeakModes } from './keep-peak-modes.ts'
import { measureMinutes } from './minutes.ts'
import { type DayClasses, knownEffects, withPeakModes, yearlyPeakOn } from './peaks.ts'
import { raisePeaks } from './raise-peaks.ts'
import './tables.ts'

export type ForecastSources = { dayClasses: DayClasses }

export const horizonDays = 28
/** Yesterday is over and counted. */
const fromHour = 1
/** Past forecasts are held against what came for so long. */
const keptDays = 100

/**
 * 每夜预测: once a day of the tenant's zone, what the next four weeks bring: in all, a unit, a category of level 1, a region. One series a transaction,
 * so that a killed night goes on where it was. Peak modes begin and end by the same clock.
 */
export const forecastNightly =
  ({ dayClasses }: ForecastSources) =>
  async (deps: Deps, tenantId: string) => {
    const now = deps.clock()
    const write = <T>(work: (tx: Tx) => Promise<T>) => deps.database.tenant(tenantId).transaction().execute(work)
    const zone = await write((tx) => tenantZone(tx, tenantId))
    const today = dayOf(now, zone)
    const changed = await write((tx) => keepPeakModes(tx, tenantId, today, now))
    if (hourIn(now, zone) < fromHour) return
    if (!changed && (await write((tx) => isMade(tx, tenantId, today)))) return
    const series = await write((tx) => foretoldSeries(tx, tenantId, today))
    for (const one of series) {
      // A mode begun or ended today changes what was said of it this morning.
      await write((tx) => makeForecast(tx, tenantId, { dayClasses }, one, today, now, changed))
      await setImmediate()
    }
    await write(async (tx) => {
      await measureMinutes(tx, tenantId, today, now)
      await tx
        .deleteFrom('forecast')
        .where('tenant_id', '=', tenantId)
        .where(sql<boolean>`made_on < ${dayAfter(today, -keptDays)}::date`)
        .execute()
      await tx
        .insertInto('forecast_run')
        .values({ tenant_id: tenantId, made_on: today, at: now, series: series.length })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'made_on']).doUpdateSet({ at: now, series: series.length }))
        .execute()
      await raisePeaks(tx, tenantId, today, now)
    })
  }

async function isMade(tx: Tx, tenantId: string, today: Day) {
  const run = await tx
    .selectFrom('forecast_run')
    .select('at')
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`made_on = ${today}::date`)
    .executeTakeFirst()
  return run !== undefined
}

/** What a series of the tenant brings from `today` on, told from the days before. @returns null when nothing was ever counted */
export async function foretell(
  tx: Tx,
  tenantId: string,
  { dayClasses }: ForecastSources,
  seriesId: number,
  today: Day,
): Promise<{ answer: Forecast; kinds: (string | null)[] } | null> {
  const from = await firstDayOf(tx, tenantId, today)
  if (!from) return null
  const counts = await countsBetween(tx, tenantId, seriesId, from, today)
  const length = counts.length + horizonDays
  const classes = await withPeakModes(dayClasses)(tx, tenantId, from, length)
  const kinds = classes.map((kind, at) => kind ?? yearlyPeakOn(dayAfter(from, at)))
  const effects = await knownEffects(tx, tenantId, from, length)
  const answer = forecast({ counts, startsOn: from, dayClasses: kinds, knownEffects: effects, horizon: horizonDays })
  return { answer, kinds: kinds.slice(counts.length) }
}

/** Makes and keeps one forecast; what was already said today stays, unless it is to be said anew. */
export async function makeForecast(
  tx: Tx,
  tenantId: string,
  sources: ForecastSources,
  { id: seriesId, scope, key }: ForetoldSeries,
  today: Day,
  at: Date,
  anew = false,
) {
  const ofToday = () =>
    tx
      .selectFrom('forecast')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where(sql<boolean>`made_on = ${today}::date`)
      .where('scope', '=', scope)
      .where('key', '=', key)
  const before = await ofToday().executeTakeFirst()
  if (before && !anew) return
  const told = await foretell(tx, tenantId, sources, seriesId, today)
  if (!told) return
  if (before) await tx.deleteFrom('forecast').where('tenant_id', '=', tenantId).where('id', '=', before.id).execute()
  const { answer, kinds } = told
  const id = newId()
  const made = await tx
    .insertInto('forecast')
    .values({
      tenant_id: tenantId,
      id,
      made_on: today,
      at,
      scope,
      key,
      method: answer.method,
      enough: answer.enough,
      history_days: answer.history,
      mase: answer.quality?.mase ?? null,
      naive_mase: answer.quality?.naiveMase ?? null,
      coverage: answer.quality?.coverage ?? null,
      dispersion: answer.dispersion,
      weeks: JSON.stringify(answer.weeks),
      effects: JSON.stringify(answer.effects),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'made_on', 'scope', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  // Another worker was faster: it has said the same.
  if (!made) return
  await tx
    .insertInto('forecast_day')
    .values(
      answer.days.map((day, ahead) => ({
        tenant_id: tenantId,
        forecast_id: id,
        day: dayAfter(today, ahead),
        ...day,
        kind: kinds[ahead] ?? null,
      })),
    )
    .execute()
}
