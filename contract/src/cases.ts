import { z } from 'zod'
import { Channel, CustomerTier, Priority, Severity, Signal, Stage, Status, TreeCode } from './codes.ts'
import { Flag, Id, Instant, listOf, Named, oneOrMore, PageQuery } from './primitives.ts'

export const caseSorts = ['-receivedAt', 'receivedAt', 'dueAt', '-updatedAt', '-priority'] as const

/** The filter of a case list; lives in the address bar. Repeated values are OR, different fields AND. */
export const CaseFilter = z.strictObject({
  status: oneOrMore(Status),
  stage: oneOrMore(z.string().regex(/^[1-5]$/)),
  /** Level of the customer's last message. */
  emotion: oneOrMore(z.string().regex(/^[0-4]$/)),
  /** Cases that show any of these. */
  signal: oneOrMore(Signal),
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
  /** Level of the customer's last message, 0–4; null: not analysed. */
  emotion: z.number().int().min(0).max(4).nullable(),
  /** Of the complaint and its messages, as people have corrected them. */
  signals: z.array(Signal),
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
    /** 低分待处理, of those this person may know of; null without `surveys:read`. */
    lowScores: z.number().int().nullable(),
  }),
  first: z.array(CaseRow),
  /** Those whose words burn first, then what is late or escalated; with the signals of their texts. */
  atRisk: z.array(CaseRow.extend({ signals: z.array(Signal) })),
})

export type CaseFilter = z.infer<typeof CaseFilter>
export type CaseListQuery = z.infer<typeof CaseListQuery>
export type CaseRow = z.infer<typeof CaseRow>
export type Workbench = z.infer<typeof Workbench>
