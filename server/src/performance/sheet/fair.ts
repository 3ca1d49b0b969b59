import type { PerformanceLeftOut } from '@zhiwei/contract'
import type { HandRow } from '../../analytics/index.ts'

/** Whole days away, `2026-11-03`. */
export type Away = { fromDay: string; toDay: string }
export type FairFacts = {
  restricted: ReadonlySet<string>
  away: readonly Away[]
  dayOf: (instant: Date) => string
}

/**
 * 不计的行: what does not count, and why. Parts merged into another case count with that one; a customer under restriction counts once a line, by the
 * first case; what ran out while the person was away, or before it came to them, does not count against them; a score counts once its case is over.
 * @param rows in the order of their instants
 * Source: docs/rules/performance.md
 */
export function leftOutOf(rows: readonly HandRow[], { restricted, away, dayOf }: FairFacts): (PerformanceLeftOut | null)[] {
  const seen = new Set<string>()
  return rows.map((row) => {
    if (row.merged) return 'merged'
    if (row.line === 'satisfied' && row.open) return 'open'
    if (!row.good && ranOut(row) && away.some((days) => overlaps(days, dayOf(row.began_at), dayOf(row.due_at ?? row.at)))) return 'absent'
    if (!row.good && row.due_at !== null && row.came_at !== null && row.came_at > row.due_at) return 'cameLate'
    if (row.customer_id === null || !restricted.has(row.customer_id)) return null
    const name = `${row.line} ${row.customer_id}`
    if (seen.has(name)) return 'restricted'
    seen.add(name)
    return null
  })
}

const ranOut = ({ line, due_at }: HandRow) => due_at !== null || line === 'kept'
const overlaps = ({ fromDay, toDay }: Away, from: string, to: string) => fromDay <= to && toDay >= from
