import { sql } from 'kysely'
import { type Act, isOpen } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { openCaseOf } from '../threads.ts'
import type { ChatSources } from './sources.ts'
import type { Chat } from './tables.ts'
import { detailsOf } from './visitor.ts'

/** A talk as a thread of a case. */
export const talkThread = ({ tenant_id, id }: Pick<Chat, 'tenant_id' | 'id'>) => `${tenant_id}.${id}`

/** The case a talk became, else the one whose answer was said in it last: the customer began another talk meanwhile. */
export async function caseOfTalk(
  tx: Tx,
  chat: Pick<Chat, 'tenant_id' | 'id' | 'case_id'>,
): Promise<{ id: string; number: string } | undefined> {
  const { rows } = await sql<{ id: string; number: string }>`
    select id, number from complaint_case where tenant_id = ${chat.tenant_id} and ${
      chat.case_id
        ? sql`id = ${chat.case_id}`
        : sql`number = (select facts ->> 'number' from chat_message
            where tenant_id = ${chat.tenant_id} and chat_id = ${chat.id} and kind = 'answer' order by no desc limit 1)`
    }`.execute(tx)
  return rows[0]
}

type Told = { no: number; text: string }

/** In a talk that became a case and goes on, the case hears what the visitor says as long as it is open; what follows its end is for who talks with them. */
export async function tellOpenCase(act: Act, chat: Chat, told: Told, sources: Pick<ChatSources, 'receive'>): Promise<void> {
  if (chat.case_id === null) return
  const open = await openCaseOf(act, { door: 'chat', accountId: null, thread: talkThread(chat) })
  if (open && isOpen(open.status)) await tellCase(act, chat, open.id, told, sources)
}

/** 会话里的话成为工单的留言: on its case while that is open, else as a new complaint. */
export async function tellCase(act: Act, chat: Chat, caseId: string, { no, text }: Told, sources: Pick<ChatSources, 'receive'>) {
  const thread = talkThread(chat)
  return sources.receive(act, {
    thread,
    address: thread,
    caseId,
    complaint: { channel: 'chat', complainant: detailsOf(act.keys, chat), text, externalId: `${chat.id}.${no}` },
  })
}
