import { z } from 'zod'
import type { ActNoun } from './acts.ts'
import { Status, TreeCode, UnitKind } from './codes.ts'
import { Id, Instant, line, listOf, PageQuery, Reason, Version } from './primitives.ts'

/** 处理流程: a written process of a category, in versions with an effective date. Source: docs/rules/processes.md */

/** Acts a process may write down, with the fields of each that it may require; what stands on the case already is not asked again. */
export const processFields = {
  acceptance: ['note', 'severity', 'priority', 'product', 'node', 'region'],
  classification: ['category', 'severity', 'stage', 'priority', 'product', 'node', 'region', 'reason'],
  messages: [],
  notes: [],
  dispatches: ['handlerId', 'instructions', 'coUnits', 'product', 'node', 'region', 'severity'],
  receipts: [],
  transfers: ['unitId', 'handlerId'],
  taskResults: ['product', 'node', 'region'],
  returns: ['product', 'node', 'region', 'rootCause'],
  reviews: ['reason'],
  remedies: [],
  approvals: ['reason'],
  answers: ['finding'],
  followUps: ['satisfaction', 'note'],
  rootCauses: ['product', 'node', 'region'],
  closure: ['note', 'rootCause', 'finding', 'product', 'node', 'region'],
  archiving: ['note'],
  escalations: [],
  supervisions: ['dueAt'],
  extensions: ['customerTold'],
} as const satisfies Partial<Record<ActNoun | 'taskResults', readonly string[]>>

export type ProcessAct = keyof typeof processFields
export const ProcessAct = z.enum(Object.keys(processFields) as [ProcessAct, ...ProcessAct[]])

/** Of a clock (时限): working ones count in the tenant's calendar. */
export const ProcessUnit = z.enum(['workingMinute', 'workingHour', 'workingDay', 'calendarMinute', 'calendarHour', 'calendarDay'])
/** Whose instant a step's limit counts from: 收到, 受理, 派单, or the step before it. */
export const LimitStart = z.enum(['receipt', 'acceptance', 'dispatch', 'previous'])
/** When a step must be done: 必须, 派单处理时 (not when settled on the spot), 属实时, 可选. */
export const StepWhen = z.enum(['always', 'dispatched', 'substantiated', 'optional'])

export const ProcessStep = z.strictObject({
  act: ProcessAct,
  when: StepWhen.default('always'),
  /** 按顺序: else it may be done at any time before the case is closed. */
  inOrder: z.boolean().default(true),
  /** 谁来做: codes of roles and kinds of units; none named: whoever may. */
  who: z.strictObject({ roles: z.array(line(60)).max(20).default([]), unitKinds: z.array(UnitKind).max(4).default([]) }),
  fields: z.array(line(40)).max(20).default([]),
  limit: z
    .strictObject({
      amount: z.number().min(1).max(10_000),
      unit: ProcessUnit,
      from: LimitStart.default('previous'),
      /** 计时提醒: a clock of the case watches it and warns; else it is only measured. */
      watched: z.boolean().default(false),
    })
    .nullable()
    .default(null),
  /** 怎么做, in the company's words. */
  guidance: Reason.optional(),
})

/** 回访规则: may a case be closed without the customer's word, and after how many calls that reached nobody. */
export const FollowUpRule = z.strictObject({
  exemption: z.enum(['always', 'afterTries', 'never']).default('always'),
  tries: z.number().int().min(1).max(10).default(3),
})

const content = { title: line(100), steps: z.array(ProcessStep).min(1).max(40), followUp: FollowUpRule }
export const ProcessContent = z.strictObject(content)

const ProcessState = z.enum(['draft', 'planned', 'inForce', 'replaced', 'ended'])
const header = {
  id: Id,
  category: TreeCode.nullable(),
  title: z.string(),
  state: ProcessState,
  /** Of a draft: when it was begun. */
  effectiveFrom: Instant,
  publishedAt: Instant.nullable(),
  publishedBy: z.string().nullable(),
  /** 停用: from then on its cases follow the process above. */
  endedAt: Instant.nullable(),
  stepCount: z.number().int(),
  version: z.number().int(),
}
export const ProcessRow = z.object(header)
export const ProcessRows = listOf(ProcessRow)
export const Process = z.object({ ...header, steps: z.array(ProcessStep), followUp: FollowUpRule, cases: z.number().int() })

/** 新建草稿: from a version there is, or from the one in force for the category. */
export const ProcessDraftInput = z.strictObject({ category: TreeCode.nullable(), fromId: Id.optional(), title: line(100).optional() })
export const ProcessChange = z.strictObject({ ...content, version: Version })
/** 发布: without `effectiveFrom` at once. */
export const ProcessPublication = z.strictObject({ effectiveFrom: Instant.optional(), reason: Reason, version: Version })
export const ProcessRecall = z.strictObject({ reason: Reason, version: Version })
/** 停用: without `from` at once. */
export const ProcessEnd = z.strictObject({ from: Instant.optional(), reason: Reason, version: Version })

/** 符合度 of one step of a case. */
const StepState = z.enum(['done', 'open', 'waiting', 'skipped', 'excused', 'notNeeded'])
export const StepAdherence = z.object({
  act: ProcessAct,
  state: StepState,
  at: Instant.nullable(),
  dueAt: Instant.nullable(),
  isLate: z.boolean(),
  isOutOfOrder: z.boolean(),
  /** Done by somebody whom the process does not name. */
  isByOthers: z.boolean(),
  eventNo: z.number().int().nullable(),
})
const OverrideKind = z.enum(['exemption', 'taskExcused', 'extension'])
const Override = z.object({
  kind: OverrideKind,
  eventNo: z.number().int(),
  at: Instant,
  by: z.string().nullable(),
  reason: z.string().nullable(),
})
export const CaseAdherence = z.object({
  process: z.object({ id: Id, title: z.string(), category: TreeCode.nullable(), effectiveFrom: Instant }).nullable(),
  cycle: z.number().int(),
  steps: z.array(StepAdherence),
  overrides: z.array(Override),
  /** What the version bound still asks of each act beside what the act itself needs; before acceptance, the one it would be bound to. */
  required: z.array(z.object({ act: ProcessAct, fields: z.array(z.string()) })),
})

export const Deviation = z.enum(['skipped', 'late', 'outOfOrder', 'byOthers', 'overrides'])
/** 按部门的符合度: of the cases that began (受理, 重开) in the period. `unitId` null: settled without a department. */
export const AdherenceQuery = z.strictObject({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  by: z.enum(['unit', 'category']).default('unit'),
})
const counts = {
  cases: z.number().int(),
  kept: z.number().int(),
  skipped: z.number().int(),
  late: z.number().int(),
  outOfOrder: z.number().int(),
  byOthers: z.number().int(),
  overrides: z.number().int(),
}
export const AdherenceGroup = z.object({ key: z.string().nullable(), name: z.string(), ...counts })
export const AdherenceTable = z.object({ from: z.iso.date(), to: z.iso.date(), rows: z.array(AdherenceGroup), total: z.object(counts) })

/** The cases behind one number of the table; `key` empty: those without a unit or category. */
export const AdherenceCasesQuery = PageQuery.extend({
  from: z.iso.date(),
  to: z.iso.date(),
  by: z.enum(['unit', 'category']).default('unit'),
  key: z.string().max(100).optional(),
  deviation: z.enum([...Deviation.options, 'kept']).optional(),
})
export const AdherenceCase = z.object({
  caseId: Id,
  number: z.string(),
  subject: z.string(),
  status: Status,
  category: z.string().nullable(),
  cycle: z.number().int(),
  beganAt: Instant,
  skipped: z.number().int(),
  late: z.number().int(),
  outOfOrder: z.number().int(),
  byOthers: z.number().int(),
  overrides: z.number().int(),
})
export const AdherenceCases = listOf(AdherenceCase)

export type ProcessStep = z.infer<typeof ProcessStep>
export type ProcessContent = z.infer<typeof ProcessContent>
export type FollowUpRule = z.infer<typeof FollowUpRule>
export type ProcessRow = z.infer<typeof ProcessRow>
export type Process = z.infer<typeof Process>
export type StepAdherence = z.infer<typeof StepAdherence>
export type CaseAdherence = z.infer<typeof CaseAdherence>
export type AdherenceTable = z.infer<typeof AdherenceTable>
export type AdherenceGroup = z.infer<typeof AdherenceGroup>
export type AdherenceCase = z.infer<typeof AdherenceCase>
export type ProcessUnit = z.infer<typeof ProcessUnit>
