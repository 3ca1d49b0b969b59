import type { ChatComplaintInput, ChatLeftMessage, IncomingComplaint } from '@zhiwei/contract'
import type { Act } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import { talkThread, tellOpenCase } from './case-of-talk.ts'
import { lockChat, notify, numberOf, say } from './messages.ts'
import { keepPictures } from './pictures.ts'
import { readTurn, signalsIn, spokenIn } from './read.ts'
import { urgentOf } from './rules.ts'
import { settingsOf } from './settings.ts'
import type { ChatSources } from './sources.ts'
import { keepDetails } from './speak.ts'
import type { Chat } from './tables.ts'
import { chatOfVisitor, detailsOf, insertChat, lockOwnChat, type Visitor } from './visitor.ts'

const longestText = 20_000
const speakers = { customer: '客户', staff: '客服', bot: '自动回复' } as const

/**
 * 转为投诉: registers the case with the whole talk, and keeps the talk as its thread, so that answers come back into it. Once a talk.
 * @throws NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED when it is a case already, INPUT_INVALID
 * Source: docs/rules/chat.md
 */
export async function complainFrom(act: Act, chatId: string, input: ChatComplaintInput, sources: ChatSources) {
  const locked = await lockChat(act, chatId)
  if (locked.agent_id !== act.actor.userId && !act.actor.permissions.has('cases:assign'))
    throw new AppError('NOT_PERMITTED', '由接待的同事转为投诉')
  if (locked.case_id !== null) throw new AppError('ALREADY_DECIDED', '这次会话已经转为投诉')
  const { details, text, ...fields } = input
  const chat = Object.keys(details).length > 0 ? await keepDetails(act, locked, details) : locked
  const talk = (await spokenIn(act, chat.id)).map(({ by, text: said }) => `${speakers[by]}：${said}`).join('\n')
  return register(
    act,
    chat,
    { ...fields, text: [text, `—— 在线会话 ——\n${talk}`].filter(Boolean).join('\n\n').slice(0, longestText) },
    sources,
  )
}

async function register(act: Act, chat: Chat, complaint: Omit<IncomingComplaint, 'channel' | 'complainant'>, sources: ChatSources) {
  const thread = talkThread(chat)
  const { caseId, number } = await sources.receive(act, {
    thread,
    address: thread,
    complaint: {
      ...complaint,
      channel: 'chat',
      complainant: detailsOf(act.keys, chat),
      externalId: `chat.${chat.id}`,
      receivedAt: act.now.toISOString(),
    },
  })
  await notify(act, chat, 'complaint', { number }, { case_id: caseId, kept_at: act.now })
  await keepPictures(act, chat.id)
  return { caseId, number }
}

/**
 * 留言: outside hours, or by whoever does not want to wait. A complaint is registered at once; everything else becomes a contact, and what is urgent
 * a complaint all the same. The same clientId again changes nothing.
 * @throws RATE_LIMITED, INPUT_INVALID
 */
export async function leaveMessage(act: Act, visitor: Visitor, address: string, input: ChatLeftMessage, sources: ChatSources) {
  const before = await chatOfVisitor(act.tx, visitor)
  if (before && (await numberOf(act, before.id, input.clientId, input.text)) !== undefined) return { id: before.id }
  const begun = before && before.state !== 'ended' ? await lockOwnChat(act, visitor) : await insertChat(act, visitor, address, input)
  if (!begun) throw new AppError('IN_PROGRESS', '请重试')
  const known = input.details ? await keepDetails(act, begun, input.details) : begun
  const settings = await settingsOf(act.tx, visitor.tenantId)
  const reading = await readTurn(act, known, input.text, sources)
  const urgent = urgentOf(signalsIn(reading), settings)
  const facts = { visitor_at: act.now, urgent, emotion: reading?.emotion ?? null, stage: reading?.stage ?? null }
  const said = await say(act, known, { clientId: input.clientId, by: 'customer', kind: 'text', text: input.text, reading }, facts)
  const isComplaint = input.choice === 'complaint' || urgent.length > 0
  if (said.case_id !== null) await tellOpenCase(act, said, { no: said.last_no, text: input.text }, sources)
  else if (isComplaint) await register(act, said, { text: (await ownWords(act, said.id)).slice(0, longestText) }, sources)
  const now = await lockChat(act, said.id)
  const left = await notify(act, now, 'left', {}, { state: 'ended', ended_at: act.now, ended_by: 'visitor' })
  return { id: left.id }
}

const ownWords = async (act: Act, chatId: string) =>
  (await spokenIn(act, chatId))
    .filter(({ by }) => by === 'customer')
    .map(({ text }) => text)
    .join('\n')
