import { z } from 'zod'
import { CustomerTier, Severity, Status, TreeCode } from './codes.ts'
import { Id, Instant, line, listOf, Named, oneOrMore, PageQuery, Reason, Version } from './primitives.ts'

/** 回访: the plan, the call list, the survey by link and low scores. Source: docs/rules/follow-up.md */

/** 电话 · 问卷链接 · 先发链接，没有填再打 · 不回访 */
export const FollowUpChannel = z.enum(['call', 'link', 'linkThenCall', 'none'])
const WorkingMinutes = z.number().int().min(0).max(28_800)

/** One line of the plan; the first that fits an answered case counts. Times are working minutes of who calls, from the answer on. */
export const FollowUpPlanRule = z.strictObject({
  /** With everything below it; null: every category. */
  category: TreeCode.nullable(),
  /** None: every severity. */
  severities: z.array(Severity).max(4),
  /** The category whose process binds the case, `company` for the company's own; null: every process. */
  process: z.union([TreeCode, z.literal('company')]).nullable(),
  channel: FollowUpChannel,
  /** Nobody calls before: the solution must have had time to hold. */
  afterMinutes: WorkingMinutes,
  /** Called by then. */
  dueMinutes: WorkingMinutes.min(15),
  tries: z.number().int().min(1).max(10),
  retryMinutes: WorkingMinutes.min(15),
  /** Who calls; null: everybody who may. */
  unitId: Id.nullable(),
})
export const SurveySettings = z.strictObject({
  /** 有效天数 of a link. */
  validDays: z.number().int().min(1).max(60),
  /** Asked again so often while nobody answered, and after so many hours. */
  reminders: z.number().int().min(0).max(2),
  remindAfterHours: z.number().int().min(12).max(720),
  /** SERVQUAL 简表, NPS 推荐意愿 beside the score. */
  servqual: z.boolean(),
  nps: z.boolean(),
})
export const FollowUpPlan = z.strictObject({
  /** The last line fits every case. */
  rules: z.array(FollowUpPlanRule).min(1).max(40),
  survey: SurveySettings,
  /** 低分: this score and below. */
  lowAt: z.number().int().min(1).max(3),
})
export const FollowUpPlanInput = z.strictObject({ definition: FollowUpPlan, reason: Reason, effectiveFrom: Instant.optional() })
export const FollowUpPlanVersion = z.object({
  id: Id.nullable(),
  effectiveFrom: Instant.nullable(),
  state: z.enum(['inForce', 'coming', 'past']),
  definition: FollowUpPlan,
  reason: z.string().nullable(),
  madeAt: Instant.nullable(),
  by: Named.nullable(),
})
export const FollowUpPlanList = listOf(FollowUpPlanVersion)

/** 已解决 · 没有解决 · 联系不上 · 客户自己填了问卷 · 问卷过期 · 工单已经改变 */
export const FollowUpEnd = z.enum(['resolved', 'notResolved', 'unreached', 'answeredOnline', 'expired', 'moved'])
/** 待发 · 已发 · 已填 · 过期 */
export const SurveyState = z.enum(['toSend', 'sent', 'answered', 'expired'])

export const FollowUp = z.object({
  id: Id,
  caseId: Id,
  number: z.string(),
  subject: z.string(),
  category: TreeCode.nullable(),
  severity: Severity.nullable(),
  status: Status,
  cycle: z.number().int(),
  customer: z.object({ id: Id, name: z.string(), tier: CustomerTier }).nullable(),
  channel: FollowUpChannel,
  owner: Named.nullable(),
  /** The case was answered. */
  at: Instant,
  opensAt: Instant,
  dueAt: Instant,
  /** Not before `opensAt`. */
  waits: z.boolean(),
  overdue: z.boolean(),
  attempts: z.number().int(),
  tries: z.number().int(),
  state: z.enum(['open', 'done']),
  ended: FollowUpEnd.nullable(),
  doneAt: Instant.nullable(),
  survey: z.object({ state: SurveyState, expiresAt: Instant }).nullable(),
  version: z.number().int(),
})
export const FollowUpListQuery = PageQuery.extend({
  of: z.enum(['mine', 'all']).default('mine'),
  state: z.enum(['open', 'overdue', 'done']).default('open'),
  channel: oneOrMore(FollowUpChannel),
  caseId: Id.optional(),
})
export const FollowUpList = listOf(FollowUp)

/** 回访话术: what to say, step by step; whoever calls may leave it. */
export const FollowUpScript = z.object({
  steps: z.array(z.object({ step: z.enum(['open', 'solved', 'score', 'wish', 'close']), says: z.array(z.string()) })),
  avoid: z.array(z.string()),
})
export const FollowUpDetail = FollowUp.extend({
  /** Masked. */
  phone: z.string().nullable(),
  answer: z.object({ text: z.string(), at: Instant, by: Named.nullable() }).nullable(),
  calls: z.array(
    z.object({
      id: Id,
      at: Instant,
      by: Named.nullable(),
      verdict: z.enum(['resolved', 'notResolved', 'unreached']),
      note: z.string(),
    }),
  ),
  script: FollowUpScript,
  caseVersion: z.number().int(),
  can: z.object({ register: z.boolean(), assign: z.boolean(), link: z.boolean() }),
})
export const FollowUpAssignment = z.strictObject({ ownerId: Id.nullable(), version: Version.optional() })

/** 问卷链接: shown once; another asking makes another link to the same survey. */
export const SurveyLink = z.object({ surveyId: Id, address: z.string(), expiresAt: Instant })

/** SERVQUAL: 有形性 可靠性 响应性 保证性 移情性 */
export const ServqualDimension = z.enum(['tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy'])
const Score = z.number().int().min(1).max(5)
const PerDimension = z.partialRecord(ServqualDimension, Score)
/** Of what a customer writes, in characters. */
export const longestSurveyText = 2_000
/** What a customer said; everything may be left out but one of the first two. */
export const SurveyAnswer = z
  .strictObject({
    solved: z.boolean().optional(),
    satisfaction: Score.optional(),
    nps: z.number().int().min(0).max(10).optional(),
    /** What is still to be done: passed on to who handles the case. */
    unsolved: line(longestSurveyText).optional(),
    /** Open words: not shown to who handled the case before it is over. */
    comment: line(longestSurveyText).optional(),
    expected: PerDimension.optional(),
    perceived: PerDimension.optional(),
  })
  .refine(({ solved, satisfaction }) => solved !== undefined || satisfaction !== undefined, {
    path: ['satisfaction'],
    message: '请选择是否解决，或打一个分',
  })

export const SurveyRow = z.object({
  id: Id,
  caseId: Id,
  number: z.string(),
  subject: z.string(),
  status: Status,
  category: TreeCode.nullable(),
  unit: Named.nullable(),
  cycle: z.number().int(),
  state: SurveyState,
  askedAt: Instant.nullable(),
  expiresAt: Instant,
  reminded: z.number().int(),
  answeredAt: Instant.nullable(),
  /** 保密: about this person's own work on a case that is not over. The rest is then null. */
  secret: z.boolean(),
  solved: z.boolean().nullable(),
  satisfaction: Score.nullable(),
  nps: z.number().int().nullable(),
  comment: z.string().nullable(),
  unsolved: z.string().nullable(),
})
export const SurveyListQuery = PageQuery.extend({
  state: oneOrMore(SurveyState),
  low: z.enum(['true', 'false']).optional(),
  category: TreeCode.optional(),
  unitId: Id.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
})
export const SurveyList = listOf(SurveyRow)

/** 待处理 · 已重开 · 已安排关怀 · 不需处理 */
export const LowScoreState = z.enum(['open', 'reopened', 'care', 'dismissed'])
export const LowScore = z.object({
  id: Id,
  caseId: Id,
  number: z.string(),
  subject: z.string(),
  status: Status,
  category: TreeCode.nullable(),
  customer: z.object({ id: Id, name: z.string(), tier: CustomerTier }).nullable(),
  agent: Named.nullable(),
  unit: Named.nullable(),
  at: Instant,
  /** From a link or a call, or 申诉: the customer does not accept how the case ended. */
  from: z.enum(['link', 'call', 'appeal']),
  secret: z.boolean(),
  satisfaction: Score.nullable(),
  solved: z.boolean().nullable(),
  words: z.string().nullable(),
  state: LowScoreState,
  decidedAt: Instant.nullable(),
  decidedBy: Named.nullable(),
  reason: z.string().nullable(),
  can: z.object({ reopen: z.boolean(), care: z.boolean(), dismiss: z.boolean() }),
})
export const LowScoreListQuery = PageQuery.extend({ state: oneOrMore(LowScoreState), caseId: Id.optional() })
export const LowScoreList = listOf(LowScore)
export const LowScoreDecision = z.strictObject({ reason: Reason.optional() })
export const LowScoreDismissal = z.strictObject({ reason: Reason })
export const LowScoreDone = z.object({ id: Id, state: LowScoreState, status: Status })

export type FollowUpChannel = z.infer<typeof FollowUpChannel>
export type FollowUpPlanRule = z.infer<typeof FollowUpPlanRule>
export type FollowUpPlan = z.infer<typeof FollowUpPlan>
export type FollowUpPlanVersion = z.infer<typeof FollowUpPlanVersion>
export type FollowUpEnd = z.infer<typeof FollowUpEnd>
export type FollowUp = z.infer<typeof FollowUp>
export type FollowUpDetail = z.infer<typeof FollowUpDetail>
export type FollowUpScript = z.infer<typeof FollowUpScript>
export type SurveyState = z.infer<typeof SurveyState>
export type SurveyLink = z.infer<typeof SurveyLink>
export type SurveyAnswer = z.infer<typeof SurveyAnswer>
export type SurveyRow = z.infer<typeof SurveyRow>
export type ServqualDimension = z.infer<typeof ServqualDimension>
export type LowScore = z.infer<typeof LowScore>
export type LowScoreState = z.infer<typeof LowScoreState>
