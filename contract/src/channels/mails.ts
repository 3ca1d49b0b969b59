import { z } from 'zod'
import { CaseIdOrNumber, Id, Instant, listOf, Named, oneOrMore, PageQuery, Reason } from '../primitives.ts'

// 来信: every mail a mailbox took in, and what became of it. Source: docs/rules/mail.md

/** received: stored, to be processed · quarantined: somebody looks at it first · ignored: nobody wrote it, or it was read before. */
export const MailState = z.enum(['received', 'processed', 'quarantined', 'ignored', 'failed', 'deleted'])
export const MailReason = z.enum([
  // Processed.
  'bounce',
  'released',
  'filed',
  // Quarantined.
  'noSender',
  'manySenders',
  'messageIdReused',
  'spoofed',
  'unproven',
  'forgedToken',
  'stranger',
  'tooManyFromSender',
  'tooManyOnThread',
  // Ignored.
  'seenBefore',
  'ownMail',
  'automatic',
  // Failed.
  'tooLarge',
  'unreadable',
  'refused',
  'keepsFailing',
])

export const MailRow = z.object({
  id: Id,
  /** Of the mailbox. */
  account: z.string(),
  receivedAt: Instant,
  at: Instant,
  /** Masked; null before it was read. */
  sender: z.string().nullable(),
  subject: z.string().nullable(),
  sizeBytes: z.number().int(),
  files: z.number().int().nullable(),
  state: MailState,
  reason: MailReason.nullable(),
  case: z.object({ id: Id, number: z.string() }).nullable(),
  decidedAt: Instant.nullable(),
  decidedBy: Named.nullable(),
  decisionReason: z.string().nullable(),
})
export const MailListQuery = PageQuery.extend({ state: oneOrMore(MailState) })
export const MailList = listOf(MailRow).extend({ waiting: z.object({ quarantined: z.number().int(), failed: z.number().int() }) })
export const MailDetail = MailRow.extend({
  /** Masked; the newest words first, what they answer below. Null where it cannot be read. */
  text: z.string().nullable(),
  quoted: z.string().nullable(),
  fileNames: z.array(z.string()),
  /** What the own mail server found of the sender. */
  authentication: z.enum(['pass', 'fail', 'none']).nullable(),
  /** Of the thread the mail says it belongs to. */
  threadCase: z.object({ id: Id, number: z.string() }).nullable(),
  can: z.object({ release: z.boolean(), file: z.boolean(), remove: z.boolean(), retry: z.boolean(), openRaw: z.boolean() }),
})
/** 放行为新投诉 */
export const MailRelease = z.strictObject({ reason: Reason })
/** 归到工单. `knowSender`: from now on the sender takes part in that case. */
export const MailFiling = z.strictObject({ case: CaseIdOrNumber, knowSender: z.boolean().default(false), reason: Reason })
/** 删除: the raw mail goes, the line stays. */
export const MailRemoval = z.strictObject({ reason: Reason })
/** 看原文 */
export const MailOpening = z.strictObject({ reason: Reason })
export const MailSettled = z.object({ caseId: Id, number: z.string() })

export type MailState = z.infer<typeof MailState>
export type MailReason = z.infer<typeof MailReason>
export type MailRow = z.infer<typeof MailRow>
export type MailDetail = z.infer<typeof MailDetail>
export type MailList = z.infer<typeof MailList>
