import type { Door } from '@zhiwei/contract'
import type { z } from 'zod'
import type { Deps } from '../platform/deps.ts'
import { chatDoor } from './chat/door.ts'
import type { CallAnswer, DoorSources, IncomingCall } from './incoming-call.ts'
import { emailDoor } from './mail/door.ts'
import { miniProgramDoor } from './mini-program/door.ts'
import { smsDoor } from './sms/door.ts'
import { wechatDoor } from './wechat/door.ts'
import { wechatPayDoor } from './wechat-pay/door.ts'
import { wecomDoor } from './wecom/door.ts'

/** 渠道账号, as its door uses it: settings with their secrets, in clear. */
export type Account<S> = { tenantId: string; id: string; door: Door; name: string; settings: S }

/** One message to one person outside; `id` is the same at every try (Message-ID, idempotency key of the other side). */
export type OutgoingMessage = {
  id: string
  to: string
  /** The conversation it answers in, as the door names it. */
  thread: string | null
  subject: string
  text: string
  caseNumber: string | null
  /** Nobody wrote it for this customer: other machines are told so, and it is not said to those who want to hear people only. */
  isAutomatic?: boolean
  /** A one-time code: nothing is to be answered to it. */
  isCode?: boolean
  /** Parts of a long message that went out at an earlier try, and where a door says that one more has. */
  partsSent?: number
  keepParts?: (sent: number) => Promise<void>
  /** 专属链接 to the case, for doors that can say only little; null for a message about no case. */
  link?: () => Promise<string | null>
}
/** `isUnseen`: it stands there, but the customer is gone: told by another way too. */
export type Sent = { externalId?: string; isUnseen?: boolean }

/** The other side will never take it: no further try. The message is for whoever reads the delivery log. */
export class SendRefused extends Error {}
/** This customer cannot be reached by this door (now): no further try, but the message goes by another way the case knows. */
export class SendElsewhere extends SendRefused {}

/** 门: one way to customers. A door that cannot begin by itself (a form on a page) has no `send`. */
export type DoorOf<S> = {
  settings: z.ZodType<S>
  /** Fields of the settings that are never shown again. */
  secrets: readonly (keyof S & string)[]
  /** 试连. @returns words of success @throws Error with words of failure */
  check(deps: Deps, account: Account<S>): Promise<string>
  /** It calls people by names that mean nothing to another account (openid, number of a complaint there). */
  hasOwnNames?: boolean
  /** @throws SendRefused: no further try; SendElsewhere: by another way; any other error: tried again with back-off */
  send?(deps: Deps, account: Account<S>, message: OutgoingMessage): Promise<Sent>
  /** Where no account is open: what the installation itself can do; left out or undefined when it cannot. */
  ownSend?(deps: Deps): ((message: OutgoingMessage) => Promise<Sent>) | undefined
  /**
   * 回调: the other side calls `/p/<tenant>/channels/<account>`.
   * @throws CallRefused when nothing proves who calls, CallUnreadable; any other error is answered 500, and it calls again
   */
  takeCall?(deps: Deps, account: Account<S>, call: IncomingCall, sources: DoorSources): Promise<CallAnswer>
  /** 收取: asked once a second; fetches what waits on the other side. @returns whether there was anything to fetch */
  fetch?(deps: Deps, account: Account<S>, sources: DoorSources): Promise<boolean>
  /** 办结: the other side is told that its complaint is closed. Run again it does no harm. */
  complete?(deps: Deps, account: Account<S>, thread: string): Promise<void>
}
export type AnyDoor = DoorOf<Record<string, unknown>>

/** Every door there is; one line each. */
export const doors: Partial<Record<Door, AnyDoor>> = {
  email: emailDoor,
  sms: smsDoor,
  chat: chatDoor,
  wechat: wechatDoor,
  wecom: wecomDoor,
  wechatPay: wechatPayDoor,
  miniProgram: miniProgramDoor,
}

export const doorOf = (door: Door): AnyDoor | undefined => doors[door]
