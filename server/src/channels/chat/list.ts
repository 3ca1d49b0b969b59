import type { ChatDetail, ChatList, ChatListQuery, ChatRow } from '@zhiwei/contract'
import type { z } from 'zod'
import { visibleCases } from '../../cases/index.ts'
import { customerNames } from '../../customers/index.ts'
import { personNamesOf } from '../../identity/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import { deskOf } from './desk.ts'
import { messagesForStaff } from './messages.ts'
import { inOrder } from './rules.ts'
import type { ChatSources } from './sources.ts'
import type { Chat } from './tables.ts'
import { maskedDetails } from './visitor.ts'

const mostCases = 10
const lastLength = 60
export const seesAll = (actor: Actor) => actor.permissions.has('cases:assign')

/** 会话清单: who waits in their order, one's own, or for who leads everybody's, newest first. */
export async function listChats(
  tx: Tx,
  keys: Keys,
  actor: Actor,
  query: z.infer<typeof ChatListQuery>,
  sources: ChatSources,
): Promise<z.infer<typeof ChatList>> {
  const { tenantId } = actor
  const open = await tx
    .selectFrom('chat')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('state', 'in', ['waiting', 'live'])
    .limit(2_000)
    .execute()
  const waiting = open.filter(({ state }) => state === 'waiting').sort(inOrder)
  const mine = open.filter(({ state, agent_id }) => state === 'live' && agent_id === actor.userId)
  if (query.part === 'all' && !seesAll(actor)) throw new AppError('NOT_PERMITTED', '全部会话由班长查看')
  const all = query.part === 'all' ? await newest(tx, tenantId, query) : null
  const chosen = query.part === 'waiting' ? waiting : mine.sort(unansweredFirst)
  const present = await tx
    .selectFrom('chat_desk')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('presence', '=', 'present')
    .executeTakeFirstOrThrow()
  return {
    rows: await rowsOf(tx, keys, tenantId, all?.page ?? chosen.slice(0, query.limit), sources),
    nextCursor: all?.nextCursor ?? null,
    total: cappedTotal(all?.count ?? chosen.length),
    desk: await deskOf(tx, tenantId, actor.userId ?? ''),
    counts: { waiting: waiting.length, mine: mine.length, present: present.count },
    can: { seeAll: seesAll(actor) },
  }
}

const unansweredFirst = (a: Chat, b: Chat) =>
  Number(b.our_word_at === null) - Number(a.our_word_at === null) || a.visitor_at.getTime() - b.visitor_at.getTime()

async function newest(tx: Tx, tenantId: string, query: { cursor?: string | undefined; limit: number }) {
  const { count } = await tx
    .selectFrom(
      tx
        .selectFrom('chat')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const found = await tx
    .selectFrom((from) => from.selectFrom('chat').selectAll().select('opened_at as at').where('tenant_id', '=', tenantId).as('c'))
    .selectAll()
    .$call(newestFirst('c', query))
    .execute()
  return { count, ...pageOfNewest(found, query.limit) }
}

async function rowsOf(tx: Tx, keys: Keys, tenantId: string, chats: Chat[], sources: ChatSources): Promise<ChatRow[]> {
  const ids = chats.map(({ id }) => id)
  const names = await personNamesOf(
    tx,
    tenantId,
    chats.map(({ agent_id }) => agent_id),
  )
  const groups = new Map((await sources.groupsOf(tx, tenantId)).map(({ id, name }) => [id, name]))
  const last = ids.length
    ? await tx
        .selectFrom('chat_message')
        .select(['chat_id', 'masked'])
        .distinctOn('chat_id')
        .where('tenant_id', '=', tenantId)
        .where('chat_id', 'in', ids)
        .where('said_by', '=', 'customer')
        .where('masked', 'is not', null)
        .orderBy('chat_id')
        .orderBy('no', 'desc')
        .execute()
    : []
  const lastOf = new Map(last.map(({ chat_id, masked }) => [chat_id, masked]))
  const named = (id: string | null, of: Map<string, string>) => (id === null ? null : { id, name: of.get(id) ?? '' })
  return chats.map((chat) => ({
    id: chat.id,
    state: chat.state,
    choice: chat.choice,
    openedAt: chat.opened_at.toISOString(),
    waitingAt: chat.waiting_at?.toISOString() ?? null,
    takenAt: chat.taken_at?.toISOString() ?? null,
    endedAt: chat.ended_at?.toISOString() ?? null,
    urgent: chat.urgent,
    emotion: chat.emotion,
    stage: chat.stage,
    group: named(chat.group_id, groups),
    agent: named(chat.agent_id, names),
    visitor: maskedDetails(keys, chat)?.name ?? null,
    site: chat.site,
    last: lastOf.get(chat.id)?.slice(0, lastLength) ?? null,
    lastNo: chat.last_no,
    isUnanswered: chat.state === 'live' && chat.our_word_at === null,
    caseId: chat.case_id,
    score: chat.score,
    version: chat.version,
  }))
}

/** One talk with all that was said, and the story of the customer beside it. @throws NOT_FOUND */
export async function chatDetail(tx: Tx, keys: Keys, actor: Actor, id: string, sources: ChatSources): Promise<ChatDetail> {
  const { tenantId } = actor
  const chat = await tx.selectFrom('chat').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()
  const isOwn = chat?.agent_id === actor.userId
  if (!chat || !(isOwn || chat.state !== 'ended' || seesAll(actor))) throw new AppError('NOT_FOUND', '没有这次会话，或您无权查看')
  const [row] = await rowsOf(tx, keys, tenantId, [chat], sources)
  if (!row) throw new Error('a row for each talk')
  const messages = await messagesForStaff(tx, { tenantId, chatId: id })
  const first = messages.find(({ by, text }) => by === 'customer' && text)
  const goesOn = chat.state !== 'ended'
  return {
    ...row,
    messages,
    details: maskedDetails(keys, chat),
    ...(await storyOf(tx, actor, chat)),
    handovers: await handoversOf(tx, tenantId, id, sources),
    draft: { subject: (first?.text ?? '').split(/[。！？!?\n]/)[0]?.slice(0, 60) ?? '', category: null },
    phrases: goesOn ? sources.phrasesFor({ stage: chat.stage, language: chat.language }) : [],
    can: {
      take: chat.state === 'waiting' || chat.state === 'automatic',
      talk: chat.state === 'live' && isOwn,
      handOver: goesOn && (isOwn || seesAll(actor)),
      complain: chat.case_id === null && (isOwn || seesAll(actor)) && actor.permissions.has('complaints:register'),
    },
  }
}

async function storyOf(tx: Tx, actor: Actor, chat: Chat): Promise<Pick<ChatDetail, 'customer' | 'cases' | 'earlier'>> {
  const earlier = await tx
    .selectFrom('chat')
    .select(['id', 'opened_at', 'choice', 'case_id'])
    .where('tenant_id', '=', chat.tenant_id)
    .where('visitor_hash', '=', chat.visitor_hash)
    .where('id', '<>', chat.id)
    .orderBy('opened_at', 'desc')
    .limit(mostCases)
    .execute()
  const before = earlier.map(({ id, opened_at, choice, case_id }) => ({ id, openedAt: opened_at.toISOString(), choice, caseId: case_id }))
  const { customer_id: customerId, tenant_id: tenantId } = chat
  if (customerId === null || !actor.permissions.has('customers:read')) return { customer: null, cases: [], earlier: before }
  const named = (await customerNames(tx, tenantId, [customerId])).get(customerId)
  const found = await tx
    .selectFrom('complaint_case')
    .select(['id', 'number', 'subject', 'status', 'stage', 'received_at'])
    .where('tenant_id', '=', tenantId)
    .where('customer_id', '=', customerId)
    .where(visibleCases(actor))
    .orderBy('received_at', 'desc')
    .limit(mostCases)
    .execute()
  const cases = found.map(({ received_at, ...row }) => ({ ...row, receivedAt: received_at.toISOString() }))
  return { customer: named ? { id: customerId, ...named } : null, cases, earlier: before }
}

async function handoversOf(tx: Tx, tenantId: string, chatId: string, sources: ChatSources): Promise<ChatDetail['handovers']> {
  const rows = await tx
    .selectFrom('chat_handover')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('chat_id', '=', chatId)
    .orderBy('no')
    .execute()
  if (rows.length === 0) return []
  const names = await personNamesOf(
    tx,
    tenantId,
    rows.flatMap(({ from_id, to_id }) => [from_id, to_id]),
  )
  const groups = new Map((await sources.groupsOf(tx, tenantId)).map(({ id, name }) => [id, name]))
  const named = (id: string | null, of: Map<string, string>) => (id === null ? null : { id, name: of.get(id) ?? '' })
  return rows.map(({ at, from_id, to_id, to_group_id, note }) => ({
    at: at.toISOString(),
    from: named(from_id, names),
    to: named(to_id, names),
    group: named(to_group_id, groups),
    note,
  }))
}
