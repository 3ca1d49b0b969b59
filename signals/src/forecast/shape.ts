/** 预测: the shapes of what is asked and answered. */

/**
 * A series of daily counts and what is known of its days.
 * @property counts a count a day, the oldest first
 * @property startsOn date of the first count, YYYY-MM-DD
 * @property dayClasses kind of each day, of the counts and of the days asked for: null an ordinary one, `off:春节` a public holiday, `makeUp` a
 *   weekend day worked instead (补班), `peak:3·15` a known peak, anything else a kind of its own
 * @property knownEffects what a kind multiplies counts by where history has not shown it yet (`peak:双11`: 2.5)
 * @property share how often a day is to lie within its interval
 */
export type ForecastInput = {
  counts: readonly number[]
  startsOn: string
  dayClasses?: readonly (string | null)[]
  knownEffects?: Readonly<Record<string, number>>
  horizon: number
  share?: number
}

/** What is expected, between which counts a day lies with the share asked for, and nineteen times in twenty. */
export type ExpectedDay = { expected: number; low: number; high: number; low95: number; high95: number }

export type ForecastMethod = 'mean' | 'naive' | 'ets' | 'calendar' | 'mix'

/**
 * How it did on the last weeks it knows, each forecast from what lay before: `mase` is its error in units of the naive forecast's error on the days
 * before, `naiveMase` that of the naive forecast itself (each day as a week ago), `coverage` how often the day lay within the interval.
 */
export type BacktestQuality = { mase: number; naiveMase: number; coverage: number; origins: number; days: number }

export type Forecast = {
  method: ForecastMethod
  /** Fewer than eight weeks are known: a mean with a wide interval. */
  enough: boolean
  history: number
  days: ExpectedDay[]
  /** Sums of seven days from the first one on; a rest of fewer days has none. */
  weeks: { expected: number; low: number; high: number }[]
  /** Variance of a day over its mean; 1 is chance alone. */
  dispersion: number
  quality: BacktestQuality | null
  /** What known kinds of days multiply counts by, as learnt. */
  effects: { kind: string; factor: number; days: number }[]
}

/** A way to forecast: from the counts before `origin` what is expected on the `horizon` days from there. */
export type Forecaster = (origin: number, horizon: number) => Float64Array

export const leastHistoryDays = 56
export const weekDays = 7
/** What is expected is never quite nothing: a day with none before may have one. */
export const leastExpected = 0.02
