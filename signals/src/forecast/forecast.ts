import { maseOf, meet, naiveOf, type Origins, originsOf, rmsseOf } from './backtest.ts'
import { calendarColumns } from './calendar.ts'
import { expectByEts, fitEts } from './ets.ts'
import { coverageOf, dayOf, type Met, spreadOf, sumOf } from './intervals.ts'
import { type CalendarFit, expectByCalendar, fitCalendar, kindFactors, usualDays } from './regression.ts'
import {
  type Forecast,
  type Forecaster,
  type ForecastInput,
  type ForecastMethod,
  leastExpected,
  leastHistoryDays,
  weekDays,
} from './shape.ts'
import { followSurge } from './surging.ts'

const defaultShare = 0.8
/** A method more complicated must be better by this share than the one before it. */
const worthIt = 0.99

/**
 * 预测: what is expected of a series of daily counts, with intervals of counts. Chooses between exponential smoothing, seasonal regression, their mean
 * and the day a week ago by looking back from up to four origins; below eight weeks it answers a mean with a wide interval, and says so. Pure and
 * without chance: the same input has the same answer. Source: docs/rules/forecast.md
 */
export function forecast(input: ForecastInput): Forecast {
  const share = input.share ?? defaultShare
  const counts = Float64Array.from(input.counts, (count) => Math.max(0, count))
  if (counts.length < leastHistoryDays) return meanOnly(counts, input.horizon)
  const ways = waysOf(counts, input)
  const origins = originsOf(counts.length, input.horizon)
  const { method, met } = chosen(counts, origins, ways.forecasters)
  const dispersion = spreadOf(met, ways.dispersion(), share)
  const expected = ways.forecasters[method](counts.length, input.horizon)
  return {
    method,
    enough: true,
    history: counts.length,
    days: Array.from(expected, (mean) => dayOf(mean, dispersion, share)),
    weeks: weeksOf(expected, met, dispersion, share),
    dispersion,
    quality: {
      mase: maseOf(counts, met),
      naiveMase: maseOf(counts, meet(counts, origins, naiveOf(counts))),
      coverage: honestCoverage(met, ways.dispersion(), share),
      origins: origins.at.length,
      days: met.length,
    },
    effects: ways.effects(),
  }
}

type Choice = Exclude<ForecastMethod, 'mean'>

/** The ways to forecast this series; what one origin needs is fitted once. */
function waysOf(counts: Float64Array, { startsOn, dayClasses = [], knownEffects = {}, horizon }: ForecastInput) {
  const calendar = calendarColumns(startsOn, counts.length + horizon, dayClasses, knownEffects)
  const fits = new Map<number, CalendarFit>()
  const fitAt = (origin: number) => {
    const known = fits.get(origin)
    if (known) return known
    // An earlier origin's effects are a good beginning, and know nothing of later days.
    const earlier = [...fits.keys()].filter((at) => at < origin).sort((a, b) => b - a)[0]
    const fit = fitCalendar(counts, origin, calendar, earlier === undefined ? undefined : fits.get(earlier)?.effects)
    fits.set(origin, fit)
    return fit
  }
  const smoothings = new Map<number, Float64Array>()
  const byCalendar: Forecaster = (origin, days) => expectByCalendar(calendar, origin, days, fitAt(origin))
  // Shares are fitted at the first origin and hold for the later ones, whose days they have not seen; anew for what is really asked.
  let shares: ReturnType<typeof fitEts> | undefined
  const byEts: Forecaster = (origin, days) => {
    const known = smoothings.get(origin)
    if (known && known.length >= days) return known.subarray(0, days)
    const factors = kindFactors(calendar, fitAt(origin), origin + days)
    const plain = Float64Array.from({ length: origin }, (_, day) => (counts[day] as number) / (factors[day] as number))
    if (!shares || origin === counts.length) shares = fitEts(plain, origin)
    const expected = expectByEts(plain, origin, days, shares).map((mean, day) =>
      Math.max(leastExpected, mean * (factors[origin + day] as number)),
    )
    smoothings.set(origin, expected)
    return expected
  }
  const mix: Forecaster = (origin, days) => {
    const one = byCalendar(origin, days)
    const other = byEts(origin, days)
    return one.map((mean, day) => Math.sqrt(mean * (other[day] as number)))
  }
  const naive = naiveOf(counts)
  const followed =
    (way: Forecaster): Forecaster =>
    (origin, days) => {
      const fit = fitAt(origin)
      return followSurge(way(origin, days), usualDays(calendar, origin, days, fit), fit.late, fit.dispersion)
    }
  const forecasters: Record<Choice, Forecaster> = {
    naive: (origin, days) => {
      const factors = kindFactors(calendar, fitAt(origin), origin + days)
      const factorAt = (day: number) => factors[day] as number
      return naive(origin, days).map((count, at) =>
        Math.max(leastExpected, (count / factorAt(origin - weekDays + (at % weekDays))) * factorAt(origin + at)),
      )
    },
    ets: followed(byEts),
    calendar: followed(byCalendar),
    mix: followed(mix),
  }
  return {
    forecasters,
    dispersion: () => fitAt(counts.length).dispersion,
    effects: () => {
      const { effects } = fitAt(counts.length)
      const { rows, columns, kinds } = calendar
      const effectOf = (name: string) => effects[kinds.find(({ kind }) => kind === name)?.column ?? -1] ?? 0
      // A kind within a kind is both at once; the outer one is told where it stands alone.
      const told = kinds.filter(({ kind }) => kind.includes(':') || !kinds.some((other) => other.kind.startsWith(`${kind}:`)))
      return told.map(({ kind, column }) => {
        let days = 0
        for (let day = 0; day < counts.length; day++) days += rows[day * columns + column] === 0 ? 0 : 1
        const group = kind.includes(':') ? effectOf(kind.split(':')[0] ?? '') : 0
        return { kind, factor: Math.exp(group + effectOf(kind)), days }
      })
    },
  }
}

function chosen(counts: Float64Array, origins: Origins, forecasters: Record<Choice, Forecaster>): { method: Choice; met: Met[] } {
  let best: { method: Choice; met: Met[]; error: number } | undefined
  for (const method of ['mix', 'calendar', 'ets', 'naive'] as const) {
    const met = meet(counts, origins, forecasters[method])
    const error = rmsseOf(counts, met)
    if (!best || error < best.error * worthIt) best = { method, met, error }
  }
  return best as { method: Choice; met: Met[] }
}

/** Each origin's days within intervals made from the other origins' days. */
function honestCoverage(met: readonly Met[], fitted: number, share: number): number {
  const origins = [...new Set(met.map(({ origin }) => origin))]
  const covered = origins.map((left) => {
    const own = met.filter(({ origin }) => origin === left)
    const dispersion = spreadOf(
      met.filter(({ origin }) => origin !== left),
      fitted,
      share,
    )
    return coverageOf(own, dispersion, share) * own.length
  })
  return covered.reduce((sum, count) => sum + count, 0) / Math.max(1, met.length)
}

/** Days of a week miss together: sums spread by what sums missed. */
function weeksOf(expected: Float64Array, met: readonly Met[], dispersion: number, share: number) {
  const sums = (days: readonly { count: number; expected: number }[]) =>
    Array.from({ length: Math.floor(days.length / weekDays) }, (_, week) =>
      days
        .slice(week * weekDays, (week + 1) * weekDays)
        .reduce((sum, day) => ({ count: sum.count + day.count, expected: sum.expected + day.expected })),
    )
  const byOrigin = [...Map.groupBy(met, ({ origin }) => origin).values()]
  const missed = byOrigin.flatMap(sums)
  const pearson =
    missed.reduce((sum, week) => sum + Math.min(100, (week.count - week.expected) ** 2 / week.expected), 0) / Math.max(1, missed.length)
  const spread = Math.max(dispersion, pearson)
  return sums(Array.from(expected, (mean) => ({ count: 0, expected: mean }))).map((week) => sumOf(week.expected, spread, share))
}

/** Too little is known: the mean of what there is, and counts spread at least twice as far as chance alone, nineteen of twenty. */
function meanOnly(counts: Float64Array, horizon: number): Forecast {
  const days = counts.length
  const sum = counts.reduce((total, count) => total + count, 0)
  const mean = Math.max(leastExpected, (sum + 0.5) / (days + 1))
  const variance = days > 1 ? counts.reduce((total, count) => total + (count - mean) ** 2, 0) / (days - 1) : 0
  // The mean itself is uncertain too.
  const dispersion = Math.max(2, variance / mean) * (1 + weekDays / Math.max(weekDays, days)) + 1
  const day = dayOf(mean, dispersion, 0.95)
  return {
    method: 'mean',
    enough: false,
    history: days,
    days: Array.from({ length: horizon }, () => ({ ...day })),
    weeks: Array.from({ length: Math.floor(horizon / weekDays) }, () => sumOf(mean * weekDays, dispersion * 2, 0.95)),
    dispersion,
    quality: null,
    effects: [],
  }
}
