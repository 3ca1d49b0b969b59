import { z } from 'zod'
import { Channel, ComplainantKind, Priority, Severity, Signal, Stage, Status, TreeCode } from './codes.ts'
import { Fen, Id, Instant, line } from './primitives.ts'

export const Complainant = z.strictObject({
  name: line(100).optional(),
  phone: line(40).optional(),
  email: z.email().max(200).optional(),
  customerNo: line(100).optional(),
  kind: ComplainantKind.optional(),
})

export const RegulatorReferral = z.strictObject({ authority: line(100), referenceNo: line(100), dueAt: Instant.optional() })

/** The one shape every channel turns a complaint into (design §7). */
export const IncomingComplaint = z.strictObject({
  channel: Channel,
  externalId: line(200).optional(),
  receivedAt: Instant.optional(),
  complainant: Complainant.default({}),
  subject: z.string().trim().max(300).optional(),
  text: z.string().min(1).max(20_000),
  category: TreeCode.optional(),
  product: line(200).optional(),
  node: line(200).optional(),
  region: line(200).optional(),
  amountFen: Fen.optional(),
  remedySought: line(2_000).optional(),
  regulator: RegulatorReferral.optional(),
})

/** What the machine proposes; null before a model has answered. */
export const Classification = z.object({
  category: TreeCode.nullable(),
  probability: z.number().min(0).max(1).nullable(),
  confirmed: z.boolean(),
  signals: z.array(Signal),
})

export const RegisteredComplaint = z.object({
  caseId: Id,
  number: z.string(),
  status: Status,
  classification: Classification.nullable(),
  severity: Severity.nullable(),
  stage: Stage.nullable(),
  priority: Priority,
  duplicateOf: Id.optional(),
  /** The same externalId came again with other content; the stored case is unchanged. */
  differs: z.boolean().optional(),
})

export const ComplaintBatch = z.strictObject({ complaints: z.array(z.unknown()).min(1).max(1_000) })
export const BatchProblem = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
})
export const BatchResult = z.object({
  results: z.array(
    z.union([
      z.object({ index: z.number().int(), caseId: Id, number: z.string() }),
      z.object({ index: z.number().int(), problem: BatchProblem }),
    ]),
  ),
})

export type Complainant = z.infer<typeof Complainant>
export type IncomingComplaint = z.infer<typeof IncomingComplaint>
export type RegisteredComplaint = z.infer<typeof RegisteredComplaint>
export type BatchResult = z.infer<typeof BatchResult>
