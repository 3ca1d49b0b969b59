import { z } from 'zod'
import { Finding, RemedyKind, Severity, Status, TreeCode } from './codes.ts'
import { Id, Instant, listOf } from './primitives.ts'

/** 相似工单: a case that was answered before, with what came of it. */
export const SimilarCase = z.object({
  id: Id,
  number: z.string(),
  subject: z.string(),
  excerpt: z.string(),
  status: Status,
  category: TreeCode.nullable(),
  severity: Severity.nullable(),
  receivedAt: Instant,
  closedAt: Instant.nullable(),
  /** 0 … 1: of the words that tell, how much both have in common. */
  similarity: z.number(),
  finding: Finding.nullable(),
  remedy: z.object({ kind: RemedyKind, amountFen: z.number().int() }).nullable(),
  /** First 200 characters of the masked answer. */
  answer: z.string().nullable(),
})

/** 疑似群诉: the same matter told by another person in nearly the same words; people decide whether it is one. */
export const SameMatterCase = z.object({
  id: Id,
  number: z.string(),
  subject: z.string(),
  status: Status,
  receivedAt: Instant,
  /** 0 … 1: shared runs of characters by all runs of both. */
  sameness: z.number(),
})

export const SimilarCases = listOf(SimilarCase).extend({
  /** Newest first; `capped`: only the newest were looked at, there may be more. */
  sameMatter: z.object({ rows: z.array(SameMatterCase), people: z.number().int(), capped: z.boolean() }),
})

export type SimilarCase = z.infer<typeof SimilarCase>
export type SimilarCases = z.infer<typeof SimilarCases>
export type SameMatterCase = z.infer<typeof SameMatterCase>
