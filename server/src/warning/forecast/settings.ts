import type { ForecastSetting } from '@zhiwei/contract'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import './tables.ts'

/** Our own defaults. Source: docs/rules/forecast.md */
const usual: ForecastSetting = { productiveMinutes: 360, minutesPerCase: null, warnDays: 7, peakRatio: 1.3, version: 0 }

/** 预测设置 */
export async function forecastSetting(tx: Tx, tenantId: string): Promise<ForecastSetting> {
  const row = await tx.selectFrom('forecast_setting').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst()
  if (!row) return usual
  return {
    productiveMinutes: row.productive_minutes,
    minutesPerCase: row.minutes_per_case,
    warnDays: row.warn_days,
    peakRatio: Number(row.peak_ratio.toFixed(2)),
    version: row.version,
  }
}

/** @throws VERSION_CONFLICT */
export async function changeForecastSetting({ tx, actor, now }: Act, { version, ...change }: ForecastSetting): Promise<ForecastSetting> {
  const { tenantId } = actor
  const set = {
    productive_minutes: change.productiveMinutes,
    minutes_per_case: change.minutesPerCase,
    warn_days: change.warnDays,
    peak_ratio: change.peakRatio,
  }
  const written =
    version === 0
      ? (
          await tx
            .insertInto('forecast_setting')
            .values({ tenant_id: tenantId, ...set })
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirst()
        ).numInsertedOrUpdatedRows
      : (
          await tx
            .updateTable('forecast_setting')
            .set({ ...set, version: version + 1 })
            .where('tenant_id', '=', tenantId)
            .where('version', '=', version)
            .executeTakeFirst()
        ).numUpdatedRows
  if (!written) throw new AppError('VERSION_CONFLICT', '请刷新后再改')
  await recordAudit(tx, { tenantId, kind: 'forecastSetting.changed', actorId: actor.userId, facts: change, at: now })
  return forecastSetting(tx, tenantId)
}
