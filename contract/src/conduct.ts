import { z } from 'zod'
import { Channel } from './codes.ts'
import { Flag, Id, Instant, listOf, Named, oneOrMore, PageQuery, Reason, Version } from './primitives.ts'

/** 恶意投诉: judged by conduct, decided by people; whatever is in force, the merits of each complaint are examined. Source: docs/rules/conduct.md */

/**
 * 同文多户 · 认定不成立后重复提出 · 已补偿后重复提出 · 威胁工作人员 · 以投诉施压要钱 · 辱骂 · 职业索赔话术 · 联系过量
 */
export const conductSigns = [
  'copiedTexts',
  'repeatedClaims',
  'grantedAgain',
  'threats',
  'pressure',
  'insults',
  'professional',
  'volume',
] as const
export const ConductSign = z.enum(conductSigns)
/** Why something that looks like a sign was left out of the count. */
export const SetAsideWhy = z.enum(['undecided', 'founded', 'unresolved', 'otherProduct', 'group', 'overdue', 'distress'])
export const ConductLevel = z.enum(['none', 'some', 'strong'])

const CaseRef = z.object({ id: Id, number: z.string(), subject: z.string(), receivedAt: Instant })
/** 证据: points of a fixed table, each with what it rests on; no verdict. */
export const ConductEvidence = z.object({
  score: z.number().int(),
  level: ConductLevel,
  /** Complaints of the last year that were looked at. */
  cases: z.number().int(),
  since: Instant,
  signs: z.array(z.object({ sign: ConductSign, count: z.number().int(), points: z.number().int(), cases: z.array(CaseRef) })),
  setAside: z.array(z.object({ sign: ConductSign, why: SetAsideWhy, count: z.number().int() })),
})

/** 书面提醒 · 指定联系人 · 仅书面渠道 · 联系频次 · 不作超出义务的补偿, from the mildest up. */
export const conductMeasures = ['caution', 'singleContact', 'writtenOnly', 'contactRate', 'noGoodwill'] as const
export const ConductMeasureKind = z.enum(conductMeasures)
export const ConductMeasure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('caution') }),
  z.strictObject({ kind: z.literal('singleContact'), contactId: Id }),
  z.strictObject({ kind: z.literal('writtenOnly') }),
  z.strictObject({ kind: z.literal('contactRate'), perWeek: z.number().int().min(1).max(10) }),
  z.strictObject({ kind: z.literal('noGoodwill') }),
])
/** 提醒 · 轻度 (contact) · 中度 (way, rate) · 重度 (goodwill) */
export const gradeOf: Record<z.infer<typeof ConductMeasureKind>, number> = {
  caution: 0,
  singleContact: 1,
  writtenOnly: 2,
  contactRate: 2,
  noGoodwill: 3,
}
/** A restriction ends by itself after so many days at most. */
export const longestRestrictionDays = 180
/** From this grade on it is said why nothing milder would do. */
export const milderAskedFrom = 2

export const RestrictionInput = z.strictObject({
  customerId: Id,
  measures: z
    .array(ConductMeasure)
    .min(1)
    .max(conductMeasures.length)
    .refine((given) => new Set(given.map(({ kind }) => kind)).size === given.length, '每种措施只列一次'),
  /** The last day on which it holds. */
  endsOn: z.iso.date(),
  reason: Reason,
  milder: Reason.optional(),
  /** Cases it rests on. */
  caseIds: z.array(Id).min(1).max(20),
})
/** 法务审核. Passing it asks that all three were looked at. */
export const RestrictionReview = z.strictObject({
  verdict: z.enum(['approved', 'refused']),
  /** 证据看过 · 投诉本身仍逐件审查 · 措施相称且无更轻的办法 */
  checks: z.strictObject({ evidence: z.boolean(), merits: z.boolean(), proportionate: z.boolean() }),
  note: Reason,
  version: Version,
})
export const RestrictionEnding = z.strictObject({ reason: Reason, version: Version })
export const ConductAppealInput = z.strictObject({ channel: Channel, reason: Reason })
export const ConductAppealDecision = z
  .strictObject({
    verdict: z.enum(['upheld', 'shortened', 'lifted']),
    /** The new last day of what was shortened. */
    endsOn: z.iso.date().optional(),
    note: Reason,
  })
  .refine(({ verdict, endsOn }) => (verdict === 'shortened') === (endsOn !== undefined), '缩短要给出新的到期日')

export const RestrictionState = z.enum(['proposed', 'withdrawn', 'refused', 'inForce', 'ended'])
export const ConductAppeal = z.object({
  id: Id,
  at: Instant,
  by: Named.nullable(),
  channel: Channel,
  reason: z.string(),
  decidedAt: Instant.nullable(),
  decidedBy: Named.nullable(),
  verdict: z.enum(['upheld', 'shortened', 'lifted']).nullable(),
  note: z.string().nullable(),
})
/** A measure with the name of the one contact. */
export const ShownMeasure = z.object({ kind: ConductMeasureKind, contact: Named.nullable(), perWeek: z.number().int().nullable() })
export const Restriction = z.object({
  id: Id,
  customer: Named,
  state: RestrictionState,
  grade: z.number().int(),
  measures: z.array(ShownMeasure),
  /** The last day on which it holds. */
  endsOn: z.iso.date(),
  reason: z.string(),
  milder: z.string().nullable(),
  evidence: ConductEvidence.pick({ score: true, level: true }).extend({
    signs: z.array(z.object({ sign: ConductSign, count: z.number().int(), points: z.number().int() })),
  }),
  cases: z.array(CaseRef),
  at: Instant,
  by: Named.nullable(),
  reviewedAt: Instant.nullable(),
  reviewedBy: Named.nullable(),
  reviewNote: z.string().nullable(),
  endedAt: Instant.nullable(),
  endedBy: Named.nullable(),
  endKind: z.enum(['date', 'lifted', 'appeal']).nullable(),
  endNote: z.string().nullable(),
  appeals: z.array(ConductAppeal),
  /** 告知函: what the customer is told, to be copied; null before the review. */
  letter: z.string().nullable(),
  version: z.number().int(),
  can: z.object({ review: z.boolean(), end: z.boolean(), appeal: z.boolean(), decideAppeal: z.boolean() }),
})
export const RestrictionList = listOf(Restriction)
export const RestrictionListQuery = PageQuery.extend({
  state: oneOrMore(RestrictionState),
  /** An appeal waits. */
  appealed: Flag.optional(),
  customerId: Id.optional(),
})
export const RestrictionDone = z.object({ id: Id, state: RestrictionState, version: z.number().int() })

/** What one customer's conduct page shows. */
export const CustomerConduct = z.object({
  customer: Named,
  /** For those who propose and examine. */
  evidence: ConductEvidence.nullable(),
  restrictions: z.array(Restriction),
  can: z.object({ propose: z.boolean() }),
})

/** 限制提示: what staff may do while one is in force; no reason and no score. */
export const ConductNotice = z.object({
  restrictionId: Id,
  customerId: Id,
  measures: z.array(ShownMeasure),
  /** The last day on which it holds. */
  endsOn: z.iso.date(),
  /** Messages and reminders of the customer in the last seven days. */
  contactsThisWeek: z.number().int(),
})
export const ConductNotices = listOf(ConductNotice)
export const ConductNoticeQuery = z.strictObject({ customerId: oneOrMore(z.uuid()) })

/** 人身威胁 · 跟踪骚扰 · 到单位闹事 · 毁坏财物 */
export const StaffThreat = z.enum(['violence', 'stalking', 'atWork', 'damage'])
export const ProtectionInput = z.strictObject({ threat: StaffThreat, reason: Reason })
export const ProtectionEnding = z.strictObject({ reason: Reason })
export const StaffProtection = z.object({
  id: Id,
  threat: StaffThreat,
  reason: z.string(),
  at: Instant,
  by: Named.nullable(),
  called: z.array(Named),
  endedAt: Instant.nullable(),
  endedBy: Named.nullable(),
  endNote: z.string().nullable(),
})
/** 防护预案 in force: what is done, what is said. */
export const ProtectionPlan = z.object({
  id: Id,
  title: z.string(),
  steps: z.array(z.object({ title: z.string(), detail: z.string(), who: z.string() })),
  script: z.string(),
})
export const CaseConduct = z.object({
  notices: z.array(ConductNotice),
  /** Safety or danger to oneself shows on this case: no restriction is applied to it. */
  urgent: z.array(z.enum(['safety', 'selfHarm'])),
  protections: z.array(StaffProtection),
  /** With the steps while a protection runs. */
  plan: ProtectionPlan.nullable(),
  can: z.object({ protect: z.boolean() }),
})

export type ConductSign = z.infer<typeof ConductSign>
export type SetAsideWhy = z.infer<typeof SetAsideWhy>
export type ConductEvidence = z.infer<typeof ConductEvidence>
export type ConductMeasure = z.infer<typeof ConductMeasure>
export type ConductMeasureKind = z.infer<typeof ConductMeasureKind>
export type ShownMeasure = z.infer<typeof ShownMeasure>
export type RestrictionInput = z.infer<typeof RestrictionInput>
export type RestrictionReview = z.infer<typeof RestrictionReview>
export type RestrictionState = z.infer<typeof RestrictionState>
export type ConductAppealDecision = z.infer<typeof ConductAppealDecision>
export type Restriction = z.infer<typeof Restriction>
export type RestrictionList = z.infer<typeof RestrictionList>
export type ConductAppeal = z.infer<typeof ConductAppeal>
export type CustomerConduct = z.infer<typeof CustomerConduct>
export type ConductNotice = z.infer<typeof ConductNotice>
export type ConductNotices = z.infer<typeof ConductNotices>
export type StaffThreat = z.infer<typeof StaffThreat>
export type StaffProtection = z.infer<typeof StaffProtection>
export type ProtectionPlan = z.infer<typeof ProtectionPlan>
export type CaseConduct = z.infer<typeof CaseConduct>
