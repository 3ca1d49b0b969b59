import type { TopicContactRow } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import type { Actor } from '../../platform/http.ts'
import { visibleContact } from '../governance/visible.ts'
import { saidBy } from './read-texts.ts'
import { subjectOfTurns } from './subject-of-turns.ts'

const textLength = 600
const mostExamples = 4

type Found = TopicContactRow & { text: string }

/** 话题里的联络 that the person may read, newest first; what was said is masked. */
export async function contactsIn(tx: Tx, actor: Actor, topicId: string, most: number): Promise<Found[]> {
  const { rows } = await sql<Omit<Found, 'at' | 'subject' | 'text'> & { at: Date; said: string[] }>`
    select k.id, k.channel, k.region, k.product, k.at, ${saidBy('x')} as said
    from topic_contact t join contact k on k.tenant_id = t.tenant_id and k.id = t.contact_id
    join contact_text x on x.tenant_id = k.tenant_id and x.contact_id = k.id
    where t.tenant_id = ${actor.tenantId} and t.topic_id = ${topicId} and ${visibleContact(actor, sql`t.contact_id`)}
    order by t.at desc, t.contact_id desc limit ${most}`.execute(tx)
  return rows.map(({ said, at, ...row }) => ({
    ...row,
    subject: subjectOfTurns(said),
    at: at.toISOString(),
    text: said.join('\n').slice(0, textLength),
  }))
}

export const contactExamplesAmong = (contacts: readonly Found[]) =>
  inOtherWords(contacts, mostExamples).map(({ id, channel, text, at }) => ({ contactId: id, channel, text, at }))

/** The first, and the newest that say it in other words. */
export function inOtherWords<Message extends { text: string }>(messages: readonly Message[], most: number): Message[] {
  const seen = new Set<string>()
  const each = [...messages.slice(-1), ...messages].filter(({ text }) => {
    const start = text.slice(0, 40)
    return start.trim() !== '' && !seen.has(start) && seen.add(start)
  })
  return each.slice(0, most)
}
