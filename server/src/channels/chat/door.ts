import { z } from 'zod'
import { type Act, systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { isUuid } from '../../platform/ids.ts'
import type { DoorOf, OutgoingMessage, Sent } from '../doors.ts'
import { lockChat, say } from './messages.ts'
import { isHere } from './presence.ts'
import type { Chat } from './tables.ts'
import { chatOfVisitor } from './visitor.ts'

/**
 * 在线客服 as a door: what is told on a case stands in the visitor's newest talk, which is the one their window shows, and is there when it is opened
 * again. Whoever is gone is told by another way too. Needs no account.
 */
export const chatDoor: DoorOf<Record<string, never>> = {
  settings: z.strictObject({}),
  secrets: [],
  check: async () => '在线客服不需要账号；在“设置 → 在线客服”里填写允许的网站',
  send: (deps, _account, message) => answerIn(deps, message),
  ownSend: (deps) => (message) => answerIn(deps, message),
}

/** The same message again is found by its id, in whichever of the visitor's talks it stands. */
async function answerIn(deps: Deps, { id, to, thread, text, caseNumber }: OutgoingMessage): Promise<Sent> {
  const [tenantId = '', chatId = ''] = (thread ?? to).split('.')
  if (!isUuid(tenantId) || !isUuid(chatId)) throw new Error('这不是一次在线会话')
  return deps.database
    .tenant(tenantId)
    .transaction()
    .execute(async (tx) => {
      const act = { tx, keys: deps.keys, actor: systemActor(tenantId), now: deps.clock() }
      const chat = await newestOfVisitor(act, chatId)
      const isUnseen = !isHere(chat, act.now)
      const known = await saidBefore(tx, chat, id)
      if (known) return { externalId: known, isUnseen }
      const facts: Record<string, string> = caseNumber ? { number: caseNumber } : {}
      const { last_no } = await say(act, chat, { clientId: id, by: 'staff', kind: 'answer', text, facts })
      return { externalId: `${chat.id}.${last_no}`, isUnseen }
    })
}

/** Locked. @throws NOT_FOUND */
async function newestOfVisitor(act: Act, chatId: string): Promise<Chat> {
  const { tx, actor } = act
  const own = await tx
    .selectFrom('chat')
    .select('visitor_hash')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', chatId)
    .executeTakeFirst()
  const newest = own && (await chatOfVisitor(tx, { tenantId: actor.tenantId, hash: own.visitor_hash }))
  return lockChat(act, newest?.id ?? chatId)
}

async function saidBefore(tx: Tx, { tenant_id, visitor_hash }: Chat, clientId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('chat_message as m')
    .innerJoin('chat as c', (join) => join.onRef('c.tenant_id', '=', 'm.tenant_id').onRef('c.id', '=', 'm.chat_id'))
    .select(['m.chat_id', 'm.no'])
    .where('c.tenant_id', '=', tenant_id)
    .where('c.visitor_hash', '=', visitor_hash)
    .where('m.client_id', '=', clientId)
    .executeTakeFirst()
  return row ? `${row.chat_id}.${row.no}` : null
}
