import type { ChatLanguage, ChatOpening, ChatShown, ChatVisit } from '@zhiwei/contract'
import { maskEmail, maskName, maskPhone } from '@zhiwei/text'
import type { Act } from '../../cases/index.ts'
import { addressBlock } from '../../platform/address-block.ts'
import { randomToken, sha256 } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { isUuid, newId } from '../../platform/ids.ts'
import { caseOfTalk } from './case-of-talk.ts'
import { messagesForVisitor, say } from './messages.ts'
import { noteVisitors } from './presence.ts'
import { startsAutomatic } from './rules.ts'
import { settingsOf } from './settings.ts'
import type { ChatSources } from './sources.ts'
import type { Chat } from './tables.ts'
import { placeOf, queueUp } from './waiting.ts'

const dayMs = 24 * 3_600_000
/** Talks begun from one address within an hour: a network operator puts many households behind one. */
export const mostOfAddress = 200
const hourMs = 3_600_000

/** 访客凭据: the company and 256 random bits, kept by the window; we keep a hash. */
export const newVisitorToken = (tenantId: string) => `${tenantId}.${randomToken()}`
export type Visitor = { tenantId: string; hash: Buffer }

/** @throws NOT_SIGNED_IN for what is no token of ours */
export function visitorOf(token: unknown): Visitor {
  const [tenantId = '', secret = ''] = typeof token === 'string' ? token.split('.') : []
  if (!isUuid(tenantId) || !/^[\w-]{43}$/.test(secret)) throw new AppError('NOT_SIGNED_IN', '请刷新聊天窗口后再试')
  return { tenantId, hash: sha256(`${tenantId}.${secret}`) }
}

/** The visitor's talk: the one that goes on, else the last one. */
export const chatOfVisitor = (tx: Tx, { tenantId, hash }: Visitor): Promise<Chat | undefined> =>
  tx
    .selectFrom('chat')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('visitor_hash', '=', hash)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The same, locked. @throws NOT_FOUND before the first talk */
export async function lockOwnChat({ tx }: Act, visitor: Visitor): Promise<Chat> {
  const own = await chatOfVisitor(tx, visitor)
  const chat =
    own &&
    (await tx
      .selectFrom('chat')
      .selectAll()
      .where('tenant_id', '=', visitor.tenantId)
      .where('id', '=', own.id)
      .forUpdate()
      .executeTakeFirst())
  if (!chat) throw new AppError('NOT_FOUND', '请先选择要办的事')
  return chat
}

/** What the window shows when it opens, and again after each gap. @param spoken the window's language until a talk has one */
export async function visitOf(act: Act, visitor: Visitor, spoken: ChatLanguage, sources: ChatSources): Promise<ChatVisit> {
  const { tx, now, keys } = act
  const tenant = await tx.selectFrom('tenant').select(['code', 'name']).where('id', '=', visitor.tenantId).executeTakeFirst()
  if (!tenant) throw new AppError('NOT_SIGNED_IN', '请刷新聊天窗口后再试')
  const settings = await settingsOf(tx, visitor.tenantId)
  const hours = await sources.hoursOf(tx, visitor.tenantId, settings.unitId)
  const isOpen = settings.isOpen && (settings.isAlwaysOpen || hours.isOpen(now))
  const chat = await chatOfVisitor(tx, visitor)
  if (chat) await noteVisitors(tx, visitor.tenantId, [chat.id], now)
  const language = chat?.language ?? spoken
  return {
    company: tenant.name,
    isOpen,
    opensAt: isOpen || !settings.isOpen ? null : (hours.opensAt(now)?.toISOString() ?? null),
    greeting: settings.greeting[language],
    privacy: settings.privacy[language],
    lookup: `/p/${tenant.code}/lookup`,
    chat: chat ? await shownChat(act, chat) : null,
    messages: chat ? await messagesForVisitor(tx, keys, { tenantId: visitor.tenantId, chatId: chat.id }) : [],
  }
}

export async function shownChat({ tx, keys, now }: Pick<Act, 'tx' | 'keys' | 'now'>, chat: Chat): Promise<ChatShown> {
  const agent = chat.agent_id
    ? await tx
        .selectFrom('user_account')
        .select('name')
        .where('tenant_id', '=', chat.tenant_id)
        .where('id', '=', chat.agent_id)
        .executeTakeFirst()
    : undefined
  const complaintCase = await caseOfTalk(tx, chat)
  return {
    id: chat.id,
    state: chat.state,
    choice: chat.choice,
    ...(await placeOf(tx, chat, now)),
    staff: agent?.name ?? null,
    caseNumber: complaintCase?.number ?? null,
    details: maskedDetails(keys, chat),
    score: chat.score,
  }
}

export type Details = { name?: string; phone?: string; email?: string }
export const detailsOf = (keys: Act['keys'], { details_cipher }: Pick<Chat, 'details_cipher'>): Details =>
  details_cipher ? JSON.parse(keys.decrypt(details_cipher)) : {}
export function maskedDetails(keys: Act['keys'], chat: Pick<Chat, 'details_cipher'>): ChatShown['details'] {
  if (!chat.details_cipher) return null
  const { name, phone, email } = detailsOf(keys, chat)
  return { name: name ? maskName(name) : null, phone: phone ? maskPhone(phone) : null, email: email ? maskEmail(email) : null }
}

/**
 * 发起会话: begins a talk, or goes on with the one that is open. A question may first get the automatic answer, everything else a person.
 * @throws RATE_LIMITED for too many talks of one address, GONE outside hours
 * Source: docs/rules/chat.md
 */
export async function openChat(act: Act, visitor: Visitor, address: string, input: ChatOpening, sources: ChatSources): Promise<Chat> {
  const { tx, now } = act
  const known = await chatOfVisitor(tx, visitor)
  if (known && known.state !== 'ended') return chooseAgain(act, visitor, input, sources)
  const settings = await settingsOf(tx, visitor.tenantId)
  const hours = await sources.hoursOf(tx, visitor.tenantId, settings.unitId)
  if (!settings.isOpen || !(settings.isAlwaysOpen || hours.isOpen(now)))
    throw new AppError('GONE', '现在不在服务时间，请留言，我们上班后尽快联系您')
  const past = await pastOf(tx, visitor, now)
  const chat = await insertChat(act, visitor, address, input)
  if (!chat) return chooseAgain(act, visitor, input, sources) // begun in the same moment by another try
  if (!startsAutomatic(input.choice, settings, past) || !settings.automatic) return queueUp(act, chat, settings, sources)
  return say(act, chat, { by: 'automatic', kind: 'text', text: settings.automatic[chat.language] })
}

/** Whoever asks for a person while the automatic answer speaks gets one; otherwise the talk goes on as it is. */
async function chooseAgain(act: Act, visitor: Visitor, { choice }: ChatOpening, sources: ChatSources): Promise<Chat> {
  const chat = await lockOwnChat(act, visitor)
  if (chat.state !== 'automatic' || choice === 'question') return chat
  return queueUp(act, { ...chat, choice }, await settingsOf(act.tx, visitor.tenantId), sources)
}

export async function pastOf(tx: Tx, { tenantId, hash }: Visitor, now: Date) {
  const rows = await tx
    .selectFrom('chat')
    .select('emotion')
    .where('tenant_id', '=', tenantId)
    .where('visitor_hash', '=', hash)
    .where('opened_at', '>', new Date(now.getTime() - dayMs))
    .orderBy('opened_at', 'desc')
    .limit(20)
    .execute()
  return { visits: rows.length, emotion: rows.reduce<number | null>((most, { emotion }) => Math.max(most ?? 0, emotion ?? 0), null) }
}

/** @returns undefined where this visitor's talk was begun meanwhile */
export async function insertChat(
  { tx, keys, now }: Act,
  { tenantId, hash }: Visitor,
  address: string,
  { choice, language, site }: ChatOpening,
): Promise<Chat | undefined> {
  const addressHash = keys.lookup(tenantId, 'chatAddress', addressBlock(address))
  const { count } = await tx
    .selectFrom('chat')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('address_hash', '=', addressHash)
    .where('opened_at', '>', new Date(now.getTime() - hourMs))
    .executeTakeFirstOrThrow()
  if (count >= mostOfAddress)
    throw new AppError('RATE_LIMITED', '这个网络发起的会话太多，请稍后再试或拨打客服电话', { retryAfterSeconds: 600 })
  const row = {
    tenant_id: tenantId,
    id: newId(),
    visitor_hash: hash,
    address_hash: addressHash,
    site: site ? (URL.parse(site)?.origin ?? null) : null,
    language,
    choice,
    state: 'automatic' as const,
    opened_at: now,
    visitor_at: now,
  }
  return tx
    .insertInto('chat')
    .values({ ...row, ...nothingYet })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
}

const nothingYet = {
  waiting_at: null,
  taken_at: null,
  ended_at: null,
  ended_by: null,
  group_id: null,
  agent_id: null,
  our_word_at: null,
  silence_asked_at: null,
  emotion: null,
  stage: null,
  details_cipher: null,
  customer_id: null,
  case_id: null,
  contact_id: null,
  kept_at: null,
  score: null,
  scored_at: null,
  seen_at: null,
}
