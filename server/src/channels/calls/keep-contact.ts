import type { IncomingContact } from '@zhiwei/contract'
import { type Act, systemActor } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { customerOfNumber } from './numbers.ts'
import { silentAfterMs, talkSecondsOf } from './rules.ts'
import type { CallSources } from './sources.ts'
import type { PhoneCall } from './tables.ts'

/**
 * 通话成为联络: once a call is over and its transcript is there, in whichever order, what was said is stored as an ordinary contact, read by the
 * text engine; the contact bears the call's id, so that it is stored once.
 */
export async function keepContact(act: Act, call: PhoneCall, sources: Pick<CallSources, 'storeContact'>) {
  if (call.contact_id || !call.turns_cipher || call.state !== 'ended') return
  const { tx, actor, keys } = act
  const phone = call.number_cipher && keys.decrypt(call.number_cipher)
  const seconds = talkSecondsOf(call)
  const contact: IncomingContact = {
    channel: 'hotline',
    externalId: `call:${call.external_id}`.slice(0, 200),
    occurredAt: call.at.toISOString(),
    complainant: phone ? { phone } : {},
    turns: JSON.parse(keys.decrypt(call.turns_cipher)) as IncomingContact['turns'],
    scoreMax: 5,
    ...(seconds !== null && { handlingSeconds: Math.min(seconds, 86_400) }),
    ...(await staffOf(act, call.agent_id)),
  }
  const contactId = await sources.storeContact(act, contact)
  // The contact made its customer where nobody had the number before.
  const customerId = call.customer_id ?? (phone && (await customerOfNumber(tx, keys, actor.tenantId, phone)))
  await tx
    .updateTable('phone_call')
    .set({ contact_id: contactId, turns_cipher: null, customer_id: customerId })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', call.id)
    .execute()
}

async function staffOf({ tx, actor }: Act, agentId: string | null) {
  if (agentId === null) return {}
  const person = await tx
    .selectFrom('user_account')
    .select('username')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', agentId)
    .executeTakeFirst()
  return person ? { staff: person.username } : {}
}

const mostAtOnce = 200

/** Calls whose end was never told: over with what was heard of them last. Each by itself: one that fails holds up no other, and is told when all have had their turn. */
export const endSilentCalls =
  (sources: Pick<CallSources, 'storeContact'>) =>
  async (deps: Deps, tenantId: string): Promise<void> => {
    const db = deps.database.tenant(tenantId)
    const since = new Date(deps.clock().getTime() - silentAfterMs)
    const found = await db
      .selectFrom('phone_call')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('state', '<>', 'ended')
      .where('heard_at', '<', since)
      .orderBy('heard_at')
      .limit(mostAtOnce)
      .execute()
    const failures: unknown[] = []
    for (const { id } of found)
      await db
        .transaction()
        .execute((tx) => endSilent({ tx, keys: deps.keys, actor: systemActor(tenantId), now: deps.clock() }, id, since, sources))
        .catch((error: unknown) => failures.push(error))
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} silent call(s) could not be ended`)
  }

async function endSilent(act: Act, id: string, since: Date, sources: Pick<CallSources, 'storeContact'>) {
  const { tx, actor } = act
  const call = await tx
    .selectFrom('phone_call')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('state', '<>', 'ended')
    .where('heard_at', '<', since)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!call) return
  const ended = { state: 'ended' as const, ended_at: call.heard_at, is_missed: call.direction === 'in' && call.answered_at === null }
  await tx.updateTable('phone_call').set(ended).where('tenant_id', '=', actor.tenantId).where('id', '=', id).execute()
  await keepContact(act, { ...call, ...ended }, sources)
}
