import type { ChatHandover, ChatReceivers } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { Act } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { liveOf } from './desk.ts'
import { lockChat, notify, say } from './messages.ts'
import type { ChatSources } from './sources.ts'
import type { Chat } from './tables.ts'

/** Colleagues who are there and have a place, and groups with somebody in them. */
export async function receiversOf(tx: Tx, actor: Actor, sources: ChatSources): Promise<ChatReceivers> {
  const { tenantId } = actor
  const desks = await tx
    .selectFrom('chat_desk as d')
    .innerJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 'd.tenant_id').onRef('u.id', '=', 'd.user_id'))
    .select(['u.id', 'u.name', 'd.capacity'])
    .where('d.tenant_id', '=', tenantId)
    .where('d.presence', '=', 'present')
    .where('u.active', '=', true)
    .orderBy('u.name')
    .limit(200)
    .execute()
  const live = await liveOf(tx, tenantId)
  return {
    people: desks
      .map(({ id, name, capacity }) => ({ id, name, free: capacity - (live.get(id) ?? 0) }))
      .filter(({ id, free }) => free > 0 && id !== actor.userId),
    groups: (await sources.groupsOf(tx, tenantId)).map(({ id, name }) => ({ id, name })),
  }
}

/**
 * 转接: gives the talk, with everything said and a note, to a colleague who is there or into the queue of a group.
 * @throws NOT_FOUND, NOT_PERMITTED, GONE, PERSON_NOT_FREE for who is away or full, INPUT_INVALID
 * Source: docs/rules/chat.md
 */
export async function handOver(act: Act, chatId: string, input: ChatHandover, sources: ChatSources): Promise<{ id: string }> {
  const { tx, actor } = act
  const chat = await lockChat(act, chatId)
  if (chat.state === 'ended') throw new AppError('GONE', '这次会话已经结束')
  if (chat.agent_id !== actor.userId && !actor.permissions.has('cases:assign')) throw new AppError('NOT_PERMITTED', '由接待的同事转接')
  const receivers = await receiversOf(tx, { ...actor, userId: null }, sources)
  const noted = await say(act, chat, { by: 'staff', kind: 'note', text: input.note })
  if (input.toUserId) return toPerson(act, noted, input.toUserId, input.note, receivers)
  const group = receivers.groups.find(({ id }) => id === input.toGroupId)
  if (!group) throw invalidInput('#/toGroupId', '没有这个技能组')
  const set = { state: 'waiting' as const, waiting_at: chat.waiting_at ?? act.now, agent_id: null, group_id: group.id, our_word_at: null }
  await keep(
    act,
    await notify(act, noted, 'handedOver', { name: group.name }, set),
    { fromId: chat.agent_id, toGroupId: group.id },
    input.note,
  )
  return { id: chat.id }
}

async function toPerson(act: Act, chat: Chat, toUserId: string, note: string, { people }: ChatReceivers) {
  const person = await activePerson(act.tx, act.actor.tenantId, toUserId)
  if (!person.permissions.has('chats:answer')) throw invalidInput('#/toUserId', '这位同事没有在线客服的权限')
  if (!people.some(({ id }) => id === toUserId)) throw new AppError('PERSON_NOT_FREE', `${person.name} 现在不在或已接满，请另选一位`)
  const set = { state: 'live' as const, agent_id: toUserId, taken_at: chat.taken_at ?? act.now, our_word_at: null, silence_asked_at: null }
  await keep(act, await notify(act, chat, 'handedOver', { name: person.name }, set), { fromId: chat.agent_id, toId: toUserId }, note)
  return { id: chat.id }
}

const keep = (
  { tx, actor, now }: Act,
  chat: Chat,
  { fromId, toId = null, toGroupId = null }: { fromId: string | null; toId?: string | null; toGroupId?: string | null },
  note: string,
) =>
  tx
    .insertInto('chat_handover')
    .values({
      tenant_id: actor.tenantId,
      chat_id: chat.id,
      no: chat.last_no,
      at: now,
      from_id: fromId,
      to_id: toId,
      to_group_id: toGroupId,
      note: maskPersonalData(note).masked,
    })
    .execute()
