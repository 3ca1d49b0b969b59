import { normalQuantile } from '../normal.ts'

/** A gap between two rare events. @property alarm the gap is too short, or the newest ones together are */
export type GapPoint = { gap: number; centre: number; lower: number; upper: number; alarm: boolean }

/** @property alpha chance that a gap falls below the lower limit (and above the upper one) in quiet times  @property baseline first gaps the mean is drawn from */
export type GapControl = { alpha?: number; baseline?: number }

/**
 * g 图: for events so rare that most periods have none, the number of harmless ones (orders, days) between two of them. Limits are exact quantiles of
 * the geometric distribution. A short gap is a rise.
 * Source: Benneyan 2001.
 */
export function gChart(gaps: readonly number[], { alpha = 0.005, baseline = gaps.length }: GapControl = {}): GapPoint[] {
  const mean = meanOf(gaps, baseline)
  const chance = 1 / (mean + 1)
  // P(gap < g) = 1 − (1 − chance)^g
  const quantile = (p: number) => (chance >= 1 ? 0 : Math.floor(Math.log1p(-p) / Math.log1p(-chance)))
  const lower = quantile(alpha)
  const upper = quantile(1 - alpha)
  return gaps.map((gap) => ({ gap, centre: mean, lower, upper, alarm: gap < lower }))
}

/**
 * t 图: the time between two rare events, any unit; its power 1/3.6 is near normal. A short time is a rise. Where events come so fast that one gap
 * cannot tell, use the sum of several (a CUSUM).
 * Source: Nelson 1994.
 */
export function tChart(times: readonly number[], { alpha = 0.005, baseline = times.length }: GapControl = {}): GapPoint[] {
  const roots = times.map((time) => Math.max(0, time) ** (1 / 3.6))
  const centre = meanOf(roots, baseline)
  let steps = 0
  const used = Math.min(baseline, roots.length)
  for (let at = 1; at < used; at++) steps += Math.abs((roots[at] as number) - (roots[at - 1] as number))
  const sigma = used > 1 ? steps / (used - 1) / 1.128 : 0
  const z = normalQuantile(1 - alpha)
  const lower = Math.max(0, centre - z * sigma) ** 3.6
  const upper = (centre + z * sigma) ** 3.6
  return times.map((gap) => ({ gap, centre: centre ** 3.6, lower, upper, alarm: gap < lower }))
}

/** Gaps between events: the whole days (or any unit) from one to the next. */
export const gapsOf = (at: readonly number[]) => at.slice(1).map((time, before) => time - (at[before] as number))

function meanOf(values: readonly number[], baseline: number): number {
  const used = values.slice(0, baseline)
  return used.length === 0 ? 0 : used.reduce((sum, value) => sum + value, 0) / used.length
}
