import { tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { countToday } from './queue.ts'
import { outgoingSettings, todayIn } from './settings.ts'

const mostReleased = 200

/** What was held goes on the next day, oldest first, as far as that day's number reaches. */
export async function releaseHeld(tx: Tx, tenantId: string, now: Date) {
  const held = await tx
    .selectFrom('outgoing_message')
    .select(['id', 'to_hash'])
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'held')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(mostReleased)
    .forUpdate()
    .skipLocked()
    .execute()
  if (held.length === 0) return
  const { mostADay } = await outgoingSettings(tx, tenantId)
  const day = todayIn(now, await tenantZone(tx, tenantId))
  const told = new Map<string, number>()
  for (const { id, to_hash } of held) {
    const key = to_hash.toString('hex')
    const count = told.get(key) ?? (await countToday(tx, tenantId, to_hash, day.start))
    const goes = count < mostADay
    told.set(key, goes ? count + 1 : count)
    await tx
      .updateTable('outgoing_message')
      .set(goes ? { state: 'waiting', due_at: now } : { due_at: day.next })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute()
  }
}
