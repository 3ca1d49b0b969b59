import type { Act } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import { changeChat, lockChat, notify } from './messages.ts'
import type { Chat } from './tables.ts'
import { lockOwnChat, type Visitor } from './visitor.ts'

const notices = { visitor: 'endedByVisitor', staff: 'endedByStaff', silence: 'endedBySilence' } as const

/** 结束会话: what it leaves behind (a contact, where it became no case) follows by the schedule. */
export async function endChat(act: Act, chat: Chat, by: 'visitor' | 'staff' | 'silence'): Promise<Chat> {
  if (chat.state === 'ended') return chat
  return notify(act, chat, notices[by], {}, { state: 'ended', ended_at: act.now, ended_by: by, our_word_at: null, silence_asked_at: null })
}

export const visitorEnds = async (act: Act, visitor: Visitor) => endChat(act, await lockOwnChat(act, visitor), 'visitor')

/** @throws NOT_FOUND, NOT_PERMITTED for who neither has the talk nor leads */
export async function staffEnds(act: Act, chatId: string): Promise<Chat> {
  const chat = await lockChat(act, chatId)
  if (chat.agent_id !== act.actor.userId && !act.actor.permissions.has('cases:assign'))
    throw new AppError('NOT_PERMITTED', '由接待的同事结束会话')
  return endChat(act, chat, 'staff')
}

/** 评价: given by whoever likes to, once a talk; the last word counts. @throws NOT_FOUND, CASE_STEP_NOT_ALLOWED before anybody talked */
export async function visitorScores(act: Act, visitor: Visitor, score: number): Promise<void> {
  const chat = await lockOwnChat(act, visitor)
  if (chat.taken_at === null) throw new AppError('NOT_FOUND', '接待之后才能评价')
  await changeChat(act, chat, { score, scored_at: act.now })
}
