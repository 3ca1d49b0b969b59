import { z } from 'zod'
import { Id, Instant, line, listOf, Named, PageQuery, Reason, Version } from './primitives.ts'

/** 公关 · 法务 · 风控 · 客服 */
export const CrisisDesk = z.enum(['pr', 'legal', 'risk', 'service'])
export const CrisisListQuery = PageQuery.extend({ state: z.enum(['open', 'closed', 'all']).default('open') })
export const CrisisRow = z.object({
  id: Id,
  title: z.string(),
  at: Instant,
  lead: Named.nullable(),
  openTasks: z.number().int(),
  cases: z.number().int(),
  hasStatement: z.boolean(),
  closedAt: Instant.nullable(),
  version: z.number().int(),
})
export const CrisisList = listOf(CrisisRow)
export const CrisisTask = z.object({
  id: Id,
  desk: CrisisDesk,
  text: z.string(),
  owner: Named.nullable(),
  dueAt: Instant,
  overdue: z.boolean(),
  doneAt: Instant.nullable(),
  doneBy: Named.nullable(),
  result: z.string().nullable(),
})
/** 待审批 · 已批准（现行）· 已退回 · 已被新声明取代 */
export const StatementState = z.enum(['waiting', 'inForce', 'refused', 'replaced'])
export const CrisisStatement = z.object({
  id: Id,
  no: z.number().int(),
  text: z.string(),
  state: StatementState,
  author: Named.nullable(),
  at: Instant,
  decidedAt: Instant.nullable(),
  decidedBy: Named.nullable(),
  note: z.string().nullable(),
  /** This person may decide it: allowed, and not its author. */
  mayDecide: z.boolean(),
})
export const CrisisEventKind = z.enum([
  'opened',
  'noted',
  'casesLinked',
  'taskGiven',
  'taskDone',
  'statementDrafted',
  'statementApproved',
  'statementRefused',
  'closed',
])
export const CrisisEvent = z.object({
  no: z.number().int(),
  kind: CrisisEventKind,
  at: Instant,
  by: Named.nullable(),
  facts: z.record(z.string(), z.unknown()),
  note: z.string().nullable(),
})
export const CrisisDetail = CrisisRow.extend({
  warning: z.object({ id: Id, subject: z.string() }).nullable(),
  timeline: z.array(CrisisEvent),
  tasks: z.array(CrisisTask),
  statements: z.array(CrisisStatement),
  caseRows: z.array(z.object({ id: Id, number: z.string(), subject: z.string() })),
  review: z.string().nullable(),
  can: z.object({ manage: z.boolean() }),
})
export const CrisisInput = z.strictObject({
  title: line(120),
  /** 由预警开设: its rows come along. */
  warningId: Id.optional(),
  leadId: Id.optional(),
  note: z.string().trim().max(2_000).default(''),
})
export const CrisisMade = z.object({ id: Id })
export const CrisisNote = z.strictObject({ text: line(2_000) })
export const CrisisTaskInput = z.strictObject({ desk: CrisisDesk, text: line(500), ownerId: Id, dueAt: Instant })
export const CrisisTaskParams = z.object({ id: Id, taskId: Id })
export const CrisisTaskDone = z.strictObject({ result: line(1_000) })
export const StatementInput = z.strictObject({ text: line(4_000) })
export const StatementParams = z.object({ id: Id, statementId: Id })
export const StatementDecision = z.strictObject({
  verdict: z.enum(['approved', 'refused']),
  note: z.string().trim().max(1_000).default(''),
})
export const CrisisCases = z.strictObject({ numbers: z.array(line(20)).min(1).max(200) })
export const CrisisClosure = z.strictObject({ review: Reason, version: Version.optional() })

/** 统一口径: the statement in force for a case, from an open crisis it belongs to. */
export const OneVoice = z.object({
  crises: z.array(z.object({ id: Id, title: z.string(), statement: z.string().nullable(), approvedAt: Instant.nullable() })),
})

export type CrisisDesk = z.infer<typeof CrisisDesk>
export type CrisisRow = z.infer<typeof CrisisRow>
export type CrisisList = z.infer<typeof CrisisList>
export type CrisisDetail = z.infer<typeof CrisisDetail>
export type CrisisTask = z.infer<typeof CrisisTask>
export type CrisisStatement = z.infer<typeof CrisisStatement>
export type CrisisEvent = z.infer<typeof CrisisEvent>
export type CrisisEventKind = z.infer<typeof CrisisEventKind>
export type OneVoice = z.infer<typeof OneVoice>
