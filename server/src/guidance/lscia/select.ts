import { type Guide, guideKinds, guideSteps } from '@zhiwei/contract'
import { z } from 'zod'
import shippedFile from './items.json' with { type: 'json' }

// 倾听 分担 澄清 阐明 要求: what is asked and captured at each step, as data. Source: docs/rules/guidance.md

const emotions = ['calm', 'worried', 'disappointed', 'sad', 'angry', 'desperate', 'pleased', 'none'] as const
const Conditions = z.strictObject({
  stages: z.array(z.number().int().min(1).max(5)).optional(),
  mindsets: z.array(z.enum(['vent', 'respect', 'compensation', 'none'])).optional(),
  emotions: z.array(z.enum(emotions)).optional(),
})
export type Conditions = z.infer<typeof Conditions>
const Item = z.strictObject({
  code: z.string().regex(/^[a-z]+\.[a-z-]+$/),
  step: z.enum(guideSteps),
  kind: z.enum(guideKinds),
  when: Conditions.optional(),
  zh: z.string(),
  en: z.string(),
})
const Phrases = z.array(
  z.strictObject({
    code: z.string().regex(/^[a-z]+\.[a-z-]+$/),
    kind: z.enum(['framing', 'anchoring', 'calming']),
    when: Conditions.optional(),
    zh: z.string(),
    en: z.string(),
    why: z.strictObject({ zh: z.string(), en: z.string() }),
  }),
)
export const readPhrases = (file: unknown) => Phrases.parse(file)

export const guideItems = z.array(Item).parse(shippedFile)

/** How the customer stands, as far as the texts tell. */
export type Basis = Guide['basis']

/** A condition that is not written holds for everybody; an unknown stage counts as the first, an unknown mood as `none`. */
export function holds(when: Conditions | undefined, { stage, mindset, emotion }: Basis): boolean {
  const kind = emotions.find((one) => one === emotion?.kind) ?? 'none'
  return (
    (!when?.stages || when.stages.includes(stage ?? 1)) &&
    (!when?.mindsets || when.mindsets.includes(mindset ?? 'none')) &&
    (!when?.emotions || when.emotions.includes(kind))
  )
}

/** The items for this customer, by step in the order of LSCIA. */
export const itemsFor = (basis: Basis) =>
  guideSteps.map((step) => ({ step, items: guideItems.filter((item) => item.step === step && holds(item.when, basis)) }))
