import type { ChatSettings, Signal } from '@zhiwei/contract'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { notify } from './messages.ts'
import { expectedMinutes, inOrder } from './rules.ts'
import type { ChatSources } from './sources.ts'
import type { Chat } from './tables.ts'

const hourMs = 3_600_000
const minuteMs = 60_000

export const waitingChats = async (tx: Tx, tenantId: string): Promise<Chat[]> =>
  (await tx.selectFrom('chat').selectAll().where('tenant_id', '=', tenantId).where('state', '=', 'waiting').limit(1_000).execute()).sort(
    inOrder,
  )

/** How busy it is: places of those present, and how long the last hour's talks took. */
export async function loadOf(tx: Tx, tenantId: string, now: Date) {
  const desks = await tx
    .selectFrom('chat_desk')
    .select('capacity')
    .where('tenant_id', '=', tenantId)
    .where('presence', '=', 'present')
    .execute()
  const talks = await tx
    .selectFrom('chat')
    .select(['taken_at', 'ended_at'])
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'ended')
    .where('taken_at', '>=', new Date(now.getTime() - 2 * hourMs))
    .where('ended_at', '>=', new Date(now.getTime() - hourMs))
    .limit(1_000)
    .execute()
  return {
    places: desks.reduce((sum, { capacity }) => sum + capacity, 0),
    talkMinutes: talks.map(({ taken_at, ended_at }) => ((ended_at?.getTime() ?? 0) - (taken_at?.getTime() ?? 0)) / minuteMs),
  }
}

/** 排在第几位, 预计还要等多久: said as it is, or not at all. */
export async function placeOf(tx: Tx, chat: Chat, now: Date) {
  const { places, talkMinutes } = await loadOf(tx, chat.tenant_id, now)
  const isStaffed = places > 0
  if (chat.state !== 'waiting') return { place: null, expectedMinutes: null, isStaffed }
  const place = (await waitingChats(tx, chat.tenant_id)).findIndex(({ id }) => id === chat.id) + 1
  return { place: Math.max(1, place), expectedMinutes: expectedMinutes(place, talkMinutes, places), isStaffed }
}

/** 转人工排队: into the queue of a person; a complaint to its skill group, an urgent one to everybody and to the head. */
export async function queueUp(
  act: Act,
  chat: Chat,
  settings: ChatSettings,
  sources: Pick<ChatSources, 'groupsOf'>,
  urgent: Signal[] = chat.urgent,
) {
  const groups = await sources.groupsOf(act.tx, act.actor.tenantId)
  const group = chat.choice === 'complaint' ? groups.find(({ id }) => id === settings.complaintGroupId) : undefined
  return notify(
    act,
    chat,
    urgent.length > 0 ? 'queuedUrgent' : 'queued',
    {},
    {
      state: 'waiting',
      waiting_at: act.now,
      group_id: group?.id ?? null,
      urgent,
    },
  )
}
