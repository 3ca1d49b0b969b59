import { z } from 'zod'
import { KnowledgeState, LawRef, LetterField, PlanText } from './knowledge.ts'
import { Id, listOf } from './primitives.ts'

// On the case page: plans that fit, letters filled. Source: docs/rules/knowledge.md

export const SuggestedPlan = z.object({
  id: Id,
  no: z.number().int(),
  title: z.string(),
  text: PlanText,
  citations: z.array(LawRef),
  state: KnowledgeState,
  /** Why: its category or the one above, its cause, words of the complaint, alike in wording (0 … 1). */
  reasons: z.object({
    category: z.enum(['same', 'above']).nullable(),
    cause: z.boolean(),
    words: z.array(z.string()),
    similarity: z.number(),
  }),
  used: z.number().int(),
  helped: z.number().int(),
  notHelped: z.number().int(),
  /** On this case: used, and whether it helped. */
  here: z.object({ helped: z.boolean().nullable() }).nullable(),
})
export const SuggestedPlans = listOf(SuggestedPlan).extend({ canPropose: z.boolean() })
export const PlanUse = z.strictObject({ entryId: Id, helped: z.boolean().nullable().default(null) })
export const PlanUsed = z.object({ used: z.number().int(), helped: z.number().int(), notHelped: z.number().int() })

export const LetterChoice = z.object({ id: Id, no: z.number().int(), title: z.string(), summary: z.string(), fits: z.boolean() })
export const LetterChoices = listOf(LetterChoice)
export const LetterFill = z.strictObject({ entryId: Id })
/** 函件: filled; what the case cannot say stands as 【…】 and is named. */
export const FilledLetter = z.object({
  entryId: Id,
  no: z.number().int(),
  title: z.string(),
  text: z.string(),
  missing: z.array(LetterField),
})

export type SuggestedPlan = z.infer<typeof SuggestedPlan>
export type SuggestedPlans = z.infer<typeof SuggestedPlans>
export type PlanUsed = z.infer<typeof PlanUsed>
export type LetterChoices = z.infer<typeof LetterChoices>
export type FilledLetter = z.infer<typeof FilledLetter>
