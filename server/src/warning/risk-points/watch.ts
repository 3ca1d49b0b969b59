import { weekSurgeOf } from '@zhiwei/signals'
import { sql } from 'kysely'
import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { type Raise, raiseWarnings } from '../governance/raise.ts'
import { beginOf, dayAfter, dayOf, daysBetween } from '../series/days.ts'
import type { Day } from '../series/tables.ts'
import { countsBy } from './heat.ts'
import { type PointRow, per10k, pointRows } from './list.ts'

const historyDays = 91
const fewest = 5
const fewestTimes = 1.5
/** One week in a thousand by chance, for a point whose history is known. */
const unusual = 0.001

type Rise = { observed: number; expected: number | null; high: number | null; why: 'history' | 'weekly' | 'per10k'; ratio?: number }

/** 风险点升温: warns when the last seven days of a point are above its own history or its threshold; said again only when more has come. */
export const watchRiskPoints = ({ database, clock }: Deps, tenantId: string) =>
  database
    .tenant(tenantId)
    .transaction()
    .execute((tx) => watchPoints(tx, tenantId, clock()))

export async function watchPoints(tx: Tx, tenantId: string, now: Date) {
  const points = (await pointRows(tx, tenantId)).filter(({ active, rematch }) => active && !rematch)
  if (points.length === 0) return []
  const today = dayOf(now, await tenantZone(tx, tenantId))
  const from = dayAfter(today, 1 - historyDays)
  const counts = await liveCounts(tx, tenantId, from, today)
  const known = await knownDays(tx, tenantId, from, today)
  const ratios = await monthRatios(tx, tenantId, today)
  const risen = points.flatMap((point) => {
    const days = counts.get(point.id)
    const rise = days && riseOf(point, days.slice(-known), ratios.get(point.id))
    return rise && !wasSaid(point, rise.observed, today) ? [{ point, rise }] : []
  })
  if (risen.length === 0) return []
  const raises: Raise[] = []
  for (const { point, rise } of risen) raises.push(await raiseFor(tx, tenantId, point, rise, today))
  const raised = await raiseWarnings(tx, tenantId, raises, now)
  for (const { point, rise } of risen)
    await tx
      .updateTable('risk_point')
      .set({ warned_on: today, warned_count: rise.observed })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', point.id)
      .execute()
  return raised
}

const wasSaid = ({ warned, warned_count }: PointRow, observed: number, today: Day) =>
  warned !== null && daysBetween(warned, today) <= 1 && observed <= (warned_count ?? 0)

/** Everything that came live to a point itself, by day; parents speak by their children. */
async function liveCounts(tx: Tx, tenantId: string, from: Day, today: Day): Promise<Map<string, number[]>> {
  const { rows } = await sql<{ id: string; day: Day; count: number; live: number }>`
    select risk_point_id as id, day::text as day, count(*) as count, count(*) filter (where live) as live from risk_point_match
    where tenant_id = ${tenantId} and day between ${from}::date and ${today}::date group by 1, 2`.execute(tx)
  const counts = new Map<string, number[]>()
  for (const { id, day, count, live } of rows) {
    const own = counts.get(id) ?? Array.from({ length: historyDays }, () => 0)
    // History says what is usual; an alarm is of what came live.
    own[daysBetween(from, day)] = daysBetween(day, today) < 7 ? live : count
    counts.set(id, own)
  }
  return counts
}

/** How many of these days the tenant was there at all. */
async function knownDays(tx: Tx, tenantId: string, from: Day, today: Day): Promise<number> {
  const { rows } = await sql<{ day: Day | null }>`
    select greatest(min(day), ${from}::date)::text as day from series_case where tenant_id = ${tenantId}`.execute(tx)
  return rows[0]?.day ? daysBetween(rows[0].day, today) + 1 : 0
}

type Ratio = { complaints: number; ratio: number }

async function monthRatios(tx: Tx, tenantId: string, today: Day): Promise<Map<string, Ratio>> {
  const month = `${today.slice(0, 7)}-01`
  const { rows } = await sql<{ id: string; exposure: number }>`
    select risk_point_id as id, exposure from risk_point_exposure where tenant_id = ${tenantId} and month = ${month}::date`.execute(tx)
  if (rows.length === 0) return new Map()
  const counts = await countsBy(tx, tenantId, 'month', month)
  return new Map(
    rows.map(({ id, exposure }) => {
      const { complaint, doubt } = counts(id, month)
      return [id, { complaints: complaint + doubt, ratio: per10k(complaint + doubt, exposure) }]
    }),
  )
}

function riseOf(point: PointRow, days: number[], month: Ratio | undefined): Rise | null {
  const observed = days.slice(-7).reduce((sum, count) => sum + count, 0)
  const week = weekSurgeOf(days)
  const figures = { observed, expected: week ? Number(week.expected.toFixed(1)) : null, high: week?.high ?? null }
  if (week && observed >= fewest && observed >= fewestTimes * week.expected && week.chance <= unusual) return { ...figures, why: 'history' }
  if (point.weekly_threshold !== null && observed >= point.weekly_threshold) return { ...figures, why: 'weekly' }
  if (point.per10k_threshold !== null && month && month.complaints >= fewest && month.ratio >= point.per10k_threshold)
    return { ...figures, why: 'per10k', ratio: month.ratio }
  return null
}

async function raiseFor(tx: Tx, tenantId: string, point: PointRow, rise: Rise, today: Day): Promise<Raise> {
  const { rows } = await sql<{ of_id: string; kind: string; day: Day }>`
    select of_id, kind, day::text as day from risk_point_match
    where tenant_id = ${tenantId} and risk_point_id = ${point.id} and live and day > ${dayAfter(today, -7)}::date order by day desc, of_id desc limit 400`.execute(
    tx,
  )
  const zone = await tenantZone(tx, tenantId)
  return {
    kind: 'riskPoint',
    key: point.id,
    subject: point.name,
    facts: {
      riskPointId: point.id,
      why: rise.why,
      observed: rise.observed,
      ...(rise.expected !== null && { expected: rise.expected, ratio: Number((rise.observed / Math.max(rise.expected, 0.5)).toFixed(2)) }),
      ...(rise.high !== null && { high: rise.high }),
      ...(rise.ratio !== undefined && { complaintsPer10k: rise.ratio }),
      heat: rise.observed,
      days: 7,
      cases: rows.filter(({ kind }) => kind !== 'latent').length,
    },
    caseIds: rows.filter(({ kind }) => kind !== 'latent').map(({ of_id }) => of_id),
    contactIds: rows.filter(({ kind }) => kind === 'latent').map(({ of_id }) => of_id),
    unitId: point.unit_id,
    firstSeenAt: beginOf(rows.at(-1)?.day ?? today, zone),
  }
}
