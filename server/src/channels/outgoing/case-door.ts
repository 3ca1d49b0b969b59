import type { Door, MessageLanguage } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Case } from '../../cases/index.ts'
import { reachableContacts } from '../../customers/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { doors } from '../doors.ts'
import { promiseOf } from '../portal/promise.ts'
import { settingOf } from '../portal/settings.ts'
import type { ChannelSources } from '../sources.ts'
import { mobileOf } from './addresses.ts'

export type CustomersDoor = { door: Door; to: string; accountId: string | null; thread: string | null }

/** 能主动发消息的门: doors with an open account, and those the installation itself can serve. */
export async function sendingDoors(tx: Tx, deps: Pick<Deps, 'config'>, tenantId: string): Promise<ReadonlySet<Door>> {
  const open = await tx
    .selectFrom('channel_account')
    .select('door')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('is_open', '=', true)
    .execute()
  const withAccount = new Set(open.map(({ door }) => door))
  const can = (Object.entries(doors) as [Door, (typeof doors)[Door]][]).filter(
    ([door, one]) => one?.send && (withAccount.has(door) || one.ownSend?.(deps as Deps)),
  )
  return new Set(can.map(([door]) => door))
}

type OfCase = Pick<Case, 'tenant_id' | 'id' | 'customer_id'>

/**
 * 客户自己的渠道: the conversation the case came in by (the newest of them), else a short message to a mobile number, else an e-mail.
 * null: nobody can be reached by machine, and is told in person (线下告知).
 */
export async function doorOfCase(tx: Tx, keys: Keys, ofCase: OfCase, sending: ReadonlySet<Door>): Promise<CustomersDoor | null> {
  return (await doorsOfCases(tx, keys, ofCase.tenant_id, [ofCase], sending)).get(ofCase.id) ?? null
}

/** The same of many cases; who can be reached by none stands in it nowhere. */
export async function doorsOfCases(
  tx: Tx,
  keys: Keys,
  tenantId: string,
  cases: readonly OfCase[],
  sending: ReadonlySet<Door>,
): Promise<Map<string, CustomersDoor>> {
  const found = new Map<string, CustomersDoor>()
  if (sending.size === 0 || cases.length === 0) return found
  const threads = await tx
    .selectFrom('case_thread')
    .distinctOn('case_id')
    .select(['case_id', 'door', 'account_id', 'address_cipher', 'thread_cipher'])
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', sql<string>`any(${cases.map(({ id }) => id)}::uuid[])`)
    .where('door', 'in', [...sending])
    .where('takes_no_answers', '=', false)
    .orderBy('case_id')
    .orderBy('at', 'desc')
    .execute()
  for (const { case_id, door, account_id, address_cipher, thread_cipher } of threads)
    found.set(case_id, { door, to: keys.decrypt(address_cipher), accountId: account_id, thread: keys.decrypt(thread_cipher) })
  for (const { id, customer_id: customerId } of cases) {
    if (found.has(id) || !customerId) continue
    const own = await ownDoorOf(tx, keys, { tenantId, customerId }, sending)
    if (own) found.set(id, own)
  }
  return found
}

/** 客户留下的联系方式: a short message to a mobile number, else an e-mail; null where there is neither, or no door for it. */
export async function ownDoorOf(
  tx: Tx,
  keys: Keys,
  { tenantId, customerId }: { tenantId: string; customerId: string },
  sending: ReadonlySet<Door>,
): Promise<CustomersDoor | null> {
  const phone = sending.has('sms') ? await firstOf(tx, keys, tenantId, customerId, 'phone', mobileOf) : null
  if (phone) return { door: 'sms', to: phone, accountId: null, thread: null }
  const email = sending.has('email') ? await firstOf(tx, keys, tenantId, customerId, 'email', (value) => value) : null
  return email ? { door: 'email', to: email, accountId: null, thread: null } : null
}

async function firstOf(
  tx: Tx,
  keys: Keys,
  tenantId: string,
  customerId: string,
  field: 'phone' | 'email',
  usable: (value: string) => string | null,
): Promise<string | null> {
  const all = await reachableContacts(tx, keys, tenantId, customerId, field)
  return all.map(usable).find((value) => value !== null) ?? null
}

/** The language the complaint was filed in; else who writes without one Chinese character is answered in English. */
export async function languageOfCase(tx: Tx, { tenant_id, id, subject, excerpt }: Case): Promise<MessageLanguage> {
  const filing = await tx
    .selectFrom('portal_filing')
    .select('language')
    .where('tenant_id', '=', tenant_id)
    .where('case_id', '=', id)
    .executeTakeFirst()
  if (filing) return filing.language
  const words = `${subject} ${excerpt}`
  return !/\p{Script=Han}/u.test(words) && /[a-z]{3}/i.test(words) ? 'en' : 'zh'
}

/** What the customer is promised next, said by `say`; empty when nothing is. */
export async function promisedText(
  tx: Tx,
  complaintCase: Case,
  now: Date,
  sources: ChannelSources,
  say: (at: Date) => string,
): Promise<string> {
  const promised = await promiseOf(tx, complaintCase, await settingOf(tx, complaintCase.tenant_id), now, sources.portal)
  return promised?.dueAt && promised.dueAt > now ? say(promised.dueAt) : ''
}

/** Name of the unit that has the case, as the customer reads it. */
export async function unitOf(tx: Tx, tenantId: string, unitId: string | null): Promise<string> {
  if (!unitId) return ''
  const { rows } = await sql<{ name: string }>`select name from unit where tenant_id = ${tenantId} and id = ${unitId}`.execute(tx)
  return rows[0]?.name ?? ''
}
