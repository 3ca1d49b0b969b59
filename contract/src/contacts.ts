import { z } from 'zod'
import { Channel, CustomerTier, Sentiment, Signal, Stage, TreeCode } from './codes.ts'
import { BatchProblem, Complainant } from './complaints.ts'
import { Id, Instant, line, listOf, oneOrMore, PageQuery, Reason, Share } from './primitives.ts'
import { EmotionLevel, Mindset, TextAnalysis, TextReason, TextSignal } from './text.ts'

// 联络: what customers say without complaining, who of them is unhappy (隐性客户), and the care they are given (回访关怀).

/** Where it was said: a channel of complaints, or the answer to a survey, or a review. */
export const ContactChannel = z.enum([...Channel.options, 'survey', 'review'])
export const ContactTurn = z.strictObject({
  by: z.enum(['customer', 'staff', 'bot']),
  at: Instant.optional(),
  text: z.string().min(1).max(20_000),
})
/** An ordinary contact (联络): a chat, a call's transcript, the answer to a survey, a review, a post (design §7). */
export const IncomingContact = z
  .strictObject({
    channel: ContactChannel,
    externalId: line(200).optional(),
    occurredAt: Instant,
    complainant: Complainant.default({}),
    turns: z.array(ContactTurn).min(1).max(500),
    /** Of a survey or review; the best is `scoreMax`. */
    score: z.number().min(0).max(100).optional(),
    scoreMax: z.number().int().min(1).max(100).default(5),
    product: line(200).optional(),
    node: line(200).optional(),
    region: line(200).optional(),
    /** 接待人: user name of who talked to the customer; a name nobody has is kept as nobody. */
    staff: line(100).optional(),
    /** 处理时长 (talk and wrap-up), as the telephone or chat system tells. */
    handlingSeconds: z.number().int().min(0).max(86_400).optional(),
  })
  .refine(({ score = 0, scoreMax }) => score <= scoreMax, { path: ['score'], message: '评分不能高于 scoreMax' })

/** `unhappy`: probability that the customer went away unhappy. */
export const ContactReading = z.object({
  complaint: Share,
  sentiment: Sentiment,
  emotion: EmotionLevel,
  stage: Stage,
  /** How content the customer was at the end of the dialogue; null where nobody answered. */
  satisfaction: Share.nullable(),
  signals: z.array(Signal),
  unhappy: Share,
})
export const RegisteredContact = z.object({
  contactId: Id,
  /** null: not read yet. */
  reading: ContactReading.nullable(),
  /** The same externalId came again with other content; the stored contact is unchanged. */
  differs: z.boolean().optional(),
})
export const ContactBatch = z.strictObject({ contacts: z.array(z.unknown()).min(1).max(1_000) })
export const ContactBatchResult = z.object({
  results: z.array(
    z.union([z.object({ index: z.number().int(), contactId: Id }), z.object({ index: z.number().int(), problem: BatchProblem })]),
  ),
})

/**
 * What was decided of a contact: 满意或平常, 拿不准, 隐性客户, 已有投诉在办 or 近期投诉过, 匿名, 人工排除.
 */
export const ContactVerdict = z.enum(['content', 'unsure', 'latent', 'complained', 'anonymous', 'dismissed'])
/** A word, a turn or a figure that speaks for an unhappy customer. */
export const LatentReason = z.object({
  code: z.string(),
  /** Points of the log odds. */
  weight: z.number(),
  value: z.number().optional(),
})
/** How people call the customer: masked. */
export const MaskedCustomer = z.object({ id: Id, name: z.string(), tier: CustomerTier })

export const ContactRow = z.object({
  id: Id,
  channel: ContactChannel,
  at: Instant,
  customer: MaskedCustomer.nullable(),
  excerpt: z.string(),
  turns: z.number().int(),
  score: z.number().nullable(),
  scoreMax: z.number().int().nullable(),
  product: z.string().nullable(),
  node: z.string().nullable(),
  region: z.string().nullable(),
  category: TreeCode.nullable(),
  reading: ContactReading.nullable(),
  verdict: ContactVerdict.nullable(),
  latentId: Id.nullable(),
  caseId: Id.nullable(),
})
export const ContactListQuery = PageQuery.extend({
  /** These alone: what stands behind a warning. */
  id: oneOrMore(Id),
  customerId: Id.optional(),
  channel: oneOrMore(ContactChannel),
  verdict: oneOrMore(ContactVerdict),
  importId: Id.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
})
export const ContactList = listOf(ContactRow)
export const ContactDetail = ContactRow.extend({
  /** As people see them: masked. Spans of reasons and signals are of these texts. */
  conversation: z.array(z.object({ by: z.enum(['customer', 'staff', 'bot']), at: Instant.nullable(), text: z.string() })),
  /** The emotion curve: after each turn of the customer. */
  curve: z.array(z.object({ turn: z.number().int(), level: EmotionLevel, satisfied: Share.optional() })),
  signals: z.array(TextSignal),
  stageReasons: z.array(TextReason),
  mindset: Mindset.nullable(),
  language: TextAnalysis.shape.language.nullable(),
  reasons: z.array(LatentReason),
  can: z.object({ judge: z.boolean() }),
})
/** A person says of one the machine was unsure of, or got wrong. */
export const ContactJudgement = z.strictObject({ verdict: z.enum(['latent', 'dismissed']), reason: Reason.optional() })

export type ContactChannel = z.infer<typeof ContactChannel>
export type IncomingContact = z.infer<typeof IncomingContact>
export type ContactReading = z.infer<typeof ContactReading>
export type RegisteredContact = z.infer<typeof RegisteredContact>
export type ContactBatchResult = z.infer<typeof ContactBatchResult>
export type ContactVerdict = z.infer<typeof ContactVerdict>
export type ContactRow = z.infer<typeof ContactRow>
export type ContactDetail = z.infer<typeof ContactDetail>
export type LatentReason = z.infer<typeof LatentReason>
