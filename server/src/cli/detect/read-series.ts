import { readFileSync, statSync } from 'node:fs'
import { methodNames, methodOf } from '@zhiwei/signals'
import { z } from 'zod'

// The file of `detect`, as people and programs write it. What is wrong is told with its place: `observed[3]: …`.

const Count = z.number('is a count or null').min(0, 'is below 0').nullable()
/** No parameter counts more periods or years than this: a slip of the pen ends with a sentence, not with the memory. */
const most = 10_000
const wholeFrom = (least: number) => z.int('is a whole number').min(least, `is ${least} or more`)
const fewFrom = (least: number) => wholeFrom(least).max(most, `is ${most} at most`)

const Series = z
  .object(
    {
      name: z.string('is a word').optional(),
      frequency: z.number('is the number of periods a year (52, 365, 12)').positive('is the number of periods a year (52, 365, 12)'),
      start: z.array(z.number()).optional(),
      observed: z.array(Count, 'is a list of counts, oldest first').min(1, 'is empty'),
      epoch: z.array(z.int('is a whole number'), 'is a list of whole numbers').optional(),
      epochAsDate: z.boolean('is true or false').optional(),
      population: z.array(z.number('is a number').positive('is above 0'), 'is a list of numbers').optional(),
      results: z.record(z.string(), z.unknown(), 'is {method: {control, from}}'),
    },
    'is {frequency, observed, epoch, results}',
  )
  .superRefine(({ observed, epoch, population, results }, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    for (const [field, list] of Object.entries({ epoch, population }))
      if (list && list.length !== observed.length) wrong(field, `has ${list.length} places, observed has ${observed.length}`)
    if (epoch?.some((period, at) => at > 0 && period <= (epoch[at - 1] ?? period)))
      wrong('epoch', 'does not rise from one period to the next')
    if (Object.keys(results).length === 0) wrong('results', 'names no method')
  })
export type SeriesFile = z.output<typeof Series>

const share = z.number('is a share between 0 and 1').gt(0, 'is a share between 0 and 1').lt(1, 'is a share between 0 and 1')
const means = z.union([z.number().min(0), z.array(z.number().min(0))], 'is a mean, or one for each judged period').nullish()
const ears = z.looseObject({
  baseline: fewFrom(2).optional(),
  lag: fewFrom(0).optional(),
  alpha: share.optional(),
  minSigma: z.number().min(0).optional(),
})
const farrington = z.looseObject({
  b: fewFrom(1).optional(),
  w: fewFrom(0).optional(),
  noPeriods: fewFrom(1).optional(),
  pastWeeksNotIncluded: fewFrom(0).nullish(),
  reweight: z.boolean('is true or false').optional(),
  weightsThreshold: z.number('is a number').optional(),
  alpha: share.optional(),
  trend: z.boolean('is true or false').optional(),
  pThresholdTrend: z.number('is a number').min(0).optional(),
  limit54: z.array(z.number().min(0), 'is [cases, periods]').length(2, 'is [cases, periods]').optional(),
  thresholdMethod: z.enum(['nbPlugin', 'delta', 'muan'], 'is one of nbPlugin, delta, muan').optional(),
  powertrans: z.enum(['2/3', '1/2', 'none'], 'is one of "2/3", "1/2", "none"').optional(),
  populationOffset: z.boolean('is true or false').optional(),
})
const controls: Record<string, z.ZodType<Record<string, unknown>>> = {
  earsC1: ears,
  earsC2: ears,
  earsC3: ears,
  farringtonFlexible: farrington,
  farringtonOriginal: farrington,
  cusum: z.looseObject({
    k: z.number('is a number').optional(),
    h: z.number('is a number').optional(),
    m: means,
    trans: z
      .enum(['rossi', 'standard', 'anscombe', 'pearsonNegBin', 'none'], 'is one of rossi, standard, anscombe, pearsonNegBin, none')
      .optional(),
    alpha: z
      .number('is a number')
      .min(0)
      .nullish()
      .transform((alpha) => alpha ?? undefined),
    reset: z.boolean('is true or false').optional(),
  }),
  nbCusum: z.looseObject({
    mu0: z.union([z.number().min(0), z.array(z.number().min(0))], 'is the mean in quiet times, or one for each judged period'),
    alpha: z.number('is a number').min(0, 'is below 0').optional(),
    theta: z.number('is a number').optional(),
    cARL: z.number('is a number').positive('is above 0').optional(),
  }),
}

/** @throws Error naming the file and the field */
export function readSeries(path: string): SeriesFile {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Error(`There is no file ${path}`)
  const series = Series.safeParse(parsed(path))
  if (!series.success) throw new Error(`${path}: ${firstOf(series.error)}`)
  return series.data
}

/** One entry of `results`. @throws Error naming the field */
export function readMethod(name: string, given: unknown, periods: number) {
  const known = methodOf(name)
  const control = known && controls[known]
  if (!control) throw new Error(`results.${name}: there is no such method; there are ${methodNames.join(', ')}`)
  const Asked = z.object(
    { control: control.default({}), from: wholeFrom(1).max(periods, `lies after the last period (${periods})`) },
    'is {control, from}',
  )
  const asked = Asked.safeParse(given)
  if (!asked.success) throw new Error(firstOf(asked.error, `results.${name}`))
  return asked.data
}

/**
 * The days of the periods, where the epoch tells days since 1970-01-01: it says so, or steps like weeks or months, or counts days and does not
 * start at the beginning of its own count. Else it is an index, and years are counted by `frequency`.
 */
export function daysOf({ epoch, epochAsDate, frequency }: SeriesFile): number[] | undefined {
  if (!epoch || epochAsDate !== undefined) return epochAsDate ? epoch : undefined
  const [first = 0] = epoch
  const step = epoch.length > 1 ? ((epoch.at(-1) ?? first) - first) / (epoch.length - 1) : 0
  const isDays = frequency >= 360 ? first > MOST_INDEX : step >= 6
  return isDays ? epoch : undefined
}

/** Ten years of days: an index of days starts below, days since 1970 above (1980). */
const MOST_INDEX = 3652

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch {
    throw new Error(`${path} is not JSON`)
  }
}

function firstOf(error: z.ZodError, within = ''): string {
  const issue = error.issues[0]
  const path = (issue?.path ?? []).reduce<string>(
    (place, key) => (typeof key === 'number' ? `${place}[${key}]` : place ? `${place}.${String(key)}` : String(key)),
    within,
  )
  return `${path ? `${path}: ` : ''}${issue?.message}`
}
