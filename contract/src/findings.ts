import { z } from 'zod'
import { Finding, Status, TreeCode } from './codes.ts'
import { Id, Instant, listOf, Named, Reason, Text, Version } from './primitives.ts'

/** 认定: is a complaint substantiated, by three questions about the staff, by cause and evidence; second review and appeal. Source: docs/rules/finding.md */

/** 对 · 不对 · 查不清 */
export const FindingAnswer = z.enum(['right', 'wrong', 'unknown'])
/** 态度对不对, 答得对不对, 流程走没走 */
export const FindingQuestions = z.strictObject({ attitude: FindingAnswer, accuracy: FindingAnswer, procedure: FindingAnswer })

export const FindingInput = z.strictObject({
  finding: Finding,
  /** 被投诉人员, with the three questions about what they did; both or none. */
  aboutId: Id.optional(),
  questions: FindingQuestions.optional(),
  /** Of the cause catalogue: 期望过高 `expectation` and 客户使用 `customerUse` are nobody's fault. */
  cause: TreeCode.optional(),
  /** What was found, and on what evidence. */
  text: Text,
  /** Files of the case that bear it out. */
  fileIds: z.array(Id).max(20).default([]),
  version: Version.optional(),
})
export const FindingAppealInput = z.strictObject({ from: z.enum(['staff', 'customer']), reason: Reason })

/** 初次认定 · 复核 · 申诉后复核 */
export const FindingKind = z.enum(['made', 'reviewed', 'appealDecided'])
export const CaseFinding = z.object({
  id: Id,
  kind: FindingKind,
  cycle: z.number().int(),
  finding: Finding,
  about: Named.nullable(),
  questions: FindingQuestions.nullable(),
  cause: TreeCode.nullable(),
  text: z.string(),
  files: z.array(Named),
  at: Instant,
  by: Named.nullable(),
  /** Not replaced by a later one. */
  stands: z.boolean(),
  appeal: z
    .object({
      id: Id,
      from: z.enum(['staff', 'customer']),
      reason: z.string(),
      at: Instant,
      by: Named.nullable(),
      decidedAt: Instant.nullable(),
      /** Did the second review find otherwise? */
      changed: z.boolean().nullable(),
    })
    .nullable(),
})
export const CaseFindings = z.object({
  rows: z.array(CaseFinding),
  can: z.object({ make: z.boolean(), appeal: z.boolean(), review: z.boolean() }),
})
export const FindingDone = z.object({ id: Id, caseId: Id, finding: Finding, status: Status, version: z.number().int() })

/** Appeals that wait for a second review by somebody else. */
export const OpenAppeal = z.object({
  id: Id,
  findingId: Id,
  caseId: Id,
  number: z.string(),
  subject: z.string(),
  finding: Finding,
  from: z.enum(['staff', 'customer']),
  reason: z.string(),
  at: Instant,
  by: Named.nullable(),
})
/** 被投诉认定 of a person: only what was found substantiated or partly, and stands, counts. */
export const StaffFinding = z.object({
  person: Named,
  complaints: z.number().int(),
  counts: z.number().int(),
  unsubstantiated: z.number().int(),
  unverifiable: z.number().int(),
  appealed: z.number().int(),
})
export const FindingOverview = z.object({ appeals: listOf(OpenAppeal), staff: listOf(StaffFinding) })

export type FindingAnswer = z.infer<typeof FindingAnswer>
export type FindingQuestions = z.infer<typeof FindingQuestions>
export type FindingInput = z.infer<typeof FindingInput>
export type FindingKind = z.infer<typeof FindingKind>
export type CaseFinding = z.infer<typeof CaseFinding>
export type CaseFindings = z.infer<typeof CaseFindings>
export type OpenAppeal = z.infer<typeof OpenAppeal>
export type StaffFinding = z.infer<typeof StaffFinding>
export type FindingOverview = z.infer<typeof FindingOverview>
