/** A point of a control chart. @property value the rate or count  @property sigma distance from the centre in standard deviations */
export type ChartPoint = { value: number; centre: number; lower: number; upper: number; sigma: number }
/** @property centre mean of the baseline  @property spread Laney's factor, 1: no more spread than chance  */
export type Chart = { centre: number; spread: number; points: ChartPoint[] }

/**
 * @property baseline first periods the centre is drawn from; left out, all  @property limit standard deviations of the limits
 * @property laney widen (or narrow) the limits by how periods differ from one to the next: c', u', p'
 */
export type ChartControl = { baseline?: number; limit?: number; laney?: boolean }

/** c 图: counts of a steady area. Variance = mean. Source: Shewhart 1931; Laney 2002 for c'. */
export const cChart = (counts: readonly number[], control: ChartControl = {}) =>
  chart(counts, counts.map(() => 1), (centre) => centre, control) // biome-ignore format: one line a chart

/** u 图: counts per exposure (万投比): complaints over customers, orders or meters of each period. Source: Laney 2002 for u'. */
export const uChart = (counts: readonly number[], exposures: readonly number[], control: ChartControl = {}) =>
  chart(counts, exposures, (centre) => centre, control)

/** p 图: share of cases with a trait, such as upheld of decided. Source: Laney 2002 for p'. */
export const pChart = (counts: readonly number[], totals: readonly number[], control: ChartControl = {}) =>
  chart(counts, totals, (centre) => centre * (1 - centre), { ...control }, 1)

function chart(
  counts: readonly number[],
  exposures: readonly number[],
  variance: (centre: number) => number,
  { baseline = counts.length, limit = 3, laney = true }: ChartControl,
  most = Number.POSITIVE_INFINITY,
): Chart {
  let sum = 0
  let exposed = 0
  for (let at = 0; at < Math.min(baseline, counts.length); at++) {
    sum += counts[at] ?? 0
    exposed += exposures[at] ?? 0
  }
  const centre = exposed > 0 ? sum / exposed : 0
  const deviation = counts.map((_, at) => Math.sqrt(variance(centre) / Math.max(exposures[at] ?? 0, Number.MIN_VALUE)))
  const z = counts.map((count, at) => {
    const own = deviation[at] as number
    return own > 0 && (exposures[at] ?? 0) > 0 ? (count / (exposures[at] as number) - centre) / own : 0
  })
  const spread = laney ? movingSpread(z.slice(0, baseline)) : 1
  const points = counts.map((count, at) => {
    const exposure = exposures[at] ?? 0
    const away = limit * spread * (deviation[at] as number)
    const value = exposure > 0 ? count / exposure : centre
    return {
      value,
      centre,
      lower: exposure > 0 ? Math.max(0, centre - away) : 0,
      upper: exposure > 0 ? Math.min(most, centre + away) : most,
      sigma: (z[at] as number) / spread,
    }
  })
  return { centre, spread, points }
}

/** Mean step between neighbours ÷ 1.128, the mean step of normal values of deviation 1; 1 where there is nothing to go by. */
function movingSpread(z: readonly number[]): number {
  if (z.length < 2) return 1
  let steps = 0
  for (let at = 1; at < z.length; at++) steps += Math.abs((z[at] as number) - (z[at - 1] as number))
  const spread = steps / (z.length - 1) / 1.128
  return spread > 0 ? spread : 1
}
