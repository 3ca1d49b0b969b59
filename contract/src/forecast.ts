import { z } from 'zod'
import { Id, IdParams, Instant, line, listOf, Named, Reason, Version } from './primitives.ts'

/** A day of the tenant's zone, YYYY-MM-DD. */
const Day = z.iso.date()

/** 预测范围: all, a unit, a category of level 1, a region. */
export const ForecastScope = z.enum(['all', 'unit', 'category', 'region'])
/** 均值 · 上周同日 · 指数平滑 · 日历回归 · 两者之间 */
export const ForecastMethod = z.enum(['mean', 'naive', 'ets', 'calendar', 'mix'])
const Sum = z.object({ expected: z.number(), low: z.number(), high: z.number() })

export const ForecastRow = z.object({
  id: Id,
  scope: ForecastScope,
  key: z.string(),
  name: z.string(),
  method: ForecastMethod,
  /** false: fewer than eight weeks are known; a mean with a wide interval. */
  enough: z.boolean(),
  historyDays: z.number().int(),
  /** Error in units of the error of "each day as a week ago", on the last weeks; that of the naive forecast itself; share of days within 80 %. */
  mase: z.number().nullable(),
  naiveMase: z.number().nullable(),
  coverage: z.number().nullable(),
  /** Sums of seven days. */
  weeks: z.array(Sum),
})
export const ForecastList = listOf(ForecastRow).extend({ madeOn: Day.nullable(), at: Instant.nullable() })

export const ForecastDay = Sum.extend({ day: Day, low95: z.number(), high95: z.number(), kind: z.string().nullable() })
/** What a forecast said, beside what came: by how many days ahead it was. */
export const ForecastAccuracy = z.object({
  ahead: z.enum(['1', '2-7', '8-28']),
  days: z.number().int(),
  meanError: z.number(),
  naiveError: z.number(),
  /** Mean of expected − came: above nothing, too much was expected. */
  bias: z.number(),
  coverage: z.number(),
})
export const ForecastDetail = ForecastRow.extend({
  madeOn: Day,
  at: Instant,
  history: z.array(z.object({ day: Day, count: z.number().int() })),
  days: z.array(ForecastDay),
  effects: z.array(z.object({ kind: z.string(), factor: z.number(), days: z.number().int() })),
  accuracy: z.array(ForecastAccuracy),
  /** What was expected of past days a week before (or the nearest before that), beside what came. */
  past: z.array(z.object({ day: Day, count: z.number().int(), expected: z.number(), low: z.number(), high: z.number() })),
})

/** 人手提示: people needed a day. */
export const Staffing = z.object({
  days: z.array(z.object({ day: Day, kind: z.string().nullable() })),
  productiveMinutes: z.number().int(),
  rows: z.array(
    z.object({
      kind: z.enum(['all', 'unit', 'group']),
      id: Id.nullable(),
      name: z.string(),
      people: z.number().int(),
      minutesPerCase: z.number().nullable(),
      /** Set by a person, measured of this unit, measured of the company for want of the unit's own, or not known. */
      minutesFrom: z.enum(['set', 'measured', 'company', 'missing']),
      /** Cases the measurement rests on. */
      measuredOn: z.number().int(),
      cells: z.array(
        z.object({
          expected: z.number(),
          high: z.number(),
          needed: z.number().nullable(),
          neededHigh: z.number().nullable(),
          short: z.boolean(),
        }),
      ),
    }),
  ),
})

export const ForecastSetting = z.object({
  productiveMinutes: z.number().int().min(60).max(720),
  minutesPerCase: z.number().int().min(1).max(2_880).nullable(),
  /** So many days before an expected peak a warning is raised. */
  warnDays: z.number().int().min(1).max(28),
  /** A peak: three days in a row expected at so many times the usual. */
  peakRatio: z.number().min(1.05).max(10),
  version: z.number().int(),
})
export const ForecastSettingChange = z.strictObject({ ...ForecastSetting.shape, version: Version })

/** 3·15 · 618 · 双11 · 台风 · 迎峰度夏 · 其他 */
export const PeakCode = z.enum(['consumerDay', 'midYear', 'double11', 'typhoon', 'summer', 'other'])
export const PeakMode = z.object({
  id: Id,
  code: PeakCode,
  name: z.string(),
  startsOn: Day,
  endsOn: Day.nullable(),
  factor: z.number().nullable(),
  plan: z.string(),
  notice: z.string(),
  state: z.enum(['planned', 'running', 'ended']),
  madeAt: Instant,
  by: Named.nullable(),
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  endedBy: Named.nullable(),
  endReason: z.string().nullable(),
  version: z.number().int(),
})
export const PeakModeList = listOf(PeakMode)
export const PeakModeInput = z.strictObject({
  code: PeakCode,
  name: line(60),
  startsOn: Day,
  /** Left out: until a person ends it. */
  endsOn: Day.optional(),
  factor: z.number().min(0.2).max(20).optional(),
  plan: z.string().trim().max(2_000).default(''),
  notice: line(200),
})
export const PeakModeEnding = z.strictObject({ reason: Reason, version: Version.optional() })

export const ReportState = z.enum(['waiting', 'making', 'draft', 'finished', 'failed'])
export const ReportRow = z.object({
  id: Id,
  title: z.string(),
  kind: z.enum(['weekly', 'onDemand']),
  fromDay: Day,
  toDay: Day,
  state: ReportState,
  progress: z.number(),
  step: z.string(),
  askedAt: Instant,
  askedBy: Named.nullable(),
  madeAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  finishedBy: Named.nullable(),
  version: z.number().int(),
})
export const ReportList = listOf(ReportRow)
/** Days it is about; left out, the last whole week. */
export const ReportInput = z.strictObject({ title: line(100).optional(), fromDay: Day.optional(), toDay: Day.optional() })

export const ReportMeasure = z.strictObject({ text: line(500), ownerId: Id.nullable().default(null), dueOn: Day.nullable().default(null) })
const texts = { title: line(120), happened: z.string().max(8_000), why: z.string().max(8_000), coming: z.string().max(8_000) }
/** What the machine counted: of the days told of, and before; the course with what is expected. */
export const ReportFigures = z.object({
  count: z.number(),
  before: z.number(),
  /** Exact interval of the rate ratio to the weeks before; null where too little is known. */
  ratio: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  weeksBefore: z.number(),
  nextWeek: Sum.nullable(),
  history: z.array(z.object({ day: Day, count: z.number() })),
  expected: z.array(z.object({ day: Day, expected: z.number(), low: z.number(), high: z.number() })),
  words: z.array(z.string()),
  /** Where its rows are: a query of the case list. */
  cases: z.record(z.string(), z.string()),
})
export const ReportSection = z.object({
  no: z.number().int(),
  about: z.enum(['overview', 'category', 'riskPoint', 'topic', 'conclusion']),
  ...texts,
  measures: z.array(z.object({ text: z.string(), owner: Named.nullable(), dueOn: Day.nullable() })),
  figures: ReportFigures.nullable(),
  version: z.number().int(),
  changedAt: Instant.nullable(),
  changedBy: Named.nullable(),
})
export const ReportDetail = ReportRow.extend({ sections: z.array(ReportSection), can: z.object({ edit: z.boolean() }) })
export const ReportSectionParams = IdParams.extend({ no: z.coerce.number().int().min(1).max(200) })
export const ReportSectionChange = z.strictObject({ ...texts, measures: z.array(ReportMeasure).max(20), version: Version })
export const ReportSectionPast = listOf(
  z.object({ ...texts, version: z.number().int(), changedAt: Instant.nullable(), changedBy: Named.nullable() }),
)
export const ReportFinish = z.strictObject({ version: Version })
export const ReportFormat = z.object({ id: Id, format: z.enum(['pdf', 'docx']) })

export type ForecastScope = z.infer<typeof ForecastScope>
export type ForecastRow = z.infer<typeof ForecastRow>
export type ForecastList = z.infer<typeof ForecastList>
export type ForecastDetail = z.infer<typeof ForecastDetail>
export type ForecastAccuracy = z.infer<typeof ForecastAccuracy>
export type Staffing = z.infer<typeof Staffing>
export type ForecastSetting = z.infer<typeof ForecastSetting>
export type PeakCode = z.infer<typeof PeakCode>
export type PeakMode = z.infer<typeof PeakMode>
export type PeakModeList = z.infer<typeof PeakModeList>
export type ReportRow = z.infer<typeof ReportRow>
export type ReportList = z.infer<typeof ReportList>
export type ReportDetail = z.infer<typeof ReportDetail>
export type ReportSection = z.infer<typeof ReportSection>
export type ReportFigures = z.infer<typeof ReportFigures>
