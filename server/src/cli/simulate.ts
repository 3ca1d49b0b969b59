import { coldStartMethods, methods, simulateDaily, simulateWeekly } from '@zhiwei/signals'
import { chinaDays } from './simulate/china-days.ts'
import { type Command, printJson, readArgs, say, UsageError } from './usage.ts'

const tracks = ['weekly', 'coldStart', 'daily'] as const

export const command: Command = {
  help: `Usage: npm run -s zhiwei -- simulate [--seed N] [--series N] [--tracks weekly,coldStart,daily] [--methods product,farringtonFlexible]

Measures the detection of surges on simulated series. The result is JSON on stdout, progress goes to stderr. No server and no database is needed.

--seed      whole number; the same seed gives the same series and figures (default 1)
--series    series of each scenario (default 20; 50 takes minutes)
--tracks    which of the three to run (default all)
--methods   of the weekly track: ${Object.keys(methods).join(', ')} (default all)

weekly      42 scenarios × N series of 624 weeks (Noufaily et al. 2013), four past outbreaks, one in the last 49 weeks: fpr (weeks, without the
            current outbreak), pod, firstWeekPod, sensitivity, specificity, ppv, f1. product is the rule the product itself uses
coldStart   the same with short histories: new8 began 8 weeks before the first judged week and grows, last8 never knows more than 8 weeks
daily       96 scenarios × a quarter of N series of 2024–2026 with the public holidays and make-up days of China: 0.5, 2, 10, 50 a day, with and
            without weekday, season and holidays, variance 1–2 × mean; an outbreak adds Poisson(k · sd of the day) on 14 days
How it is counted, and published figures: docs/rules/surge-detection.md`,
  async run(args) {
    const { values } = readArgs(
      args,
      {
        seed: { type: 'string', default: '1' },
        series: { type: 'string', default: '20' },
        tracks: { type: 'string' },
        methods: { type: 'string' },
      } as const,
      { least: 0, most: 0 },
    )
    const [seed, series] = [wholeNumber('seed', values.seed), wholeNumber('series', values.series)]
    if (series === 0) throw new UsageError('--series is at least 1')
    const wanted = chosen('tracks', values.tracks, tracks)
    const names = chosen('methods', values.methods, Object.keys(methods))
    const result: Record<string, unknown> = { seed, series, scenarios: 42 }
    const progress = (track: string) => (done: number) => say(`${track}: ${done} of ${42 * series} series`)
    if (wanted.includes('weekly'))
      result.methods = simulateWeekly(
        seed,
        series,
        Object.fromEntries(Object.entries(methods).filter(([name]) => names.includes(name))),
        progress('weekly'),
      )
    if (wanted.includes('coldStart')) result.coldStart = simulateWeekly(seed, series, coldStartMethods, progress('cold start'))
    if (wanted.includes('daily')) {
      say('daily')
      result.daily = simulateDaily(seed, Math.max(1, Math.ceil(series / 4)), chinaDays(2024, 2026))
    }
    printJson(result)
  },
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} is a whole number`)
  return Number(text)
}

function chosen<Name extends string>(option: string, text: string | undefined, all: readonly Name[]): readonly Name[] {
  if (text === undefined) return all
  const names = text.split(',')
  const unknown = names.find((name) => !(all as readonly string[]).includes(name))
  if (unknown !== undefined) throw new UsageError(`--${option} has no "${unknown}"; there are ${all.join(', ')}`)
  return all.filter((name) => names.includes(name))
}
