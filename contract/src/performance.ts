import { z } from 'zod'
import { Id, Instant, Interval, line, listOf, Named, oneOrMore, PageQuery, Reason, Version } from './primitives.ts'
import { Month } from './risk-points.ts'

/** 评分项: the sides a sheet looks at. */
export const performanceCriteria = ['adherence', 'timeliness', 'effectiveness', 'satisfaction', 'finding', 'coaching'] as const
export const PerformanceCriterion = z.enum(performanceCriteria)

/** What is counted, each said so that more is better. */
export const performanceLines = [
  'kept',
  'closureInTime',
  'handlingInTime',
  'contactInTime',
  'closureDone',
  'notReopened',
  'notCameAgain',
  'satisfied',
  'finding',
  'coached',
] as const
export const PerformanceLine = z.enum(performanceLines)

/** Why a row does not count. */
export const PerformanceLeftOut = z.enum(['merged', 'restricted', 'absent', 'cameLate', 'open', 'appealed', 'objection'])
export const SheetKind = z.enum(['person', 'unit'])
/** `prepared` nobody sees it yet · `shown` to the person alone · `open` to the lead as well · `locked`. */
export const SheetState = z.enum(['prepared', 'shown', 'open', 'locked'])

const Points = z.number().min(0).max(100)

/** 权重与规则: with which month it begins to count. */
export const PerformanceRules = z.strictObject({
  /** How much each side weighs; what has no points gives its weight to the others. */
  weights: z.strictObject(
    Object.fromEntries(performanceCriteria.map((name) => [name, z.number().int().min(0).max(100)])) as Record<
      (typeof performanceCriteria)[number],
      z.ZodNumber
    >,
  ),
  /** 样本不足: below so many rows a figure gives no points. */
  fewest: z.number().int().min(5).max(100),
  /** Working days the person has before the lead sees the sheet. */
  ownDays: z.number().int().min(1).max(20),
  /** Points a finding that counts against somebody takes off. */
  pointsPerFinding: z.number().int().min(1).max(100),
  /** Day of the next month from which sheets are prepared. */
  prepareDay: z.number().int().min(1).max(15),
})
export const PerformanceRulesInput = z.strictObject({
  effectiveMonth: Month,
  rules: PerformanceRules.refine(({ weights }) => Object.values(weights).some((weight) => weight > 0), {
    path: ['weights'],
    message: '至少一项有权重',
  }),
  reason: Reason,
})
export const PerformanceRulesVersion = z.object({
  id: Id.nullable(),
  effectiveMonth: Month.nullable(),
  state: z.enum(['inForce', 'coming', 'past']),
  rules: PerformanceRules,
  reason: z.string().nullable(),
  madeAt: Instant.nullable(),
  by: Named.nullable(),
})
export const PerformanceRulesList = listOf(PerformanceRulesVersion)

/**
 * One figure. `count` of `of` went well. Of cases `observed` did not, `expected` would not have with everybody's rates in the same categories and
 * severities, and `ratio` is observed ÷ expected with its exact 95 % interval; `adjusted` is the share that follows.
 */
export const PerformanceFigure = z.object({
  line: PerformanceLine,
  count: z.number().int(),
  of: z.number().int(),
  value: z.number().nullable(),
  interval: Interval,
  observed: z.number().int(),
  expected: z.number().nullable(),
  ratio: z.number().nullable(),
  ratioInterval: Interval,
  verdict: z.enum(['better', 'asExpected', 'worse', 'notEnough', 'notCompared']),
  adjusted: z.number().nullable(),
  points: Points.nullable(),
  /** Of satisfaction: how many were asked. */
  asked: z.number().int().nullable(),
  leftOut: z.array(z.object({ why: PerformanceLeftOut, count: z.number().int() })),
})
export const PerformanceSide = z.object({
  criterion: PerformanceCriterion,
  weight: z.number(),
  points: Points.nullable(),
  figures: z.array(PerformanceFigure),
})
/** 处理时长 of ordinary talks, in seconds, for information: it gives no points, and talks of complaints are left out. */
export const TalkTime = z.object({ talks: z.number().int(), meanSeconds: z.number().nullable(), leftOut: z.number().int() })

/** The numbers of a sheet as they were at one time. */
export const PerformanceEdition = z.object({
  no: z.number().int(),
  /** `objection`: a row was taken out · `amended`: counted anew after the lock. */
  kind: z.enum(['prepared', 'objection', 'amended']),
  at: Instant,
  by: Named.nullable(),
  reason: z.string().nullable(),
  /** 数据版本: up to which event of the feed everything was counted. */
  sequence: z.number().int(),
  points: Points.nullable(),
  sides: z.array(PerformanceSide),
  /** Different cycles that are counted anywhere. */
  cases: z.number().int(),
  talkTime: TalkTime.nullable(),
})

export const PerformanceObjection = z.object({
  id: Id,
  sheetId: Id,
  month: Month,
  subject: Named,
  line: PerformanceLine,
  key: z.string(),
  case: z.object({ id: Id, number: z.string(), subject: z.string(), visible: z.boolean() }).nullable(),
  reason: z.string(),
  at: Instant,
  by: Named.nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: Named.nullable(),
  verdict: z.enum(['accepted', 'refused']).nullable(),
  reply: z.string().nullable(),
  can: z.object({ decide: z.boolean() }),
})
export const PerformanceObjectionList = listOf(PerformanceObjection)

export const PerformanceSheetRow = z.object({
  id: Id,
  month: Month,
  kind: SheetKind,
  subject: Named,
  unit: Named.nullable(),
  state: SheetState,
  isOwn: z.boolean(),
  points: Points.nullable(),
  cases: z.number().int(),
  openAt: Instant,
  acknowledgedAt: Instant.nullable(),
  lockedAt: Instant.nullable(),
  openObjections: z.number().int(),
  amended: z.boolean(),
})
export const PerformanceSheetList = listOf(PerformanceSheetRow)
export const PerformanceSheetQuery = z.strictObject({
  month: Month.optional(),
  kind: SheetKind.optional(),
  own: z.enum(['true', 'false']).optional(),
  state: oneOrMore(SheetState),
})

export const PerformanceSheet = PerformanceSheetRow.extend({
  version: z.number().int(),
  shownAt: Instant,
  lockedBy: Named.nullable(),
  rules: PerformanceRules,
  /** As locked, else as it stands. */
  edition: PerformanceEdition,
  /** 更正 after the lock, oldest first. */
  amendments: z.array(PerformanceEdition),
  history: z.array(PerformanceEdition.pick({ no: true, kind: true, at: true, by: true, reason: true, sequence: true, points: true })),
  objections: z.array(PerformanceObjection),
  /** The same subject month by month, oldest first. */
  months: z.array(
    z.object({
      id: Id,
      month: Month,
      state: SheetState,
      points: Points.nullable(),
      sides: z.array(PerformanceSide.pick({ criterion: true, points: true, weight: true })),
    }),
  ),
  can: z.object({ acknowledge: z.boolean(), object: z.boolean(), lock: z.boolean(), amend: z.boolean() }),
  /** Why it cannot be locked yet, where the person might otherwise. */
  lockWaits: z.enum(['objections', 'decided', 'days']).nullable(),
})

/** A row behind a figure. `expected`: how often such a case goes wrong for everybody. */
export const PerformanceRow = z.object({
  key: z.string(),
  at: Instant,
  good: z.boolean(),
  expected: z.number().nullable(),
  leftOut: PerformanceLeftOut.nullable(),
  cycle: z.number().int().nullable(),
  category: z.string().nullable(),
  severity: z.string().nullable(),
  case: z.object({ id: Id, number: z.string(), subject: z.string(), visible: z.boolean() }).nullable(),
  finding: z.string().nullable(),
  objection: z.enum(['waiting', 'accepted', 'refused']).nullable(),
})
export const PerformanceRowList = listOf(PerformanceRow)
export const PerformanceRowsQuery = z.strictObject({ line: PerformanceLine, edition: z.coerce.number().int().min(1).optional() })

export const SheetVersion = z.strictObject({ version: Version })
export const ObjectionInput = z.strictObject({ line: PerformanceLine, key: line(200), reason: Reason })
export const ObjectionDecision = z.strictObject({ verdict: z.enum(['accepted', 'refused']), reply: Reason })
export const ObjectionQuery = z.strictObject({ state: z.enum(['waiting', 'decided']).optional() })
export const AmendmentInput = z.strictObject({ reason: Reason, version: Version })
export const SheetExportQuery = z.strictObject({
  format: z.enum(['pdf', 'xlsx']).default('pdf'),
  language: z.enum(['zh', 'en']).default('zh'),
})

/** 缺勤: days on which somebody was away; what ran out in their hands meanwhile does not count against them. */
export const AbsenceInput = z
  .strictObject({ userId: Id, fromDay: z.iso.date(), toDay: z.iso.date(), kind: z.enum(['leave', 'training', 'other']) })
  .refine(({ fromDay, toDay }) => fromDay <= toDay, { path: ['toDay'], message: '结束不能早于开始' })
export const Absence = z.object({
  id: Id,
  person: Named,
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
  kind: z.enum(['leave', 'training', 'other']),
  at: Instant,
  by: Named.nullable(),
})
export const AbsenceList = listOf(Absence)
export const AbsenceQuery = PageQuery.extend({ userId: Id.optional() })
export const PerformanceDone = z.object({ id: Id })

export type PerformanceCriterion = z.infer<typeof PerformanceCriterion>
export type PerformanceLine = z.infer<typeof PerformanceLine>
export type PerformanceLeftOut = z.infer<typeof PerformanceLeftOut>
export type PerformanceRules = z.infer<typeof PerformanceRules>
export type PerformanceRulesInput = z.infer<typeof PerformanceRulesInput>
export type PerformanceRulesVersion = z.infer<typeof PerformanceRulesVersion>
export type PerformanceRulesList = z.infer<typeof PerformanceRulesList>
export type PerformanceFigure = z.infer<typeof PerformanceFigure>
export type PerformanceSide = z.infer<typeof PerformanceSide>
export type PerformanceEdition = z.infer<typeof PerformanceEdition>
export type PerformanceObjection = z.infer<typeof PerformanceObjection>
export type PerformanceObjectionList = z.infer<typeof PerformanceObjectionList>
export type PerformanceSheetRow = z.infer<typeof PerformanceSheetRow>
export type PerformanceSheetList = z.infer<typeof PerformanceSheetList>
export type PerformanceSheetQuery = z.infer<typeof PerformanceSheetQuery>
export type PerformanceSheet = z.infer<typeof PerformanceSheet>
export type PerformanceRow = z.infer<typeof PerformanceRow>
export type PerformanceRowList = z.infer<typeof PerformanceRowList>
export type SheetState = z.infer<typeof SheetState>
export type SheetKind = z.infer<typeof SheetKind>
export type TalkTime = z.infer<typeof TalkTime>
export type ObjectionInput = z.infer<typeof ObjectionInput>
export type ObjectionDecision = z.infer<typeof ObjectionDecision>
export type Absence = z.infer<typeof Absence>
export type AbsenceInput = z.infer<typeof AbsenceInput>
export type AbsenceList = z.infer<typeof AbsenceList>
