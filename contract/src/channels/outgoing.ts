import { z } from 'zod'
import { CaseIdOrNumber, Id, Instant, listOf, Named, oneOrMore, PageQuery, Reason } from '../primitives.ts'
import { Door } from './accounts.ts'

// 对客消息: what customers are told, in which words, when and with what result.

/** What is told: the steps of a case, what somebody writes, a delay, one-time codes, surveys. */
export const MessageKind = z.enum([
  'received',
  'accepted',
  'dispatched',
  'answered',
  'message',
  'suspended',
  'declined',
  'closed',
  'late',
  'code',
  'survey',
])
export const MessageLanguage = z.enum(['zh', 'en'])
/** waiting: to be sent · held: too many for one customer in a day · failed: no further try · dropped: not wanted by the customer. */
export const MessageState = z.enum(['waiting', 'held', 'sent', 'failed', 'dropped'])
export const TemplateState = z.enum(['waiting', 'inForce', 'refused', 'replaced'])

export type MessageKind = z.infer<typeof MessageKind>
export type MessageLanguage = z.infer<typeof MessageLanguage>
export type MessageState = z.infer<typeof MessageState>
export type TemplateState = z.infer<typeof TemplateState>

const MinuteOfDay = z.number().int().min(0).max(1_439)

/** 对客消息设置 */
export const OutgoingSettings = z.object({
  /** 静默时段, in the tenant's zone; both the same: none. */
  quietFrom: MinuteOfDay,
  quietTo: MinuteOfDay,
  /** Messages to one customer a day; more wait for the next. */
  mostADay: z.number().int().min(1).max(100),
  /** A template is put in force by somebody else than who wrote it. */
  needsApproval: z.boolean(),
  /** Not told at all. */
  kindsOff: z.array(MessageKind).max(MessageKind.options.length),
  /** 短信回复找不到唯一在办工单时: kept as a contact, or registered as a complaint. */
  unknownReply: z.enum(['contact', 'complaint']),
  version: z.number().int().min(0),
})
/** One-time codes cannot be switched off: without them nobody gets in. */
export const OutgoingSettingsChange = z.strictObject({
  ...OutgoingSettings.shape,
  kindsOff: z.array(MessageKind.exclude(['code'])).max(MessageKind.options.length),
})

export const templateLengths = { subject: 150, body: 3_000 } as const
const templateWords = {
  subject: z
    .string()
    .trim()
    .min(1)
    .max(templateLengths.subject)
    .regex(/^[^\r\n]*$/, '标题只能写一行'),
  body: z.string().trim().min(1).max(templateLengths.body),
}

export const TemplateVersion = z.object({
  /** null: the words shipped with the product. */
  id: Id.nullable(),
  no: z.number().int(),
  subject: z.string(),
  body: z.string(),
  state: TemplateState,
  writtenBy: Named.nullable(),
  writtenAt: Instant.nullable(),
  decidedBy: Named.nullable(),
  decidedAt: Instant.nullable(),
  reason: z.string().nullable(),
})
/** One kind in one language: the words in force, and those that wait for somebody's approval. */
export const MessageTemplate = z.object({
  kind: MessageKind,
  language: MessageLanguage,
  inForce: TemplateVersion,
  waiting: TemplateVersion.nullable(),
  /** Variables it may use, and those it must. */
  variables: z.array(z.string()),
  needed: z.array(z.string()),
})
export const MessageTemplateList = listOf(MessageTemplate).extend({ needsApproval: z.boolean() })
export const TemplatePlace = z.object({ kind: MessageKind, language: MessageLanguage })
export const TemplateVersionList = listOf(TemplateVersion)
export const TemplateInput = z.strictObject(templateWords)
/** Approved by another person than who wrote it; refused with a reason. */
export const TemplateDecision = z.strictObject({ verdict: z.enum(['approve', 'refuse']), reason: Reason.optional() })
/** `case`: with what stands on a real case, as whoever asks may see it; left out: with examples. */
export const TemplatePreviewInput = z.strictObject({
  ...templateWords,
  kind: MessageKind,
  language: MessageLanguage,
  case: CaseIdOrNumber.optional(),
})
export const TemplatePreview = z.object({
  subject: z.string(),
  text: z.string(),
  /** Characters of the text, by which providers count short messages. */ length: z.number().int(),
})

/** 发送记录: one message, its address and words masked. */
export const OutgoingMessageRow = z.object({
  id: Id,
  kind: MessageKind,
  language: MessageLanguage,
  door: Door,
  to: z.string(),
  state: MessageState,
  /** Waits for the end of the quiet hours. */
  quiet: z.boolean(),
  urgent: z.boolean(),
  at: Instant,
  /** Next try, or when what is held goes on; null when nothing follows. */
  dueAt: Instant.nullable(),
  sentAt: Instant.nullable(),
  tries: z.number().int(),
  /** Why it failed; of one that was sent, what else there is to know. */
  lastError: z.string().nullable(),
  /** 代替: the door by which the customer could not be reached. */
  insteadOf: Door.nullable(),
  case: z.object({ id: Id, number: z.string() }).nullable(),
  can: z.object({ sendAgain: z.boolean() }),
})
export const OutgoingMessageQuery = PageQuery.extend({
  state: oneOrMore(MessageState),
  kind: oneOrMore(MessageKind),
  door: oneOrMore(Door),
  from: Instant.optional(),
  to: Instant.optional(),
})
export const OutgoingMessageList = listOf(OutgoingMessageRow)
export const OutgoingMessageWords = z.object({ subject: z.string(), /** null: not shown (a one-time code). */ text: z.string().nullable() })
/** What the customer of a case was told, and where to; `door` null: told in person (线下告知). */
export const CaseMessages = listOf(OutgoingMessageRow).extend({ door: z.object({ door: Door, to: z.string() }).nullable() })

export type OutgoingSettings = z.infer<typeof OutgoingSettings>
export type TemplateVersion = z.infer<typeof TemplateVersion>
export type MessageTemplate = z.infer<typeof MessageTemplate>
export type MessageTemplateList = z.infer<typeof MessageTemplateList>
export type TemplatePreview = z.infer<typeof TemplatePreview>
export type OutgoingMessageRow = z.infer<typeof OutgoingMessageRow>
export type OutgoingMessageQuery = z.infer<typeof OutgoingMessageQuery>
export type OutgoingMessageWords = z.infer<typeof OutgoingMessageWords>
export type CaseMessages = z.infer<typeof CaseMessages>
