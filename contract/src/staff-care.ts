import { z } from 'zod'
import { Id, Instant, listOf, Named, PageQuery, Text } from './primitives.ts'

// 员工关怀: a break after what was hard, a colleague who looks after one, notes for oneself. Source: docs/rules/coaching.md

/** 阶段 4–5 的工单 · 被辱骂 · 夜里工作 */
export const RestReason = z.enum(['hard', 'insult', 'night'])
/** 缓一缓: seen by the person and the lead of their team. */
export const RestSuggestion = z.object({
  person: Named,
  reason: RestReason,
  occasion: z.string(),
  at: Instant,
  pauseMinutes: z.number().int(),
  calmMinutes: z.number().int(),
  answer: z.enum(['taken', 'declined']).nullable(),
  /** Until then no heavy case is given to the person. */
  until: Instant.nullable(),
  can: z.object({ answer: z.boolean() }),
})
export const RestList = listOf(RestSuggestion)
export const RestAnswer = z.strictObject({ occasion: z.string().min(1).max(80), answer: z.enum(['taken', 'declined']) })

/** 同伴: `person` is looked after by `buddy` once both have agreed. */
export const Buddy = z.object({
  id: Id,
  person: Named,
  buddy: Named,
  askedBy: Named.nullable(),
  at: Instant,
  personAgreedAt: Instant.nullable(),
  buddyAgreedAt: Instant.nullable(),
  agreed: z.boolean(),
  can: z.object({ answer: z.boolean(), end: z.boolean() }),
})
export const BuddyList = listOf(Buddy)
/** Without `userId` one asks for oneself; a lead may ask for somebody of the own team. */
export const BuddyInput = z.strictObject({ buddyId: Id, userId: Id.optional() })
export const BuddyAnswer = z.strictObject({ agree: z.boolean() })

/** 私人笔记: of whoever wrote it; shared with the lead of the own team where they chose to. */
export const PrivateNote = z.object({
  id: Id,
  person: Named,
  at: Instant,
  text: z.string(),
  sharedAt: Instant.nullable(),
  can: z.object({ share: z.boolean(), remove: z.boolean() }),
})
export const PrivateNoteList = listOf(PrivateNote)
export const PrivateNoteQuery = PageQuery.extend({ of: z.enum(['mine', 'team']).default('mine') })
export const PrivateNoteInput = z.strictObject({ text: Text, shared: z.boolean().default(false) })
export const PrivateNoteSharing = z.strictObject({ shared: z.boolean() })

export type RestSuggestion = z.infer<typeof RestSuggestion>
export type RestList = z.infer<typeof RestList>
export type Buddy = z.infer<typeof Buddy>
export type BuddyList = z.infer<typeof BuddyList>
export type PrivateNote = z.infer<typeof PrivateNote>
export type PrivateNoteList = z.infer<typeof PrivateNoteList>
