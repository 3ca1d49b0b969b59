import { type Random, randomOf } from './random.ts'

/** One kind of simulated daily series: cases a day, and whether it has a week, a year and holidays. */
export type DailyScenario = { baseline: number; weekday: boolean; season: boolean; holidays: boolean; spread: number }

const yesNo = [false, true]
/** 4 baselines × weekday × season × holidays × spread 1, 1.5 and 2. */
export const dailyScenarios: readonly DailyScenario[] = [0.5, 2, 10, 50].flatMap((baseline) =>
  yesNo.flatMap((weekday) =>
    yesNo.flatMap((season) => yesNo.flatMap((holidays) => [1, 1.5, 2].map((spread) => ({ baseline, weekday, season, holidays, spread })))),
  ),
)

/**
 * One simulated daily series.
 * @property outbreaks cases on top by size k, all beginning on the same day  @property judgedFrom first judged day (0-based)
 */
export type DailySeries = {
  scenario: DailyScenario
  counts: number[]
  judgedFrom: number
  outbreakFrom: number
  outbreaks: Map<number, number[]>
}

export const outbreakDays = 14
/** Days judged in each series, without and with an outbreak. */
export const judgedDays = 56

/**
 * Daily series over the days of a calendar; an outbreak adds Poisson(k · sd of the day) on each of 14 days.
 * @param classes kind of each day (null, `off:…`, `makeUp`), see `Calendar.dayClasses`; the first day is a `firstWeekday` (0 Sunday)
 */
export function* dailySeries(
  seed: number,
  perScenario: number,
  classes: readonly (string | null)[],
  firstWeekday: number,
  sizes: readonly number[] = [1, 2],
): Generator<DailySeries> {
  for (const [index, scenario] of dailyScenarios.entries())
    for (let at = 0; at < perScenario; at++)
      yield simulateDaily(scenario, classes, firstWeekday, sizes, randomOf(seed * 1_000_003 + index * 10_007 + at + 500_000_000))
}

function simulateDaily(
  scenario: DailyScenario,
  classes: readonly (string | null)[],
  firstWeekday: number,
  sizes: readonly number[],
  random: Random,
): DailySeries {
  const { spread } = scenario
  const means = meansOf(scenario, classes, firstWeekday, random)
  const counts = means.map((mean) => random.count(mean, spread))
  // Within the last year, so that two years or more are history.
  const days = classes.length
  const judgedFrom = days - 365 + random.whole(365 - judgedDays)
  const outbreakFrom = judgedFrom + random.whole(judgedDays - outbreakDays + 1)
  const outbreaks = new Map(
    sizes.map((k) => [
      k,
      means.map((mean, day) =>
        day >= outbreakFrom && day < outbreakFrom + outbreakDays ? random.poisson(k * Math.sqrt(spread * mean)) : 0,
      ),
    ]),
  )
  return { scenario, counts, judgedFrom, outbreakFrom, outbreaks }
}

function meansOf(
  { baseline, weekday, season, holidays }: DailyScenario,
  classes: readonly (string | null)[],
  firstWeekday: number,
  random: Random,
) {
  const weekend = weekday ? 0.5 + 0.4 * random.even() : 1
  const monday = weekday ? 1.1 + 0.3 * random.even() : 1
  const amplitude = season ? 0.2 + 0.4 * random.even() : 0
  const peak = 365.25 * random.even()
  const ofKind = new Map<string, number>()
  const kindEffect = (kind: string) => {
    const known = ofKind.get(kind)
    if (known !== undefined) return known
    const effect = Math.exp(-0.3 + 0.3 * random.normal())
    ofKind.set(kind, effect)
    return effect
  }
  const raw = classes.map((kind, day) => {
    const dayOfWeek = (firstWeekday + day) % 7
    let mean = Math.exp(amplitude * Math.cos((2 * Math.PI * (day - peak)) / 365.25))
    const isOff = holidays && kind?.startsWith('off')
    const isWorked = holidays && kind === 'makeUp'
    if (isOff) mean *= weekend * kindEffect(kind as string)
    else if (!isWorked && (dayOfWeek === 0 || dayOfWeek === 6)) mean *= weekend
    else if (dayOfWeek === 1) mean *= monday
    return mean
  })
  const average = raw.reduce((sum, mean) => sum + mean, 0) / raw.length
  return raw.map((mean) => (mean / average) * baseline)
}
