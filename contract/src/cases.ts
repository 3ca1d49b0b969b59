import { z } from 'zod'
import { Clock } from './clocks.ts'
import {
  Channel,
  ComplainantKind,
  CustomerLifecycle,
  CustomerTier,
  EventKind,
  Finding,
  LinkKind,
  Priority,
  RemedyKind,
  Severity,
  Signal,
  Stage,
  Status,
  TreeCode,
} from './codes.ts'
import { RegulatorReferral } from './complaints.ts'
import { Flag, Id, Instant, listOf, oneOrMore, PageQuery } from './primitives.ts'

export const caseSorts = ['-receivedAt', 'receivedAt', 'dueAt', '-updatedAt', '-priority'] as const

/** The filter of a case list; lives in the address bar. Repeated values are OR, different fields AND. */
export const CaseFilter = z.strictObject({
  status: oneOrMore(Status),
  stage: oneOrMore(z.string().regex(/^[1-5]$/)),
  severity: oneOrMore(Severity),
  priority: oneOrMore(Priority),
  category: oneOrMore(TreeCode),
  channel: oneOrMore(Channel),
  /** A user's id, `me`, or `none`. */
  handlerId: z.union([z.literal('me'), z.literal('none'), Id]).optional(),
  /** A unit's id or `mine`. */
  unitId: z.union([z.literal('mine'), Id]).optional(),
  customerId: Id.optional(),
  importId: Id.optional(),
  overdue: Flag.optional(),
  /** Returned by the unit and not yet reviewed. */
  toReview: Flag.optional(),
  /** Open cases that may burn: overdue, escalated, at stage 4 or 5, or critical by severity or priority. */
  atRisk: Flag.optional(),
  /** Only cases that are not closed, archived, declined or withdrawn. */
  open: Flag.optional(),
  q: z.string().max(200).optional(),
  from: z.union([Instant, z.iso.date()]).optional(),
  to: z.union([Instant, z.iso.date()]).optional(),
  /** Due by then; with a date, by the end of that day. */
  dueTo: z.union([Instant, z.iso.date()]).optional(),
  closedFrom: z.union([Instant, z.iso.date()]).optional(),
  /** Only cases with a remedy above its proposer's limit that nobody decided yet. */
  awaitingApproval: Flag.optional(),
  sort: z.enum(caseSorts).default('-receivedAt'),
})
export const CaseListQuery = CaseFilter.extend(PageQuery.shape)

const Named = z.object({ id: Id, name: z.string() })

export const CaseRow = z.object({
  id: Id,
  number: z.string(),
  status: Status,
  subject: z.string(),
  /** First 120 characters of the masked text. */
  excerpt: z.string(),
  channel: Channel,
  category: TreeCode.nullable(),
  severity: Severity.nullable(),
  stage: Stage.nullable(),
  priority: Priority,
  customer: z.object({ id: Id, name: z.string(), tier: CustomerTier }).nullable(),
  agent: Named.nullable(),
  handler: Named.nullable(),
  unit: Named.nullable(),
  receivedAt: Instant,
  dueAt: Instant.nullable(),
  overdue: z.boolean(),
  suspended: z.boolean(),
  escalationLevel: z.number().int(),
  updatedAt: Instant,
  closedAt: Instant.nullable(),
  cycle: z.number().int(),
  version: z.number().int(),
})
export const CaseList = listOf(CaseRow)

export const CaseTask = z.object({
  id: Id,
  unit: Named,
  handler: Named.nullable(),
  instructions: z.string(),
  state: z.enum(['open', 'done', 'excused', 'sentBack']),
  result: z.string().nullable(),
  dueAt: Instant.nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
})

/** 派单争议 with its decision. */
export const CaseDispute = z.object({
  id: Id,
  /** `disputed`: the unit says so; `limit`: sent back more often than allowed. */
  cause: z.enum(['disputed', 'limit']),
  state: z.enum(['open', 'decided', 'lapsed']),
  unit: Named,
  by: Named.nullable(),
  at: Instant,
  reason: z.string(),
  decidedAt: Instant.nullable(),
  decidedBy: Named.nullable(),
  decidedUnit: Named.nullable(),
  decision: z.string().nullable(),
})

export const Remedy = z.object({
  id: Id,
  kind: RemedyKind,
  amountFen: z.number().int(),
  text: z.string(),
  state: z.enum(['granted', 'awaitingApproval', 'refused', 'reversed']),
  proposedBy: Named.nullable(),
  decidedBy: Named.nullable(),
  at: Instant,
})

export const CaseLink = z.object({
  kind: z.union([LinkKind, z.literal('mergedInto'), z.literal('splitFrom')]),
  /** `to`: this case is the kind's subject ("this is a duplicateOf that"); `from`: the other one is. */
  direction: z.enum(['to', 'from']),
  caseId: Id,
  number: z.string(),
  subject: z.string(),
  status: Status,
})

export const CaseFile = z.object({
  id: Id,
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.number().int(),
  at: Instant,
  by: Named.nullable(),
})

export const RowOverStatus = z.object({
  id: Id,
  reason: z.string(),
  at: Instant,
  by: Named.nullable(),
  endsAt: Instant.nullable(),
  endedAt: Instant.nullable(),
})

/** 督办, with the unit's answer. */
export const CaseSupervision = RowOverStatus.extend({
  answer: z.string().nullable(),
  answeredAt: Instant.nullable(),
  answeredBy: Named.nullable(),
})

/** May the person do it now? `missing` says in codes what the case still lacks. */
export const Can = z.record(z.string(), z.object({ allowed: z.boolean(), missing: z.array(z.string()) }))

export const CaseDetail = CaseRow.omit({ excerpt: true, customer: true }).extend({
  text: z.string(),
  textMasked: z.boolean(),
  externalId: z.string().nullable(),
  registeredAt: Instant,
  acceptedAt: Instant.nullable(),
  product: z.string().nullable(),
  node: z.string().nullable(),
  region: z.string().nullable(),
  amountFen: z.number().int().nullable(),
  remedySought: z.string().nullable(),
  regulator: RegulatorReferral.nullable(),
  categoryConfirmed: z.boolean(),
  finding: Finding.nullable(),
  duplicateOf: Id.nullable(),
  mergedInto: Id.nullable(),
  origin: z.enum(['live', 'history']),
  customer: z
    .object({
      id: Id,
      name: z.string(),
      kind: ComplainantKind,
      tier: CustomerTier,
      lifecycle: CustomerLifecycle.nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      customerNo: z.string().nullable(),
      tags: z.array(z.string()),
      caseCountOneYear: z.number().int(),
      openCaseCount: z.number().int(),
    })
    .nullable(),
  clocks: z.array(Clock),
  tasks: z.array(CaseTask),
  remedies: z.array(Remedy),
  rootCause: z.object({ code: TreeCode, text: z.string(), at: Instant, by: Named.nullable() }).nullable(),
  answer: z.object({ text: z.string(), at: Instant, by: Named.nullable() }).nullable(),
  returned: z
    .object({ result: z.string(), finding: Finding, at: Instant, by: Named.nullable(), review: z.enum(['pass', 'rework']).nullable() })
    .nullable(),
  followUps: z.array(
    z.object({
      id: Id,
      verdict: z.enum(['resolved', 'notResolved', 'unreached']),
      satisfaction: z.number().int().nullable(),
      note: z.string(),
      at: Instant,
      by: Named.nullable(),
    }),
  ),
  suspension: RowOverStatus.nullable(),
  supervisions: z.array(CaseSupervision),
  reminders: z.number().int(),
  sendBacks: z.number().int(),
  /** So many send-backs a case; the next one is a dispute. */
  sendBackLimit: z.number().int(),
  /** 争议: waits for the supervisor, or was decided last. */
  dispute: CaseDispute.nullable(),
  transfers: z.number().int(),
  reworks: z.number().int(),
  links: z.array(CaseLink),
  files: z.array(CaseFile),
  can: Can,
})

export const TimelineRow = z.object({
  no: z.number().int(),
  kind: EventKind,
  at: Instant,
  cycle: z.number().int(),
  by: Named.extend({ unit: z.string().nullable() }).nullable(),
  /** Ids, codes and numbers of the event. */
  facts: z.record(z.string(), z.unknown()),
  /** Texts of the event, masked; absent when there were none, null when erased. */
  reason: z.string().nullable().optional(),
  text: z.string().nullable().optional(),
})
export const Timeline = listOf(TimelineRow)

/** 相似工单: a case that was answered before, with what came of it. */
export const SimilarCase = z.object({
  id: Id,
  number: z.string(),
  subject: z.string(),
  excerpt: z.string(),
  status: Status,
  category: TreeCode.nullable(),
  severity: Severity.nullable(),
  receivedAt: Instant,
  closedAt: Instant.nullable(),
  /** 0 … 1: of the words that tell, how much both have in common. */
  similarity: z.number(),
  finding: Finding.nullable(),
  remedy: z.object({ kind: RemedyKind, amountFen: z.number().int() }).nullable(),
  /** First 200 characters of the masked answer. */
  answer: z.string().nullable(),
})

/** 疑似群诉: the same matter told by another person in nearly the same words; people decide whether it is one. */
export const SameMatterCase = z.object({
  id: Id,
  number: z.string(),
  subject: z.string(),
  status: Status,
  receivedAt: Instant,
  /** 0 … 1: shared runs of characters by all runs of both. */
  sameness: z.number(),
})

export const SimilarCases = listOf(SimilarCase).extend({
  /** Newest first; `capped`: only the newest were looked at, there may be more. */
  sameMatter: z.object({ rows: z.array(SameMatterCase), people: z.number().int(), capped: z.boolean() }),
})

/** What the workbench counts and lists: what must I do now. */
export const Workbench = z.object({
  counts: z.object({
    toAccept: z.number().int(),
    mine: z.number().int(),
    dueToday: z.number().int(),
    overdue: z.number().int(),
    toReview: z.number().int(),
    toFollowUp: z.number().int(),
    toApprove: z.number().int(),
    registeredToday: z.number().int(),
    closedToday: z.number().int(),
  }),
  first: z.array(CaseRow),
  /** Those whose words burn first, then what is late or escalated; with the signals of their texts. */
  atRisk: z.array(CaseRow.extend({ signals: z.array(Signal) })),
})

export const SavedView = z.object({
  id: Id,
  name: z.string(),
  query: z.string(),
  columns: z.array(z.string()),
  shared: z.boolean(),
  mine: z.boolean(),
})
export const SavedViewInput = z.strictObject({
  name: z.string().trim().min(1).max(60),
  query: z.string().max(2_000),
  columns: z.array(z.string().max(40)).max(40).default([]),
  shared: z.boolean().default(false),
})

export const SavedViewList = listOf(SavedView)

export type CaseFilter = z.infer<typeof CaseFilter>
export type CaseListQuery = z.infer<typeof CaseListQuery>
export type CaseRow = z.infer<typeof CaseRow>
export type CaseDetail = z.infer<typeof CaseDetail>
export type CaseTask = z.infer<typeof CaseTask>
export type CaseDispute = z.infer<typeof CaseDispute>
export type Remedy = z.infer<typeof Remedy>
export type CaseLink = z.infer<typeof CaseLink>
export type CaseFile = z.infer<typeof CaseFile>
export type SimilarCase = z.infer<typeof SimilarCase>
export type SimilarCases = z.infer<typeof SimilarCases>
export type SameMatterCase = z.infer<typeof SameMatterCase>
export type Can = z.infer<typeof Can>
export type TimelineRow = z.infer<typeof TimelineRow>
export type Workbench = z.infer<typeof Workbench>
export type SavedView = z.infer<typeof SavedView>
