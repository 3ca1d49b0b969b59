import { z } from 'zod'
import { IncomingComplaint } from '../complaints.ts'
import { ContactTurn } from '../contacts.ts'
import { Flag, Id, Instant, line, listOf, Named, PageQuery, Reason, Version } from '../primitives.ts'

// 来电: what the telephone system (CTI) tells of calls, who is on the line, and what became of it.

/** `transferred`: to another extension, which rings now. `held` ends with the next `answered`. */
export const CallEventKind = z.enum(['ringing', 'answered', 'held', 'transferred', 'ended', 'recordingReady', 'transcriptReady'])
export const CallDirection = z.enum(['in', 'out'])
export const CallState = z.enum(['ringing', 'answered', 'held', 'ended'])

/**
 * 话务事件: one thing that happened to a call, as the telephone system sends it. Events may come late, twice or in any order; a call nobody
 * has heard of is made by its first one.
 */
export const CallEvent = z
  .strictObject({
    event: CallEventKind,
    /** The telephone system's own id of the call. */
    callId: line(200),
    /** When it happened. */
    at: Instant,
    /** Of the customer. Left out, or no number at all, where it is withheld. */
    number: z.string().trim().max(40).optional(),
    direction: CallDirection.default('in'),
    /** Whose telephone it is about. */
    extension: line(40).optional(),
    /** What the customer chose in the voice menu, or the skill it led to. */
    choice: line(60).optional(),
    recordingUrl: z
      .url({ protocol: /^https$/ })
      .max(2_000)
      .optional(),
    turns: z.array(ContactTurn).min(1).max(500).optional(),
  })
  .refine(({ event, recordingUrl }) => event !== 'recordingReady' || recordingUrl !== undefined, {
    path: ['recordingUrl'],
    message: '录音就绪须给出 https 地址',
  })
  .refine(({ event, turns }) => event !== 'transcriptReady' || turns !== undefined, { path: ['turns'], message: '转写就绪须给出内容' })

/** `ring`: the extensions of the complaint group, for a call that chose a complaint and is nobody's yet. */
export const CallEventTaken = z.object({ id: Id, state: CallState, repeated: z.boolean(), ring: z.array(z.string()) })

export const CallRow = z.object({
  id: Id,
  callId: z.string(),
  direction: CallDirection,
  /** Masked; null where it was withheld. */
  number: z.string().nullable(),
  customer: z.object({ id: Id, name: z.string() }).nullable(),
  choice: z.string().nullable(),
  /** The customer chose a complaint in the voice menu. */
  isComplaint: z.boolean(),
  extension: z.string().nullable(),
  agent: Named.nullable(),
  state: CallState,
  at: Instant,
  answeredAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  talkSeconds: z.number().int().nullable(),
  /** 未接 */
  isMissed: z.boolean(),
  calledBack: z.object({ at: Instant, by: z.string().nullable(), note: z.string() }).nullable(),
  hasRecording: z.boolean(),
  contactId: Id.nullable(),
  cases: z.array(z.object({ id: Id, number: z.string() })),
})
export const CallList = listOf(CallRow)
export const CallListQuery = PageQuery.extend({
  of: z.enum(['mine', 'all']).default('mine'),
  /** `missed`: nobody has called back yet. */
  show: z.enum(['live', 'missed', 'all']).default('all'),
  /** A whole number. */
  number: z.string().trim().max(40).optional(),
  customerId: Id.optional(),
  complaint: Flag.optional(),
})
/** 弹屏: what rings or is spoken at this person's telephone; also calls of the complaint group nobody has taken. */
export const CurrentCalls = z.object({ extension: z.string().nullable(), calls: z.array(CallRow) })
export const CallReveal = z.strictObject({ reason: Reason })
export const CallRevealed = z.object({ phone: z.string().nullable() })
/** The phone number is the call's where none is given. */
export const CallComplaint = IncomingComplaint
export const CallLink = z.strictObject({ caseId: Id })
export const CallBack = z.strictObject({ note: line(500) })
export const CallExtension = z.object({ extension: z.string(), user: Named })
export const CallSettings = z.object({
  complaintChoices: z.array(z.string()),
  complaintGroupId: Id.nullable(),
  version: z.number().int(),
  extensions: z.array(CallExtension),
  groups: z.array(Named),
})
export const CallSettingsInput = z.strictObject({
  complaintChoices: z.array(line(60)).max(20),
  complaintGroupId: Id.nullable(),
  version: Version,
})
export const ExtensionParams = z.object({ extension: z.string().regex(/^[\w+*#-]{1,40}$/, '分机号由数字或字母组成') })
/** `userId` null: nobody's any more. */
export const ExtensionInput = z.strictObject({ userId: Id.nullable() })

export type CallEvent = z.infer<typeof CallEvent>
export type CallEventKind = z.infer<typeof CallEventKind>
export type CallEventTaken = z.infer<typeof CallEventTaken>
export type CallDirection = z.infer<typeof CallDirection>
export type CallState = z.infer<typeof CallState>
export type CallRow = z.infer<typeof CallRow>
export type CurrentCalls = z.infer<typeof CurrentCalls>
export type CallSettings = z.infer<typeof CallSettings>
