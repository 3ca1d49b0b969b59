import { z } from 'zod'
import { TreeCode } from './codes.ts'
import { Flag, Id, Instant, line, listOf, Named, PageQuery, Reason } from './primitives.ts'

// 经验双向: what one unit learnt and others should know, read and answered. Source: docs/rules/lessons.md

/** 我们改了 · 请这样告诉客户 · 知道了 */
export const LessonAnswerKind = z.enum(['changed', 'tellCustomers', 'noted'])
/** Of a closed case, of an action that was judged, or of a cause; none: of one's own work. */
const source = { caseId: Id.nullable(), actionId: Id.nullable(), cause: TreeCode.nullable() }
export const LessonInput = z.strictObject({
  title: line(80),
  text: line(4_000),
  unitIds: z.array(Id).min(1).max(30),
  caseId: source.caseId.default(null),
  actionId: source.actionId.default(null),
  cause: source.cause.default(null),
})
export const LessonDraftQuery = z.strictObject({ caseId: Id.optional(), actionId: Id.optional() })
export const LessonDraft = z.object({ title: z.string(), text: z.string(), cause: TreeCode.nullable() })
export const LessonAnswerInput = z.strictObject({ kind: LessonAnswerKind, text: line(2_000) })
export const LessonWithdrawal = z.strictObject({ reason: Reason })

export const LessonRow = z.object({
  id: Id,
  title: z.string(),
  /** Null: somebody without a unit. */
  from: Named.nullable(),
  by: Named.nullable(),
  at: Instant,
  units: z.array(Named),
  /** How many of those it is for have read it. */
  read: z.object({ people: z.number().int(), of: z.number().int() }),
  answers: z.number().int(),
  /** For my unit, and I have not read it. */
  unread: z.boolean(),
  withdrawnAt: Instant.nullable(),
})
export const LessonListQuery = PageQuery.extend({ box: z.enum(['received', 'sent', 'all']).default('all'), unread: Flag.optional() })
export const LessonList = listOf(LessonRow)
export const LessonDetail = LessonRow.extend({
  text: z.string(),
  cause: TreeCode.nullable(),
  /** Null also where the person may not see it. */
  case: z.object({ id: Id, number: z.string() }).nullable(),
  action: Named.nullable(),
  receipts: z.array(
    z.object({ unit: Named, of: z.number().int(), read: z.array(z.object({ person: Named, at: Instant })), answered: z.boolean() }),
  ),
  answerRows: z.array(z.object({ id: Id, unit: Named, kind: LessonAnswerKind, text: z.string(), by: Named.nullable(), at: Instant })),
  withdrawal: z.string().nullable(),
  can: z.object({ answer: z.boolean(), withdraw: z.boolean() }),
})

export type LessonAnswerKind = z.infer<typeof LessonAnswerKind>
export type LessonInput = z.infer<typeof LessonInput>
export type LessonDraft = z.infer<typeof LessonDraft>
export type LessonAnswerInput = z.infer<typeof LessonAnswerInput>
export type LessonRow = z.infer<typeof LessonRow>
export type LessonList = z.infer<typeof LessonList>
export type LessonListQuery = z.infer<typeof LessonListQuery>
export type LessonDetail = z.infer<typeof LessonDetail>
