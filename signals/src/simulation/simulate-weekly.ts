import { addSeries, emptyTally, type Measures, measuresOf } from './measures.ts'
import type { Method } from './methods.ts'
import { judgedFrom, weeklySeries, weeks } from './weekly-series.ts'

/**
 * The surge simulation of Noufaily et al. 2013 (42 scenarios): measures per method.
 * @param perScenario series of each scenario  @param tell called after each scenario with how many are done
 */
export function simulateWeekly(
  seed: number,
  perScenario: number,
  methods: Readonly<Record<string, Method>>,
  tell: (done: number) => void = () => {},
): Record<string, Measures> {
  const tallies = Object.fromEntries(Object.keys(methods).map((name) => [name, emptyTally()]))
  let done = 0
  for (const series of weeklySeries(seed, perScenario)) {
    const { counts, outbreak } = series
    const withOutbreak = counts.map((count, week) => count + (outbreak[week] as number))
    const begins = outbreak.findIndex((cases) => cases > 0)
    for (const [name, method] of Object.entries(methods)) {
      const quiet = method(counts)
      // Until the outbreak begins, both series are the same.
      const from = begins < 0 ? weeks : begins
      const alarms = [...quiet.slice(0, from - judgedFrom), ...(from < weeks ? method(withOutbreak, from) : [])]
      addSeries(tallies[name] as ReturnType<typeof emptyTally>, series, judgedFrom, quiet, alarms)
    }
    if (++done % perScenario === 0) tell(done)
  }
  return Object.fromEntries(Object.entries(tallies).map(([name, tally]) => [name, measuresOf(tally)]))
}
