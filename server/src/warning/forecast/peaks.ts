import type { PeakCode } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { dayAfter } from '../series/days.ts'
import type { Day } from '../series/tables.ts'
import './tables.ts'

/** 已知高峰 and 高峰模式 as kinds of days: what detectors and the forecast know of a day before it comes. Source: docs/rules/forecast.md */

/** The kind of day each mode makes; those of every year have the names that detectors know too. */
export const kindOfPeak: Record<PeakCode, string> = {
  consumerDay: 'peak:3·15',
  midYear: 'peak:618',
  double11: 'peak:双11',
  typhoon: 'peak:台风',
  summer: 'peak:迎峰度夏',
  other: 'peak:其他高峰',
}

/** 双11 of `peak:双11`. */
export const peakNameOf = (code: PeakCode) => kindOfPeak[code].slice('peak:'.length)

// Every year's days in China when complaints gather; how much, a tenant's own history says.
const yearly: readonly [code: PeakCode, from: string, to: string][] = [
  ['consumerDay', '03-15', '03-18'],
  ['midYear', '06-16', '06-22'],
  ['double11', '11-11', '11-18'],
]

export const yearlyPeakOn = (day: Day): string | null => {
  const found = yearly.find(([, from, to]) => day.slice(5) >= from && day.slice(5) <= to)
  return found ? kindOfPeak[found[0]] : null
}

export type DayClasses = (tx: Tx, tenantId: string, from: Day, length: number) => Promise<(string | null)[]>

type ModeDays = { code: PeakCode; from: Day; to: Day | null; factor: number | null; started: boolean }

async function modeDays(tx: Tx, tenantId: string, from: Day, to: Day): Promise<ModeDays[]> {
  // One ended early ended on the day it was ended.
  const { rows } = await sql<ModeDays>`
    select m.code, m.starts_on::text as from, least(m.ends_on, (m.ended_at at time zone t.zone)::date)::text as to, m.factor, m.started_at is not null as started
    from peak_mode m join tenant t on t.id = m.tenant_id
    where m.tenant_id = ${tenantId} and m.starts_on <= ${to}::date and coalesce(m.ends_on, ${to}::date) >= ${from}::date
      and not (m.ended_at is not null and m.started_at is null)
    order by m.starts_on, m.id`.execute(tx)
  return rows
}

/** Kinds of days with peak modes over them: in a mode a day is judged and foretold as a day of such a peak. */
export const withPeakModes =
  (dayClasses: DayClasses): DayClasses =>
  async (tx, tenantId, from, length) => {
    const classes = await dayClasses(tx, tenantId, from, length)
    const modes = await modeDays(tx, tenantId, from, dayAfter(from, length - 1))
    return classes.map((kind, at) => {
      const day = dayAfter(from, at)
      const mode = modes.findLast((one) => one.from <= day && (one.to === null || day <= one.to))
      return mode ? kindOfPeak[mode.code] : kind
    })
  }

/** What people said a peak multiplies its days by, the last one said counting. */
export async function knownEffects(tx: Tx, tenantId: string, from: Day, length: number): Promise<Record<string, number>> {
  const modes = await modeDays(tx, tenantId, from, dayAfter(from, length - 1))
  return Object.fromEntries(modes.flatMap(({ code, factor }) => (factor === null ? [] : [[kindOfPeak[code], factor]])))
}

/** Another figure once a mode was made, begun or ended: what was reckoned with the days before it is out of date. */
export async function modesRevision(tx: Tx, tenantId: string): Promise<number> {
  const { rows } = await sql<{ revision: number }>`
    select coalesce(sum(version + 1), 0)::int as revision from peak_mode where tenant_id = ${tenantId}`.execute(tx)
  return rows[0]?.revision ?? 0
}
