import { z } from 'zod'
import { SuspendCause } from './clocks.ts'
import { FeeKind, Finding, LinkKind, Priority, RemedyKind, Severity, Stage, Status, TreeCode } from './codes.ts'
import { Fen, Id, Instant, line, Reason, Text, Version } from './primitives.ts'

/**
 * Bodies of the acts on a case (design §5): POST /cases/:id/<noun>. Every act takes the `version` the person saw;
 * left out, only the table of steps guards the act.
 */
const act = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject({ ...shape, version: Version.optional() })

/** 模型草稿 the text was made from: stands on the timeline, so that nobody takes a machine's words for a person's. */
const draftId = Id.optional()

/** 免办: open co-handling tasks that need not be waited for, each with a reason. */
const Excused = z.array(z.strictObject({ taskId: Id, reason: Reason })).max(20)

/** 任务时限: counted from the dispatch in the unit's working calendar; days end with the close of hours of the last one. */
export const TaskLimit = z.strictObject({
  amount: z.number().int().min(1).max(10_000),
  unit: z.enum(['workingMinute', 'workingHour', 'workingDay', 'calendarHour', 'calendarDay']),
})
/** 协办: what another unit is asked for, and until when: `limit`, or `dueAt`, which wins. */
export const CoUnit = z.strictObject({ unitId: Id, instructions: Reason, dueAt: Instant.optional(), limit: TaskLimit.optional() })

export const actInputs = {
  /** 受理: the category is confirmed here when the case has none yet. */
  acceptance: act({ category: TreeCode.optional(), severity: Severity.optional(), priority: Priority.optional(), note: Reason.optional() }),
  /** 不予受理: the customer must have been told. */
  declination: act({ reason: Reason, customerTold: z.boolean().optional() }),
  classification: act({
    category: TreeCode.optional(),
    severity: Severity.optional(),
    stage: Stage.optional(),
    priority: Priority.optional(),
    product: line(200).optional(),
    node: line(200).optional(),
    region: line(200).optional(),
    reason: Reason.optional(),
    /** 撤销: takes the actor's last word on these fields back; the values given are those before it. Nothing is learnt from it. */
    takesBack: z.boolean().optional(),
  }),
  notes: act({ text: Text }),
  links: act({ kind: LinkKind, caseId: Id, reason: Reason.optional() }),
  messages: act({ direction: z.enum(['toCustomer', 'fromCustomer']).default('toCustomer'), text: Text, draftId }),
  reveals: act({ field: z.enum(['phone', 'email', 'name', 'text']), reason: Reason }),
  reminders: act({ from: z.enum(['staff', 'customer']).default('staff'), text: Reason.optional() }),
  /** 派单: one lead unit (主办), any number of co-handling units (协办) with their own tasks. */
  dispatches: act({
    unitId: Id,
    handlerId: Id.optional(),
    instructions: Reason.optional(),
    coUnits: z.array(CoUnit).max(20).default([]),
  }),
  /** 撤回派单: at once without a word, later with a reason. */
  recalls: act({ reason: Reason.optional() }),
  receipts: act({}),
  transfers: act({ unitId: Id.optional(), handlerId: Id.optional(), reason: Reason }),
  sendBacks: act({ reason: Reason, disputed: z.boolean().default(false) }),
  returns: act({
    result: Text,
    finding: Finding,
    /** Open co-handling tasks that need not be waited for, each with a reason. */
    excused: Excused.default([]),
  }),
  reviews: act({ verdict: z.enum(['pass', 'rework']), reason: Reason.optional() }),
  /** 补偿; `again`: the same kind and amount once more in this cycle is meant, and no double click. */
  remedies: act({ kind: RemedyKind, amountFen: Fen.default(0), text: Reason, again: z.boolean().optional() }),
  /** 感谢奖励 for a useful complaint, once a case; also after it is closed. `amountFen` 0: a word of thanks alone. */
  thanks: act({ amountFen: Fen.default(0), text: Reason }),
  /** 外部费用 paid to others for the case; `corrects`: takes so much of what was entered back. */
  fees: act({ kind: FeeKind, amountFen: Fen.min(1), text: Reason, corrects: z.boolean().optional() }),
  approvals: act({ remedyId: Id, verdict: z.enum(['approved', 'refused']), reason: Reason.optional() }),
  /** 冲销: takes back a granted remedy that is not paid yet. */
  reversals: act({ remedyId: Id, reason: Reason }),
  /** 当场结清: remedy and answer in one act, within the person's own limit. */
  settlements: act({ kind: RemedyKind, amountFen: Fen.default(0), remedyText: Reason, finding: Finding.optional(), text: Text }),
  answers: act({ text: Text, finding: Finding.optional(), draftId }),
  followUps: act({
    verdict: z.enum(['resolved', 'notResolved', 'unreached']),
    satisfaction: z.number().int().min(1).max(5).optional(),
    note: Reason.optional(),
  }),
  rootCauses: act({ code: TreeCode, text: Text }),
  /** 办结: from `answered` only with a recorded exemption from the follow-up call; open co-handling tasks are excused as at a return. */
  closure: act({ exemptionReason: Reason.optional(), excused: Excused.optional(), note: Reason.optional() }),
  reopening: act({ reason: Reason }),
  archiving: act({ note: Reason.optional() }),
  withdrawal: act({ reason: Reason }),
  /** 挂起; `cause` says which clocks it stops: a law's clock rests only for the causes its source names. */
  suspensions: act({ reason: Reason, expectedEndAt: Instant, cause: SuspendCause.optional() }),
  resumptions: act({ reason: Reason.optional() }),
  escalations: act({ reason: Reason }),
  /** 降级: left out, to the level below. */
  deEscalations: act({ reason: Reason, toLevel: z.number().int().min(0).max(3).optional() }),
  supervisions: act({ reason: Reason, dueAt: Instant.optional() }),
  /** 督办答复 */
  supervisionAnswers: act({ supervisionId: Id, text: Text }),
  /** 办结督办 */
  supervisionClosures: act({ supervisionId: Id, reason: Reason }),
  /** 延期: of the clock that is named, else of the company's answer. */
  extensions: act({ reason: Reason, dueAt: Instant, clockId: Id.optional(), customerTold: z.boolean().optional() }),
  /** 合并: the named case becomes part of this one; nothing of it is lost. */
  merges: act({ caseId: Id, reason: Reason }),
  /** 拆分: takes a merged case out again (`caseId`), or registers part of this complaint as its own case (`text`). */
  splits: act({
    caseId: Id.optional(),
    subject: line(300).optional(),
    text: Text.optional(),
    category: TreeCode.optional(),
    reason: Reason,
  }),
} as const

export type ActNoun = keyof typeof actInputs
export type ActInput<Noun extends ActNoun> = z.infer<(typeof actInputs)[Noun]>

/** Every act answers with the case's new state and the id of the fact it made. */
export const ActDone = z.object({
  id: Id,
  caseId: Id,
  status: Status,
  version: z.number().int(),
  eventNo: z.number().int(),
  at: Instant,
})
/** 升级 */
export const Escalated = ActDone.extend({ fromLevel: z.number().int(), toLevel: z.number().int() })
export const Revealed = ActDone.extend({ field: z.string(), value: z.string().nullable() })
/** `limitFen`: of the person who acted; `askedIds`: who is asked to approve. */
export const RemedyDone = ActDone.extend({
  state: z.enum(['granted', 'awaitingApproval', 'refused', 'reversed']),
  limitFen: z.number().int(),
  askedIds: z.array(Id).optional(),
})
export const SplitDone = ActDone.extend({ newCaseId: Id, newNumber: z.string() })

/** 批量派给坐席: sets the agent who looks after each case; one that cannot be changed does not stop the others. */
export const BulkAssignment = z.strictObject({ caseIds: z.array(Id).min(1).max(200), agentId: Id, reason: Reason.optional() })
export const BulkAssigned = z.object({ results: z.array(z.object({ caseId: Id, ok: z.boolean(), code: z.string().optional() })) })

export type TaskLimit = z.infer<typeof TaskLimit>
export type ActDone = z.infer<typeof ActDone>
