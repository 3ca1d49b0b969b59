import type { RiskHeat } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Day } from '../series/tables.ts'
import type { MatchKind } from './tables.ts'

/** 热度 of points: what came to them and all below them. Source: docs/rules/risk-points.md */

type Counts = { complaint: number; doubt: number; latent: number }
export type Period = { point: string; at: Day } & Counts
const none: Counts = { complaint: 0, doubt: 0, latent: 0 }

/** Counts by point and `week` (its Monday), `day` or `month`; one that belongs to two points below counts once. */
export async function countsBy(tx: Tx, tenantId: string, unit: 'week' | 'day' | 'month', from: Day, pointId: string | null = null) {
  const { rows } = await sql<{ point: string; at: Day; kind: MatchKind; count: number }>`
    with recursive tree as (
      select id as root, id from risk_point where tenant_id = ${tenantId} and (${pointId}::uuid is null or id = ${pointId}::uuid)
      union all
      select t.root, p.id from tree t join risk_point p on p.tenant_id = ${tenantId} and p.parent_id = t.id
    )
    select t.root as point, date_trunc(${unit}, m.day::timestamp)::date::text as at, m.kind, count(distinct m.of_id) as count
    from tree t join risk_point_match m on m.tenant_id = ${tenantId} and m.risk_point_id = t.id
    where m.day >= ${from}::date group by 1, 2, 3`.execute(tx)
  const counts = new Map<string, Map<Day, Counts>>()
  for (const { point, at, kind, count } of rows) {
    const own = counts.get(point) ?? new Map<Day, Counts>()
    own.set(at, { ...(own.get(at) ?? none), [kind]: count })
    counts.set(point, own)
  }
  return (point: string, at: Day): Counts => counts.get(point)?.get(at) ?? none
}

/** A doubt or a silent dissatisfaction counts half a complaint: some of them become one. */
export const weightOf = ({ complaint, doubt, latent }: Counts) => complaint + 0.5 * doubt + 0.5 * latent

// From so many times the usual, and so many at all, a week is coloured as that stage.
const levels: readonly [level: number, times: number, atLeast: number][] = [
  [5, 4, 8],
  [4, 2.5, 4],
  [3, 1.75, 3],
  [2, 1.25, 2],
]
const weeksBefore = 8

/** @param before weights of the eight weeks before; fewer than four say too little */
export function heatOf(counts: Counts, before: readonly number[]): RiskHeat {
  const last = before.slice(-weeksBefore)
  const expected = last.length >= 4 ? last.reduce((sum, weight) => sum + weight, 0) / last.length : null
  const weight = weightOf(counts)
  const times = weight / Math.max(expected ?? weight, 0.5)
  const level = weight === 0 ? 0 : (levels.find(([, from, atLeast]) => expected !== null && times >= from && weight >= atLeast)?.[0] ?? 1)
  const { complaint: complaints, doubt: doubts, latent } = counts
  return { complaints, doubts, latent, expected: expected === null ? null : Number(expected.toFixed(1)), level }
}
