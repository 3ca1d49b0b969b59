import { alarmDays, alarmPastDays, alarmPeople, coreOf, isNews, type Rarity } from '@zhiwei/text'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database.ts'
import { type Raise, raiseWarnings } from '../governance/raise.ts'
import { readTexts } from './read-texts.ts'
import { newestIn, standing } from './standing.ts'

/** Rows of a topic that are compared and kept behind its warning. */
const mostMessages = 200

/**
 * 话题预警: of the topics that changed, those three people or more told within thirty days, more than usual, and whose messages hold together. The warning's
 * cases and contacts are those of the core alone. A dismissed topic is not told of.
 * Source: docs/rules/topics.md
 */
export async function raiseTopics(tx: Tx, tenantId: string, rarity: Rarity, topicIds: readonly string[], now: Date) {
  const raises: Raise[] = []
  for (const topic of await promisingTopics(tx, tenantId, topicIds, now)) {
    const since = new Date(now.getTime() - alarmDays * 86_400_000)
    const messages = await readTexts(tx, tenantId, await newestIn(tx, tenantId, topic.id, { since, most: mostMessages }))
    const core = coreOf(messages, rarity)
    const first = core.messages[0]
    if (core.rank === 0 || !first) continue
    const onset = first.at
    const [cases = [], contacts = []] = [true, false].map((kind) =>
      core.messages.filter(({ isCase }) => isCase === kind).map(({ id }) => id),
    )
    raises.push({
      kind: 'topic',
      key: topic.id,
      subject: topic.name ?? topic.title,
      facts: {
        heat: topic.heat,
        growth: topic.growth,
        cases: cases.length,
        unhappyContacts: contacts.length,
        people: core.people,
        days: Math.floor((now.getTime() - onset.getTime()) / 86_400_000) + 1,
        words: topic.words,
      },
      caseIds: cases.reverse(),
      contactIds: contacts.reverse(),
      firstSeenAt: onset,
    })
  }
  return raiseWarnings(tx, tenantId, raises, now)
}

type Promising = {
  id: string
  title: string
  name: string | null
  words: string[]
  heat: number
  growth: number
  recent: number
  past: number
}

async function promisingTopics(tx: Tx, tenantId: string, topicIds: readonly string[], now: Date): Promise<Promising[]> {
  const since = new Date(now.getTime() - alarmDays * 86_400_000)
  const before = new Date(since.getTime() - alarmPastDays * 86_400_000)
  const { rows } = await sql<Promising>`
    select t.id, t.title, t.name, t.words, t.heat, t.growth,
      count(*) filter (where m.at > ${since})::int as recent, count(*) filter (where m.at <= ${since})::int as past
    from topic t join ${standing} m on m.tenant_id = t.tenant_id and m.topic_id = t.id and m.at > ${before}
    where t.tenant_id = ${tenantId} and t.id = any(${[...topicIds]}::uuid[]) and t.merged_into is null and t.dismissed_at is null
      and t.people >= ${alarmPeople[0]}
    group by t.tenant_id, t.id
    order by t.id`.execute(tx)
  return rows.filter(({ recent, past }) => recent >= alarmPeople[0] && isNews(recent, past))
}
