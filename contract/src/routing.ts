import { z } from 'zod'
import { CaseRow } from './cases.ts'
import { Channel, CustomerTier, Signal, TreeCode } from './codes.ts'
import { Id, Instant, line, listOf, Named, Reason, Version } from './primitives.ts'

/** 在岗, 小休, 离岗 */
export const Presence = z.enum(['present', 'break', 'away'])
/** 紧急通道, 绿色通道, 普通 */
export const Lane = z.enum(['urgent', 'green', 'ordinary'])
export const TextLanguage = z.enum(['zh', 'en'])

/** Why, as a code with ids, codes and numbers; the web says it in words. Source: docs/rules/routing.md */
export const RoutingReason = z.object({
  code: z.enum([
    // What makes the case go first.
    'urgent',
    'green',
    'priority',
    'waited',
    'due',
    // What speaks for the person.
    'named',
    'deputy',
    'knowsCustomer',
    'skill',
    'openToAll',
    'load',
    'longestSince',
    'alone',
    // What speaks against.
    'respondent',
    'handledBefore',
    'absent',
    'full',
    'resting',
    'calm',
    'unskilled',
    'reserved',
  ]),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).optional(),
})

const Minutes = z.number().int().min(0).max(100_000)
/** 派单规则 */
export const RoutingRules = z.strictObject({
  /** Open cases a person may have, unless the person's own limit says otherwise; how many more of these channels. */
  openLimit: z.number().int().min(1).max(1_000),
  extra: z.strictObject({ urgent: z.number().int().min(0).max(100), green: z.number().int().min(0).max(100) }),
  /** How much earlier a case counts as come. Nobody waits for ever: head starts do not grow. */
  headStartMinutes: z.strictObject({ urgent: Minutes, green: Minutes, critical: Minutes, high: Minutes, normal: Minutes }),
  /** A case counts as come at least so long before its time limit. */
  dueLeadMinutes: Minutes,
  /** 情绪负荷: after so many cases of this stage or above in a row no further one, until a calmer one or so many hours. */
  heavyStage: z.number().int().min(3).max(5),
  heavyInARow: z.number().int().min(1).max(10),
  restHours: z.number().int().min(1).max(168),
  /** Whom the skills or the named handler keep out may take it after so long. */
  openToAllMinutes: Minutes,
  greenTiers: z.array(CustomerTier).max(4),
  urgentSignals: z.array(Signal).max(12),
  /** Until when somebody should have taken it. */
  waitMinutes: z.strictObject({ urgent: Minutes, green: Minutes, ordinary: Minutes }),
  /** 自动派单: what nobody has yet goes to the one proposed. */
  assignsByItself: z.boolean(),
})
export const RoutingRulesInput = z.strictObject({ definition: RoutingRules, effectiveFrom: Instant.optional(), reason: Reason })
export const RoutingRulesRow = z.object({
  id: Id.nullable(),
  effectiveFrom: Instant.nullable(),
  state: z.enum(['inForce', 'coming', 'past']),
  definition: RoutingRules,
  reason: z.string().nullable(),
  madeAt: Instant.nullable(),
  by: Named.nullable(),
})
export const RoutingRulesRows = listOf(RoutingRulesRow)

export const SkillGroup = z.object({
  id: Id,
  name: z.string(),
  categories: z.array(TreeCode),
  channels: z.array(Channel),
  languages: z.array(TextLanguage),
  active: z.boolean(),
  members: z.array(Named),
  version: z.number().int(),
})
export const SkillGroupRows = listOf(SkillGroup)
const skills = {
  name: line(60),
  categories: z.array(TreeCode).max(100),
  channels: z.array(Channel).max(12),
  languages: z.array(TextLanguage).max(2),
  memberIds: z.array(Id).max(500),
}
/** An empty list means all. */
export const SkillGroupInput = z.strictObject({
  name: skills.name,
  categories: skills.categories.default([]),
  channels: skills.channels.default([]),
  languages: skills.languages.default([]),
  memberIds: skills.memberIds.default([]),
})
export const SkillGroupChange = z.strictObject({
  name: skills.name.optional(),
  categories: skills.categories.optional(),
  channels: skills.channels.optional(),
  languages: skills.languages.optional(),
  memberIds: skills.memberIds.optional(),
  active: z.boolean().optional(),
  version: Version,
})

/** 大客户专属承办人 */
export const KeyAccount = z.object({
  customer: z.object({ id: Id, name: z.string(), tier: CustomerTier }),
  handler: Named,
  deputy: Named.nullable(),
  madeAt: Instant,
})
export const KeyAccountRows = listOf(KeyAccount)
/** `handlerId` null: nobody in particular any more. */
export const KeyAccountInput = z.strictObject({ handlerId: Id.nullable(), deputyId: Id.nullable().default(null) })

export const Desk = z.object({
  userId: Id,
  presence: Presence,
  presenceAt: Instant.nullable(),
  openCount: z.number().int(),
  openLimit: z.number().int(),
  /** Of the person, where a supervisor set one; null: that of the rules holds. */
  ownLimit: z.number().int().nullable(),
  heavyInARow: z.number().int(),
})
/** One's own presence, or with `cases:assign` anybody's, and their limit; `openLimit` null: that of the rules. */
export const DeskChange = z.strictObject({
  presence: Presence.optional(),
  openLimit: z.number().int().min(0).max(1_000).nullable().optional(),
})

export const QueueRow = CaseRow.extend({
  lane: Lane,
  waitingSince: Instant,
  waitedMinutes: z.number().int(),
  /** Nobody has taken it in the time set for its channel. */
  waitsTooLong: z.boolean(),
  reasons: z.array(RoutingReason),
  /** Why it is not for this person now; empty: it is. */
  objections: z.array(RoutingReason),
})
const Holding = z.object({
  person: Named,
  as: z.enum(['agent', 'handler']),
  way: z.enum(['registered', 'accepted', 'taken', 'proposed', 'byItself', 'moved', 'dispatched', 'transferred', 'receipted', 'reopened']),
  at: Instant,
  by: Named.nullable(),
  reasons: z.array(RoutingReason),
  /** What somebody wrote when giving it. */
  reason: z.string().nullable(),
})
export const MyQueue = z.object({
  desk: Desk,
  next: Id.nullable(),
  waiting: z.array(QueueRow),
  waitingCount: z.number().int(),
  mine: z.array(CaseRow.extend({ lane: Lane, holding: Holding.nullable() })),
})
export const TakenNext = z.object({ caseId: Id, number: z.string(), reasons: z.array(RoutingReason) })

export const CaseRouting = z.object({
  lane: Lane,
  laneReasons: z.array(RoutingReason),
  respondents: z.array(Named),
  holding: Holding.nullable(),
  /** Who should have it, if nobody has it yet. */
  proposal: z.object({ person: Named, reasons: z.array(RoutingReason) }).nullable(),
  others: z.array(z.object({ person: Named, objections: z.array(RoutingReason) })),
  can: z.object({ assign: z.boolean(), name: z.boolean() }),
})

export const TeamMember = z.object({
  id: Id,
  name: z.string(),
  unit: Named.nullable(),
  desk: Desk,
  overdue: z.number().int(),
  dueSoon: z.number().int(),
  heavy: z.number().int(),
  today: z.number().int(),
  isOverloaded: z.boolean(),
  groups: z.array(z.string()),
})
export const TeamBoard = z.object({
  units: z.array(Named),
  unitId: Id.nullable(),
  members: z.array(TeamMember),
  waiting: z.object({ urgent: z.number().int(), green: z.number().int(), ordinary: z.number().int(), tooLong: z.number().int() }),
  longestWaitMinutes: z.number().int(),
  waitingFirst: z.array(QueueRow),
})
/** 调派: `override` passes over load, rest and skills, never over the person complained about. */
export const CaseMove = z.strictObject({
  caseId: Id,
  toUserId: Id,
  reason: Reason,
  override: z.boolean().default(false),
  version: Version.optional(),
})
export const RespondentsInput = z.strictObject({ userIds: z.array(Id).max(20), reason: Reason, version: Version.optional() })

export type Presence = z.infer<typeof Presence>
export type Lane = z.infer<typeof Lane>
export type RoutingReason = z.infer<typeof RoutingReason>
export type RoutingRules = z.infer<typeof RoutingRules>
export type RoutingRulesRow = z.infer<typeof RoutingRulesRow>
export type SkillGroup = z.infer<typeof SkillGroup>
export type KeyAccount = z.infer<typeof KeyAccount>
export type Desk = z.infer<typeof Desk>
export type QueueRow = z.infer<typeof QueueRow>
export type Holding = z.infer<typeof Holding>
export type MyQueue = z.infer<typeof MyQueue>
export type TakenNext = z.infer<typeof TakenNext>
export type CaseRouting = z.infer<typeof CaseRouting>
export type TeamMember = z.infer<typeof TeamMember>
export type TeamBoard = z.infer<typeof TeamBoard>
