import type { ChatDetails } from '@zhiwei/contract'
import type { Act } from '../../cases/index.ts'
import { findOrMakeCustomer, problemOfComplainant } from '../../customers/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { columnsOfFile, type ReceivedFile } from '../../platform/files.ts'
import { newId } from '../../platform/ids.ts'
import { caseOfTalk, tellCase, tellOpenCase } from './case-of-talk.ts'
import { changeChat, lockChat, numberOf, say } from './messages.ts'
import { keepPictures } from './pictures.ts'
import { noteStaff } from './presence.ts'
import { readTurn, signalsIn } from './read.ts'
import { leavesAutomatic, urgentOf } from './rules.ts'
import { settingsOf } from './settings.ts'
import type { ChatSources } from './sources.ts'
import type { Chat } from './tables.ts'
import { detailsOf, lockOwnChat, pastOf, type Visitor } from './visitor.ts'
import { queueUp } from './waiting.ts'

/** Messages of one visitor within a minute. */
const mostAMinute = 20
const mostOfTalk = 500
/** Pictures of a visitor in one talk. Source: docs/rules/chat.md */
export const mostPictures = 20
const minuteMs = 60_000

/**
 * 客户发言: a message of the visitor, read at once; signals of danger, threats or frailty bring a person at the head of the queue. In a talk that
 * became a case it is a message on that case too, and when the talk is over on that case alone. The same clientId again changes nothing.
 * @throws NOT_FOUND, GONE when the talk is over, RATE_LIMITED
 * Source: docs/rules/chat.md
 */
export async function visitorSays(act: Act, visitor: Visitor, input: { clientId: string; text: string }, sources: ChatSources) {
  const chat = await lockOwnChat(act, visitor)
  const known = await numberOf(act, chat.id, input.clientId, input.text)
  if (known !== undefined) return { no: known }
  await requireMeasure(act, chat)
  if (chat.state === 'ended') return sayOnCase(act, chat, input, sources)
  const settings = await settingsOf(act.tx, visitor.tenantId)
  const reading = await readTurn(act, chat, input.text, sources)
  const urgent = [...new Set([...chat.urgent, ...urgentOf(signalsIn(reading), settings)])]
  const said = await say(
    act,
    chat,
    { ...input, by: 'customer', kind: 'text', reading },
    {
      visitor_at: act.now,
      our_word_at: null,
      silence_asked_at: null,
      urgent,
      ...(reading && { emotion: reading.emotion, stage: reading.stage }),
    },
  )
  if (said.state === 'automatic') {
    const { visits } = await pastOf(act.tx, visitor, act.now)
    if (leavesAutomatic(said, settings, visits, act.now)) await queueUp(act, said, settings, sources, urgent)
  }
  await tellOpenCase(act, said, { no: said.last_no, text: input.text }, sources)
  return { no: said.last_no }
}

/** A talk that is over says nothing more, but the case it became, or whose answer stands in it, still hears. */
async function sayOnCase(act: Act, chat: Chat, { clientId, text }: { clientId: string; text: string }, sources: ChatSources) {
  const own = await caseOfTalk(act.tx, chat)
  if (!own) throw new AppError('GONE', '这次会话已经结束，请重新发起')
  const said = await say(act, chat, { clientId, by: 'customer', kind: 'text', text }, { visitor_at: act.now })
  await tellCase(act, chat, own.id, { no: said.last_no, text }, sources)
  return { no: said.last_no }
}

async function requireMeasure({ tx, now }: Act, chat: Chat) {
  if (chat.last_no >= mostOfTalk) throw new AppError('RATE_LIMITED', '这次会话太长了，请结束后重新发起')
  const { count } = await tx
    .selectFrom('chat_message')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', chat.tenant_id)
    .where('chat_id', '=', chat.id)
    .where('said_by', '=', 'customer')
    .where('at', '>', new Date(now.getTime() - minuteMs))
    .executeTakeFirstOrThrow()
  if (count >= mostAMinute) throw new AppError('RATE_LIMITED', '发得太快了，请稍等再发', { retryAfterSeconds: 60 })
}

/** 客服发言. @throws NOT_FOUND, NOT_PERMITTED for who does not have the talk, GONE when it is over */
export async function staffSays(act: Act, chatId: string, input: { clientId: string; text: string }) {
  const chat = await lockChat(act, chatId)
  const known = await numberOf(act, chat.id, input.clientId, input.text)
  if (known !== undefined) return { no: known }
  requireOwn(act, chat)
  await noteStaff(act.tx, act.actor.tenantId, [act.actor.userId ?? ''], act.now)
  const said = await say(act, chat, { ...input, by: 'staff', kind: 'text' }, { our_word_at: act.now, silence_asked_at: null })
  return { no: said.last_no }
}

/** The talk is this person's, and goes on. */
export function requireOwn({ actor }: Act, chat: Chat) {
  if (chat.state === 'ended') throw new AppError('GONE', '这次会话已经结束')
  if (chat.state !== 'live' || chat.agent_id !== actor.userId) throw new AppError('NOT_PERMITTED', '请先接待这次会话')
}

/** Asked before a byte is received, and again when it is kept. @throws RATE_LIMITED when the talk has enough */
export async function requireRoomForPicture({ tx }: Act, chat: Chat) {
  const { count } = await tx
    .selectFrom('chat_message')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', chat.tenant_id)
    .where('chat_id', '=', chat.id)
    .where('said_by', '=', 'customer')
    .where('kind', '=', 'file')
    .executeTakeFirstOrThrow()
  if (count >= mostPictures) throw new AppError('RATE_LIMITED', `一次会话最多发 ${mostPictures} 张图片`)
}

/** 发图片: a received file as the next message, of the visitor or of ours. */
export async function sendFile(act: Act, chat: Chat, by: 'customer' | 'staff', clientId: string, file: ReceivedFile) {
  const known = await numberOf(act, chat.id, clientId)
  if (known !== undefined) return { no: known, isRepeat: true }
  if (chat.state === 'ended') throw new AppError('GONE', '这次会话已经结束')
  if (by === 'customer') {
    await requireMeasure(act, chat)
    await requireRoomForPicture(act, chat)
  }
  const id = newId()
  await act.tx
    .insertInto('chat_file')
    .values({ tenant_id: chat.tenant_id, id, chat_id: chat.id, at: act.now, ...columnsOfFile(file) })
    .execute()
  const spoken = by === 'customer' ? { visitor_at: act.now, our_word_at: null } : { our_word_at: act.now }
  const said = await say(act, chat, { clientId, by, kind: 'file', fileId: id }, { ...spoken, silence_asked_at: null })
  if (chat.case_id !== null) await keepPictures(act, chat.id)
  return { no: said.last_no, isRepeat: false }
}

/**
 * 留下联系方式: who the visitor says they are; what they leave again replaces what was there.
 * @throws NOT_FOUND, INPUT_INVALID
 */
export async function leaveDetails(act: Act, visitor: Visitor, given: ChatDetails): Promise<void> {
  const chat = await lockOwnChat(act, visitor)
  await keepDetails(act, chat, given)
}

export async function keepDetails(act: Act, chat: Chat, given: ChatDetails): Promise<Chat> {
  const { tx, keys, actor, now } = act
  const details = { ...detailsOf(keys, chat), ...given }
  const unkept = problemOfComplainant(details)
  if (unkept) throw invalidInput(`#/${unkept.field}`, unkept.detail)
  const customer = await findOrMakeCustomer(tx, keys, actor.tenantId, details, now, { isUnproven: true })
  return changeChat(act, chat, { details_cipher: keys.encrypt(JSON.stringify(details)), customer_id: customer?.id ?? null })
}
