import { z } from 'zod'
import { type Act, openStatuses, systemActor } from '../../cases/index.ts'
import { findCustomerIds } from '../../customers/index.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Account } from '../doors.ts'
import type { DoorSources } from '../incoming-call.ts'
import { mobileOf } from '../outgoing/addresses.ts'
import { queueMessage } from '../outgoing/queue.ts'
import { refuseMessages } from '../outgoing/refuse.ts'
import { outgoingSettings } from '../outgoing/settings.ts'
import { answerStatusQuery } from '../portal/index.ts'
import { type Incoming, receive, wasTaken } from '../receive.ts'
import { statusAsked } from '../status-question.ts'
import type { SmsSettings } from './door.ts'

/** What the gateway hands on: a customer's short message; the id is the same when it is handed on again. */
export const SmsReply = z.object({
  id: z.string().min(1).max(200),
  from: z.string().min(1).max(40),
  text: z.string().trim().min(1).max(2_000),
})
export type SmsReply = z.infer<typeof SmsReply>

/** As the ministry's rules for commercial messages name it. */
const refusal = /^(?:退订|td|t|unsubscribe|stop)[。.!！]?$/i

/**
 * 短信回复: a question how a case stands is answered; 退订 ends surveys; anything else is a message on the customer's case when exactly one is open,
 * else a contact or a complaint as the settings say. The same id again does nothing.
 * @returns false when the sender's number is none
 * Source: docs/rules/outgoing.md
 */
export async function takeReply(deps: Deps, account: Account<SmsSettings>, reply: SmsReply, sources: DoorSources): Promise<boolean> {
  const mobile = mobileOf(reply.from)
  if (!mobile) return false
  await deps.database
    .writer(account.tenantId)
    .transaction()
    .execute(async (tx) => {
      const act: Act = { tx, keys: deps.keys, actor: systemActor(account.tenantId), now: deps.clock() }
      const asked = statusAsked(reply.text)
      if (asked) await answer(act, account, { ...reply, from: mobile }, asked, sources)
      else if (refusal.test(reply.text)) await refuseMessages(act, 'sms', mobile)
      else await keep(act, account, { ...reply, from: mobile }, sources)
    })
  return true
}

async function answer(
  act: Act,
  account: Account<SmsSettings>,
  { id, from, text }: SmsReply,
  { number, code }: { number: string; code: string | undefined },
  sources: DoorSources,
) {
  const occasion = `sms ${account.id} ${id}`
  if (await isAnswered(act, occasion)) return
  const language = /\p{Script=Han}/u.test(text) || /^cx/i.test(text) ? ('zh' as const) : ('en' as const)
  const said = await answerStatusQuery(act, { number, language, ...(code ? { code } : { contact: from }) }, sources.portal)
  await queueMessage(act, {
    kind: 'message',
    door: 'sms',
    to: from,
    accountId: account.id,
    caseId: said.caseId,
    language,
    occasion,
    // Whoever asks at night wants to know now.
    urgent: true,
    subject: '',
    text: said.text,
  })
}

const isAnswered = async ({ tx, actor }: Act, occasion: string) =>
  (await tx
    .selectFrom('outgoing_message')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('occasion', '=', occasion)
    .executeTakeFirst()) !== undefined

async function keep(act: Act, account: Account<SmsSettings>, { id, from, text }: SmsReply, sources: DoorSources) {
  const { tx, actor, now } = act
  const incoming: Incoming = {
    door: 'sms',
    accountId: account.id,
    thread: from,
    address: from,
    isProven: true,
    complaint: { channel: 'sms', externalId: `sms:${account.id}:${id}`.slice(0, 200), complainant: { phone: from }, text },
  }
  if (await wasTaken(act, incoming)) return
  const [caseId, ...others] = await openCasesOf(act, from)
  if (caseId && others.length === 0) return receive(act, { ...incoming, caseId }, sources.intake)
  const { unknownReply } = await outgoingSettings(tx, actor.tenantId)
  if (unknownReply === 'complaint') return receive(act, incoming, sources.intake)
  return sources.storeContact(act, {
    channel: 'sms',
    externalId: incoming.complaint.externalId,
    occurredAt: now.toISOString(),
    complainant: { phone: from },
    turns: [{ by: 'customer', text }],
    scoreMax: 5,
  })
}

/** Cases of whoever has this phone that are still open; of a merged one the case it went into counts. */
async function openCasesOf({ tx, actor, keys }: Act, phone: string): Promise<string[]> {
  const customerIds = await findCustomerIds(tx, keys, actor.tenantId, phone)
  if (customerIds.length === 0) return []
  const rows = await tx
    .selectFrom('complaint_case')
    .select(['id', 'merged_into'])
    .where('tenant_id', '=', actor.tenantId)
    .where('customer_id', 'in', customerIds)
    .where('status', 'in', [...openStatuses])
    .where('origin', '=', 'live')
    .limit(20)
    .execute()
  return [...new Set(rows.map(({ id, merged_into }) => merged_into ?? id))]
}
