import { z } from 'zod'
import { CaseRow } from './cases.ts'
import { Id, Instant, Interval, listOf, oneOrMore, PageQuery } from './primitives.ts'

/** 指标 of rules §5, by their names. */
export const MeasureName = z.enum([
  'complaints',
  'accepted',
  'closed',
  'firstResponseMinutes',
  'onTimeResponseRatio',
  'resolutionMinutes',
  'resolutionMinutesWithRest',
  'closureRatio',
  'onTimeClosureRatio',
  'onTimeHandlingRatio',
  'firstContactResolutionRatio',
  'reopenRatio',
  'escalationRatio',
  'outOfChannelRatio',
  'substantiatedRatio',
  'unsubstantiatedRatio',
  'overturnedRatio',
  'satisfactionRatio',
  'surveyResponseRatio',
  'recoveryRatio',
  'sendBackRatio',
  'movesPerCase',
  'compensationRatio',
  'overLimitRatio',
  'rootCauseRatio',
  'complaintsPer10k',
  'complaintsPerMillion',
  'complaintsPer10kOrders',
  'repeatRatio',
  'handlingCostFen',
  'ownCostFen',
  'remedyCostFen',
  'outsideCostFen',
  'actionOnTimeRatio',
  'actionEffectiveRatio',
  'recurrenceRateRatio',
  'warningPrecision',
  'warningRecall',
  'warningLeadHours',
  'falseAlarmsPerSeriesMonth',
  'riskPrecisionAtK',
  'repurchaseRatio',
  'repurchaseSolvedFastRatio',
  'repurchaseSolvedRatio',
  'repurchaseUnsolvedRatio',
  'reachedAcceptanceRatio',
  'reachedDispatchRatio',
  'reachedAnswerRatio',
  'reachedFollowUpRatio',
  'reachedClosureRatio',
  'dispatchedCases',
  'inHand',
  'overdueInHand',
  'causesFound',
  'customerAgainRatio',
  'customerKeptRatio',
  'customerLeftRatio',
  'customerSilentRatio',
])

/** By what figures are cut: a property of the case, or time; `weekday` 1 (Monday) to 7, `hour` 00 to 23, both in the tenant's zone. */
export const MeasureCut = z.enum([
  'category',
  'product',
  'node',
  'region',
  'channel',
  'unit',
  'handler',
  'severity',
  'version',
  'tier',
  'day',
  'week',
  'month',
  'weekday',
  'hour',
  'cause',
])

/** `count` of cases, `share` 0–1, `minutes`, `hours`, `times` a case, `rate` per so many as the title says, `ratio` of two rates, `fen`. */
export const MeasureUnit = z.enum(['count', 'share', 'minutes', 'times', 'hours', 'rate', 'ratio', 'fen'])

/** What stands behind a figure: cases (`/measures/:name/rows`; of `customers` one case each), rows of other modules (`/measures/:name/items`), or nothing. */
export const MeasureRowsOf = z.enum(['cases', 'customers', 'items', 'none'])

/** Why there is no value though there may be data: no exposure or rates are given, it cannot be cut or filtered so, it is not the person's to see. */
export const MeasureLack = z.enum(['exposure', 'rates', 'cut', 'right'])

/** Words in both languages. */
const Words = z.object({ zh: z.string(), en: z.string() })
export const MeasureDefinition = z.object({
  name: MeasureName,
  unit: MeasureUnit,
  title: Words,
  /** The formula in words. */
  formula: Words,
  /** What falls into the period by which instant, and what is left out. */
  counted: Words,
  source: z.string(),
  /** Whether more is better; null where neither is. */
  moreIsBetter: z.boolean().nullable(),
  /** By what it can be cut; by anything else it has no rows. */
  cuts: z.array(MeasureCut),
  rowsOf: MeasureRowsOf,
  /** Whether it can be cut by two properties at once. */
  pivots: z.boolean(),
})
export const MeasureDefinitions = listOf(MeasureDefinition)

/** A day of the tenant's zone, or an instant. */
const Moment = z.union([z.iso.date(), Instant])
export const MeasureFilter = {
  category: z.string().max(100).optional().describe('with everything below it'),
  channel: z.string().max(40).optional(),
  product: z.string().max(200).optional(),
  node: z.string().max(200).optional(),
  region: z.string().max(200).optional(),
  unitId: Id.optional(),
  handlerId: Id.optional(),
  personId: Id.optional().describe('handler who had it last, where it came to none the agent'),
  flow: z
    .string()
    .regex(/^(desk|[0-9a-f-]{36})>(desk|[0-9a-f-]{36})$/)
    .optional()
    .describe('between whom it went: `from>to`, each a unit or `desk`'),
}
/** [from, to): without `to` up to now, without `from` the thirty days before. */
export const MeasureMoment = { from: Moment.optional(), to: Moment.optional() }

export const MeasuresQuery = z.strictObject({
  names: oneOrMore(MeasureName),
  ...MeasureMoment,
  by: MeasureCut.optional(),
  ...MeasureFilter,
})

/**
 * One figure. `value` is null where there is not enough data (`enough` false) or nothing to count. Of minutes `value` is the median and `p90` the
 * ninth decile, and `denominator` says of how many; of counts `denominator` is null.
 */
export const MeasureFigure = z.object({
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
  p90: z.number().nullable(),
  /** 95 %: Wilson of shares, exact Poisson of counts. */
  interval: Interval,
  enough: z.boolean(),
  lacks: MeasureLack.optional(),
})
export const MeasureRow = MeasureFigure.extend({ key: z.string(), name: z.string().nullable() })
export const Measured = z.object({
  name: MeasureName,
  unit: MeasureUnit,
  total: MeasureFigure,
  /** The period as long before. */
  previous: MeasureFigure,
  /** The same days of the year before. */
  lastYear: MeasureFigure,
  rows: z.array(MeasureRow),
  /** Where the rows behind the total are read; of a row of the cut with `&key=` and its key. */
  links: z.object({ numerator: z.string().nullable(), denominator: z.string().nullable() }),
})
export const MeasuresAnswer = z.object({
  from: Instant,
  to: Instant,
  by: MeasureCut.nullable(),
  /** Up to which event of the feed everything is counted. */
  sequence: z.number().int(),
  /** How much is counted anew already, 0–1, while that runs; null when nothing is. */
  recounting: z.number().nullable(),
  measures: z.array(Measured),
})

/** 透视: measures by two cuts at once; without `columns` by one. */
export const PivotQuery = z
  .strictObject({
    names: z.preprocess((given) => [given].flat().flatMap((part) => String(part).split(',')), z.array(MeasureName).min(1).max(3)),
    rows: MeasureCut,
    columns: MeasureCut.optional(),
    ...MeasureMoment,
    ...MeasureFilter,
  })
  .refine(({ rows, columns }) => rows !== columns, { path: ['columns'], message: '行和列不能按同一项拆分' })
export const PivotFileQuery = PivotQuery.safeExtend({ format: z.enum(['csv', 'xlsx']).default('xlsx') })

export const PivotKey = z.object({ key: z.string(), name: z.string().nullable() })
/** Totals are counted of the whole, never summed of the cells: a share of all is no sum of shares. */
export const PivotAnswer = z.object({
  from: Instant,
  to: Instant,
  rows: MeasureCut,
  columns: MeasureCut.nullable(),
  sequence: z.number().int(),
  rowKeys: z.array(PivotKey),
  /** One without a name where there are no columns. */
  columnKeys: z.array(PivotKey),
  /** Keys that are too many to show; the totals count them all the same. */
  more: z.object({ rows: z.number().int(), columns: z.number().int() }),
  measures: z.array(
    z.object({
      name: MeasureName,
      unit: MeasureUnit,
      total: MeasureFigure,
      rowTotals: z.array(MeasureFigure),
      columnTotals: z.array(MeasureFigure),
      /** By row, then by column; null where nothing fell. */
      cells: z.array(z.array(MeasureFigure.nullable())),
    }),
  ),
})

/** The cases behind a figure: `part` of a share, `key` of a cut; '' for those without the value. */
export const MeasureRowsQuery = PageQuery.extend({
  part: z.enum(['numerator', 'denominator']).default('denominator'),
  ...MeasureMoment,
  by: MeasureCut.optional(),
  key: z.string().max(200).optional(),
  /** The second cut of a pivot's cell, and its key. */
  across: MeasureCut.optional(),
  acrossKey: z.string().max(200).optional(),
  ...MeasureFilter,
})
export const MeasureCaseRow = z.object({ case: CaseRow, cycle: z.number().int(), at: Instant, value: z.number().nullable() })
export const MeasureCaseList = listOf(MeasureCaseRow)

/** A row of another module behind a figure: an action, a warning, a case that went outside. */
export const MeasureItem = z.object({
  id: z.string(),
  title: z.string(),
  /** Its page. */
  href: z.string().nullable(),
  at: Instant,
  /** Whether it is in the numerator. */
  counts: z.boolean(),
  value: z.number().nullable(),
})
export const MeasureItemsQuery = z.strictObject({
  ...MeasureMoment,
  part: z.enum(['numerator', 'denominator']).default('denominator'),
  unitId: Id.optional(),
  by: MeasureCut.optional(),
  key: z.string().max(200).optional(),
})
export const MeasureItemList = listOf(MeasureItem)
export const MeasureParams = z.object({ name: MeasureName })

export type MeasureName = z.infer<typeof MeasureName>
export type MeasureCut = z.infer<typeof MeasureCut>
export type MeasureUnit = z.infer<typeof MeasureUnit>
export type MeasureDefinition = z.infer<typeof MeasureDefinition>
export type MeasuresQuery = z.infer<typeof MeasuresQuery>
export type MeasureFigure = z.infer<typeof MeasureFigure>
export type MeasureRow = z.infer<typeof MeasureRow>
export type Measured = z.infer<typeof Measured>
export type MeasuresAnswer = z.infer<typeof MeasuresAnswer>
export type PivotQuery = z.infer<typeof PivotQuery>
export type PivotAnswer = z.infer<typeof PivotAnswer>
export type MeasureRowsQuery = z.infer<typeof MeasureRowsQuery>
export type MeasureCaseList = z.infer<typeof MeasureCaseList>
export type MeasureLack = z.infer<typeof MeasureLack>
export type MeasureRowsOf = z.infer<typeof MeasureRowsOf>
export type MeasureItem = z.infer<typeof MeasureItem>
export type MeasureItemList = z.infer<typeof MeasureItemList>
