import type { SeriesChange } from '@zhiwei/contract'
import { changePoints } from '@zhiwei/signals'
import { dayAfter } from '../series/days.ts'
import type { Days } from './history.ts'

/** A level lasts two weeks at least; shorter it is a surge. */
const leastDays = 14
/** Below that a kind of day is no denominator. */
const leastShare = 0.05

/**
 * 水平变化 of a series: the days from which it came more or fewer for good, oldest first. Days are counted by what their kind (weekday, holiday)
 * usually brings, so that a quiet weekend is no change. Source: docs/rules/surge-detection.md
 * @param counts by day, today left out: it is not over
 */
export function changesOf(counts: ArrayLike<number>, { from, calendar }: Pick<Days, 'from' | 'calendar'>): SeriesChange[] {
  const all = Array.from(counts)
  const kinds = all.map((_, at) => calendar.dayClasses?.[at] ?? new Date(`${dayAfter(from, at)}T00:00:00Z`).getUTCDay())
  const byKind = Map.groupBy(all.keys(), (at) => kinds[at])
  const mean = meanOf(all)
  if (mean === 0) return []
  const shares = new Map([...byKind].map(([kind, days]) => [kind, Math.max(leastShare, meanOf(days.map((at) => all[at] ?? 0)) / mean)]))
  const levels = changePoints(all, { exposure: kinds.map((kind) => shares.get(kind) ?? 1), least: leastDays })
  return levels.slice(1).map((level, at) => ({
    day: dayAfter(from, level.from),
    before: Number((levels[at]?.mean ?? 0).toFixed(2)),
    after: Number(level.mean.toFixed(2)),
  }))
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
