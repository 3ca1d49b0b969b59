import { z } from 'zod'
import { KnowledgeKind, KnowledgeState } from './knowledge.ts'
import { Id, Instant, line, listOf, Named, PageQuery, Reason, Version } from './primitives.ts'

// 法规: articles with what they say by dates. Source: docs/rules/knowledge.md

const day = z.iso.date()

export const LawConfidence = z.enum(['H', 'M', 'L'])

export const LawListQuery = PageQuery.extend({ q: z.string().trim().max(100).optional() })
export const LawText = z.object({
  no: z.number().int(),
  text: z.string(),
  validFrom: z.string(),
  source: z.string(),
  confidence: LawConfidence,
  at: Instant,
  by: Named.nullable(),
})
export const LawRow = z.object({
  id: Id,
  law: z.string(),
  article: z.string().nullable(),
  text: LawText,
  endsOn: z.string().nullable(),
  ended: z.boolean(),
  /** Plans and letters in force that cite it. */
  citedBy: z.number().int(),
  version: z.number().int(),
})
export const LawList = listOf(LawRow)
export const LawDetail = LawRow.extend({
  texts: z.array(LawText),
  endReason: z.string().nullable(),
  citing: z.array(z.object({ id: Id, kind: KnowledgeKind, title: z.string(), state: KnowledgeState, flagged: z.boolean() })),
})
const lawText = { text: line(4_000), validFrom: day, source: line(300), confidence: LawConfidence }
export const LawInput = z.strictObject({ law: line(120), article: line(40).nullable().default(null), ...lawText })
export const LawTextInput = z.strictObject({ ...lawText, version: Version })
/** 失效: the first day on which it no longer holds; null: it holds on after all. */
export const LawEnding = z.strictObject({ endsOn: day.nullable(), reason: Reason, version: Version })

export type LawRow = z.infer<typeof LawRow>
export type LawList = z.infer<typeof LawList>
export type LawDetail = z.infer<typeof LawDetail>
export type LawInput = z.infer<typeof LawInput>
export type LawTextInput = z.infer<typeof LawTextInput>
