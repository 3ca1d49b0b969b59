import { z } from 'zod'
import { Channel, EventKind } from '../codes.ts'
import { IncomingComplaint } from '../complaints.ts'
import { Id, Instant, line, listOf, PageQuery, Version } from '../primitives.ts'

// 回调: complaints other systems send in, and events other systems are told of.

/** Fields of a complaint that can be filled from what another system sends. `amountYuan` is in 元, `amountFen` in 分. */
export const WebhookField = z.enum([
  'text',
  'subject',
  'externalId',
  'receivedAt',
  'name',
  'phone',
  'email',
  'customerNo',
  'product',
  'node',
  'region',
  'category',
  'amountYuan',
  'amountFen',
  'remedySought',
  'authority',
  'referenceNo',
  'regulatorDueAt',
])
/** Where a value stands (JSON pointer, RFC 6901: `/data/order/0/no`), or a fixed one. */
export const WebhookSource = z.union([
  z.strictObject({
    pointer: z
      .string()
      .max(500)
      .regex(/^(\/([^~/]|~[01])*)*$/, 'JSON 指针以 / 开头，例如 /data/text'),
  }),
  z.strictObject({ value: line(500) }),
])
export const WebhookMapping = z
  .partialRecord(WebhookField, WebhookSource)
  .refine((mapping) => mapping.text !== undefined, { path: ['text'], message: '请指定投诉内容在哪里' })

const Secrets = {
  /** Until when the secret before this one is taken too. */
  previousUntil: Instant.nullable(),
  isOpen: z.boolean(),
  lastError: z.string().nullable(),
  version: z.number().int(),
}
export const WebhookIn = z.object({
  id: Id,
  name: z.string(),
  channel: Channel,
  mapping: WebhookMapping,
  /** To which the other system posts. */
  address: z.string(),
  lastAt: Instant.nullable(),
  ...Secrets,
})
export const WebhookInInput = z.strictObject({ name: line(60), channel: Channel.default('api'), mapping: WebhookMapping })
export const WebhookInChange = z.strictObject({
  name: line(60).optional(),
  channel: Channel.optional(),
  mapping: WebhookMapping.optional(),
  isOpen: z.boolean().optional(),
  version: Version,
})
export const WebhookPreviewInput = z.strictObject({ mapping: WebhookMapping, channel: Channel.default('api'), sample: z.unknown() })
/** What would be registered of a sample; nothing is. */
export const WebhookPreview = z.object({
  complaint: IncomingComplaint.nullable(),
  problems: z.array(z.object({ field: z.string(), detail: z.string() })),
})
export const WebhookOutcome = z.enum(['registered', 'known', 'refused'])
export const WebhookReceipt = z.object({
  id: Id,
  at: Instant,
  outcome: WebhookOutcome,
  case: z.object({ id: Id, number: z.string() }).nullable(),
  problem: z.string().nullable(),
})
/** What the other system is answered. */
export const WebhookTaken = z.object({ caseId: Id, number: z.string() })

/** Events that can be told: what happened to a case. */
export const WebhookKind = EventKind
export const WebhookOut = z.object({
  id: Id,
  name: z.string(),
  /** Of the address only the host is shown. */
  host: z.string(),
  kinds: z.array(WebhookKind),
  /** Answers and messages to the customer go along, masked. */
  withTexts: z.boolean(),
  lastOkAt: Instant.nullable(),
  /** Tries of the event that is next; 0: nothing hangs. */
  tries: z.number().int(),
  nextAt: Instant,
  dead: z.number().int(),
  ...Secrets,
})
const outFields = {
  name: line(60),
  address: z.url({ protocol: /^https?$/ }).max(500),
  kinds: z.array(WebhookKind).min(1).max(100),
  withTexts: z.boolean(),
}
export const WebhookOutInput = z.strictObject({ ...outFields, withTexts: z.boolean().default(false) })
export const WebhookOutChange = z.strictObject({
  name: outFields.name.optional(),
  address: outFields.address.optional(),
  kinds: outFields.kinds.optional(),
  withTexts: outFields.withTexts.optional(),
  isOpen: z.boolean().optional(),
  version: Version,
})
export const WebhookDeliveryState = z.enum(['trying', 'delivered', 'dead', 'again'])
export const WebhookDelivery = z.object({
  id: Id,
  seq: z.number().int(),
  kind: WebhookKind,
  case: z.object({ id: Id, number: z.string() }).nullable(),
  state: WebhookDeliveryState,
  at: Instant,
  tries: z.number().int(),
  status: z.number().int().nullable(),
  error: z.string().nullable(),
})
export const WebhookDeliveryQuery = PageQuery.extend({ state: WebhookDeliveryState.optional() })
export const WebhookInList = listOf(WebhookIn)
export const WebhookOutList = listOf(WebhookOut)
export const WebhookReceiptList = listOf(WebhookReceipt)
export const WebhookDeliveryList = listOf(WebhookDelivery)
/** Shown once. */
export const WebhookSecret = z.object({ id: Id, secret: z.string() })

export type WebhookField = z.infer<typeof WebhookField>
export type WebhookMapping = z.infer<typeof WebhookMapping>
export type WebhookIn = z.infer<typeof WebhookIn>
export type WebhookOut = z.infer<typeof WebhookOut>
export type WebhookOutcome = z.infer<typeof WebhookOutcome>
export type WebhookPreview = z.infer<typeof WebhookPreview>
export type WebhookReceipt = z.infer<typeof WebhookReceipt>
export type WebhookDelivery = z.infer<typeof WebhookDelivery>
export type WebhookDeliveryState = z.infer<typeof WebhookDeliveryState>
export type WebhookSecret = z.infer<typeof WebhookSecret>
