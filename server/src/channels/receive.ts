import type { IncomingComplaint, RegisteredComplaint } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Act, attachFile, type Case, isOpen, lockCase, recordEvent, systemActor } from '../cases/index.ts'
import { type IntakeSources, registerComplaint } from '../intake/index.ts'
import { sha256 } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import type { ReceivedFile } from '../platform/files.ts'
import type { Actor } from '../platform/http.ts'
import { WithStatus } from '../platform/write-once.ts'
import { keepThread, openThreadOf, type Thread, threadHash } from './threads.ts'

/** What a door hands over: who wrote in which conversation, and what, in the one shape of complaints. */
export type Incoming = Thread & {
  /** Where an answer goes. */
  address: string
  /** `externalId` is the other side's id of this message: the same one again is taken once. */
  complaint: IncomingComplaint
  files?: ReceivedFile[]
  /** The door vouches for the complainant's contact: whose short message it was, a mail whose sender was authenticated. */
  isProven?: boolean
  /** The open case it is about, where the door knows that of a conversation that is new. */
  caseId?: string
}
export type Received = { caseId: string; number: string; isNew: boolean /** Taken before: nothing was done. */; isRepeat: boolean }

/** Whoever writes from outside: may say something on the own case and add to it, nothing else. */
export const customerActor = (tenantId: string): Actor => ({
  ...systemActor(tenantId),
  permissions: new Set(['cases:message', 'cases:note'] as const),
})

/**
 * 收件: the one way in for every door with conversations. In a conversation whose case is still open it is a customer's message on that case
 * (of cases merged, on the one that is handled); else a new case, and the conversation is kept with it. The same externalId of an account again
 * does nothing. Everything in the caller's transaction, with the door's own cursor.
 * @throws INPUT_INVALID as for any complaint
 * Source: docs/rules/outgoing.md
 */
export async function receive(given: Act, incoming: Incoming, sources: IntakeSources): Promise<Received> {
  const act = { ...given, actor: customerActor(given.actor.tenantId) }
  const { tx, actor } = act
  await oneThreadAtATime(act, incoming)
  const known = await takeItem(act, incoming)
  if (known) return { ...(await numberOf(tx, actor.tenantId, known)), isNew: false, isRepeat: true }

  const kept = await openThreadOf(act, incoming)
  const open = kept?.complaintCase ?? (incoming.caseId && (await lockCase(act, incoming.caseId)))
  const received =
    open && isOpen(open.status) ? await sayOnCase(act, open, incoming, kept?.ownId) : await registerFrom(act, incoming, sources)
  for (const file of incoming.files ?? []) await attachFile(act, received.caseId, file)
  // Who wrote on a part is not who is answered on the case that is handled.
  await keepThread(act, kept?.ownId ?? received.caseId, incoming)
  await nameItem(act, incoming, received.caseId)
  return { ...received, isRepeat: false }
}

async function sayOnCase(act: Act, complaintCase: Case, { door, complaint }: Incoming, ownId = complaintCase.id) {
  const text = complaint.subject && !complaint.text.includes(complaint.subject) ? `${complaint.subject}\n${complaint.text}` : complaint.text
  const facts = { door, ...(ownId !== complaintCase.id && { partId: ownId }) }
  await recordEvent(act, complaintCase, { kind: 'case.messageReceived', facts, texts: { text } })
  return { caseId: complaintCase.id, number: complaintCase.number, isNew: false }
}

async function registerFrom(act: Act, { complaint, isProven = false }: Incoming, sources: IntakeSources) {
  const answer = await registerComplaint(act, complaint, sources, { isUnproven: !isProven })
  const { caseId, number } = (answer instanceof WithStatus ? answer.body : answer) as RegisteredComplaint
  return { caseId, number, isNew: !(answer instanceof WithStatus) }
}

/** Two workers with two messages of one conversation must not make two cases of it. */
const oneThreadAtATime = (act: Act, incoming: Incoming) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${threadHash(act.keys, act.actor.tenantId, incoming).toString('hex')}, 0))`.execute(
    act.tx,
  )

// Ids of the other side's messages are nobody's data: they are found again after a rotation of keys.
const itemHash = (tenantId: string, { door, accountId, complaint }: Incoming) =>
  sha256(`${tenantId}\0${door}\0${accountId ?? ''}\0${complaint.externalId}`)

/** Was this message taken before? */
export const wasTaken = async ({ tx, actor }: Act, incoming: Incoming): Promise<boolean> =>
  (await tx
    .selectFrom('received_item')
    .select('at')
    .where('tenant_id', '=', actor.tenantId)
    .where('item_hash', '=', itemHash(actor.tenantId, incoming))
    .executeTakeFirst()) !== undefined

/** @returns the case it belongs to when it was taken before; a twin at the same moment waits here */
async function takeItem({ tx, actor, now }: Act, incoming: Incoming): Promise<string | null> {
  if (incoming.complaint.externalId === undefined) return null
  const item = itemHash(actor.tenantId, incoming)
  const taken = await tx
    .insertInto('received_item')
    .values({ tenant_id: actor.tenantId, item_hash: item, case_id: null, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('item_hash')
    .executeTakeFirst()
  if (taken) return null
  const { case_id } = await tx
    .selectFrom('received_item')
    .select('case_id')
    .where('tenant_id', '=', actor.tenantId)
    .where('item_hash', '=', item)
    .executeTakeFirstOrThrow()
  return case_id
}

async function nameItem({ tx, actor }: Act, incoming: Incoming, caseId: string) {
  if (incoming.complaint.externalId === undefined) return
  await tx
    .updateTable('received_item')
    .set({ case_id: caseId })
    .where('tenant_id', '=', actor.tenantId)
    .where('item_hash', '=', itemHash(actor.tenantId, incoming))
    .execute()
}

async function numberOf(tx: Tx, tenantId: string, caseId: string) {
  const { number } = await tx
    .selectFrom('complaint_case')
    .select('number')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  return { caseId, number }
}
