import type { ChatMessage, ChatNotice, ChatReading, ChatStaffMessage } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { Updateable } from 'kysely'
import type { Act } from '../../cases/index.ts'
import { personNamesOf } from '../../identity/index.ts'
import type { Keys } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { withoutPrivateLinks } from '../private-links.ts'
import type { Chat, ChatTable, StoredMessage } from './tables.ts'

/** Locks a talk until the transaction ends. @throws NOT_FOUND */
export async function lockChat({ tx, actor }: Act, id: string): Promise<Chat> {
  const chat = await tx
    .selectFrom('chat')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!chat) throw new AppError('NOT_FOUND', '没有这次会话')
  return chat
}

export type Changes = Omit<Updateable<ChatTable>, 'tenant_id' | 'id' | 'version'>
export async function changeChat({ tx, actor }: Act, chat: Chat, changes: Changes): Promise<Chat> {
  return tx
    .updateTable('chat')
    .set({ ...changes, version: chat.version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', chat.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export type Said = {
  clientId?: string
  by: StoredMessage['said_by']
  kind: StoredMessage['kind']
  text?: string
  notice?: ChatNotice
  facts?: Record<string, string | number>
  fileId?: string
  reading?: ChatReading | null
}

/**
 * The number of a message that came before under this client id.
 * @throws IDEMPOTENCY_KEY_REUSED when other words came under it: they are not dropped in silence
 */
export async function numberOf({ tx, keys, actor }: Act, chatId: string, clientId: string, text?: string): Promise<number | undefined> {
  const known = await tx
    .selectFrom('chat_message')
    .select(['no', 'cipher'])
    .where('tenant_id', '=', actor.tenantId)
    .where('chat_id', '=', chatId)
    .where('client_id', '=', clientId)
    .executeTakeFirst()
  if (known && text !== undefined && known.cipher && keys.decrypt(known.cipher) !== text)
    throw new AppError('IDEMPOTENCY_KEY_REUSED', '前一条消息已经收到；改过的内容请作为新消息发送')
  return known?.no
}

/** Adds the next message to a locked talk: masked copy and sealed original, with the talk's new facts. */
export async function say(act: Act, chat: Chat, said: Said, changes: Changes = {}): Promise<Chat> {
  const { tx, actor, keys, now } = act
  const no = chat.last_no + 1
  const { text, reading, clientId, by, kind, notice, facts, fileId } = said
  await tx
    .insertInto('chat_message')
    .values({
      tenant_id: actor.tenantId,
      chat_id: chat.id,
      no,
      client_id: clientId ?? newId(),
      at: now,
      said_by: by,
      by_id: by === 'staff' ? actor.userId : null,
      kind,
      notice: notice ?? null,
      facts: JSON.stringify(facts ?? {}),
      masked: text === undefined ? null : maskPersonalData(text).masked,
      cipher: text === undefined ? null : keys.encrypt(text),
      file_id: fileId ?? null,
      reading: reading ? JSON.stringify(reading) : null,
    })
    .execute()
  return changeChat(act, chat, { ...changes, last_no: no })
}

/** What both sides are told, each in words of its own. */
export const notify = (act: Act, chat: Chat, notice: ChatNotice, facts: Record<string, string | number> = {}, changes: Changes = {}) =>
  say(act, chat, { by: 'automatic', kind: 'notice', notice, facts }, changes)

type Asked = { tenantId: string; chatId: string; after?: number }
async function messageRows(tx: Tx, { tenantId, chatId, after = 0 }: Asked) {
  const rows = await tx
    .selectFrom('chat_message as m')
    .leftJoin('chat_file as f', (join) => join.onRef('f.tenant_id', '=', 'm.tenant_id').onRef('f.id', '=', 'm.file_id'))
    .selectAll('m')
    .select(['f.name as file_name', 'f.content_type', 'f.size_bytes'])
    .where('m.tenant_id', '=', tenantId)
    .where('m.chat_id', '=', chatId)
    .where('m.no', '>', after)
    .orderBy('m.no')
    .limit(1_000)
    .execute()
  const names = await personNamesOf(
    tx,
    tenantId,
    rows.map(({ by_id }) => by_id),
  )
  return rows.map((row) => ({ row, name: names.get(row.by_id ?? '') ?? null }))
}
type Row = Awaited<ReturnType<typeof messageRows>>[number]

const shown = ({ row, name }: Row, text: string | null): ChatMessage => ({
  no: row.no,
  at: row.at.toISOString(),
  by: row.said_by,
  name,
  kind: row.kind,
  text,
  file:
    (row.file_id && {
      id: row.file_id,
      name: row.file_name ?? '',
      contentType: row.content_type ?? '',
      sizeBytes: Number(row.size_bytes ?? 0),
    }) ||
    null,
  notice: row.notice,
  facts: row.facts,
})

/** As the visitor sees it: in clear, without notes of our own people. */
export async function messagesForVisitor(tx: Tx, keys: Keys, asked: Asked): Promise<ChatMessage[]> {
  const rows = await messageRows(tx, asked)
  return rows.filter(({ row }) => row.kind !== 'note').map((one) => shown(one, one.row.cipher && keys.decrypt(one.row.cipher)))
}

/** As our people see it: masked, private links cut, with what was read. */
export async function messagesForStaff(tx: Tx, asked: Asked): Promise<ChatStaffMessage[]> {
  const rows = await messageRows(tx, asked)
  return rows.map((one) => ({ ...shown(one, one.row.masked && withoutPrivateLinks(one.row.masked)), reading: one.row.reading }))
}
