import { z } from 'zod'
import { Id, Instant, Named, Version } from './primitives.ts'

/** 模型服务: any OpenAI-compatible address, set by the operator, off until the company switches it on. Source: docs/rules/guidance.md */
export const ModelService = z.object({
  /** The operator has set an address and a model. */
  available: z.boolean(),
  enabled: z.boolean(),
  model: z.string().nullable(),
  /** Host alone. */
  host: z.string().nullable(),
  changedAt: Instant.nullable(),
  changedBy: Named.nullable(),
  version: z.number().int(),
})
export const ModelServiceChange = z.strictObject({ enabled: z.boolean(), version: Version })

export const draftKinds = ['answer', 'summary'] as const
export const DraftInput = z.strictObject({ kind: z.enum(draftKinds) })
/** Why the model's words are not shown: a sum, a link, a number or a payment nobody decided; words to a machine; what must not leave; too long. */
export const draftRefusals = ['empty', 'long', 'amount', 'payment', 'link', 'contact', 'orders', 'secret'] as const
export const ModelDraft = z.object({
  id: Id,
  kind: z.enum(draftKinds),
  /** null: refused. Not checked by a person. */
  text: z.string().nullable(),
  model: z.string(),
  refused: z.array(z.enum(draftRefusals)),
  ordersLeftOut: z.boolean(),
  at: Instant,
})

export type ModelService = z.infer<typeof ModelService>
export type ModelDraft = z.infer<typeof ModelDraft>
export type DraftKind = (typeof draftKinds)[number]
export type DraftRefusal = (typeof draftRefusals)[number]
