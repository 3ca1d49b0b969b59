import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { forecast, naiveErrorOf, naiveOf } from '../../signals/src/forecast/index.ts'
import { simulatedSeries } from '../../signals/src/forecast/simulated.ts'

const usage = `Usage: npm run bench forecast -- [options]
  --seeds N   simulated series of each kind (20)
  --json      print the measurements as JSON`

const horizon = 28
type Series = { counts: number[]; startsOn: string; dayClasses?: (string | null)[] }
type Row = {
  name: string
  series: number
  mase: number
  naiveMase: number
  coverage: number
  promised: number
  ms: number
  methods: string
}

/**
 * 预测: error (MASE, beside each day as a week ago) and coverage of forecasts 28 days ahead, on days that no choice or interval has seen: each
 * series is cut at several origins, and everything after an origin is kept from the forecast.
 */
export function benchForecast(args: string[]) {
  const { values } = parseArgs({ args, options: { seeds: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } } })
  if (values.help) return process.stdout.write(`${usage}\n`)
  const seeds = Number(values.seeds ?? 20)
  const rows: Row[] = []
  for (const baseline of [0.5, 2, 10, 50])
    for (const spread of [1, 2])
      rows.push(
        measured(
          `simulated, ${baseline} a day, spread ${spread}`,
          Array.from({ length: seeds }, (_, seed) => simulatedSeries(seed + 1, 1_095 + horizon, baseline, spread)),
        ),
      )
  for (const { name, series } of realSeries()) rows.push(measured(name, series, 4))
  process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : `${tableOf(rows)}\n`)
}

/** @param origins so many stretches of 28 days from the end are forecast */
function measured(name: string, series: Series[], origins = 1): Row {
  const errors: number[] = []
  const naiveErrors: number[] = []
  let [within, days, ms, made] = [0, 0, 0, 0]
  const methods: Record<string, number> = {}
  for (const { counts, startsOn, dayClasses } of series) {
    for (let back = origins; back >= 1; back--) {
      const origin = counts.length - back * horizon
      if (origin < 14) continue
      const begun = process.cpuUsage()
      const answer = forecast({ counts: counts.slice(0, origin), startsOn, ...(dayClasses && { dayClasses }), horizon })
      ms += process.cpuUsage(begun).user / 1_000
      made += 1
      methods[answer.method] = (methods[answer.method] ?? 0) + 1
      const known = Float64Array.from(counts)
      const unit = naiveErrorOf(known, origin)
      const naive = naiveOf(known)(origin, horizon)
      let [error, naiveError] = [0, 0]
      answer.days.forEach(({ expected, low, high }, at) => {
        const count = counts[origin + at] ?? 0
        error += Math.abs(count - expected) / unit / horizon
        naiveError += Math.abs(count - (naive[at] ?? 0)) / unit / horizon
        within += count >= low && count <= high ? 1 : 0
        days += 1
      })
      errors.push(error)
      naiveErrors.push(naiveError)
    }
  }
  return {
    name,
    series: series.length,
    mase: medianOf(errors),
    naiveMase: medianOf(naiveErrors),
    coverage: within / days,
    promised: 0.8,
    ms: ms / made,
    methods: Object.entries(methods)
      .map(([method, count]) => `${method} ${count}`)
      .join(' '),
  }
}

/** Of series that stand still the unit is almost nothing: a mean would tell of them alone. */
const medianOf = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** Series of the public sets, where DATASETS_DIR has them. */
function realSeries(): { name: string; series: Series[] }[] {
  const folder = process.env.DATASETS_DIR ?? './datasets'
  const found: { name: string; series: Series[] }[] = []
  const messages = join(folder, 'gov-messages', 'messages.csv')
  if (existsSync(messages)) found.push({ name: 'gov-messages, a day', series: [daysOf(readFileSync(messages, 'utf8'))] })
  const nab = join(folder, 'nab', 'realAWSCloudwatch')
  // Not complaints: five-minute figures of machines, summed by twelve; a "day" is an hour, so only smoothing and coverage are tried.
  if (existsSync(nab))
    found.push({
      name: 'nab realAWSCloudwatch, an hour as a day',
      series: readdirSync(nab).map((file) => hoursOf(readFileSync(join(nab, file), 'utf8'))),
    })
  if (found.length === 0) process.stderr.write('No public sets in DATASETS_DIR: only simulated series.\n')
  return found
}

/** Messages by day; both forms of dates, from the first to the last full day. */
function daysOf(csv: string): Series {
  const byDay = new Map<string, number>()
  for (const [, year, month, day] of csv.matchAll(/,(20\d\d)[/-](\d{1,2})[/-](\d{1,2}) \d{1,2}:\d\d/g)) {
    const name = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
    byDay.set(name, (byDay.get(name) ?? 0) + 1)
  }
  const names = [...byDay.keys()].sort()
  const first = names.find((name) => name >= '2019-01-01') ?? '2019-01-01'
  const last = names.at(-1) ?? first
  const length = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000)
  const counts = Array.from({ length }, (_, at) => byDay.get(new Date(Date.parse(first) + at * 86_400_000).toISOString().slice(0, 10)) ?? 0)
  return { counts, startsOn: first }
}

function hoursOf(csv: string): Series {
  const values = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[1]))
  const counts = Array.from({ length: Math.floor(values.length / 12) }, (_, at) =>
    Math.round(values.slice(at * 12, at * 12 + 12).reduce((sum, value) => sum + value, 0) / 12),
  )
  return { counts, startsOn: '2024-01-01' }
}

function tableOf(rows: Row[]): string {
  const two = (value: number) => value.toFixed(2)
  const cells = [
    ['series', 'count', 'MASE', 'naive', 'ratio', 'within 80 %', 'CPU ms', 'chosen'],
    ...rows.map((row) => [
      row.name,
      String(row.series),
      two(row.mase),
      two(row.naiveMase),
      two(row.mase / row.naiveMase),
      two(row.coverage),
      row.ms.toFixed(0),
      row.methods,
    ]),
  ]
  const widths = (cells[0] ?? []).map((_, at) => Math.max(...cells.map((line) => (line[at] ?? '').length)))
  return cells
    .map((line) =>
      line.map((cell, at) => (at === 0 || at === 7 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
    )
    .join('\n')
}
