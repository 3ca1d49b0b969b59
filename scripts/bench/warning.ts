import { parseArgs } from 'node:util'
import { chinaDays } from '../../server/src/cli/simulate/china-days.ts'
import {
  coldStartMethods,
  coldStartWeeks,
  type DailyMeasures,
  dailySeries,
  type Measures,
  methods,
  screenerOf,
  simulateDaily,
  simulateWeekly,
} from '../../signals/src/index.ts'

const usage = `Usage: npm run bench warning -- [options]
  --seed N     seed of the simulated series (1)
  --series N   series of each of the 42 scenarios (10)
  --seeds N    seeds of the daily row, this one and those after it (8)
  --screened N daily series of three years in the speed row (10000)
  --json       print the measurements as JSON`

const say = (line: string) => process.stderr.write(`${line}\n`)

/** 突增检测: how good the product's rule is on simulated series, beside other methods and published figures, and what screening costs. */
export function benchWarning(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      series: { type: 'string' },
      seeds: { type: 'string' },
      screened: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return process.stdout.write(`${usage}\n`)
  const [seed, series, screened] = [Number(values.seed ?? 1), Number(values.series ?? 10), Number(values.screened ?? 10_000)]
  say(`weekly: 42 × ${series} series`)
  const weekly = simulateWeekly(seed, series, methods)
  say('cold start')
  const coldStart = simulateWeekly(seed, series, coldStartMethods)
  const seeds = Array.from({ length: Math.max(1, Number(values.seeds ?? 8)) }, (_, at) => seed + at)
  say(`daily: ${seeds.length} seeds`)
  const daily = seeds.map((one) => simulateDaily(one, Math.max(1, Math.ceil(series / 4)), chinaDays(2024, 2026)))
  say('speed')
  const speed = measureSpeed(seed, screened)
  const measured = { seed, series, weekly, coldStart, daily, speed }
  process.stdout.write(values.json ? `${JSON.stringify(measured, null, 2)}\n` : tables(measured))
}

type Measured = {
  series: number
  seed: number
  weekly: Record<string, Measures>
  coldStart: Record<string, Measures>
  /** One a seed. */
  daily: DailyMeasures[]
  speed: ReturnType<typeof measureSpeed>
}

/** Every series is fitted anew, with nothing kept from the day before; only what the calendar makes of the days is shared. */
function measureSpeed(seed: number, count: number) {
  const calendar = chinaDays(2024, 2026)
  const some = [...dailySeries(seed, Math.max(1, Math.ceil(Math.min(count, 960) / 96)), calendar.dayClasses, 1)].map(({ counts }) => counts)
  const begunAt = performance.now()
  const begun = process.cpuUsage()
  const screen = screenerOf(calendar, calendar.dayClasses.length)
  let alarms = 0
  for (let at = 0; at < count; at++) if (screen(some[at % some.length] as number[]).alarm) alarms++
  const { user, system } = process.cpuUsage(begun)
  return {
    series: count,
    days: calendar.dayClasses.length,
    cpuSeconds: (user + system) / 1e6,
    wallSeconds: (performance.now() - begunAt) / 1000,
    alarms,
  }
}

const three = (value: number) => (Number.isFinite(value) ? value.toFixed(3) : '–')
const four = (value: number) => value.toFixed(4)
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const table = (head: string[], rows: string[][]) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

/** Measured with R `surveillance` 1.20.3 on 126 series of the same recipe. */
const published = [
  ['R improved Farrington', '.0113', '.448', '–', '.215', '–', '.538', '.307'],
  ['R Farrington 1996', '.0235', '.520', '–', '.259', '–', '.402', '.315'],
  [
    'R EARS C1 / C2 / C3',
    '.071 / .086 / .080',
    '.616 / .616 / .528',
    '–',
    '.251 / .397 / .364',
    '–',
    '.194 / .249 / .232',
    '.218 / .306 / .283',
  ],
]
const cells = (name: string, m: Measures) => [
  name,
  four(m.fpr),
  three(m.pod),
  three(m.firstWeekPod),
  three(m.sensitivity),
  four(m.specificity),
  three(m.ppv),
  three(m.f1),
]
const columns = ['method', 'FPR', 'POD', 'first-week POD', 'sensitivity', 'specificity', 'PPV', 'F1']

function tables({ seed, series, weekly, coldStart, daily, speed }: Measured): string {
  const { means, lows, highs, delays } = overSeeds(daily)
  return `${[
    `Surges in weekly series (Noufaily et al. 2013): 42 scenarios × ${series}, seed ${seed}`,
    table(columns, [...Object.entries(weekly).map(([name, measures]) => cells(name, measures)), ...published]),
    'Published, 21 methods (Bédubourg & Le Strat 2017): FPR .007–.599, POD .433–.887, specificity ≤ .994, sensitivity ≤ .795, PPV .065–.684.',
    passesOf(weekly),
    `\nCold start: 'new' began so many weeks before the first judged week, 'last' never knows more than so many (pass: FPR ≤ .03 at POD ≥ .50)`,
    table(
      columns,
      coldStartWeeks.flatMap((n) => [
        cells(`new ${n} weeks`, coldStart[`new${n}`] as Measures),
        cells(`last ${n} weeks`, coldStart[`last${n}`] as Measures),
      ]),
    ),
    `\nSurges in daily series with 调休: ${daily[0]?.series ?? 0} series of each of ${daily.length} seeds (${seed}–${seed + daily.length - 1}), an outbreak adds k deviations a day for 14 days`,
    table(
      ['method', 'false alarms a series-day', 'sensitivity k = 1', 'mean days k = 1', 'sensitivity k = 2', 'mean days k = 2'],
      [
        ['product, mean of the seeds', ...means],
        ['lowest and highest seed', ...lows.map((low, at) => `${low} – ${highs[at]}`)],
        ['pass', '≤ .005', '≥ .85', '≤ 8.5', '≥ .98', '≤ 4'],
        ['Watkins 2008, other outbreaks: C1 / C2 / C3', '≤ .005', '.53 / .53 / .60', '54.6 / 24.1 / 17.9', '–', '–'],
        ['Watkins 2008: NB-CUSUM, 7 / 14 / 28 / 56 days', '≤ .005', '.87 / .93 / 1.00 / .93', '– / – / 8.5 / –', '–', '–'],
      ],
    ),
    `Days on which an alarm is still shown: ${three(meanOf(daily.map(({ ongoingShare }) => ongoingShare)))} of quiet days; delays count the first day as 1 and those found; with 14 for the others ${delays.join(' and ')}.`,
    `\nSpeed: ${speed.series} daily series of ${speed.days} days screened in ${speed.cpuSeconds.toFixed(2)} s of CPU, ${speed.wallSeconds.toFixed(2)} s by the clock (pass < 10 s on one core): every series fitted anew, nothing kept.`,
  ].join('\n')}\n`
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** 日序列 over several seeds: one seed alone may be a lucky one. */
function overSeeds(daily: readonly DailyMeasures[]) {
  const of = (k: string, figure: 'sensitivity' | 'meanDelayDays' | 'meanDelayAllDays') =>
    daily.map(({ outbreaks }) => outbreaks[k]?.[figure] ?? Number.NaN)
  const columns = [
    daily.map(({ falseAlarmsPerSeriesDay }) => falseAlarmsPerSeriesDay),
    ...['k1', 'k2'].flatMap((k) => [of(k, 'sensitivity'), of(k, 'meanDelayDays')]),
  ]
  const told = (figure: (values: number[]) => number) => columns.map((values, at) => (at === 0 ? four : three)(figure(values)))
  return {
    means: told(meanOf),
    lows: told((values) => Math.min(...values)),
    highs: told((values) => Math.max(...values)),
    delays: ['k1', 'k2'].map((k) => three(meanOf(of(k, 'meanDelayAllDays')))),
  }
}

function passesOf({ product, farringtonFlexible }: Record<string, Measures>): string {
  if (!product || !farringtonFlexible) return ''
  const line = (name: string, value: string, isReached: boolean) => `${isReached ? '✓' : '✗'} ${name}: ${value}`
  return [
    line(
      'FPR ≤ .01 and ≤ improved Farrington',
      `${four(product.fpr)}, ${four(farringtonFlexible.fpr)}`,
      product.fpr <= Math.min(0.01, farringtonFlexible.fpr),
    ),
    line('F1 ≥ 1.35 ×', three(product.f1 / farringtonFlexible.f1), product.f1 >= 1.35 * farringtonFlexible.f1),
    line('PPV ≥ + .08', three(product.ppv - farringtonFlexible.ppv), product.ppv >= farringtonFlexible.ppv + 0.08),
    line('POD ≥ + .03', three(product.pod - farringtonFlexible.pod), product.pod >= farringtonFlexible.pod + 0.03),
    line(
      'first-week POD ≥ − .02',
      three(product.firstWeekPod - farringtonFlexible.firstWeekPod),
      product.firstWeekPod >= farringtonFlexible.firstWeekPod - 0.02,
    ),
    line('specificity ≥ .988', four(product.specificity), product.specificity >= 0.988),
  ].join('\n')
}
