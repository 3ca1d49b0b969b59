import { z } from 'zod'
import { Finding, LinkKind, Priority, RemedyKind, Severity, Stage, Status, TreeCode } from './codes.ts'
import { Fen, Id, Instant, line, Reason, Text, Version } from './primitives.ts'

/**
 * Bodies of the acts on a case (design §5): POST /cases/:id/<noun>. Every act takes the `version` the person saw;
 * left out, only the table of steps guards the act.
 */
const act = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject({ ...shape, version: Version.optional() })

/** 免办: open co-handling tasks that need not be waited for, each with a reason. */
const Excused = z.array(z.strictObject({ taskId: Id, reason: Reason })).max(20)

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
  }),
  notes: act({ text: Text }),
  links: act({ kind: LinkKind, caseId: Id, reason: Reason.optional() }),
  messages: act({ direction: z.enum(['toCustomer', 'fromCustomer']).default('toCustomer'), text: Text }),
  reveals: act({ field: z.enum(['phone', 'email', 'name', 'text']), reason: Reason }),
  reminders: act({ from: z.enum(['staff', 'customer']).default('staff'), text: Reason.optional() }),
  /** 派单: one lead unit (主办), any number of co-handling units (协办) with their own tasks. */
  dispatches: act({
    unitId: Id,
    handlerId: Id.optional(),
    instructions: Reason.optional(),
    coUnits: z
      .array(z.strictObject({ unitId: Id, instructions: Reason, dueAt: Instant.optional() }))
      .max(20)
      .default([]),
  }),
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
  remedies: act({ kind: RemedyKind, amountFen: Fen.default(0), text: Reason }),
  approvals: act({ remedyId: Id, verdict: z.enum(['approved', 'refused']), reason: Reason.optional() }),
  answers: act({ text: Text, finding: Finding.optional() }),
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
  suspensions: act({ reason: Reason, expectedEndAt: Instant }),
  resumptions: act({ reason: Reason.optional() }),
  escalations: act({ reason: Reason }),
  supervisions: act({ reason: Reason, dueAt: Instant.optional() }),
  extensions: act({ reason: Reason, dueAt: Instant }),
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

export const TaskResultInput = z.strictObject({ result: Text })

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
export const RemedyDone = ActDone.extend({ state: z.enum(['granted', 'awaitingApproval', 'refused']), limitFen: z.number().int() })
export const SplitDone = ActDone.extend({ newCaseId: Id, newNumber: z.string() })

/** 批量派给坐席: sets the agent who looks after each case; one that cannot be changed does not stop the others. */
export const BulkAssignment = z.strictObject({ caseIds: z.array(Id).min(1).max(200), agentId: Id, reason: Reason.optional() })
export const BulkAssigned = z.object({ results: z.array(z.object({ caseId: Id, ok: z.boolean(), code: z.string().optional() })) })

export type ActDone = z.infer<typeof ActDone>
