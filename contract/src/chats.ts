import { z } from 'zod'
import { CaseRow } from './cases.ts'
import { Signal, Stage, TreeCode } from './codes.ts'
import { MaskedCustomer } from './contacts.ts'
import { Id, Instant, line, listOf, Named, PageQuery, Version } from './primitives.ts'
import { Presence } from './routing.ts'
import { EmotionLevel, TextSignal } from './text.ts'

// 在线客服: talks of visitors with us through the window on a company's site. Source: docs/rules/chat.md

/** 咨询, 投诉, 转人工: the first choice. 查进度 leads to the portal and opens no talk. */
export const ChatChoice = z.enum(['question', 'complaint', 'person'])
/** 自动回复, 排队中, 接待中, 已结束 */
export const ChatState = z.enum(['automatic', 'waiting', 'live', 'ended'])
export const ChatLanguage = z.enum(['zh', 'en'])
/** What is told to both sides in words of their own. */
export const ChatNotice = z.enum([
  'queued',
  'queuedUrgent',
  'taken',
  'handedOver',
  'givenBack',
  'silence',
  'endedByVisitor',
  'endedByStaff',
  'endedBySilence',
  'complaint',
  'left',
])
export const longestChatMessage = 2_000
export const largestChatFile = 10 * 1024 * 1024
const ChatText = z
  .string()
  .min(1)
  .max(longestChatMessage)
  .refine((text) => text.trim().length > 0, '不能只有空白')

export const ChatMessage = z.object({
  no: z.number().int(),
  at: Instant,
  by: z.enum(['customer', 'staff', 'automatic']),
  /** Who of ours said it. */
  name: z.string().nullable(),
  /** `note`: for our own people; `answer`: of the case this talk became. */
  kind: z.enum(['text', 'file', 'notice', 'note', 'answer']),
  text: z.string().nullable(),
  file: z.object({ id: Id, name: z.string(), contentType: z.string(), sizeBytes: z.number().int() }).nullable(),
  notice: ChatNotice.nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** What a visitor's window shows of its talk. */
export const ChatShown = z.object({
  id: Id,
  state: ChatState,
  choice: ChatChoice,
  /** 排在第几位; null when not waiting. */
  place: z.number().int().nullable(),
  /** From the last hour's talks; null: not known yet. */
  expectedMinutes: z.number().int().nullable(),
  /** Somebody takes talks now. */
  isStaffed: z.boolean(),
  staff: z.string().nullable(),
  caseNumber: z.string().nullable(),
  /** Masked, as left. */
  details: z.object({ name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable() }).nullable(),
  score: z.number().int().nullable(),
})
export const ChatVisit = z.object({
  company: z.string(),
  isOpen: z.boolean(),
  /** Closed now: when somebody is there again, if the calendar says. */
  opensAt: Instant.nullable(),
  greeting: z.string(),
  privacy: z.string(),
  /** Where progress is looked up. */
  lookup: z.string(),
  chat: ChatShown.nullable(),
  messages: z.array(ChatMessage),
})
export const ChatVisitorInput = z.strictObject({ tenant: line(60) })
export const ChatVisitor = z.object({ token: z.string() })
/** `site`: the page the window stands on, its scheme and host. */
export const ChatOpening = z.strictObject({ choice: ChatChoice, language: ChatLanguage.default('zh'), site: z.url().max(300).optional() })
/** `clientId` of the sender: sent again, it is the same message. */
export const ChatMessageInput = z.strictObject({ clientId: Id, text: ChatText })
export const ChatDetails = z
  .strictObject({ name: line(100).optional(), phone: line(40).optional(), email: z.email().max(200).optional() })
  .refine(({ name, phone, email }) => name || phone || email, '请至少留下一种')
/** 留言: outside hours, or by who does not want to wait. */
export const ChatLeftMessage = z.strictObject({
  clientId: Id,
  choice: ChatChoice,
  language: ChatLanguage.default('zh'),
  site: z.url().max(300).optional(),
  text: ChatText,
  details: ChatDetails.optional(),
})
export const ChatScoreInput = z.strictObject({ score: z.number().int().min(1).max(5) })
export const ChatFileQuery = z.strictObject({ clientId: Id })

/** What the text engine says of one message of the customer; spans are of the masked text. */
export const ChatReading = z.object({ emotion: EmotionLevel, stage: Stage, signals: z.array(TextSignal) })
export const ChatStaffMessage = ChatMessage.extend({ reading: ChatReading.nullable() })
export const ChatRow = z.object({
  id: Id,
  state: ChatState,
  choice: ChatChoice,
  openedAt: Instant,
  waitingAt: Instant.nullable(),
  takenAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  urgent: z.array(Signal),
  emotion: EmotionLevel.nullable(),
  stage: Stage.nullable(),
  group: Named.nullable(),
  agent: Named.nullable(),
  /** As the visitor says; masked. */
  visitor: z.string().nullable(),
  site: z.string().nullable(),
  /** The beginning of what was said last. */
  last: z.string().nullable(),
  lastNo: z.number().int(),
  /** The last word is the visitor's. */
  isUnanswered: z.boolean(),
  caseId: Id.nullable(),
  score: z.number().int().nullable(),
  version: z.number().int(),
})
export const ChatDesk = z.object({
  presence: Presence.extract(['present', 'away']),
  capacity: z.number().int(),
  live: z.number().int(),
})
export const ChatDeskInput = z.strictObject({
  presence: ChatDesk.shape.presence.optional(),
  capacity: z.number().int().min(1).max(20).optional(),
})
export const ChatPart = z.enum(['waiting', 'mine', 'all'])
export const ChatListQuery = PageQuery.extend({ part: ChatPart.default('waiting') })
export const ChatList = z.object({
  ...listOf(ChatRow).shape,
  desk: ChatDesk,
  counts: z.object({ waiting: z.number().int(), mine: z.number().int(), present: z.number().int() }),
  can: z.object({ seeAll: z.boolean() }),
})
export const ChatDetail = ChatRow.extend({
  messages: z.array(ChatStaffMessage),
  details: ChatShown.shape.details,
  customer: MaskedCustomer.nullable(),
  /** Of this customer, newest first, those the person may see. */
  cases: z.array(CaseRow.pick({ id: true, number: true, subject: true, status: true, stage: true, receivedAt: true })),
  earlier: z.array(z.object({ id: Id, openedAt: Instant, choice: ChatChoice, caseId: Id.nullable() })),
  handovers: z.array(z.object({ at: Instant, from: Named.nullable(), to: Named.nullable(), group: Named.nullable(), note: z.string() })),
  /** Of a complaint made of this talk. */
  draft: z.object({ subject: z.string(), category: TreeCode.nullable() }),
  phrases: z.array(z.object({ code: z.string(), text: z.string() })),
  can: z.object({ take: z.boolean(), talk: z.boolean(), handOver: z.boolean(), complain: z.boolean() }),
})
export const ChatTaken = z.object({ id: Id })
export const ChatMessageDone = z.object({ no: z.number().int() })
export const ChatHandover = z
  .strictObject({ toUserId: Id.optional(), toGroupId: Id.optional(), note: line(1_000) })
  .refine(({ toUserId, toGroupId }) => Boolean(toUserId) !== Boolean(toGroupId), '请选一位同事或一个技能组')
/** Who and where a talk may be given to now. */
export const ChatReceivers = z.object({
  people: z.array(Named.extend({ free: z.number().int() })),
  groups: z.array(Named),
})
export const ChatComplaintInput = z.strictObject({
  subject: line(300),
  /** What the agent adds; the talk itself goes with it whole. */
  text: line(5_000).optional(),
  category: TreeCode.optional(),
  remedySought: line(2_000).optional(),
  details: z.strictObject({ name: line(100).optional(), phone: line(40).optional(), email: z.email().max(200).optional() }).default({}),
})
export const ChatComplaint = z.object({ caseId: Id, number: z.string() })

const Seconds = z.number().int().min(30).max(3_600)
const Origin = z
  .url()
  .max(200)
  .refine((site) => URL.parse(site)?.origin === site && /^https?:/.test(site), '请写成 https://www.example.com，不带路径')
/** 在线客服设置 */
export const ChatSettings = z.strictObject({
  isOpen: z.boolean(),
  /** Sites whose pages may show the window. */
  sites: z.array(Origin).max(50),
  /** 7×24: somebody is there at any time, whatever the calendar says. */
  isAlwaysOpen: z.boolean(),
  /** Whose working calendar are the hours; null: the company's. */
  unitId: Id.nullable(),
  greeting: z.strictObject({ zh: line(500), en: line(500) }),
  privacy: z.strictObject({ zh: line(500), en: line(500) }),
  /** 自动回复 to who has a question, said to be one; null: a person at once. */
  automatic: z.strictObject({ zh: line(1_000), en: line(1_000), minutes: z.number().min(0.5).max(3) }).nullable(),
  /** 投诉技能组 */
  complaintGroupId: Id.nullable(),
  /** Nobody of the group has taken it: everybody may. */
  openToAllMinutes: z.number().int().min(0).max(60),
  urgentSignals: z.array(Signal).max(12),
  /** Silence of the visitor after our word: asked, then ended. */
  silenceAskSeconds: Seconds,
  silenceEndSeconds: Seconds,
  /** Whoever of ours has had no page open for so long is away, and their talks go back to the queue. */
  staffAwaySeconds: Seconds,
  /** A visitor who spoke last and has had no window open for so long is gone: the talk ends. */
  visitorGoneMinutes: z.number().int().min(1).max(240),
  capacity: z.number().int().min(1).max(20),
})
export const ChatSettingsInput = z.strictObject({ definition: ChatSettings, version: Version })
export const ChatSettingsShown = z.object({
  definition: ChatSettings,
  version: z.number().int(),
  script: z.string(),
  groups: z.array(Named),
})

export type ChatChoice = z.infer<typeof ChatChoice>
export type ChatState = z.infer<typeof ChatState>
export type ChatLanguage = z.infer<typeof ChatLanguage>
export type ChatNotice = z.infer<typeof ChatNotice>
export type ChatMessage = z.infer<typeof ChatMessage>
export type ChatShown = z.infer<typeof ChatShown>
export type ChatVisit = z.infer<typeof ChatVisit>
export type ChatOpening = z.infer<typeof ChatOpening>
export type ChatDetails = z.infer<typeof ChatDetails>
export type ChatLeftMessage = z.infer<typeof ChatLeftMessage>
export type ChatReading = z.infer<typeof ChatReading>
export type ChatStaffMessage = z.infer<typeof ChatStaffMessage>
export type ChatRow = z.infer<typeof ChatRow>
export type ChatDesk = z.infer<typeof ChatDesk>
export type ChatDeskInput = z.infer<typeof ChatDeskInput>
export type ChatPart = z.infer<typeof ChatPart>
export type ChatList = z.infer<typeof ChatList>
export type ChatDetail = z.infer<typeof ChatDetail>
export type ChatHandover = z.infer<typeof ChatHandover>
export type ChatReceivers = z.infer<typeof ChatReceivers>
export type ChatComplaintInput = z.infer<typeof ChatComplaintInput>
export type ChatSettings = z.infer<typeof ChatSettings>
export type ChatSettingsShown = z.infer<typeof ChatSettingsShown>
