import { z } from 'zod'
import { TreeCode } from './codes.ts'
import { Complainant } from './complaints.ts'
import { Fen, Id, Instant, line, Reason, Text } from './primitives.ts'

/**
 * 客户自助: what the portal's pages and other clients of customers say to the server; nobody signs in. Customers of one company: `tenant` is
 * its code as in `/p/<code>`; left out where the host name says it or there is only one. A session (HttpOnly cookie, or `Authorization: Bearer`
 * with the token of the answer) is of exactly one case. Texts made by the server come in `?language=`, else by Accept-Language.
 * Source: docs/rules/portal.md
 */
export const PortalLanguage = z.enum(['zh', 'en'])
const tenant = z.string().trim().min(1).max(64).optional()
export const PortalQuery = z.strictObject({ tenant, language: PortalLanguage.optional() })

/** Pictures a category may have; the page draws them. */
export const CategoryPicture = z.enum([
  'product',
  'service',
  'delivery',
  'price',
  'repair',
  'promise',
  'contract',
  'supply',
  'security',
  'process',
  'other',
])

/** Accent of buttons and links with the text on it, for a light and a dark page; each pair has a contrast of 4.5:1 at least. */
export const PortalColour = z.object({ accent: z.string(), onAccent: z.string(), accentDark: z.string(), onAccentDark: z.string() })

/** `GET /portal/settings?tenant=`: everything the pages show before anybody is known. */
export const PortalSettings = z.object({
  tenant: z.string(),
  /** The company as its customers call it. */
  name: z.string(),
  /** Address of the picture on this server, null for none; it changes with the picture. */
  logo: z.string().nullable(),
  colour: PortalColour,
  /** 服务热线 and hours, as the company wrote them. */
  hotline: z.string().nullable(),
  /** IANA name: in whose time the company's promises are said. */
  zone: z.string(),
  /** 知情同意: shown before filing; the version goes back with the complaint. */
  consent: z.object({ version: z.number().int(), text: z.string() }),
  /** In their order; a complaint may also be filed with none of them. */
  categories: z.array(z.object({ code: TreeCode, name: z.string(), picture: CategoryPicture })),
  maxFileBytes: z.number().int(),
  /** 演示数据: codes are shown on the page. */
  demo: z.boolean(),
})

/**
 * `POST /portal/complaints`. `deviceKey`: random, made once for this draft on the device; sent again it answers 200 with the same case and a
 * new session. An Idempotency-Key may be used beside it.
 */
export const PortalComplaint = z.strictObject({
  tenant,
  deviceKey: z.uuid(),
  complainant: Complainant.pick({ name: true, phone: true, email: true }).extend({ anonymous: z.boolean().optional() }),
  text: Text,
  category: TreeCode.optional(),
  product: line(200).optional(),
  /** 订单号 and the like, as written. */
  reference: line(100).optional(),
  amountFen: Fen.optional(),
  remedySought: line(2_000).optional(),
  /** Of the consent text that was shown. */
  consentVersion: z.number().int().min(1),
  language: PortalLanguage.optional(),
})

/** Sent once; the token is kept on the device (the cookie holds the same). */
export const PortalSession = z.object({ token: z.string(), expiresAt: Instant, number: z.string(), tenant: z.string() })

/** 您有一件同样的投诉正在办理 */
export const PortalDuplicate = z.object({ number: z.string(), subject: z.string(), receivedAt: Instant, says: z.string() })

export const PortalFiled = z.object({
  number: z.string(),
  receivedAt: Instant,
  /** 专属链接: opens the case without a code until 90 days after its end; shown to who filed, and to nobody later. */
  link: z.string(),
  session: PortalSession,
  /** Only for who has proved the contact before, or files the second time on the same device: another open case says the same. */
  duplicate: PortalDuplicate.nullable(),
  /** Filed before by the same draft, with other content: that stands, and what is new in this one was not taken. */
  differs: z.boolean().optional(),
})

/** `POST /portal/duplicates` with a session, before filing: is there an open case of this customer that says the same? */
export const PortalDraft = z.strictObject({ text: Text, category: TreeCode.optional(), language: PortalLanguage.optional() })
export const PortalDuplicateAnswer = z.object({ duplicate: PortalDuplicate.nullable() })

/** `POST /portal/codes`: always 202 and the same, whether such a case exists or not. */
export const PortalCodeRequest = z.strictObject({ tenant, number: line(40), contact: line(200) })
export const PortalCodeSent = z.object({
  validSeconds: z.number().int(),
  /** Only with demo data; of a case that does not exist one that opens nothing. */
  demoCode: z.string().nullable(),
})
/** `POST /portal/lookups` → 201 PortalSession. 422 CODE_INVALID for a wrong, used or expired code and for a number nobody has alike. */
export const PortalLookup = z.strictObject({ tenant, number: line(40), code: z.string().trim().max(12) })
/** `POST /portal/sessions` → 201 PortalSession, by the last part of a private link. 410 GONE when it is over or unknown. */
export const PortalLinkUse = z.strictObject({ tenant, link: z.string().trim().min(1).max(100) })

/** 已收到 · 处理中 · 等您补充 (clocks rest) · 已答复等您确认 · 已解决 · 已办结 · 不予受理 · 已撤诉 */
export const PortalState = z.enum(['received', 'handling', 'waiting', 'answered', 'confirmed', 'closed', 'declined', 'withdrawn'])
export const PortalStepState = z.enum(['done', 'now', 'next'])

/** What the customer may read: their own words and what was said to them; never an internal note. */
export const PortalMessage = z.object({
  /** Of the event: of this case, or of the one it is handled with. */
  no: z.number().int(),
  at: Instant,
  from: z.enum(['customer', 'company']),
  kind: z.enum(['complaint', 'message', 'answer', 'reminder', 'confirmation', 'appeal', 'withdrawal']),
  /** Personal data in it is masked; null: erased. */
  text: z.string().nullable(),
})
export const PortalFile = z.object({
  id: Id,
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.number().int(),
  at: Instant,
  from: z.enum(['customer', 'company']),
})

const Can = z.object({
  allowed: z.boolean(),
  /** Not before: asked too often. */
  from: Instant.nullable(),
})

/** `GET /portal/case`, also the answer of every act on it. */
export const PortalCase = z.object({
  number: z.string(),
  subject: z.string(),
  receivedAt: Instant,
  state: PortalState,
  /** One or two sentences in plain words: where it stands, who has it, until when. */
  says: z.string(),
  /** The way of the case, in order; words stand with them. */
  steps: z.array(
    z.object({
      step: z.enum(['received', 'handling', 'answered', 'closed']),
      state: PortalStepState,
      words: z.string(),
      at: Instant.nullable(),
    }),
  ),
  /** 承诺时间: what happens next and by when; `late`: an earlier one passed, `dueAt` is the new one (null: none can be given yet). */
  promise: z
    .object({ what: z.enum(['acceptance', 'answer']), dueAt: Instant.nullable(), late: z.boolean(), lateSince: Instant.nullable() })
    .nullable(),
  /** Who has it: the unit, and the person only where the company wants it so. */
  unit: z.string().nullable(),
  person: z.string().nullable(),
  messages: z.array(PortalMessage),
  files: z.array(PortalFile),
  answer: z.object({ text: z.string().nullable(), at: Instant }).nullable(),
  /** 评价 already given for this answer. */
  rating: z.object({ at: Instant }).nullable(),
  appeal: z.object({ at: Instant, state: z.enum(['open', 'decided']) }).nullable(),
  can: z.object({ message: Can, file: Can, remind: Can, confirm: Can, rate: Can, appeal: Can, withdraw: Can }),
})

/** `POST /portal/case/messages` 发消息 */
export const PortalMessageInput = z.strictObject({ text: Text })
/** `POST /portal/case/confirmation`: 解决了 confirms the case, 没解决 sends it back to be handled again. */
export const PortalConfirmation = z.strictObject({ solved: z.boolean(), text: Reason.optional() })
/** `POST /portal/case/rating` 评价, once an answer; never asked before confirming. */
export const PortalRating = z.strictObject({
  satisfaction: z.number().int().min(1).max(5),
  comment: Reason.optional(),
})
/** `POST /portal/case/reminders` 催一催 */
export const PortalReminder = z.strictObject({ text: Reason.optional() })
/** `POST /portal/case/appeals` 申诉: somebody else decides. */
export const PortalAppeal = z.strictObject({ reason: Reason })
/** `POST /portal/case/withdrawal` 撤诉 */
export const PortalWithdrawal = z.strictObject({ reason: Reason.optional() })
/** `POST /portal/case/files` (multipart, field `file`) 201 */
export const PortalFileAdded = z.object({ id: Id })

/** `POST /portal/ivr` by an API token with `portal:speak`: what the voice menu says. `last4`: of the phone, where the company allows it. */
export const PortalSpeech = z
  .strictObject({
    number: line(40),
    code: z.string().trim().max(12).optional(),
    last4: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    language: PortalLanguage.optional(),
  })
  .refine(({ code, last4 }) => (code === undefined) !== (last4 === undefined), { message: '验证码和手机尾号填一个', path: ['code'] })
/** `found` false: the same sentence for an unknown number and a wrong code. Digits of numbers are spelt for text to speech. */
export const PortalSpoken = z.object({ found: z.boolean(), text: z.string() })

export type PortalLanguage = z.infer<typeof PortalLanguage>
export type CategoryPicture = z.infer<typeof CategoryPicture>
export type PortalColour = z.infer<typeof PortalColour>
export type PortalSettings = z.infer<typeof PortalSettings>
export type PortalComplaint = z.infer<typeof PortalComplaint>
export type PortalSession = z.infer<typeof PortalSession>
export type PortalFiled = z.infer<typeof PortalFiled>
export type PortalDuplicate = z.infer<typeof PortalDuplicate>
export type PortalCodeSent = z.infer<typeof PortalCodeSent>
export type PortalState = z.infer<typeof PortalState>
export type PortalMessage = z.infer<typeof PortalMessage>
export type PortalFile = z.infer<typeof PortalFile>
export type PortalCase = z.infer<typeof PortalCase>
