import type { Door } from '@zhiwei/contract'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { addressHash, normalAddress } from './addresses.ts'
import { refusableKinds } from './queue.ts'

/** 退订: no surveys and the like go to this address any more, and those that wait are dropped; answers and notices of a case go on. */
export async function refuseMessages({ tx, actor, keys, now }: Act, door: Door, to: string): Promise<void> {
  const { tenantId } = actor
  const toHash = addressHash(keys, tenantId, door, to)
  const refused = await tx
    .insertInto('message_refusal')
    .values({ tenant_id: tenantId, to_hash: toHash, to_cipher: keys.encrypt(normalAddress(door, to)), door, at: now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'to_hash']).doNothing())
    .returning('at')
    .executeTakeFirst()
  await tx
    .updateTable('outgoing_message')
    .set({ state: 'dropped' })
    .where('tenant_id', '=', tenantId)
    .where('to_hash', '=', toHash)
    .where('kind', 'in', [...refusableKinds])
    .where('state', 'in', ['waiting', 'held'])
    .execute()
  if (refused) await recordAudit(tx, { tenantId, kind: 'outgoingMessage.unsubscribed', actorId: actor.userId, facts: { door }, at: now })
}
