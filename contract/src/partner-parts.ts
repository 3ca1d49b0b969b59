import { z } from 'zod'
import { ActionKind, ActionState, EffectVerdict } from './actions.ts'
import { Flag, Id, Instant, Interval, line, listOf, Named, PageQuery, Reason, Share } from './primitives.ts'

// 8D 协同: what a partner firm (合作单位) is asked to answer of an 8D, and all it sees of it. Source: docs/rules/partners.md

/** What may be asked of a firm: D3 · D4 · D5 · D6 · D7, by the field of the report they stand under. */
export const PartDiscipline = z.enum(['containment', 'cause', 'chosen', 'implemented', 'prevention'])
/** 待答复 · 待审 · 退回 · 已接受 */
export const PartAskState = z.enum(['asked', 'answered', 'returned', 'accepted'])

const ask = { discipline: PartDiscipline, dueOn: z.iso.date() }
export const PartAskInput = z.strictObject(ask)
export const PartInput = z.strictObject({
  /** A unit of kind `partner`, or one below it. */
  unitId: Id,
  /** The problem as the firm is told it; what is personal is taken out. */
  title: line(120),
  brief: line(8_000),
  asks: z.array(PartAskInput).min(1).max(PartDiscipline.options.length),
})
export const PartAnswerInput = z.strictObject({ discipline: PartDiscipline, text: line(8_000) })
export const PartDecision = z.strictObject({
  discipline: PartDiscipline,
  verdict: z.enum(['accepted', 'returned']),
  /** Needed when it is returned. */
  reason: z.string().trim().max(2_000).default(''),
})
export const PartWithdrawal = z.strictObject({ reason: Reason })

export const PartAnswer = z.object({
  id: Id,
  /** Counts from 1, by discipline. */
  round: z.number().int(),
  text: z.string(),
  at: Instant,
  by: Named.nullable(),
  verdict: z.enum(['accepted', 'returned']).nullable(),
  reason: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: Named.nullable(),
})
export const PartAsk = z.object({ ...ask, state: PartAskState, overdue: z.boolean(), answers: z.array(PartAnswer) })
export const PartFile = z.object({
  id: Id,
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.number().int(),
  at: Instant,
  /** Whether the firm gave it; else the company gave it to the firm. */
  fromPartner: z.boolean(),
})
/** Actions of the report that are the firm's, as far as it is told of them. */
export const PartAction = z.object({
  id: Id,
  kind: ActionKind,
  title: z.string(),
  dueOn: z.iso.date(),
  state: ActionState,
  verdict: EffectVerdict.nullable(),
})
export const PartRow = z.object({
  id: Id,
  title: z.string(),
  unit: Named,
  at: Instant,
  /** Who asks, of the company. */
  by: Named.nullable(),
  open: z.boolean(),
  withdrawnAt: Instant.nullable(),
  asks: z.object({ all: z.number().int(), accepted: z.number().int(), waiting: z.number().int() }),
  /** The next day something is due from the firm. */
  dueOn: z.iso.date().nullable(),
  overdue: z.boolean(),
})
export const PartDetail = PartRow.omit({ asks: true }).extend({
  brief: z.string(),
  withdrawal: z.string().nullable(),
  asks: z.array(PartAsk),
  files: z.array(PartFile),
  actions: z.array(PartAction),
  can: z.object({ answer: z.boolean(), attach: z.boolean(), decide: z.boolean(), ask: z.boolean() }),
})
export const PartListQuery = PageQuery.extend({ open: Flag.optional() })
export const PartList = listOf(PartRow)
export const PartDetails = listOf(PartDetail)

/** A part of the score: so many of so many, with the 95 % interval; `few` below five. */
export const ScorePart = z.object({
  hits: z.number().int(),
  of: z.number().int(),
  share: Share.nullable(),
  interval: Interval,
  few: z.boolean(),
})
/** 评分 of the last 365 days. Source: docs/rules/partners.md */
export const PartnerScore = z.object({
  /** 0–100, of the parts that have something to count; null where none has. */
  score: z.number().int().nullable(),
  /** Some part it rests on counts fewer than five, or has nothing. */
  few: z.boolean(),
  timely: ScorePart,
  complete: ScorePart,
  effective: ScorePart,
  /** Judged, but the counts do not say. */
  undecided: z.number().int(),
})
export const PartnerRow = z.object({ unit: Named, openParts: z.number().int(), overdueAsks: z.number().int(), score: PartnerScore })
export const PartnerList = listOf(PartnerRow)
export const PartnerDetail = PartnerRow.extend({
  asks: z.array(
    z.object({
      ...ask,
      partId: Id,
      report: Named,
      state: PartAskState,
      overdue: z.boolean(),
      /** Null: not answered yet. */
      firstAnsweredOn: z.iso.date().nullable(),
      onTime: z.boolean().nullable(),
      rounds: z.number().int(),
    }),
  ),
  actions: z.array(PartAction.extend({ report: Named })),
})

export type PartDiscipline = z.infer<typeof PartDiscipline>
export type PartAskState = z.infer<typeof PartAskState>
export type PartInput = z.infer<typeof PartInput>
export type PartAskInput = z.infer<typeof PartAskInput>
export type PartAnswerInput = z.infer<typeof PartAnswerInput>
export type PartDecision = z.input<typeof PartDecision>
export type PartAsk = z.infer<typeof PartAsk>
export type PartAnswer = z.infer<typeof PartAnswer>
export type PartFile = z.infer<typeof PartFile>
export type PartAction = z.infer<typeof PartAction>
export type PartRow = z.infer<typeof PartRow>
export type PartDetail = z.infer<typeof PartDetail>
export type PartList = z.infer<typeof PartList>
export type PartDetails = z.infer<typeof PartDetails>
export type PartListQuery = z.infer<typeof PartListQuery>
export type ScorePart = z.infer<typeof ScorePart>
export type PartnerScore = z.infer<typeof PartnerScore>
export type PartnerRow = z.infer<typeof PartnerRow>
export type PartnerList = z.infer<typeof PartnerList>
export type PartnerDetail = z.infer<typeof PartnerDetail>
