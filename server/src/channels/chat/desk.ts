import type { ChatDesk, ChatDeskInput } from '@zhiwei/contract'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { settingsOf } from './settings.ts'

export const liveOf = async (tx: Tx, tenantId: string): Promise<Map<string, number>> => {
  const rows = await tx
    .selectFrom('chat')
    .select((eb) => ['agent_id', eb.fn.countAll<number>().as('count')])
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'live')
    .groupBy('agent_id')
    .execute()
  return new Map(rows.flatMap(({ agent_id, count }) => (agent_id ? [[agent_id, count]] : [])))
}

/** 接待状态: away until somebody says otherwise. */
export async function deskOf(tx: Tx, tenantId: string, userId: string): Promise<ChatDesk> {
  const row = await tx
    .selectFrom('chat_desk')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  const live = (await liveOf(tx, tenantId)).get(userId) ?? 0
  const capacity = row?.capacity ?? (await settingsOf(tx, tenantId)).capacity
  return { presence: row?.presence ?? 'away', capacity, live }
}

export async function setDesk(act: Act, input: ChatDeskInput): Promise<ChatDesk> {
  const { tx, actor, now } = act
  const userId = actor.userId ?? ''
  const known = await deskOf(tx, actor.tenantId, userId)
  const set = { presence: input.presence ?? known.presence, capacity: input.capacity ?? known.capacity, at: now, seen_at: now }
  await tx
    .insertInto('chat_desk')
    .values({ tenant_id: actor.tenantId, user_id: userId, ...set })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet(set))
    .execute()
  return { presence: set.presence, capacity: set.capacity, live: known.live }
}
