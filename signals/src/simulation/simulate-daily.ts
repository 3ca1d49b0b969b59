import { type Calendar, screenerOf } from '../surges/index.ts'
import { type DailyScenario, dailySeries, judgedDays, outbreakDays } from './daily-series.ts'

/**
 * Daily track: alarms raised where nothing is going on, and how soon outbreaks of k deviations a day are found within their 14 days.
 * @property falseAlarmsPerSeriesDay every alarm raised in a series without outbreak counts; `ongoingShare`: days on which one is still shown
 * @property meanDelayDays of those found, the first day being 1; `meanDelayAllDays` counts those not found as 14
 */
export type DailyMeasures = {
  series: number
  falseAlarmsPerSeriesDay: number
  ongoingShare: number
  outbreaks: Record<string, { sensitivity: number; meanDelayDays: number; meanDelayAllDays: number }>
  byBaseline: Record<string, { falseAlarmsPerSeriesDay: number; sensitivity: Record<string, number> }>
}

type Tally = { days: number; alarms: number; ongoing: number; found: Map<number, number[]> }
const emptyTally = (): Tally => ({ days: 0, alarms: 0, ongoing: 0, found: new Map() })

/** @param history so many days are known before a judged one; left out: all of them (two years and more) */
export function simulateDaily(
  seed: number,
  perScenario: number,
  calendar: Calendar & { startsOn: string; dayClasses: readonly (string | null)[] },
  { sizes = [1, 2], history }: { sizes?: readonly number[]; history?: number } = {},
): DailyMeasures {
  const { dayClasses, startsOn } = calendar
  const firstWeekday = new Date(`${startsOn}T00:00:00Z`).getUTCDay()
  const screeners = new Map<number, ReturnType<typeof screenerOf>>()
  const judge = (counts: readonly number[], day: number) => {
    const from = history === undefined ? 0 : Math.max(0, day - history)
    const screener = screeners.get(day) ?? screenerOf(calendarFrom(calendar, from), day + 1 - from)
    screeners.set(day, screener)
    return screener(counts.slice(from, day + 1))
  }
  const total = emptyTally()
  const byBaseline = new Map<number, Tally>()
  let series = 0
  for (const { scenario, counts, judgedFrom, outbreakFrom, outbreaks } of dailySeries(seed, perScenario, dayClasses, firstWeekday, sizes)) {
    series++
    const tallies = [total, tallyOf(byBaseline, scenario)]
    for (let day = judgedFrom; day < judgedFrom + judgedDays; day++) {
      const { alarm, ongoing } = judge(counts, day)
      for (const tally of tallies) {
        tally.days++
        if (alarm) tally.alarms++
        if (ongoing) tally.ongoing++
      }
    }
    for (const [k, extra] of outbreaks) {
      const withOutbreak = counts.map((count, day) => count + (extra[day] as number))
      let found = Number.POSITIVE_INFINITY
      for (let day = 0; day < outbreakDays && found > outbreakDays; day++)
        if (judge(withOutbreak, outbreakFrom + day).alarm) found = day + 1
      for (const tally of tallies) tally.found.set(k, [...(tally.found.get(k) ?? []), found])
    }
  }
  return {
    series,
    falseAlarmsPerSeriesDay: total.alarms / total.days,
    ongoingShare: total.ongoing / total.days,
    outbreaks: Object.fromEntries(sizes.map((k) => [`k${k}`, delayOf(total.found.get(k) ?? [])])),
    byBaseline: Object.fromEntries(
      [...byBaseline].map(([baseline, tally]) => [
        baseline,
        {
          falseAlarmsPerSeriesDay: tally.alarms / tally.days,
          sensitivity: Object.fromEntries(sizes.map((k) => [`k${k}`, delayOf(tally.found.get(k) ?? []).sensitivity])),
        },
      ]),
    ),
  }
}

function calendarFrom(calendar: Calendar & { startsOn: string }, from: number): Calendar {
  if (from === 0) return calendar
  const startsOn = new Date(Date.parse(`${calendar.startsOn}T00:00:00Z`) + from * 86_400_000).toISOString().slice(0, 10)
  return { ...calendar, startsOn, ...(calendar.dayClasses && { dayClasses: calendar.dayClasses.slice(from) }) }
}

function tallyOf(tallies: Map<number, Tally>, { baseline }: DailyScenario): Tally {
  const tally = tallies.get(baseline) ?? emptyTally()
  tallies.set(baseline, tally)
  return tally
}

function delayOf(days: readonly number[]) {
  const found = days.filter(Number.isFinite)
  const sum = found.reduce((total, day) => total + day, 0)
  return {
    sensitivity: found.length / days.length,
    meanDelayDays: sum / found.length,
    meanDelayAllDays: (sum + (days.length - found.length) * outbreakDays) / days.length,
  }
}
