import type { CalendarColumns } from './calendar.ts'
import { leastExpected } from './shape.ts'
import { solve } from './solve.ts'
import { type LateDays, lateDaysOf } from './surging.ts'

/** What a fit says: the effects on the log scale, how counts spread about them, the level of late, and the last days beside what it makes of them. */
export type CalendarFit = { effects: Float64Array; dispersion: number; lateRatio: number; late: LateDays }

const yearHalfLife = 365
const lateHalfLife = 6
const lateDays = 70
/** So many expected cases weigh against the belief that the level is that of the fit. */
const lateTrust = 12
const carriedADay = 0.99
/** Residuals beyond weigh less (Noufaily et al. 2013). */
const outlierFrom = 2.58

/**
 * Seasonal regression on counts: log-linear, variance proportional to the mean, effects drawn to what was believed of them, years ago weighing less
 * than last month, surges of the past weighing little. The level then follows the last weeks.
 */
export function fitCalendar(counts: Float64Array, until: number, calendar: CalendarColumns, start?: Float64Array): CalendarFit {
  const { columns, centre } = calendar
  const mean = Math.max(leastExpected, counts.subarray(0, until).reduce((sum, count) => sum + count, 0) / until)
  const effects = start ? Float64Array.from(start) : Float64Array.from(centre)
  if (!start) effects[0] = Math.log(mean)
  const weights = Float64Array.from({ length: until }, (_, day) => 0.5 ** ((until - 1 - day) / yearHalfLife))
  let dispersion = 1
  for (let round = 0; round < (start ? 4 : 7); round++) {
    const expected = expectedOf(calendar, effects, 0, until)
    // From the second round on outliers are known.
    if (round > 0) dispersion = dispersionOf(counts, expected, until)
    const robust = round > (start ? 0 : 2)
    const moved = step(counts, until, calendar, effects, expected, weights, dispersion, robust)
    let most = 0
    for (let at = 0; at < columns; at++) most = Math.max(most, Math.abs((moved[at] as number) - (effects[at] as number)))
    effects.set(moved)
    if (most < 1e-3 && round > 2) break
  }
  const expected = expectedOf(calendar, effects, 0, until)
  dispersion = dispersionOf(counts, expected, until)
  return { effects, dispersion, lateRatio: lateRatioOf(counts, expected, until, dispersion), late: lateDaysOf(counts, expected, until) }
}

function expectedOf({ rows, columns }: CalendarColumns, effects: Float64Array, from: number, days: number): Float64Array {
  const expected = new Float64Array(days)
  for (let day = 0; day < days; day++) {
    let sum = 0
    const at = (from + day) * columns
    for (let column = 0; column < columns; column++) sum += (rows[at + column] as number) * (effects[column] as number)
    expected[day] = Math.max(leastExpected, Math.exp(Math.min(sum, 16)))
  }
  return expected
}

/** One step of weighted least squares on the log scale. */
function step(
  counts: Float64Array,
  until: number,
  { rows, columns, centre, priorSd }: CalendarColumns,
  effects: Float64Array,
  expected: Float64Array,
  weights: Float64Array,
  dispersion: number,
  robust: boolean,
): Float64Array {
  const matrix = new Float64Array(columns * columns)
  const right = new Float64Array(columns)
  const set = new Int32Array(columns)
  for (let day = 0; day < until; day++) {
    const mean = expected[day] as number
    const miss = (counts[day] as number) - mean
    const size = Math.abs(miss) / Math.sqrt(dispersion * mean + 0.1)
    const trust = robust && size > outlierFrom ? (outlierFrom / size) ** 2 : 1
    const weight = ((weights[day] as number) * trust * mean) / dispersion
    // Most columns of a day are nothing.
    let used = 0
    let linear = 0
    const at = day * columns
    for (let column = 0; column < columns; column++) {
      const value = rows[at + column] as number
      if (value === 0) continue
      set[used++] = column
      linear += value * (effects[column] as number)
    }
    const target = linear + Math.max(-2, Math.min(3, miss / mean))
    for (let one = 0; one < used; one++) {
      const row = set[one] as number
      const weighted = weight * (rows[at + row] as number)
      right[row] = (right[row] as number) + weighted * target
      for (let other = 0; other <= one; other++) {
        const cell = row * columns + (set[other] as number)
        matrix[cell] = (matrix[cell] as number) + weighted * (rows[at + (set[other] as number)] as number)
      }
    }
  }
  for (let column = 0; column < columns; column++) {
    const precision = 1 / (priorSd[column] as number) ** 2
    matrix[column * columns + column] = (matrix[column * columns + column] as number) + precision
    right[column] = (right[column] as number) + precision * (centre[column] as number)
  }
  return solve(matrix, right)
}

/** Pearson's, of the last year, single days cut at five standard deviations. */
function dispersionOf(counts: Float64Array, expected: Float64Array, until: number): number {
  const from = Math.max(0, until - 365)
  let sum = 0
  for (let day = from; day < until; day++) {
    const mean = expected[day] as number
    sum += Math.min(25, ((counts[day] as number) - mean) ** 2 / (mean + 0.1))
  }
  return Math.max(1, sum / Math.max(1, until - from - 10))
}

/** How the last weeks lie to the fit, the latest weighing most. */
function lateRatioOf(counts: Float64Array, expected: Float64Array, until: number, dispersion: number): number {
  let seen = lateTrust * dispersion
  let believed = seen
  for (let day = Math.max(0, until - lateDays); day < until; day++) {
    const weight = 0.5 ** ((until - 1 - day) / lateHalfLife)
    const mean = expected[day] as number
    seen += weight * Math.min(counts[day] as number, mean + 3 * Math.sqrt(dispersion * mean) + 1)
    believed += weight * mean
  }
  return seen / believed
}

/** What the fit makes of these days, the trend standing still; the late level is not in it. */
export function usualDays(calendar: CalendarColumns, origin: number, horizon: number, { effects }: CalendarFit): Float64Array {
  const expected = expectedOf(calendar, effects, origin, horizon)
  const { rows, columns } = calendar
  const trendOn = (day: number) => (rows[day * columns + 1] as number) * (effects[1] as number)
  return expected.map((mean, day) => Math.max(leastExpected, mean * Math.exp(trendOn(origin - 1) - trendOn(origin + day))))
}

/** What is expected on the days from `origin` on: the trend stands still there, the late level slowly returns to the fit's. */
export function expectByCalendar(calendar: CalendarColumns, origin: number, horizon: number, fit: CalendarFit): Float64Array {
  return usualDays(calendar, origin, horizon, fit).map((mean, day) =>
    Math.max(leastExpected, mean * Math.exp(Math.log(fit.lateRatio) * carriedADay ** day)),
  )
}

/** What kinds of days alone multiply each day by: divides them out for a method that does not know them. */
export function kindFactors({ rows, columns, kinds }: CalendarColumns, { effects }: CalendarFit, days: number): Float64Array {
  return Float64Array.from({ length: days }, (_, day) => {
    let sum = 0
    for (const { column } of kinds) sum += (rows[day * columns + column] as number) * (effects[column] as number)
    return Math.exp(sum)
  })
}
