import { z } from 'zod'
import { CaseRow } from './cases.ts'
import { Clock } from './clocks.ts'
import { ComplainantKind, CustomerLifecycle, CustomerTier, EventKind, Finding, GrantKind, LinkKind, Status, TreeCode } from './codes.ts'
import { RegulatorReferral } from './complaints.ts'
import { SurveyState } from './follow-ups.ts'
import { Id, Instant, listOf, Named } from './primitives.ts'

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
  kind: GrantKind,
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
const CaseSupervision = RowOverStatus.extend({
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
      /** 联系方式未核实: typed by anybody, proven by none. */
      unproven: z.boolean(),
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
  /** 满意度问卷 of this cycle; `secret`: about this person's own work, told once the case is over. */
  survey: z
    .object({
      state: SurveyState,
      expiresAt: Instant,
      answeredAt: Instant.nullable(),
      secret: z.boolean(),
      satisfaction: z.number().int().nullable(),
      solved: z.boolean().nullable(),
    })
    .nullable(),
  suspension: RowOverStatus.nullable(),
  /** 升级: the last time the case was raised, by whom (null: a rule) and who was called then. */
  escalation: z.object({ at: Instant, toLevel: z.number().int(), by: Named.nullable(), called: z.array(Named) }).nullable(),
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

export type CaseDetail = z.infer<typeof CaseDetail>
export type CaseTask = z.infer<typeof CaseTask>
export type CaseDispute = z.infer<typeof CaseDispute>
export type Remedy = z.infer<typeof Remedy>
export type CaseLink = z.infer<typeof CaseLink>
export type CaseFile = z.infer<typeof CaseFile>
export type Can = z.infer<typeof Can>
export type TimelineRow = z.infer<typeof TimelineRow>
