import type { CallEvent, CallEventTaken } from '@zhiwei/contract'
import type { Act } from '../../cases/index.ts'
import { newId } from '../../platform/ids.ts'
import { complaintRing, isComplaintChoice, tellExtensions, userOfExtension } from './extensions.ts'
import { keepContact } from './keep-contact.ts'
import { customerOfNumber, numberColumns } from './numbers.ts'
import { callOf } from './rules.ts'
import type { CallSources } from './sources.ts'
import type { PhoneCall } from './tables.ts'

/**
 * 话务事件: takes in one event of the telephone system. Unknown calls are made; an event that came before is not taken twice, and the order in
 * which events come does not matter. Whose telephone rings sees it on the screen; what was said becomes a contact when the call is over.
 * Source: docs/rules/calls.md
 */
export async function hearCall(act: Act, event: CallEvent, sources: CallSources): Promise<CallEventTaken> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const at = earliest(new Date(event.at), now)
  const before = await lockedCall(act, event, at)
  const heard = await tx
    .insertInto('call_event')
    .values({ tenant_id: tenantId, call_id: before.id, kind: event.event, at, extension: event.extension ?? '', heard_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  const repeated = heard.numInsertedOrUpdatedRows === 0n
  const call = repeated ? before : await update(act, before, event)
  await keepContact(act, call, sources)
  const ring = await complaintRing(tx, tenantId, call, sources)
  if (!repeated) {
    const told = [before.extension, call.extension, ...ring].filter((extension) => extension !== null)
    await tellExtensions(tx, tenantId, told)
  }
  return { id: call.id, state: call.state, repeated, ring }
}

/** A clock of the telephone system that is fast does not make calls of tomorrow. */
const earliest = (one: Date, other: Date) => (one < other ? one : other)

async function lockedCall({ tx, actor, now }: Act, event: CallEvent, at: Date): Promise<PhoneCall> {
  const { tenantId } = actor
  await tx
    .insertInto('phone_call')
    .values({
      tenant_id: tenantId,
      id: newId(),
      external_id: event.callId,
      direction: event.direction,
      state: 'ringing',
      at,
      heard_at: now,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'external_id']).doNothing())
    .execute()
  return tx
    .selectFrom('phone_call')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('external_id', '=', event.callId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

async function update(act: Act, call: PhoneCall, event: CallEvent): Promise<PhoneCall> {
  const { tx, actor, keys, now } = act
  const { tenantId } = actor
  const events = await tx
    .selectFrom('call_event')
    .select(['kind', 'at', 'extension'])
    .where('tenant_id', '=', tenantId)
    .where('call_id', '=', call.id)
    .execute()
  const facts = callOf(call.direction, events)
  const number = call.number_cipher ? null : numberColumns(keys, tenantId, event.number)
  const known = number && keys.decrypt(number.number_cipher)
  const choice = call.choice ?? event.choice ?? null
  return tx
    .updateTable('phone_call')
    .set({
      ...number,
      ...(known && { customer_id: await customerOfNumber(tx, keys, tenantId, known) }),
      choice,
      is_complaint: call.is_complaint || (await isComplaintChoice(tx, tenantId, event.choice)),
      extension: facts.extension,
      agent_id: facts.extension === null ? null : await userOfExtension(tx, tenantId, facts.extension),
      state: facts.state,
      at: facts.at,
      answered_at: facts.answeredAt,
      ended_at: facts.endedAt,
      is_missed: facts.isMissed,
      heard_at: now,
      ...(event.recordingUrl && { recording_cipher: keys.encrypt(event.recordingUrl) }),
      // A second transcript of one call is the same one, told again.
      ...(event.turns && !call.contact_id && { turns_cipher: keys.encrypt(JSON.stringify(event.turns)) }),
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', call.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
