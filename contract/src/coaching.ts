import { z } from 'zod'
import { CaseIdOrNumber, Id, Instant, listOf, Named, PageQuery, Reason, Version } from './primitives.ts'

/** 评分表: three questions about the staff (态度 准确 流程), then how it was said. Source: docs/rules/coaching.md */
export const sheetCriteria = ['attitude', 'accuracy', 'procedure', 'listening', 'wording', 'promises', 'records'] as const
export type SheetCriterion = (typeof sheetCriteria)[number]
const Points = z.number().int().min(0).max(4).nullable()
/** 0 missing … 4 exemplary; null: does not apply here. */
export const SheetScores = z.strictObject({
  attitude: Points,
  accuracy: Points,
  procedure: Points,
  listening: Points,
  wording: Points,
  promises: Points,
  records: Points,
})
export const QualitySample = z.object({
  id: Id,
  case: z.object({ id: Id, number: z.string(), subject: z.string() }),
  person: Named,
  at: Instant,
  by: Named.nullable(),
  scores: SheetScores.nullable(),
  /** 0–100 */
  total: z.number().nullable(),
  comment: z.string().nullable(),
  scoredAt: Instant.nullable(),
  scoredBy: Named.nullable(),
  version: z.number().int(),
  can: z.object({ score: z.boolean() }),
})
export const QualitySampleList = listOf(QualitySample)
export const QualitySampleQuery = PageQuery.extend({ state: z.enum(['waiting', 'scored', 'all']).default('all') })
/** One case, of its agent or handler unless a person is named; or so many drawn by lot from the cases of the last 30 days. */
export const QualitySampleInput = z.union([
  z.strictObject({ caseId: CaseIdOrNumber, userId: Id.optional() }),
  z.strictObject({ draw: z.number().int().min(1).max(20) }),
])
export const QualityScoreInput = z.strictObject({ scores: SheetScores, comment: Reason.optional(), version: Version })

/** 辅导: BEST and BID for what should change, BIA for what was done well. */
export const coachingForms = {
  BEST: ['behaviour', 'effect', 'suggestion', 'together'],
  BID: ['behaviour', 'impact', 'desired'],
  BIA: ['behaviour', 'impact', 'appreciation'],
} as const
export type CoachingForm = keyof typeof coachingForms
const parts = <Part extends string>(names: readonly Part[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, Reason])) as Record<Part, typeof Reason>)
const addressed = { userId: Id, sampleId: Id.optional() }
export const CoachingNoteInput = z.discriminatedUnion('form', [
  z.strictObject({ ...addressed, form: z.literal('BEST'), parts: parts(coachingForms.BEST) }),
  z.strictObject({ ...addressed, form: z.literal('BID'), parts: parts(coachingForms.BID) }),
  z.strictObject({ ...addressed, form: z.literal('BIA'), parts: parts(coachingForms.BIA) }),
])
export const CoachingNote = z.object({
  id: Id,
  person: Named,
  by: Named,
  form: z.enum(['BEST', 'BID', 'BIA']),
  parts: z.record(z.string(), z.string()),
  sample: z.object({ id: Id, caseId: Id, number: z.string(), total: z.number().nullable() }).nullable(),
  at: Instant,
  acknowledgedAt: Instant.nullable(),
  reply: z.string().nullable(),
  can: z.object({ acknowledge: z.boolean() }),
})
export const CoachingNoteList = listOf(CoachingNote)
export const CoachingNoteQuery = PageQuery.extend({ of: z.enum(['mine', 'given']).default('mine') })
export const CoachingReply = z.strictObject({ reply: Reason.optional() })

/** 情绪负荷 of the last 14 days: what weighs on a person, and what to do. Seen by the person and who leads their team. */
export const PersonLoad = z.object({
  person: Named,
  /** Cases in the person's hands at stage 4 and 5. */
  stage4: z.number().int(),
  stage5: z.number().int(),
  insults: z.number().int(),
  overtimeHours: z.number().int(),
  index: z.number(),
  level: z.enum(['light', 'raised', 'heavy']),
  isSelf: z.boolean(),
})
export const PersonLoadList = listOf(PersonLoad)

export type QualitySample = z.infer<typeof QualitySample>
export type QualitySampleList = z.infer<typeof QualitySampleList>
export type SheetScores = z.infer<typeof SheetScores>
export type CoachingNote = z.infer<typeof CoachingNote>
export type CoachingNoteList = z.infer<typeof CoachingNoteList>
export type CoachingNoteInput = z.infer<typeof CoachingNoteInput>
export type PersonLoad = z.infer<typeof PersonLoad>
export type PersonLoadList = z.infer<typeof PersonLoadList>
