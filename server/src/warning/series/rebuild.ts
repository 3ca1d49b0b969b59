import { type SqlBool, sql } from 'kysely'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { countCases, holdSeries, hoursKeptDays } from './count.ts'
import { dayAfter, dayOf } from './days.ts'

const batch = 2_000

/**
 * 重新计数: empties the series and counts every case anew; who reads them meanwhile sees them as they were. Series keep their numbers, as surges
 * point at them. @returns how many cases were counted
 */
export const rebuildSeries = ({ database, clock }: Deps, tenantId: string): Promise<number> =>
  database
    .tenant(tenantId)
    .transaction()
    .execute((tx) => recountSeries(tx, tenantId, clock()))

export async function recountSeries(tx: Tx, tenantId: string, now: Date): Promise<number> {
  await holdSeries(tx, tenantId)
  for (const table of ['series_case', 'series_count', 'series_hour'] as const)
    await tx.deleteFrom(table).where('tenant_id', '=', tenantId).execute()
  await tx.updateTable('series').set({ cases: 0 }).where('tenant_id', '=', tenantId).execute()
  const zone = await tenantZone(tx, tenantId)
  let counted = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await tx
      .selectFrom('complaint_case')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(batch)
      .execute()
    const last = rows.at(-1)
    if (!last) break
    after = last.id
    counted += rows.length
    await countCases(
      tx,
      tenantId,
      rows.map(({ id }) => id),
      { zone, now, seq: 0 },
    )
  }
  await forgetHoursIn(tx, tenantId, now, zone)
  return counted
}

/** Hours before yesterday are needed only of all cases together. */
export const forgetHours = ({ database, clock }: Deps, tenantId: string) =>
  database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => forgetHoursIn(tx, tenantId, clock(), await tenantZone(tx, tenantId)))

async function forgetHoursIn(tx: Tx, tenantId: string, now: Date, zone: string) {
  const today = dayOf(now, zone)
  await tx
    .deleteFrom('series_hour')
    .where('tenant_id', '=', tenantId)
    .where(
      sql<SqlBool>`(hour < (${dayAfter(today, -1)}::date)::timestamp at time zone ${zone} and series_id not in (select id from series where tenant_id = ${tenantId} and dims = 'all'))
        or hour < (${dayAfter(today, -hoursKeptDays)}::date)::timestamp at time zone ${zone} or count = 0`,
    )
    .execute()
}
