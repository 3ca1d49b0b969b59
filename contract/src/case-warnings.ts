import { z } from 'zod'
import { CaseRow } from './cases.ts'
import { Finding, Severity, Stage, Status, TreeCode } from './codes.ts'
import { Id, Instant, listOf, Named, oneOrMore, PageQuery, Reason, Text, Version } from './primitives.ts'

/** 迹象: what the course of a case shows, each a figure. Source: docs/rules/case-warnings.md */
export const CaseSign = z.enum([
  'silentDays',
  'enquiries',
  'reminders',
  'messages',
  'sendBacks',
  'transfers',
  'hands',
  'reworks',
  'breaches',
  'dueSoon',
  'ageDays',
  'ageShare',
  'notResolved',
  'reopened',
  'escalations',
  'stage',
  'severity',
  'emotion',
  'repeat',
  'referred',
  'social',
  'regulator',
  'media',
  'legal',
  'crowd',
  'safety',
  'vulnerable',
  'insult',
  'compensation',
  'deadline',
])
export const CaseSigns = z.partialRecord(CaseSign, z.number())

/** 工单规则: stage (points towards a stage), longChain and risk (points added up). */
export const CaseRulePurpose = z.enum(['stage', 'longChain', 'risk'])
const rule = {
  sign: CaseSign,
  atLeast: z.number().min(0).max(10_000),
  points: z.number().min(0).max(100),
  toStage: z.number().int().min(2).max(5).nullable(),
  active: z.boolean(),
}
export const CaseRule = z.object({ id: Id, purpose: CaseRulePurpose, ...rule, effectiveFrom: Instant, version: z.number().int() })
export const CaseRules = listOf(CaseRule)
export const CaseRuleQuery = z.strictObject({ purpose: CaseRulePurpose.optional() })
export const CaseRuleInput = z.strictObject({
  purpose: CaseRulePurpose,
  ...rule,
  toStage: rule.toStage.default(null),
  active: z.boolean().default(true),
})
export const CaseRuleChange = z.strictObject(rule).omit({ sign: true, toStage: true }).partial().extend({ version: Version })

/** Why: a sign with its figure, and what it adds (points of a rule, or the model's log-odds). */
export const RiskReason = z.object({ sign: CaseSign, value: z.number(), adds: z.number() })
export const RiskBasis = z.enum(['rule', 'model'])

/** 可能升级: ranked, the likeliest first; nothing follows from it by itself. */
export const RiskListQuery = PageQuery.extend({
  unitId: Id.optional(),
  category: TreeCode.optional(),
  stage: oneOrMore(z.enum(['1', '2', '3', '4', '5'])),
  mine: z.enum(['true', 'false']).optional(),
  atLeast: z.coerce.number().min(0).max(1).optional(),
})
export const RiskRow = z.object({ case: CaseRow, risk: z.number(), basis: RiskBasis, reasons: z.array(RiskReason), at: Instant })
export const RiskList = listOf(RiskRow).extend({ basis: RiskBasis })

/** 现在做什么 by the stage: who, within how long, which step of LSCIA. Source: docs/rules/stages.md */
export const StageAdvice = z.object({
  stage: Stage,
  step: z.enum(['listen', 'share', 'clarify', 'illustrate', 'ask']),
  act: z.enum(['solveNow', 'explain', 'comfort', 'supervisorNow', 'crisisTeam']),
  withinMinutes: z.number().int().nullable(),
  /** What the case's handler may grant on the spot (授权额度), still unspent. */
  limitFen: z.number().int().nullable(),
})
const GroupOfCase = z.object({ id: Id, subject: z.string(), state: z.string(), people: z.number().int() })
/** What is expected of an open case, for its page. */
export const CaseOutlook = z.object({
  watched: z.boolean(),
  at: Instant.nullable(),
  risk: z
    .object({ score: z.number(), basis: RiskBasis, reasons: z.array(RiskReason), rank: z.number().int(), of: z.number().int() })
    .nullable(),
  chain: z.object({ points: z.number(), warned: z.boolean(), reasons: z.array(RiskReason) }).nullable(),
  signs: CaseSigns,
  advice: StageAdvice.nullable(),
  groups: z.array(GroupOfCase),
})

export const ReliabilityBin = z.object({
  said: z.number(),
  came: z.number(),
  low: z.number(),
  high: z.number(),
  rows: z.number().int(),
})
export const RankedAt = z.object({
  share: z.number(),
  reviewed: z.number().int(),
  hits: z.number(),
  precision: z.number(),
  low: z.number(),
  high: z.number(),
  recall: z.number(),
  lift: z.number(),
})
export const RiskQualityOfOne = z.object({
  rows: z.number().int(),
  ill: z.number().int(),
  baseRate: z.number(),
  averagePrecision: z.number().nullable(),
  at: z.array(RankedAt),
  calibrationError: z.number().nullable(),
  reliability: z.array(ReliabilityBin),
})
/** 升级风险的质量: both measured on the same later cases, none of which was learnt from. */
export const RiskQuality = z.object({
  outcome: z.enum(['none', 'tooFew', 'notBetter', 'promoted']),
  at: Instant.nullable(),
  basis: RiskBasis,
  /** Snapshots of cases: all, learnt from, held out; and of how many cases. */
  snapshots: z.number().int(),
  trained: z.number().int(),
  heldOut: z.number().int(),
  cases: z.number().int(),
  heldOutFrom: Instant.nullable(),
  /** Fewest snapshots with a bad end that are learnt from. */
  fewest: z.number().int(),
  ends: z.object({ regulator: z.number().int(), reopened: z.number().int(), worse: z.number().int() }),
  rule: RiskQualityOfOne.nullable(),
  model: RiskQualityOfOne.nullable(),
  /** Share of drawn samples in which the model ranks better. */
  betterIn: z.number().nullable(),
  weights: z.array(z.object({ sign: CaseSign, weight: z.number() })),
})

export const CaseGroupState = z.enum(['found', 'proposed', 'approved', 'refused', 'dismissed'])
export const CaseGroupRow = z.object({
  id: Id,
  state: CaseGroupState,
  subject: z.string(),
  category: TreeCode.nullable(),
  product: z.string().nullable(),
  region: z.string().nullable(),
  people: z.number().int(),
  cases: z.number().int(),
  firstAt: Instant,
  lastAt: Instant,
  warningId: Id.nullable(),
  parent: z.object({ id: Id, number: z.string(), status: Status }).nullable(),
  version: z.number().int(),
})
export const CaseGroupListQuery = PageQuery.extend({ state: oneOrMore(CaseGroupState), caseId: Id.optional() })
export const CaseGroupList = listOf(CaseGroupRow)
export const CaseGroupMember = z.object({
  id: Id,
  number: z.string(),
  subject: z.string(),
  status: Status,
  stage: Stage.nullable(),
  unit: Named.nullable(),
  receivedAt: Instant,
  how: z.enum(['sameText', 'sameMatter', 'person']),
  linked: z.boolean(),
  /** Whether it can be answered now, and what it lacks. */
  answerable: z.boolean(),
  missing: z.array(z.string()),
})
export const CaseGroupDetail = CaseGroupRow.extend({
  severity: Severity.nullable(),
  proposedAt: Instant.nullable(),
  proposedBy: Named.nullable(),
  proposal: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: Named.nullable(),
  decision: z.string().nullable(),
  members: z.array(CaseGroupMember),
  hiddenMembers: z.number().int(),
  answers: z.array(
    z.object({
      id: Id,
      at: Instant,
      by: Named.nullable(),
      text: z.string(),
      answered: z.number().int(),
      waiting: z.number().int(),
    }),
  ),
  can: z.object({ propose: z.boolean(), decide: z.boolean(), answer: z.boolean(), dismiss: z.boolean() }),
})
const version = { version: Version.optional() }
/** 提请立为重大投诉 */
export const MajorCaseProposal = z.strictObject({
  severity: z.enum(['serious', 'critical']).default('serious'),
  reason: Reason,
  ...version,
})
/** Approved by somebody else than who proposed. */
export const MajorCaseDecision = z.strictObject({ approve: z.boolean(), reason: Reason, ...version })
export const CaseGroupDismissal = z.strictObject({ reason: Reason, ...version })
export const CaseGroupRemoval = z.strictObject({ caseId: Id, reason: Reason })
/** 统一答复 */
export const CommonAnswer = z.strictObject({ text: Text, finding: Finding.optional() })
export const CommonAnswered = z.object({
  answered: z.array(z.object({ caseId: Id, number: z.string() })),
  waiting: z.array(z.object({ caseId: Id, number: z.string(), status: Status, missing: z.array(z.string()) })),
})

export type CaseSign = z.infer<typeof CaseSign>
export type CaseSigns = z.infer<typeof CaseSigns>
export type CaseRule = z.infer<typeof CaseRule>
export type CaseRules = z.infer<typeof CaseRules>
export type CaseRulePurpose = z.infer<typeof CaseRulePurpose>
export type RiskReason = z.infer<typeof RiskReason>
export type RiskBasis = z.infer<typeof RiskBasis>
export type RiskListQuery = z.infer<typeof RiskListQuery>
export type RiskRow = z.infer<typeof RiskRow>
export type RiskList = z.infer<typeof RiskList>
export type StageAdvice = z.infer<typeof StageAdvice>
export type CaseOutlook = z.infer<typeof CaseOutlook>
export type RiskQuality = z.infer<typeof RiskQuality>
export type RiskQualityOfOne = z.infer<typeof RiskQualityOfOne>
export type CaseGroupRow = z.infer<typeof CaseGroupRow>
export type CaseGroupList = z.infer<typeof CaseGroupList>
export type CaseGroupDetail = z.infer<typeof CaseGroupDetail>
export type CaseGroupMember = z.infer<typeof CaseGroupMember>
export type CommonAnswered = z.infer<typeof CommonAnswered>
