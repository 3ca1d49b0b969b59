import { z } from 'zod'
import { TreeCode } from './codes.ts'
import { Flag, Id, Instant, line, listOf, Named, oneOrMore, PageQuery, Reason, Version } from './primitives.ts'

/** 措施: containment (临时) stops the harm at once, corrective (纠正) removes the cause, preventive (预防) keeps it from coming elsewhere. */
export const ActionKind = z.enum(['containment', 'corrective', 'preventive'])
/** How grave the problem is decides how long its effect is watched. Source: docs/rules/actions.md */
export const ActionSeverity = z.enum(['critical', 'major', 'minor'])
export const ActionState = z.enum(['proposed', 'declined', 'open', 'done', 'watching', 'inconclusive', 'effective', 'closed', 'cancelled'])
export const EffectVerdict = z.enum(['worked', 'didNotWork', 'unclear', 'notEnoughData'])

/** 观察窗口: days after the action is done over which it is judged, from the shortest to the longest. Source: docs/rules/actions.md */
export const watchedDays: Record<z.infer<typeof ActionSeverity>, { least: number; most: number }> = {
  critical: { least: 30, most: 90 },
  major: { least: 60, most: 180 },
  minor: { least: 90, most: 365 },
}

/** 成功标准, set at opening and not changed afterwards: what is counted, how much less of it is wanted, and for how long it is watched. */
export const CriterionInput = z.strictObject({
  /** What is counted; left out: the cause where there is one, else the risk point. */
  of: z.enum(['cause', 'riskPoint']).optional(),
  /** Rate after ÷ rate before that is wanted at most: 0.5 is half as many. */
  wantedRatio: z.number().min(0.05).max(0.95).default(0.5),
  severity: ActionSeverity.default('major'),
  /** Within the severity's bounds; left out: the shortest. */
  windowDays: z.number().int().min(1).max(365).optional(),
  /** How far back "before" reaches; left out: twice the window, at least 90 days. */
  baselineDays: z.number().int().min(7).max(365).optional(),
  /** Only cases of this product, region or unit; not with a risk point, whose rule says what belongs to it. */
  product: line(80).nullable().default(null),
  region: line(80).nullable().default(null),
  unitId: Id.nullable().default(null),
})

const day = z.iso.date()
const description = z.string().trim().max(4_000)
export const ActionInput = z.strictObject({
  kind: ActionKind,
  title: line(120),
  description: description.default(''),
  ownerId: Id,
  /** Left out: the owner's unit. */
  unitId: Id.nullable().optional(),
  /** Never the owner; left out: whoever manages actions and did not do it. */
  verifierId: Id.nullable().default(null),
  dueOn: day,
  cause: TreeCode.nullable().default(null),
  riskPointId: Id.nullable().default(null),
  caseIds: z.array(Id).max(50).default([]),
  topicId: Id.nullable().default(null),
  causeTreeId: Id.nullable().default(null),
  eightDId: Id.nullable().default(null),
  /** Needed for corrective and preventive actions. */
  criterion: CriterionInput.nullable().optional(),
})
export const ActionChange = z.strictObject({
  title: line(120).optional(),
  description: description.optional(),
  ownerId: Id.optional(),
  unitId: Id.nullable().optional(),
  verifierId: Id.nullable().optional(),
  dueOn: day.optional(),
  eightDId: Id.nullable().optional(),
  /** Why it is put off, given to somebody else …; stays in the history. */
  reason: Reason.optional(),
  version: Version,
})

export const ActionApproval = z.strictObject({ verdict: z.enum(['approve', 'decline']), note: Reason.optional() })
export const ActionCompletion = z.strictObject({
  note: Reason,
  /** Today, or the day in the past since when it is in place. */ doneOn: day.optional(),
})
export const ActionVerification = z.strictObject({ verdict: z.enum(['inPlace', 'notInPlace']), note: Reason })
/** 人工结论 where the counts decide nothing. */
export const ActionConclusion = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('watchOn'), days: z.number().int().min(7).max(335), reason: Reason }),
  z.strictObject({ verdict: z.literal('reopen'), reason: Reason, dueOn: day }),
  z.strictObject({ verdict: z.literal('close'), reason: Reason }),
])
export const ActionCancellation = z.strictObject({ reason: Reason })
/** 横向展开: the same action at other places, each with its own owner, due day and count of its own unit. */
export const ActionSpread = z.strictObject({
  sites: z
    .array(z.strictObject({ unitId: Id, ownerId: Id, dueOn: day, verifierId: Id.nullable().default(null) }))
    .min(1)
    .max(50),
})

const Span = z.object({ from: day, to: day })
export const ActionRow = z.object({
  id: Id,
  kind: ActionKind,
  title: z.string(),
  state: ActionState,
  /** 2 and more: it was opened again. */
  round: z.number().int(),
  severity: ActionSeverity.nullable(),
  owner: Named,
  unit: Named.nullable(),
  verifier: Named.nullable(),
  dueOn: day,
  overdue: z.boolean(),
  cause: TreeCode.nullable(),
  riskPoint: Named.nullable(),
  watched: Span.nullable(),
  /** What its counts said when it was judged last. */
  verdict: EffectVerdict.nullable(),
  parentId: Id.nullable(),
  eightDId: Id.nullable(),
  openedAt: Instant,
  version: z.number().int(),
})
export const ActionListQuery = PageQuery.extend({
  state: oneOrMore(ActionState),
  kind: oneOrMore(ActionKind),
  cause: TreeCode.optional(),
  riskPointId: Id.optional(),
  ownerId: Id.optional(),
  unitId: Id.optional(),
  eightDId: Id.optional(),
  causeTreeId: Id.optional(),
  caseId: Id.optional(),
  /** Mine to do, to verify or to decide. */
  mine: Flag.optional(),
  overdue: Flag.optional(),
})
export const ActionList = listOf(ActionRow)

export const ActionActKind = z.enum([
  'opened',
  'approved',
  'declined',
  'changed',
  'evidenceAdded',
  'completed',
  'confirmed',
  'rejected',
  'judged',
  'watchedOn',
  'reopened',
  'closed',
  'cancelled',
  'spread',
])
export const ActionFile = z.object({
  id: Id,
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.number().int(),
  at: Instant,
  by: Named.nullable(),
})
export const ActionDetail = ActionRow.extend({
  description: z.string(),
  openedBy: Named.nullable(),
  approvedBy: Named.nullable(),
  doneOn: day.nullable(),
  doneBy: Named.nullable(),
  verifiedBy: Named.nullable(),
  criterion: z
    .object({
      of: z.enum(['cause', 'riskPoint']),
      wantedRatio: z.number(),
      severity: ActionSeverity,
      windowDays: z.number().int(),
      product: z.string().nullable(),
      region: z.string().nullable(),
      unit: Named.nullable(),
      before: Span.nullable(),
    })
    .nullable(),
  /** Of the linked ones, those the person may see. */
  cases: z.array(z.object({ id: Id, number: z.string(), subject: z.string() })),
  hiddenCases: z.number().int(),
  topic: Named.nullable(),
  causeTree: Named.nullable(),
  eightD: Named.nullable(),
  parent: Named.nullable(),
  spread: z.array(ActionRow),
  files: z.array(ActionFile),
  history: z.array(
    z.object({
      id: Id,
      kind: ActionActKind,
      at: Instant,
      by: Named.nullable(),
      note: z.string().nullable(),
      facts: z.record(z.string(), z.unknown()),
    }),
  ),
  can: z.record(z.enum(['change', 'approve', 'complete', 'verify', 'conclude', 'cancel', 'spread', 'addEvidence']), z.boolean()),
})

/** A window's count, and what could have brought it: `exposure` in days, or in customers or orders at risk. */
const Counted = z.object({
  count: z.number().int(),
  exposure: z.number(),
  from: day.nullable(),
  to: day.nullable(),
  /** Complaints of the window whose cause is still being looked for. */
  undetermined: z.number().int(),
})
export const ActionEffect = z.object({
  before: Counted,
  after: Counted,
  unit: z.enum(['days', 'atRisk']),
  rateRatio: z.number().nullable(),
  /** Exact; `high` null: no end to it. */
  interval: z.object({ low: z.number(), high: z.number().nullable(), confidence: z.number() }).nullable(),
  p: z.number().nullable(),
  wantedRatio: z.number().nullable(),
  verdict: EffectVerdict,
  /** Why there is not enough data: not done yet · its window still runs · too few before · too many causes unknown · nothing to count. */
  why: z.enum(['notDone', 'windowRunning', 'fewCases', 'causesUnknown', 'noCriterion']).nullable(),
  /** The last day of the window. */
  until: day.nullable(),
  judgedAt: Instant.nullable(),
})

export type ActionKind = z.infer<typeof ActionKind>
export type ActionSeverity = z.infer<typeof ActionSeverity>
export type ActionState = z.infer<typeof ActionState>
export type EffectVerdict = z.infer<typeof EffectVerdict>
export type ActionInput = z.infer<typeof ActionInput>
export type ActionChange = z.infer<typeof ActionChange>
export type ActionApproval = z.infer<typeof ActionApproval>
export type ActionCompletion = z.infer<typeof ActionCompletion>
export type ActionVerification = z.infer<typeof ActionVerification>
export type ActionConclusion = z.infer<typeof ActionConclusion>
export type ActionSpread = z.infer<typeof ActionSpread>
export type ActionRow = z.infer<typeof ActionRow>
export type ActionListQuery = z.infer<typeof ActionListQuery>
export type ActionList = z.infer<typeof ActionList>
export type ActionActKind = z.infer<typeof ActionActKind>
export type ActionFile = z.infer<typeof ActionFile>
export type ActionDetail = z.infer<typeof ActionDetail>
export type ActionEffect = z.infer<typeof ActionEffect>
