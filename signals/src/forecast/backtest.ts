import type { Met } from './intervals.ts'
import { type Forecaster, weekDays } from './shape.ts'

/** Days from which is looked back, and how far each looks ahead. */
export type Origins = { at: number[]; horizon: number }

const leastBefore = 42
const mostOrigins = 4

/** The last weeks, cut so that each origin has at least six weeks before it. */
export function originsOf(days: number, horizon: number): Origins {
  for (const ahead of [28, 14, 7]) {
    if (ahead > Math.max(horizon, weekDays)) continue
    const count = Math.min(mostOrigins, Math.floor((days - leastBefore) / ahead))
    if (count >= 2 || ahead === 7)
      return { at: Array.from({ length: Math.max(0, count) }, (_, at) => days - (count - at) * ahead), horizon: ahead }
  }
  return { at: [], horizon: weekDays }
}

/** What it expected from each origin beside what came. */
export function meet(counts: Float64Array, { at, horizon }: Origins, forecaster: Forecaster): Met[] {
  return at.flatMap((origin) =>
    Array.from(forecaster(origin, horizon), (expected, day) => ({ count: counts[origin + day] ?? 0, expected, origin })),
  )
}

/** Each day as a week ago. */
export const naiveOf =
  (counts: Float64Array): Forecaster =>
  (origin, horizon) =>
    Float64Array.from({ length: horizon }, (_, day) => counts[origin - weekDays + (day % weekDays)] ?? 0)

/** Mean error of the naive forecast a week ahead on the days before: the unit of MASE (Hyndman and Koehler 2006). */
export function naiveErrorOf(counts: Float64Array, until: number): number {
  let sum = 0
  for (let day = weekDays; day < until; day++) sum += Math.abs((counts[day] as number) - (counts[day - weekDays] as number))
  return Math.max(sum / Math.max(1, until - weekDays), 1e-3)
}

/**
 * Mean absolute scaled error: errors in the unit of the days before their origin. Of several origins errors and units are added up first, so that
 * one before which hardly anything came does not decide.
 */
export function maseOf(counts: Float64Array, met: readonly Met[]): number {
  if (met.length === 0) return Number.NaN
  const units = new Map<number, number>()
  let errors = 0
  let scale = 0
  for (const { count, expected, origin } of met) {
    const unit = units.get(origin) ?? naiveErrorOf(counts, origin)
    units.set(origin, unit)
    errors += Math.abs(count - expected)
    scale += unit
  }
  return errors / scale
}

/** Root mean squared scaled error: what a forecast of the mean is chosen by, as absolute errors of rare counts are least for a forecast of none. */
export function rmsseOf(counts: Float64Array, met: readonly Met[]): number {
  const unit = naiveErrorOf(counts, met[0]?.origin ?? counts.length)
  return Math.sqrt(met.reduce((sum, { count, expected }) => sum + ((count - expected) / unit) ** 2, 0) / Math.max(1, met.length))
}
