import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { type Raise, raiseWarnings } from '../governance/raise.ts'
import { daysBetween } from '../series/days.ts'
import type { Day } from '../series/tables.ts'
import { peakAhead } from './peak-ahead.ts'
import { forecastSetting } from './settings.ts'
import { staffingOf } from './staffing.ts'

/** 高峰预警: some days before three days in a row are expected well above the usual, in all or of a unit. */
export async function raisePeaks(tx: Tx, tenantId: string, today: Day, now: Date) {
  const { warnDays, peakRatio } = await forecastSetting(tx, tenantId)
  const { rows } = await sql<{ scope: string; key: string; unit: string | null; days: ForetoldDay[]; usual: number[] }>`
    select f.scope, f.key, u.name as unit,
      (select json_agg(json_build_object('day', d.day, 'expected', d.expected, 'low', d.low, 'high', d.high, 'kind', d.kind) order by d.day)
        from forecast_day d where d.tenant_id = f.tenant_id and d.forecast_id = f.id) as days,
      (select coalesce(json_agg(c.count), '[]') from series s join series_count c on c.tenant_id = s.tenant_id and c.series_id = s.id
        where s.tenant_id = f.tenant_id and s.dims = f.scope and s.key = f.key and c.day >= f.made_on - 28 and c.day < f.made_on) as usual
    from forecast f left join unit u on u.tenant_id = f.tenant_id and f.scope = 'unit' and u.id::text = f.key
    where f.tenant_id = ${tenantId} and f.made_on = ${today}::date and f.enough and f.scope in ('all', 'unit')`.execute(tx)
  const raises: Raise[] = []
  for (const { scope, key, unit, days, usual } of rows) {
    const peak = peakAhead(days, usual, peakRatio)
    if (!peak || daysBetween(today, peak.from) > warnDays) continue
    const name = (await modeOn(tx, tenantId, peak.top.day)) ?? peak.name ?? '高峰'
    const staff = (await staffingOf(tx, tenantId, now, 28)).rows.find((row) => (scope === 'all' ? row.kind === 'all' : row.id === key))
    const cell = staff?.cells[daysBetween(today, peak.top.day)]
    raises.push({
      kind: 'peak',
      key: `${scope}:${key}:${peak.name ?? peak.from.slice(0, 7)}`,
      subject: `${unit ?? '全公司'}·${name} ${peak.from}`,
      facts: {
        expected: Number(peak.top.expected.toFixed(1)),
        low: peak.top.low,
        high: peak.top.high,
        usual: Number(peak.usual.toFixed(1)),
        ratio: Number(peak.ratio.toFixed(2)),
        from: peak.from,
        to: peak.to,
        top: peak.top.day,
        days: daysBetween(today, peak.from),
        ...(cell?.needed != null && { staff: cell.needed, people: staff?.people ?? 0 }),
      },
      caseIds: [],
      unitId: scope === 'unit' ? key : null,
      firstSeenAt: now,
    })
  }
  if (raises.length > 0) await raiseWarnings(tx, tenantId, raises, now)
}

type ForetoldDay = { day: Day; expected: number; low: number; high: number; kind: string | null }

/** The peak mode of a day, as people called it. */
async function modeOn(tx: Tx, tenantId: string, day: Day): Promise<string | undefined> {
  const row = await tx
    .selectFrom('peak_mode')
    .select('name')
    .where('tenant_id', '=', tenantId)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`starts_on <= ${day}::date and coalesce(ends_on, ${day}::date) >= ${day}::date`)
    .orderBy('starts_on', 'desc')
    .executeTakeFirst()
  return row?.name
}
