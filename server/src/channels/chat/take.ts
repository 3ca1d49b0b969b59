import type { Act } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import { deskOf } from './desk.ts'
import { lockChat, notify } from './messages.ts'
import { noteStaff } from './presence.ts'
import { isFor } from './rules.ts'
import { settingsOf } from './settings.ts'
import type { ChatSources } from './sources.ts'
import type { Chat } from './tables.ts'
import { waitingChats } from './waiting.ts'

/**
 * 接下一位: the person gets who comes next; of two at once each gets another one.
 * @throws NOTHING_TO_TAKE with the reason, PERSON_NOT_FREE while away or full
 * Source: docs/rules/chat.md
 */
export async function takeNextChat(act: Act, sources: ChatSources): Promise<{ id: string }> {
  await requireFree(act)
  const { tx, actor, now } = act
  const settings = await settingsOf(tx, actor.tenantId)
  const own = await groupIdsOf(act, sources)
  const waiting = (await waitingChats(tx, actor.tenantId)).filter((chat) => isFor(chat, own, settings, now))
  for (const { id } of waiting) {
    const chat = await tx
      .selectFrom('chat')
      .selectAll()
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (chat) return take(act, chat)
  }
  throw new AppError('NOTHING_TO_TAKE', '现在没有客户在等')
}

/**
 * 接待: takes a talk out of turn.
 * @throws NOT_FOUND, ALREADY_DECIDED when somebody has it, PERSON_NOT_FREE, NOT_PERMITTED while its group has it first
 */
export async function takeChat(act: Act, id: string, sources: ChatSources): Promise<{ id: string }> {
  const chat = await lockChat(act, id)
  if (chat.state === 'live' && chat.agent_id === act.actor.userId) return { id }
  if (chat.state === 'live' || chat.state === 'ended')
    throw new AppError('ALREADY_DECIDED', chat.state === 'live' ? '已有同事接待这位客户' : '这次会话已经结束')
  await requireFree(act)
  const settings = await settingsOf(act.tx, act.actor.tenantId)
  if (!act.actor.permissions.has('cases:assign') && !isFor(chat, await groupIdsOf(act, sources), settings, act.now))
    throw new AppError('NOT_PERMITTED', '这位客户先由投诉技能组接待')
  return take(act, chat)
}

const groupIdsOf = async ({ tx, actor }: Act, { groupsOf }: Pick<ChatSources, 'groupsOf'>) =>
  new Set((await groupsOf(tx, actor.tenantId)).filter(({ memberIds }) => memberIds.has(actor.userId ?? '')).map(({ id }) => id))

async function requireFree({ tx, actor }: Act) {
  const { presence, capacity, live } = await deskOf(tx, actor.tenantId, actor.userId ?? '')
  if (presence === 'away') throw new AppError('PERSON_NOT_FREE', '您现在是“离开”；改为“接待中”后再接')
  if (live >= capacity) throw new AppError('PERSON_NOT_FREE', `您同时在接 ${live} 位，已到上限；先结束一位`)
}

async function take(act: Act, chat: Chat): Promise<{ id: string }> {
  const agent = await act.tx
    .selectFrom('user_account')
    .select('name')
    .where('tenant_id', '=', act.actor.tenantId)
    .where('id', '=', act.actor.userId ?? '')
    .executeTakeFirstOrThrow()
  await noteStaff(act.tx, act.actor.tenantId, [act.actor.userId ?? ''], act.now)
  const set = { state: 'live' as const, agent_id: act.actor.userId, taken_at: chat.taken_at ?? act.now }
  await notify(act, chat, 'taken', { name: agent.name }, set)
  return { id: chat.id }
}
