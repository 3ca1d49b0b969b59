/**
 * A counted series, one count a period, oldest first. @property frequency periods a year: 365, 52, 12
 * @property days the day of each period (days since 1970-01-01), where years are to be counted by the calendar, not by `frequency`
 * @property population people at risk in each period, for an offset
 */
export type CountSeries = {
  counts: readonly (number | null)[]
  frequency: number
  days?: readonly number[] | undefined
  population?: readonly number[] | undefined
}

/** The periods a judged one is compared with (基线): counts, times, levels of season and logarithms of the population. */
export type Baseline = {
  size: number
  count: Float64Array
  time: Float64Array
  level: Int32Array
  offset: Float64Array
}

export const makeBaseline = (capacity: number): Baseline => ({
  size: 0,
  count: new Float64Array(capacity),
  time: new Float64Array(capacity),
  level: new Int32Array(capacity),
  offset: new Float64Array(capacity),
})

/** @property b years back  @property w periods either side of the same period of those years  @property noPeriods levels of season, 1: none */
export type Window = { b: number; w: number; noPeriods: number; pastWeeksNotIncluded: number; populationOffset: boolean }

const DAY_MS = 86_400_000

/** The same period 1 … b years before period `at` (0-based): by the calendar, to the nearest period, where days are known. */
export function sameTimeOfYear({ days, frequency }: CountSeries, at: number, b: number): number[] {
  const first = days?.[0]
  const today = days?.[at]
  const years = Array.from({ length: b }, (_, back) => back + 1)
  if (days === undefined || first === undefined || today === undefined) return years.map((year) => at - Math.round(year * frequency))
  const date = new Date(today * DAY_MS)
  return years.map((year) => {
    // 29 February falls on 1 March in a common year.
    const day = Date.UTC(date.getUTCFullYear() - year, date.getUTCMonth(), date.getUTCDate()) / DAY_MS
    return nearest(days, day)
  })
}

// Months are not of one length, so time runs in days where they are known.
const timeOf = ({ days }: CountSeries, place: number) => days?.[place] ?? place

/** Place of the period whose day is nearest to `day`; −1 before the series by more than half a period. */
function nearest(days: readonly number[], day: number): number {
  let low = 0
  let high = days.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] as number) < day) low = middle + 1
    else high = middle
  }
  const after = days[low] as number
  const before = days[low - 1]
  if (before === undefined) return 2 * (after - day) > (days[1] ?? after) - after ? -1 : low
  return day - before < after - day ? low - 1 : low
}

/**
 * Gathers the baseline of period `at` (0-based). Without levels: the windows of ±w periods of the b years before. With levels: everything from the
 * oldest window to `pastWeeksNotIncluded` periods ago; level 0 are the windows, the periods between two windows fall in noPeriods − 1 equal levels,
 * the earlier ones a period longer where it does not divide. Periods without a count are left out.
 * @returns false when the series does not reach back far enough
 * Source: Farrington 1996 §3; Noufaily 2013 §3.3 (10 levels at w = 3: one of 7 weeks, nine of 5)
 */
export function gatherBaseline(into: Baseline, series: CountSeries, at: number, window: Window): boolean {
  const { b, w, noPeriods, pastWeeksNotIncluded, populationOffset } = window
  const centres = sameTimeOfYear(series, at, b)
  into.size = 0
  if ((centres.at(-1) ?? -1) - w < 0) return false
  const newest = at - pastWeeksNotIncluded - 1
  const today = timeOf(series, at)
  const add = (place: number, level: number) => {
    const count = series.counts[place]
    if (count === null || count === undefined) return
    into.count[into.size] = count
    into.time[into.size] = timeOf(series, place) - today
    into.level[into.size] = level
    into.offset[into.size] = populationOffset ? Math.log(series.population?.[place] ?? 1) : 0
    into.size++
  }
  for (let year = b - 1; year >= 0; year--) {
    const centre = centres[year] as number
    for (let place = centre - w; place <= Math.min(centre + w, newest); place++) add(place, 0)
    if (noPeriods === 1) continue
    const next = year === 0 ? at : (centres[year - 1] as number)
    const first = centre + w + 1
    const gap = next - w - first
    const length = Math.floor(gap / (noPeriods - 1))
    const longer = gap - length * (noPeriods - 1)
    for (let step = 0; step < gap && first + step <= newest; step++) {
      const inLonger = longer * (length + 1)
      const level = step < inLonger ? Math.floor(step / (length + 1)) : longer + Math.floor((step - inLonger) / length)
      add(first + step, level + 1)
    }
  }
  // Where fewer than w periods are left out, the current window has begun.
  for (let place = at - w; place <= newest; place++) add(place, 0)
  return into.size > 0
}
