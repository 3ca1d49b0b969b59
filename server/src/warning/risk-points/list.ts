import type { RiskMap, RiskPoint, RiskPointDetail, RiskPointKind, RiskPointList } from '@zhiwei/contract'
import { type Selectable, sql } from 'kysely'
import { findUnits, personNamesOf, tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { wholeList } from '../../platform/keyset.ts'
import { dayAfter, dayOf, mondayOf } from '../series/days.ts'
import type { Day } from '../series/tables.ts'
import { countsBy, heatOf, weightOf } from './heat.ts'
import type { RiskPointTable } from './tables.ts'

export type PointRow = Omit<Selectable<RiskPointTable>, 'measure_due_on' | 'measure_done_on' | 'warned_on'> & {
  due: Day | null
  done: Day | null
  warned: Day | null
}

const weeksRead = 8

export async function pointRows(tx: Tx, tenantId: string, id?: string): Promise<PointRow[]> {
  return tx
    .selectFrom('risk_point')
    .selectAll()
    .select([
      sql<Day | null>`measure_due_on::text`.as('due'),
      sql<Day | null>`measure_done_on::text`.as('done'),
      sql<Day | null>`warned_on::text`.as('warned'),
    ])
    .where('tenant_id', '=', tenantId)
    .$if(id !== undefined, (rows) => rows.where('id', '=', id as string))
    .orderBy('kind')
    .orderBy('name')
    .execute()
}

/** 风险点清单: the whole tree with the heat of the last seven days. */
export async function listRiskPoints(tx: Tx, tenantId: string, now: Date): Promise<RiskPointList> {
  return wholeList(await shown(tx, tenantId, await pointRows(tx, tenantId), now))
}

async function shown(tx: Tx, tenantId: string, rows: PointRow[], now: Date): Promise<RiskPoint[]> {
  const today = dayOf(now, await tenantZone(tx, tenantId))
  const daily = await countsBy(
    tx,
    tenantId,
    'day',
    dayAfter(today, -7 * (weeksRead + 1) + 1),
    rows.length === 1 ? (rows[0]?.id ?? null) : null,
  )
  const first = await firstMatched(tx, tenantId)
  const owners = await personNamesOf(tx, tenantId, [...new Set(rows.flatMap((row) => row.owner_id ?? []))])
  const units = new Map((await findUnits(tx, tenantId)).map(({ id, name }) => [id, name]))
  const ratios = await ratiosOf(tx, tenantId)
  const sevenDays = (point: string, weeksAgo: number) => {
    const sum = { complaint: 0, doubt: 0, latent: 0 }
    for (let at = 0; at < 7; at++) {
      const counts = daily(point, dayAfter(today, -7 * weeksAgo - at))
      sum.complaint += counts.complaint
      sum.doubt += counts.doubt
      sum.latent += counts.latent
    }
    return sum
  }
  return rows.map((row) => {
    const before = Array.from({ length: weeksRead }, (_, at) => at + 1)
      .filter((week) => first !== null && dayAfter(today, -7 * week - 6) >= first)
      .map((week) => weightOf(sevenDays(row.id, week)))
    const owner = row.owner_id && owners.get(row.owner_id)
    const unit = row.unit_id && units.get(row.unit_id)
    return {
      id: row.id,
      parentId: row.parent_id,
      kind: row.kind,
      name: row.name,
      description: row.description,
      owner: row.owner_id && owner ? { id: row.owner_id, name: owner } : null,
      unit: row.unit_id && unit ? { id: row.unit_id, name: unit } : null,
      measure: row.measure,
      measureDueOn: row.due,
      measureDoneOn: row.done,
      measureOverdue: row.due !== null && row.done === null && row.due < today,
      rule: { categories: row.categories, products: row.products, nodes: row.nodes, words: row.words },
      weeklyThreshold: row.weekly_threshold,
      per10kThreshold: row.per10k_threshold,
      active: row.active,
      heat: heatOf(sevenDays(row.id, 0), before),
      per10k: ratios.get(row.id) ?? null,
      version: row.version,
    }
  })
}

/** Since when there is anything to compare with. */
async function firstMatched(tx: Tx, tenantId: string): Promise<Day | null> {
  const { rows } = await sql<{ day: Day | null }>`select min(day)::text as day from series_case where tenant_id = ${tenantId}`.execute(tx)
  return rows[0]?.day ?? null
}

type Ratio = NonNullable<RiskPoint['per10k']>
export const per10k = (complaints: number, exposure: number) => Number(((complaints / exposure) * 10_000).toFixed(2))

/** 万投比 of each point in the last month whose denominator is known. Source: docs/rules/risk-points.md */
async function ratiosOf(tx: Tx, tenantId: string): Promise<Map<string, Ratio>> {
  const { rows } = await sql<{ id: string; month: Day; exposure: number }>`
    select distinct on (risk_point_id) risk_point_id as id, month::text as month, exposure from risk_point_exposure
    where tenant_id = ${tenantId} order by risk_point_id, month desc`.execute(tx)
  if (rows.length === 0) return new Map()
  const counts = await countsBy(tx, tenantId, 'month', rows.map(({ month }) => month).sort()[0] ?? '')
  return new Map(
    rows.map(({ id, month, exposure }) => {
      const { complaint, doubt } = counts(id, month)
      const complaints = complaint + doubt
      return [id, { month: month.slice(0, 7), complaints, exposure, ratio: per10k(complaints, exposure) }]
    }),
  )
}

const weeksShown = 26
const monthsShown = 12

/** @throws NOT_FOUND */
export async function findRiskPoint(tx: Tx, tenantId: string, id: string, now: Date): Promise<RiskPointDetail> {
  const rows = await pointRows(tx, tenantId, id)
  const [point] = await shown(tx, tenantId, rows, now)
  const [row] = rows
  if (!point || !row) throw new AppError('NOT_FOUND', '没有这个风险点')
  const today = dayOf(now, await tenantZone(tx, tenantId))
  const parent = row.parent_id ? (await pointRows(tx, tenantId, row.parent_id))[0] : undefined
  const weeks = mondays(today, weeksShown + weeksRead)
  const counts = await countsBy(tx, tenantId, 'week', weeks[0] ?? today, id)
  const first = await firstMatched(tx, tenantId)
  const weights = weeks.map((week) => (first !== null && week >= first ? weightOf(counts(id, week)) : null))
  const months = monthsBefore(today, monthsShown)
  const byMonth = await countsBy(tx, tenantId, 'month', months[0] ?? today, id)
  const { rows: exposures } = await sql<{ month: Day; exposure: number }>`
    select month::text as month, exposure from risk_point_exposure where tenant_id = ${tenantId} and risk_point_id = ${id}`.execute(tx)
  const open = await tx
    .selectFrom('warning')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', 'riskPoint')
    .where('key', '=', id)
    .where('cleared_at', 'is', null)
    .executeTakeFirst()
  return {
    ...point,
    parent: parent ? { id: parent.id, name: parent.name } : null,
    weeks: weeks.slice(-weeksShown).map((week, at) => ({ week, ...heatOf(counts(id, week), known(weights.slice(at, at + weeksRead))) })),
    months: months.map((month) => {
      const { complaint, doubt } = byMonth(id, month)
      const exposure = exposures.find((one) => one.month === month)?.exposure ?? null
      return { month: month.slice(0, 7), complaints: complaint + doubt, exposure, ratio: exposure && per10k(complaint + doubt, exposure) }
    }),
    warningId: open?.id ?? null,
  }
}

const known = (weights: (number | null)[]) => weights.filter((weight) => weight !== null)

/** Mondays of the last weeks, this one included. */
export function mondays(today: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, at) => dayAfter(mondayOf(today), -7 * (count - 1 - at)))
}

function monthsBefore(today: Day, count: number): Day[] {
  const [year = 0, month = 1] = today.split('-').map(Number)
  return Array.from({ length: count }, (_, at) => new Date(Date.UTC(year, month - count + at, 1)).toISOString().slice(0, 10))
}

/** 风险地图: node × week, parents before their children. */
export async function riskMap(
  tx: Tx,
  tenantId: string,
  { weeks, kind }: { weeks: number; kind?: RiskPointKind | undefined },
  now: Date,
): Promise<RiskMap> {
  const today = dayOf(now, await tenantZone(tx, tenantId))
  const all = mondays(today, weeks + weeksRead)
  const points = (await pointRows(tx, tenantId)).filter((point) => point.active && (kind === undefined || point.kind === kind))
  const counts = await countsBy(tx, tenantId, 'week', all[0] ?? today)
  const first = await firstMatched(tx, tenantId)
  const rows = inOrder(points).map(({ point, depth }) => {
    const weights = all.map((week) => (first !== null && week >= first ? weightOf(counts(point.id, week)) : null))
    const cells = all.slice(-weeks).map((week, at) => heatOf(counts(point.id, week), known(weights.slice(at, at + weeksRead))))
    return { id: point.id, parentId: point.parent_id, kind: point.kind, name: point.name, depth, cells }
  })
  return { weeks: all.slice(-weeks), rows }
}

function inOrder(points: PointRow[]): { point: PointRow; depth: number }[] {
  const ids = new Set(points.map(({ id }) => id))
  const below = Map.groupBy(points, ({ parent_id }) => (parent_id && ids.has(parent_id) ? parent_id : null))
  const walk = (parent: string | null, depth: number): { point: PointRow; depth: number }[] =>
    (below.get(parent) ?? []).flatMap((point) => [{ point, depth }, ...walk(point.id, depth + 1)])
  return walk(null, 0)
}
