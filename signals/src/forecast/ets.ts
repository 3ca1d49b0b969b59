import { minimise } from './minimise.ts'
import { leastExpected, weekDays } from './shape.ts'

/**
 * Exponential smoothing by level, trend and season of the week, each additive or multiplicative, trends damped.
 * Source: Hyndman, Koehler, Ord and Snyder 2008, Forecasting with Exponential Smoothing, ch. 2; the season is one of seven days.
 */
export type EtsKind = { trend: 'none' | 'damped' | 'dampedRatio'; season: 'added' | 'multiplied' }
export const etsKinds: readonly EtsKind[] = [
  { trend: 'none', season: 'added' },
  { trend: 'none', season: 'multiplied' },
  { trend: 'damped', season: 'added' },
  { trend: 'damped', season: 'multiplied' },
  { trend: 'dampedRatio', season: 'multiplied' },
]
/** Shares by which a day moves level, trend and season, and how much of the trend is left the next day. */
export type EtsShares = { level: number; trend: number; season: number; damping: number }
export type Ets = { kind: EtsKind; shares: EtsShares }

type State = { level: number; trend: number; season: Float64Array; error: number; days: number }

/** Smooths through the days before `until`; `error` sums the squared misses over what was expected, burn-in left out. */
function smooth(counts: Float64Array, until: number, { kind, shares }: Ets): State {
  const { level: alpha, trend: beta, season: gamma, damping } = shares
  const isAdded = kind.season === 'added'
  const begin = beginningOf(counts, until, kind)
  let { level, trend } = begin
  const season = begin.season
  let error = 0
  let days = 0
  const burnIn = Math.min(2 * weekDays, until >> 1)
  for (let day = 0; day < until; day++) {
    const at = day % weekDays
    const known = season[at] as number
    const base = Math.max(leastExpected, carried(kind, level, trend, damping))
    const expected = Math.max(leastExpected, isAdded ? base + known : base * known)
    const miss = (counts[day] as number) - expected
    if (day >= burnIn) {
      error += (miss * miss) / (expected + 0.5)
      days += 1
    }
    // A day far off moves what is known as much as one at the border would: surges are no news of the weekday.
    const border = 3 * Math.sqrt(2 * expected + 1)
    const news = Math.min(border, Math.max(miss, -border))
    const after = base + (isAdded ? alpha * news : (alpha * news) / Math.max(known, 0.1))
    if (kind.trend === 'damped') trend = damping * trend + beta * (after - base)
    else if (kind.trend === 'dampedRatio') trend = trend ** damping * (Math.max(after, leastExpected) / base) ** beta
    level = Math.max(leastExpected, after)
    season[at] = isAdded ? known + gamma * news : Math.max(0.02, known + (gamma * news) / base)
  }
  return { level, trend, season, error, days }
}

const carried = (kind: EtsKind, level: number, trend: number, damping: number) =>
  kind.trend === 'none' ? level : kind.trend === 'damped' ? level + damping * trend : level * trend ** damping

/** Level and weekdays of the first eight weeks. */
function beginningOf(counts: Float64Array, until: number, kind: EtsKind) {
  const days = Math.min(until, 8 * weekDays)
  const sums = new Float64Array(weekDays)
  const seen = new Float64Array(weekDays)
  let sum = 0
  for (let day = 0; day < days; day++) {
    sum += counts[day] as number
    sums[day % weekDays] = (sums[day % weekDays] as number) + (counts[day] as number)
    seen[day % weekDays] = (seen[day % weekDays] as number) + 1
  }
  const level = Math.max(leastExpected, sum / Math.max(1, days))
  const season = Float64Array.from(sums, (of, at) => {
    const mean = (of + level) / ((seen[at] as number) + 1)
    return kind.season === 'added' ? mean - level : mean / level
  })
  return { level, trend: kind.trend === 'dampedRatio' ? 1 : 0, season }
}

const unit = (free: number) => 1 / (1 + Math.exp(-free))
const sharesOf = (kind: EtsKind, [a = 0, g = 0, b = 0, d = 0]: readonly number[]): EtsShares => ({
  level: 0.6 * unit(a),
  season: 0.3 * unit(g),
  trend: kind.trend === 'none' ? 0 : 0.2 * unit(b),
  damping: kind.trend === 'none' ? 1 : 0.8 + 0.19 * unit(d),
})

/** The kind and the shares that missed least on the days before `until`; a parameter more must earn its place (AIC). */
export function fitEts(counts: Float64Array, until: number): Ets {
  let best: { ets: Ets; score: number } | undefined
  for (const kind of etsKinds) {
    const hasTrend = kind.trend !== 'none'
    const start = hasTrend ? [-1.5, -2, -2, 0] : [-1.5, -2]
    const free = minimise(
      (point) => smooth(counts, until, { kind, shares: sharesOf(kind, point) }).error,
      start,
      start.map(() => 1),
      hasTrend ? 60 : 36,
    )
    const ets = { kind, shares: sharesOf(kind, free) }
    const { error, days } = smooth(counts, until, ets)
    const score = days * Math.log(Math.max(error, 1e-9) / Math.max(1, days)) + 2 * start.length
    if (!best || score < best.score) best = { ets, score }
  }
  return (best as { ets: Ets }).ets
}

/** What is expected on the days from `origin` on, from those before. */
export function expectByEts(counts: Float64Array, origin: number, horizon: number, ets: Ets): Float64Array {
  const { kind, shares } = ets
  const { level, trend, season } = smooth(counts, origin, ets)
  const expected = new Float64Array(horizon)
  let damped = 0
  for (let day = 0; day < horizon; day++) {
    damped += shares.damping ** (day + 1)
    const base = kind.trend === 'none' ? level : kind.trend === 'damped' ? level + damped * trend : level * trend ** damped
    const known = season[(origin + day) % weekDays] as number
    expected[day] = Math.max(leastExpected, kind.season === 'added' ? base + known : base * known)
  }
  return expected
}
