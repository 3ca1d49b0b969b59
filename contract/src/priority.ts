import { z } from 'zod'
import { Priority, Severity, Signal } from './codes.ts'
import { Id, Instant, listOf, Reason } from './primitives.ts'

/** What of a case may count towards its priority. */
export const priorityFacts = [
  ...Severity.options.map((severity) => `severity.${severity}` as const),
  'stage.1',
  'stage.2',
  'stage.3',
  'stage.4',
  'stage.5',
  ...Signal.options,
  'regulatorReferral',
  'repeat',
  'noComplaint',
] as const
export const PriorityFact = z.enum(priorityFacts)

/** Each priority once, the points strictly falling: the first band reached counts, below the last one it is `low`. */
const Bands = z
  .array(z.strictObject({ atLeast: z.number().int().min(-1_000).max(1_000), priority: Priority }))
  .min(1)
  .max(3)
  .refine((bands) => bands.every(({ priority }) => priority !== 'low'), '“低”不设分数线：低于最后一档即为低')
  .refine((bands) => bands.every((band, at) => at === 0 || band.atLeast < (bands[at - 1]?.atLeast ?? 0)), '分数线须从高到低')
  .refine(
    (bands) => bands.every((band, at) => at === 0 || rank(band.priority) < rank(bands[at - 1]?.priority ?? 'critical')),
    '级别须从高到低，每级一次',
  )
const rank = (priority: Priority) => Priority.options.indexOf(priority)

/** 优先级方案: points of facts, and the bands their sum falls into. */
export const PriorityScheme = z.strictObject({
  points: z.partialRecord(PriorityFact, z.number().int().min(-200).max(200)),
  bands: Bands,
})
export const PrioritySchemeInput = z.strictObject({ definition: PriorityScheme, effectiveFrom: Instant.optional(), reason: Reason })
export const PrioritySchemeRow = z.object({
  id: Id.nullable(),
  effectiveFrom: Instant.nullable(),
  state: z.enum(['inForce', 'coming', 'past']),
  definition: PriorityScheme,
  reason: z.string().nullable(),
  madeAt: Instant.nullable(),
  by: z.object({ id: Id, name: z.string() }).nullable(),
})
/** Newest first; the last one is as shipped, without id. */
export const PrioritySchemeRows = listOf(PrioritySchemeRow)

export const PriorityPreviewInput = z.strictObject({ definition: PriorityScheme })
/** 试算: which of the last cases would have been proposed another priority. */
export const PriorityPreview = z.object({
  looked: z.number().int(),
  counts: z.array(z.object({ priority: Priority, before: z.number().int(), after: z.number().int() })),
  changed: z.array(
    z.object({ caseId: Id, number: z.string(), subject: z.string(), before: Priority, after: Priority, sum: z.number().int() }),
  ),
})

export type PriorityFact = z.infer<typeof PriorityFact>
export type PriorityScheme = z.infer<typeof PriorityScheme>
export type PrioritySchemeRow = z.infer<typeof PrioritySchemeRow>
export type PriorityPreview = z.infer<typeof PriorityPreview>
