import { z } from 'zod'
import { Status } from './codes.ts'
import { Fen, Id, Instant, listOf, Named, PageQuery, Version } from './primitives.ts'
import { Emotion, Mindset, Span } from './text.ts'

/** LSCIA: 倾听 分担 澄清 阐明 要求. Source: docs/rules/guidance.md */
export const guideSteps = ['listen', 'share', 'clarify', 'illustrate', 'ask'] as const
export const GuideStep = z.enum(guideSteps)
export const guideKinds = ['ask', 'capture', 'say', 'avoid'] as const

export const GuideItem = z.object({
  code: z.string(),
  kind: z.enum(guideKinds),
  text: z.string(),
  /** Ticked in this cycle; what is to be avoided is never ticked. */
  done: z.object({ at: Instant, by: Named.nullable() }).nullable(),
})
/** 说法建议: framing (框架) and anchoring (锚定) phrases. */
export const phraseKinds = ['framing', 'anchoring', 'calming'] as const
export const Phrase = z.object({
  code: z.string(),
  kind: z.enum(phraseKinds),
  text: z.string(),
  why: z.string(),
  /** By everybody of the company, on any case. */
  used: z.number().int(),
  helped: z.number().int(),
  notHelped: z.number().int(),
  /** On this case. */
  here: z.object({ at: Instant, by: Named.nullable(), helped: z.boolean().nullable() }).nullable(),
})
export const Guide = z.object({
  language: z.enum(['zh', 'en']),
  /** What chose the items. */
  basis: z.object({ stage: z.number().int().nullable(), mindset: Mindset.nullable(), emotion: Emotion.nullable() }),
  steps: z.array(z.object({ step: GuideStep, items: z.array(GuideItem) })),
  /** First step with something undone; null when all is done. */
  current: GuideStep.nullable(),
  phrases: z.array(Phrase),
  /** May tick and take phrases. */
  can: z.object({ tick: z.boolean() }),
})
export const GuideTickInput = z.strictObject({ done: z.boolean() })
export const PhraseUseInput = z.strictObject({ helped: z.boolean().optional() })

/** What a draft should not say. `instead`: words that may stand in its place; empty: leave it out or say it otherwise. */
export const speechKinds = ['accusing', 'blame', 'absolute', 'jargon', 'dismissive'] as const
export const SpeechMark = z.object({
  code: z.string(),
  kind: z.enum(speechKinds),
  span: Span,
  word: z.string(),
  instead: z.array(z.string()),
})
export const speechParts = ['observation', 'feeling', 'need', 'request'] as const
export const SpeechCheckInput = z.strictObject({ text: z.string().max(20_000) })
export const SpeechCheck = z.object({
  language: z.enum(['zh', 'en']),
  marks: z.array(SpeechMark),
  /** The draft with the first of the proposed words in each place; null: nothing is marked. */
  softened: z.string().nullable(),
  /** 观察 感受 需要 请求, in the words for this customer; on the case's own facts. */
  proposal: z.array(z.object({ part: z.enum(speechParts), text: z.string() })),
})

export type GuideStep = z.infer<typeof GuideStep>
export type GuideItem = z.infer<typeof GuideItem>
export type Guide = z.infer<typeof Guide>
export type Phrase = z.infer<typeof Phrase>
export type SpeechMark = z.infer<typeof SpeechMark>
export type SpeechCheck = z.infer<typeof SpeechCheck>

export const GuideItemParams = z.object({ id: Id, item: z.string().max(60) })
export const PhraseParams = z.object({ id: Id, phrase: z.string().max(60) })

/** 承诺: what was said to the customer. Source: docs/rules/guidance.md */
export const promiseKinds = ['callback', 'reply', 'pay', 'visit', 'delivery', 'other'] as const
export const promiseStates = ['open', 'kept', 'broken', 'void'] as const
export const PromiseRow = z.object({
  id: Id,
  case: z.object({ id: Id, number: z.string(), subject: z.string(), status: Status }),
  kind: z.enum(promiseKinds),
  /** In the words that were used; null once the text was erased. */
  words: z.string().nullable(),
  at: Instant,
  by: Named.nullable(),
  /** null: a sum without a day. */
  dueAt: Instant.nullable(),
  amountFen: Fen.nullable(),
  state: z.enum(promiseStates),
  /** Open and past its time: nobody has said yet whether it was kept. */
  overdue: z.boolean(),
  decidedAt: Instant.nullable(),
  /** null with a decided state: the product saw it itself. */
  decidedBy: Named.nullable(),
  version: z.number().int(),
  /** May the person say what became of it? */
  can: z.object({ decide: z.boolean() }),
})
export const PromiseList = listOf(PromiseRow)
export const PromiseQuery = PageQuery.extend({
  of: z.enum(['mine', 'all']).default('mine'),
  state: z.enum(['open', 'overdue', 'kept', 'broken', 'all']).default('open'),
})
/** `void`: was no promise, or the customer released us from it. */
export const PromiseResultInput = z.strictObject({ verdict: z.enum(['kept', 'broken', 'void']), version: Version })
/** Of the last `days`: promises whose time is over, and how many were kept. */
export const PromiseCounts = z.object({
  open: z.number().int(),
  overdue: z.number().int(),
  kept: z.number().int(),
  broken: z.number().int(),
})

export type PromiseKind = z.infer<typeof PromiseRow>['kind']
export type PromiseRow = z.infer<typeof PromiseRow>
export type PromiseList = z.infer<typeof PromiseList>
export type PromiseCounts = z.infer<typeof PromiseCounts>
