import type { Door, MessageKind, MessageLanguage } from '@zhiwei/contract'
import type { Act } from '../../cases/index.ts'
import { randomToken, sha256 } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { addressHash, maskedAddress, normalAddress } from './addresses.ts'
import { render, type Variables } from './render.ts'
import { todayIn } from './settings.ts'
import { type Batch, batchOf } from './templates.ts'

export type ToQueue = {
  kind: MessageKind
  door: Door
  /** As the door calls people: a phone, a mail address, an openid. */
  to: string
  accountId?: string | null
  /** The conversation it answers in. */
  thread?: string | null
  caseId?: string | null
  customerId?: string | null
  language?: MessageLanguage
  /** One occasion is told once: `<case> <event>`. */
  occasion?: string
  /** `https://…/p/<company>`: where the page for unsubscribing lies; kinds that may be refused need it. */
  portal?: string
  /** Goes out in quiet hours too and is not counted; one-time codes always. */
  urgent?: boolean
  /** The door that did not reach the customer. */
  insteadOf?: Door
} & ({ variables: Variables } | { subject: string; text: string })

/** Kinds that law lets a customer refuse: whoever is owed an answer gets it. Source: docs/rules/outgoing.md */
export const refusableKinds: readonly MessageKind[] = ['survey']

/**
 * 排队对客消息, in the caller's transaction: in the tenant's words by template and variables, or in given ones. It is sent by the schedule; what
 * exceeds the day's number for one customer is held, what the customer has unsubscribed from is dropped, both said in the delivery log.
 * @returns the message's id; null when the kind is switched off or the occasion was told before
 */
export async function queueMessage(act: Act, given: ToQueue, known?: Batch): Promise<string | null> {
  const { tx, actor, keys, now } = act
  const { tenantId } = actor
  const batch = known ?? (await batchOf(tx, tenantId))
  const { settings } = batch
  if (settings.kindsOff.includes(given.kind)) return null
  const { language = 'zh', kind, door } = given
  const to = normalAddress(door, given.to)
  const toHash = addressHash(keys, tenantId, door, to)
  const isUrgent = given.urgent === true || kind === 'code'
  const unsubscribe = refusableKinds.includes(kind) ? randomToken(16) : null
  const words = await wordsFor(batch, given, language, unsubscribe && addressOfRefusal(given, unsubscribe))
  const isRefused = refusableKinds.includes(kind) && (await hasRefused(tx, tenantId, toHash))
  const day = todayIn(now, batch.zone)
  const isHeld = !isRefused && !isUrgent && (await countToday(tx, tenantId, toHash, day.start)) >= settings.mostADay
  const row = await tx
    .insertInto('outgoing_message')
    .values({
      tenant_id: tenantId,
      id: newId(),
      occasion: given.occasion ?? null,
      case_id: given.caseId ?? null,
      customer_id: given.customerId ?? null,
      kind,
      template_version_id: words.versionId,
      language,
      door,
      account_id: given.accountId ?? null,
      to_cipher: keys.encrypt(to),
      to_hash: toHash,
      to_masked: maskedAddress(door, to),
      thread_cipher: given.thread ? keys.encrypt(given.thread) : null,
      words_cipher: keys.encrypt(JSON.stringify({ subject: words.subject, text: words.text })),
      state: isRefused ? 'dropped' : isHeld ? 'held' : 'waiting',
      urgent: isUrgent,
      created_at: now,
      due_at: isHeld ? day.next : now,
      claimed_until: null,
      sent_at: null,
      external_id: null,
      last_error: null,
      unsubscribe_hash: unsubscribe === null ? null : sha256(unsubscribe),
      instead_of: given.insteadOf ?? null,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'occasion']).where('occasion', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

async function wordsFor(batch: Batch, given: ToQueue, language: MessageLanguage, unsubscribe: string | null) {
  if ('text' in given) return { versionId: null, subject: given.subject, text: given.text }
  const { versionId, subject, body } = await batch.wordsFor(given.kind, language)
  const variables = { company: batch.company, ...given.variables, ...(unsubscribe && { unsubscribe }) }
  return { versionId, subject: render(subject, variables), text: render(body, variables) }
}

function addressOfRefusal({ kind, portal }: ToQueue, token: string): string {
  if (!portal) throw new Error(`a message of kind ${kind} names the pages of its company, for unsubscribing`)
  return `${portal}/u/${token}`
}

const hasRefused = async (tx: Tx, tenantId: string, toHash: Buffer) =>
  (await tx
    .selectFrom('message_refusal')
    .select('at')
    .where('tenant_id', '=', tenantId)
    .where('to_hash', '=', toHash)
    .executeTakeFirst()) !== undefined

/** How many a customer was told at this address since then; what is held waits for another day. */
export async function countToday(tx: Tx, tenantId: string, toHash: Buffer, since: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('outgoing_message')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('to_hash', '=', toHash)
    .where('created_at', '>=', since)
    .where('urgent', '=', false)
    .where('state', 'in', ['waiting', 'sent', 'failed'])
    .executeTakeFirstOrThrow()
  return Number(count)
}
