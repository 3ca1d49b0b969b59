import { z } from 'zod'
import { Status, TreeCode } from './codes.ts'
import { Id, Instant, listOf } from './primitives.ts'

/** What complaints are counted by. */
export const SeriesDimension = z.enum(['category', 'product', 'region', 'node', 'unit', 'channel'])
const value = z.string().trim().min(1).max(80)

export const SeriesPart = z.object({ dimension: SeriesDimension, value: z.string(), name: z.string() })
export const Series = z.object({
  id: z.number().int(),
  /** `华东·冰箱·异响`; without parts all complaints together. */
  name: z.string(),
  parts: z.array(SeriesPart),
})

/** 可选的序列: values of one dimension, the busiest of the last four weeks first. */
export const SeriesListQuery = z.strictObject({ dimension: SeriesDimension, q: z.string().trim().max(80).optional() })
export const SeriesList = listOf(Series.extend({ cases: z.number().int(), lastFourWeeks: z.number().int() }))

/** Which series: the parts that are given, all complaints without any. */
export const SeriesPick = z.strictObject({
  category: TreeCode.optional(),
  product: value.optional(),
  region: value.optional(),
  node: value.optional(),
  unit: Id.optional(),
  channel: value.optional(),
  days: z.coerce.number().int().min(14).max(730).default(90),
})

export const SeriesPoint = z.object({
  day: z.iso.date(),
  count: z.number().int(),
  /** What its history makes of the day, and between what 95 of 100 ordinary days lie; null while too little is known. */
  expected: z.number().nullable(),
  low: z.number().int().nullable(),
  high: z.number().int().nullable(),
})
export const NewWord = z.object({
  word: z.string(),
  /** In so many of the cases, and of the eight weeks before. */
  here: z.number().int(),
  of: z.number().int(),
  before: z.number().int(),
  beforeOf: z.number().int(),
  /** Log-odds over its standard error. */
  z: z.number(),
})
export const Surge = z.object({
  id: Id,
  /** Where it was found: the series asked for, or one that lies in it. */
  series: Series,
  /** Found within the day, or by the look at days. */
  grain: z.enum(['hour', 'day']),
  day: z.iso.date(),
  at: Instant,
  since: Instant,
  observed: z.number().int(),
  expected: z.number(),
  low: z.number().int(),
  high: z.number().int(),
  p: z.number(),
  method: z.string(),
  words: z.array(NewWord),
  warningId: Id.nullable(),
})
/** 水平变化: from this day on another level for good, in cases a day of the usual kind. */
export const SeriesChange = z.object({ day: z.iso.date(), before: z.number(), after: z.number() })
/** 量的走势 of one series; null where nothing was ever counted so. */
export const SeriesCourse = z.object({
  series: Series.nullable(),
  points: z.array(SeriesPoint),
  /** Live cases of today and yesterday by the hour. */
  hours: z.array(z.object({ hour: Instant, count: z.number().int() })),
  /** Its own, those of what lies in it, and those that lifted it as well; oldest first. */
  surges: z.array(Surge),
  /** Of up to three years, oldest first. */
  changes: z.array(SeriesChange),
})

export const SeriesCasesQuery = z.strictObject({ from: z.iso.date(), to: z.iso.date().optional() })
export const SeriesCase = z.object({
  id: Id,
  number: z.string(),
  subject: z.string(),
  status: Status,
  stage: z.number().int().nullable(),
  category: TreeCode.nullable(),
  product: z.string().nullable(),
  region: z.string().nullable(),
  receivedAt: Instant,
})
/** The cases of a point that the person may see; `counted` is the figure of the point. */
export const SeriesCases = listOf(SeriesCase).extend({ counted: z.number().int() })

/** 预警里的突增: its course with the band, which words are new, and what else it explains. */
export const WarningSurge = SeriesCourse.extend({ surge: Surge, explains: z.array(Series) })

export type SeriesDimension = z.infer<typeof SeriesDimension>
export type SeriesPart = z.infer<typeof SeriesPart>
export type Series = z.infer<typeof Series>
export type SeriesList = z.infer<typeof SeriesList>
export type SeriesPick = z.infer<typeof SeriesPick>
export type SeriesChange = z.infer<typeof SeriesChange>
export type SeriesPoint = z.infer<typeof SeriesPoint>
export type SeriesCourse = z.infer<typeof SeriesCourse>
export type SeriesCase = z.infer<typeof SeriesCase>
export type SeriesCases = z.infer<typeof SeriesCases>
export type Surge = z.infer<typeof Surge>
export type NewWord = z.infer<typeof NewWord>
export type WarningSurge = z.infer<typeof WarningSurge>
