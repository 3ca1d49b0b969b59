import type { ChatSettings, IncomingContact } from '@zhiwei/contract'
import { sql } from 'kysely'
import { type Act, systemActor } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { endChat } from './end.ts'
import { changeChat, notify } from './messages.ts'
import { isGone, lapsedStaff } from './presence.ts'
import { spokenIn } from './read.ts'
import { leavesAutomatic, silenceOf } from './rules.ts'
import { settingsOf } from './settings.ts'
import type { ChatSources } from './sources.ts'
import type { Chat } from './tables.ts'
import { detailsOf } from './visitor.ts'
import { queueUp } from './waiting.ts'

const mostAtOnce = 100
const minuteMs = 60_000
/** A window that was opened and never written in. */
const emptyAfterMs = 10 * minuteMs

type Work = (act: Act, chat: Chat) => Promise<unknown>

/** Each in a transaction of its own: one that fails does not stop the others, and is told when all have had their turn. */
async function each(deps: Deps, tenantId: string, pick: (act: Act) => Promise<{ id: string }[]>, work: Work) {
  const inTenant = deps.database.tenant(tenantId)
  const actWith = (tx: Act['tx']): Act => ({ tx, keys: deps.keys, actor: systemActor(tenantId), now: deps.clock() })
  const found = await inTenant.transaction().execute((tx) => pick(actWith(tx)))
  const failures: unknown[] = []
  for (const { id } of found)
    await inTenant
      .transaction()
      .execute(async (tx) => {
        const chat = await tx
          .selectFrom('chat')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .forUpdate()
          .skipLocked()
          .executeTakeFirst()
        if (chat) await work(actWith(tx), chat)
      })
      .catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} chat(s) could not be kept`)
}

/**
 * 看护会话: what the automatic answer did not settle goes to a person, silence is asked about and ends the talk, whoever has no page open any more
 * gives their talks back to the queue, and a visitor who spoke last and is gone is not waited for.
 */
export const keepChats = (sources: ChatSources) => {
  let watchedSince: Date | undefined
  return async (deps: Deps, tenantId: string) => {
    watchedSince ??= deps.clock()
    const since = watchedSince
    const lapsed = new Set<string>()
    await each(
      deps,
      tenantId,
      async (act) => {
        const settings = await settingsOf(act.tx, tenantId)
        for (const id of await lapsedStaff(act, settings, since)) lapsed.add(id)
        return toLookAt(act, [...lapsed], settings)
      },
      (act, chat) => keepOne(act, chat, lapsed, sources),
    )
  }
}

const toLookAt = ({ tx, actor, now }: Act, lapsed: string[], { visitorGoneMinutes }: ChatSettings) =>
  tx
    .selectFrom('chat')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('state', 'in', ['automatic', 'live'])
    .where((eb) =>
      eb.or([
        eb('state', '=', 'automatic'),
        eb('our_word_at', 'is not', null),
        eb('visitor_at', '<=', new Date(now.getTime() - visitorGoneMinutes * minuteMs)),
        eb('agent_id', '=', sql<string>`any(${lapsed}::uuid[])`),
      ]),
    )
    .orderBy('opened_at')
    .limit(mostAtOnce * 10)
    .execute()

async function keepOne(act: Act, chat: Chat, lapsed: ReadonlySet<string>, sources: ChatSources): Promise<unknown> {
  const settings = await settingsOf(act.tx, act.actor.tenantId)
  if (chat.state === 'automatic') {
    // The first message is our own; who wrote nothing needs nobody.
    if (chat.last_no > 1 && leavesAutomatic(chat, settings, 0, act.now)) return queueUp(act, chat, settings, sources)
    return act.now.getTime() - chat.visitor_at.getTime() >= emptyAfterMs ? endChat(act, chat, 'silence') : undefined
  }
  if (chat.state !== 'live') return undefined
  if (chat.our_word_at === null && isGone(chat, settings, act.now)) return endChat(act, chat, 'silence')
  if (chat.agent_id !== null && lapsed.has(chat.agent_id)) return giveBack(act, chat)
  const next = silenceOf(chat, settings, act.now)
  if (next === 'end') return endChat(act, chat, 'silence')
  if (next === 'ask') return notify(act, chat, 'silence', { seconds: settings.silenceEndSeconds }, { silence_asked_at: act.now })
  return undefined
}

/** 退回排队: at the place the visitor had, for everybody. */
const giveBack = (act: Act, chat: Chat) =>
  notify(
    act,
    chat,
    'givenBack',
    {},
    { state: 'waiting', waiting_at: chat.waiting_at ?? act.now, agent_id: null, group_id: null, our_word_at: null, silence_asked_at: null },
  )

/** 会话成为联络: a talk that is over and became no case is kept as a contact, in which unhappy customers are looked for. */
export const keepAsContacts = (sources: ChatSources) => (deps: Deps, tenantId: string) =>
  each(
    deps,
    tenantId,
    ({ tx }) =>
      tx
        .selectFrom('chat')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .where('state', '=', 'ended')
        .where('kept_at', 'is', null)
        .orderBy('ended_at')
        .limit(mostAtOnce)
        .execute(),
    async (act, chat) => {
      if (chat.kept_at) return undefined
      const contact = await contactOf(act, chat)
      const contactId = contact && (await sources.storeContact(act, contact))
      return changeChat(act, chat, { contact_id: contactId, kept_at: act.now })
    },
  )

async function contactOf(act: Act, chat: Chat): Promise<IncomingContact | null> {
  const turns = await spokenIn(act, chat.id)
  if (!turns.some(({ by }) => by === 'customer')) return null
  const agent = chat.agent_id
    ? await act.tx
        .selectFrom('user_account')
        .select('username')
        .where('tenant_id', '=', chat.tenant_id)
        .where('id', '=', chat.agent_id)
        .executeTakeFirst()
    : undefined
  const details = detailsOf(act.keys, chat)
  const seconds = chat.taken_at && chat.ended_at ? Math.round((chat.ended_at.getTime() - chat.taken_at.getTime()) / 1_000) : undefined
  return {
    channel: 'chat',
    externalId: `chat.${chat.id}`,
    occurredAt: chat.opened_at.toISOString(),
    complainant: Object.keys(details).length > 0 ? details : { kind: 'anonymous' },
    turns,
    scoreMax: 5,
    ...(chat.score !== null && { score: chat.score }),
    ...(agent && { staff: agent.username }),
    ...(seconds !== undefined && { handlingSeconds: Math.min(86_400, seconds) }),
  }
}
