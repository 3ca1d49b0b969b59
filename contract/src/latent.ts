import { z } from 'zod'
import { Signal, Stage, TreeCode } from './codes.ts'
import { ContactChannel, LatentReason, MaskedCustomer } from './contacts.ts'
import { Id, Instant, line, listOf, Named, oneOrMore, PageQuery, Reason, Share, Version } from './primitives.ts'
import { EmotionLevel, Mindset } from './text.ts'

/** 待安排 · 关怀中 · 名额外未安排 · 随机留作对照 · 已结束 */
export const LatentState = z.enum(['waiting', 'inCare', 'left', 'heldOut', 'ended'])
/** 客户满意 · 转为投诉 · 联系不上 · 拒绝回访 · 没有问题 */
export const CareResult = z.enum(['satisfied', 'complaint', 'unreached', 'refused', 'noIssue'])
/** How a care task ended: as somebody said, or 取消: what it was to tell no longer holds. */
export const CareEnd = z.enum([...CareResult.options, 'cancelled'])
/** How one ended: as its care did; or 误判, or the customer complained first. */
export const LatentEnd = z.enum([...CareResult.options, 'dismissed', 'complained'])

export const LatentRow = z.object({
  id: Id,
  customer: MaskedCustomer,
  /** Tagged. */
  at: Instant,
  firstContactAt: Instant,
  lastContactAt: Instant,
  contactId: Id,
  contacts: z.number().int(),
  channel: ContactChannel,
  excerpt: z.string(),
  probability: Share,
  stage: Stage,
  emotion: EmotionLevel,
  mindset: Mindset.nullable(),
  category: TreeCode.nullable(),
  product: z.string().nullable(),
  node: z.string().nullable(),
  region: z.string().nullable(),
  signals: z.array(Signal),
  reasons: z.array(LatentReason),
  /** Said openly that this is a complaint: to be registered rather than called. */
  saysComplaint: z.boolean(),
  state: LatentState,
  ended: LatentEnd.nullable(),
  task: z.object({ id: Id, owner: Named.nullable(), dueAt: Instant, overdue: z.boolean() }).nullable(),
  caseId: Id.nullable(),
  version: z.number().int(),
})
export const LatentListQuery = PageQuery.extend({
  state: oneOrMore(z.enum(['open', ...LatentState.options])),
  ended: oneOrMore(LatentEnd),
  channel: oneOrMore(ContactChannel),
  category: TreeCode.optional(),
  product: line(200).optional(),
  node: line(200).optional(),
  customerId: Id.optional(),
  stage: oneOrMore(z.enum(['1', '2', '3', '4', '5'])),
  saysComplaint: z.enum(['true', 'false']).optional(),
  arm: z.enum(['treated', 'capacity', 'holdout']).optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  /** `likely`: the likeliest first. */
  sort: z.enum(['newest', 'likely']).default('newest'),
})
export const LatentList = listOf(LatentRow)
export const LatentCounts = z.object({
  waiting: z.number().int(),
  inCare: z.number().int(),
  overdue: z.number().int(),
  left: z.number().int(),
  unsure: z.number().int(),
  saysComplaint: z.number().int(),
  /** Tasks given today, and how many a day may be given. */
  givenToday: z.number().int(),
  capacity: z.number().int(),
})
export const LatentDismissal = z.strictObject({ reason: Reason, version: Version.optional() })

/** 隐性客户规则: a version with the instant from which it counts. Source: docs/rules/latent.md */
export const LatentRules = z.strictObject({
  /** At or above: unhappy. From `unsureFrom` up to it the machine does not decide. */
  tagAt: z.number().min(0.05).max(0.99),
  unsureFrom: z.number().min(0.05).max(0.99),
  /** New care tasks a day for each person of the care group. */
  tasksAPersonADay: z.number().int().min(0).max(200),
  /** Working minutes until the call. */
  dueMinutes: z.number().int().min(15).max(14_400),
  tries: z.number().int().min(1).max(10),
  /** Working minutes until the next try. */
  retryMinutes: z.number().int().min(15).max(14_400),
  /** Who is not called within so many hours of the last contact is left out (对照). */
  waitHours: z.number().int().min(1).max(720),
  /** A complaint so recent speaks for itself. */
  recentComplaintDays: z.number().int().min(0).max(365),
  /** Nobody is called again so soon. */
  restDays: z.number().int().min(0).max(365),
  /** Share left out at random to measure the effect. */
  holdOutShare: z.number().min(0).max(0.5),
  /** The unit that calls; null: everyone who may. */
  careUnitId: Id.nullable(),
  /** So many unhappy people of one node within `groupDays` raise a warning. */
  groupPeople: z.number().int().min(2).max(1_000),
  groupDays: z.number().int().min(1).max(90),
})
export const LatentRulesInput = z.strictObject({ definition: LatentRules, reason: Reason, effectiveFrom: Instant.optional() })
export const LatentRulesVersion = z.object({
  id: Id.nullable(),
  effectiveFrom: Instant.nullable(),
  state: z.enum(['inForce', 'coming', 'past']),
  definition: LatentRules,
  reason: z.string().nullable(),
  madeAt: Instant.nullable(),
  by: Named.nullable(),
})
export const LatentRulesList = listOf(LatentRulesVersion)

export type LatentState = z.infer<typeof LatentState>
export type LatentEnd = z.infer<typeof LatentEnd>
export type LatentRow = z.infer<typeof LatentRow>
export type LatentCounts = z.infer<typeof LatentCounts>
export type LatentRules = z.infer<typeof LatentRules>
export type LatentRulesVersion = z.infer<typeof LatentRulesVersion>
export type CareResult = z.infer<typeof CareResult>
export type CareEnd = z.infer<typeof CareEnd>
