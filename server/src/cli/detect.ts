import { runMethod } from '@zhiwei/signals'
import { daysOf, readMethod, readSeries } from './detect/read-series.ts'
import { type Command, fileAsGiven, readArgs, say, UsageError } from './usage.ts'

export const command: Command = {
  help: `Usage: npm run -s zhiwei -- detect --in SERIES.json

Runs detection methods over a series of counts. No server and no database is needed. Prints the file again as one JSON object on stdout, with
what each method says: upperbound or statistic, alarm (0/1), and expected, trendUsed, score, pValue, dispersion, cusum where it has them.

SERIES.json: {"name": "returns-east", "frequency": 52, "observed": [3, 0, 5, null, …], "epoch": [1, 2, 3, 4, …],
              "results": {"farringtonFlexible": {"control": {"b": 3, "w": 3, "alpha": 0.01}, "from": 261}}}

frequency     periods a year: 52, 365, 12
observed      counts, oldest first; null: not known
epoch         whole numbers, rising: an index, or days since 1970-01-01 (told from how they step; "epochAsDate": true or false decides)
population    people at risk in each period, for populationOffset; may be left out
results       the methods to run, each with its parameters and from, the first judged period (the oldest is 1)
  earsC1, earsC2, earsC3    baseline, lag, alpha, minSigma
  farringtonFlexible        b, w, noPeriods, pastWeeksNotIncluded, weightsThreshold, alpha, trend, pThresholdTrend, limit54,
  farringtonOriginal        thresholdMethod (nbPlugin, delta, muan), powertrans ("2/3", "1/2", "none"), reweight, populationOffset
  cusum… (cusumRossi)       k, h, m, trans (rossi, standard, anscombe, pearsonNegBin, none), alpha, reset
  nbCusum… (nbCusumDouble)  mu0, alpha, theta, cARL
A name may say more: cusumRossiSlow is a cusum. Places without a bound (too little history, too few cases) are null, their alarm 0.

A method that cannot be run gets a line on stderr and stays as it was given; the others are answered, and the exit code is 1. A file that cannot
be read ends with 1 and no answer. Methods, parameters and sources: docs/rules/detection.md`,
  async run(args) {
    const { values } = readArgs(args, { in: { type: 'string' } } as const, { least: 0, most: 0 })
    if (!values.in) throw new UsageError('--in is missing')
    const file = readSeries(fileAsGiven(values.in))
    const series = { counts: file.observed, frequency: file.frequency, days: daysOf(file), population: file.population }
    let failedCount = 0
    const results = Object.entries(file.results).map(([name, given]) => {
      try {
        const { control, from } = readMethod(name, given, file.observed.length)
        return [name, { control, from, ...runMethod(name, series, from, control) }]
      } catch (error) {
        failedCount++
        say((error as Error).message)
        return [name, given]
      }
    })
    process.stdout.write(`${JSON.stringify({ ...file, results: Object.fromEntries(results) })}\n`)
    return failedCount === 0 ? 0 : 1
  },
}
