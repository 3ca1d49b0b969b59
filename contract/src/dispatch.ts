import { z } from 'zod'
import { CoUnit } from './acts.ts'
import { CaseDispute } from './case-detail.ts'
import { CaseRow } from './cases.ts'
import { Finding } from './codes.ts'
import { Id, Instant, listOf, Named, PageQuery, Reason, Text, Version } from './primitives.ts'

/** 任务: what a unit was asked for, as its own people see it; partner firms (合作单位) see nothing else. `lead`: the whole case lies with the unit. */
export const Task = z.object({
  id: Id,
  role: z.enum(['lead', 'co']),
  /** `open`: not taken on yet (lead) or no result yet (co). */
  state: z.enum(['open', 'handling', 'done', 'excused', 'sentBack']),
  caseNumber: z.string(),
  subject: z.string(),
  product: z.string().nullable(),
  region: z.string().nullable(),
  instructions: z.string(),
  createdAt: Instant,
  dueAt: Instant.nullable(),
  overdue: z.boolean(),
})
export const TaskList = listOf(Task)
export const TaskListQuery = PageQuery.extend({ state: z.enum(['open', 'all']).default('open') })
export const TaskDetail = Task.extend({
  /** Masked, for everybody. */
  customer: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
  /** The complaint, masked; for the unit that leads. */
  text: z.string().nullable(),
  result: z.string().nullable(),
  /** Why the call centre wants it done again. */
  rework: z.string().nullable(),
  handler: Named.nullable(),
  can: z.object({ receive: z.boolean(), giveResult: z.boolean(), sendBack: z.boolean() }),
})
/** 反馈: `finding` is asked of the unit that leads. */
export const TaskResultInput = z.strictObject({ result: Text, finding: Finding.optional() })
export const TaskSendBackInput = z.strictObject({ reason: Reason, disputed: z.boolean().default(false) })
/** What a task's act answers: nothing of the case beyond the task. */
export const TaskDone = z.object({ id: Id, state: Task.shape.state, at: Instant })

const Proposals = z.array(z.object({ unit: Named, count: z.number().int(), of: z.number().int(), share: z.number() }))

/** 派单台: an accepted case that waits, with the units like cases went to. */
export const DeskRow = CaseRow.pick({
  id: true,
  number: true,
  subject: true,
  excerpt: true,
  category: true,
  severity: true,
  stage: true,
  priority: true,
  customer: true,
  receivedAt: true,
  dueAt: true,
  overdue: true,
  version: true,
}).extend({
  region: z.string().nullable(),
  sendBacks: z.number().int(),
  /** Of the last `of` cases of the category that a unit had, `count` lay with this one. */
  proposals: Proposals,
  /** In `count` of the same `of` cases this unit co-handled. */
  coProposals: Proposals,
})
export const DeskList = listOf(DeskRow)
export const DeskQuery = PageQuery

export const Dispute = CaseDispute.extend({ caseId: Id, caseNumber: z.string(), subject: z.string(), sendBacks: z.number().int() })
export const DisputeList = listOf(Dispute)
export const DisputeListQuery = PageQuery.extend({ state: z.enum(['open', 'decided']).default('open') })
/** 裁定: binding; the unit named cannot send it back again. */
export const DisputeDecision = z.strictObject({
  unitId: Id,
  handlerId: Id.optional(),
  reason: Reason,
  coUnits: z.array(CoUnit).max(20).default([]),
})

/** 泳道图: who had the case how long. */
export const CaseLanes = z.object({
  from: Instant,
  to: Instant,
  lanes: z.array(
    z.object({
      /** `callCentre`, `customer`, or `unit`. */
      holder: z.enum(['callCentre', 'customer', 'unit']),
      unit: Named.nullable(),
      role: z.enum(['lead', 'co']),
      /** Suspended time not counted; `pausedMinutes` of it beside. */
      minutes: z.number().int(),
      pausedMinutes: z.number().int(),
      /** `isTaken`: receipted; before that it waits. */
      spans: z.array(z.object({ from: Instant, to: Instant, isTaken: z.boolean() })),
    }),
  ),
  pauses: z.array(z.object({ from: Instant, to: Instant })),
  /** How often it came to another unit. */
  moves: z.number().int(),
})

export const DispatchStatisticsQuery = z.strictObject({ from: Instant, to: Instant })
const SendBackShare = z.object({ dispatched: z.number().int(), sentBack: z.number().int(), sendBackRatio: z.number().nullable() })
/** 派单统计: of the dispatches made in the time. */
export const DispatchStatistics = SendBackShare.extend({
  cases: z.number().int(),
  /** Mean number of units a case came to; null without cases. */
  movesPerCase: z.number().nullable(),
  disputes: z.object({ opened: z.number().int(), decided: z.number().int() }),
  units: z.array(SendBackShare.extend({ unit: Named })),
})

export const DispatchSettings = z.object({ sendBackLimit: z.number().int(), version: z.number().int() })
export const DispatchSettingsChange = z.strictObject({ sendBackLimit: z.number().int().min(0).max(10), version: Version })

export type Task = z.infer<typeof Task>
export type TaskDetail = z.infer<typeof TaskDetail>
export type TaskDone = z.infer<typeof TaskDone>
export type DeskRow = z.infer<typeof DeskRow>
export type Dispute = z.infer<typeof Dispute>
export type CaseLanes = z.infer<typeof CaseLanes>
export type DispatchStatistics = z.infer<typeof DispatchStatistics>
export type DispatchSettings = z.infer<typeof DispatchSettings>
