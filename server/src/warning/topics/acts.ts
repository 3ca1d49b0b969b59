import type { TopicActKind, TopicDismissal, TopicMerge, TopicName, TopicSplit } from '@zhiwei/contract'
import { profileOfMessages } from '@zhiwei/text'
import { type Selectable, sql } from 'kysely'
import type { z } from 'zod'
import { type Act, maskTexts } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { measureTopics } from './measure.ts'
import { savedRarity, touchMemory } from './memory.ts'
import { readTexts } from './read-texts.ts'
import { countOf, moveStanding, newestIn } from './standing.ts'
import type { TopicTable } from './tables.ts'
import { leaveToComplaints } from './take-contacts.ts'

const masked = (text: string) => maskTexts({ text }).text ?? ''

/** The topic, locked. @throws NOT_FOUND, VERSION_CONFLICT */
export async function lockTopic({ tx, actor }: Act, id: string, version?: number) {
  const topic = await tx
    .selectFrom('topic')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('merged_into', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!topic) throw new AppError('NOT_FOUND', '没有这个话题，可能已并入另一个')
  if (version !== undefined && version !== topic.version) throw new AppError('VERSION_CONFLICT', '话题已被他人修改，请刷新后再试')
  return topic
}

type Changes = {
  name?: string
  apart?: boolean
  dismissed_at?: Date | null
  dismissed_by?: string | null
  dismissed_reason?: string | null
  merged_into?: string | null
}

export async function record(
  { tx, actor, now }: Act,
  topicId: string,
  kind: TopicActKind,
  facts: Record<string, unknown>,
  reason: string | null,
  changes: Changes = {},
) {
  const row = await tx
    .updateTable('topic')
    .set((eb) => ({ ...changes, version: eb('version', '+', 1) }))
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', topicId)
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('topic_act')
    .values({
      tenant_id: actor.tenantId,
      id: newId(),
      topic_id: topicId,
      kind,
      at: now,
      by_id: actor.userId,
      facts: JSON.stringify(facts),
      reason,
    })
    .execute()
  return row
}

/** What everybody may read: the words of contacts are for who may read those. */
const calledNow = ({ name, title, cases }: Pick<Selectable<TopicTable>, 'name' | 'title' | 'cases'>) => name ?? (cases > 0 ? title : null)

/** 命名: what people call it, instead of the machine's title. @throws NOT_FOUND, VERSION_CONFLICT */
export async function nameTopic(act: Act, id: string, { name, version }: z.infer<typeof TopicName>) {
  const topic = await lockTopic(act, id, version)
  const given = masked(name)
  return record(act, id, 'named', { from: calledNow(topic), to: given }, null, { name: given })
}

/** 合并: what stands in the other topic becomes part of this one, and new ones of either come here; `separateTopic` undoes it. @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID */
export async function mergeTopic(act: Act, id: string, { topicId, version }: z.infer<typeof TopicMerge>) {
  if (id === topicId) throw invalidInput('#/topicId', '要选另一个话题')
  // In a fixed order, so that two merges do not lock each other out.
  for (const one of [id, topicId].sort()) await lockTopic(act, one, one === id ? version : undefined)
  const { tx, actor, now } = act
  const from = await lockTopic(act, topicId)
  const into = await lockTopic(act, id)
  const moved = await moveStanding(tx, actor.tenantId, topicId, id)
  const { rows: below } = await sql<{ id: string }>`
    update topic set merged_into = ${id} where tenant_id = ${actor.tenantId} and merged_into = ${topicId} returning id`.execute(tx)
  await record(act, topicId, 'joined', { into: id }, null, { merged_into: id })
  await keepProfileOf(tx, actor.tenantId, id)
  const done = await record(
    act,
    id,
    'merged',
    { topicId, title: calledNow(from), cases: from.messages, ...moved, below: below.map((row) => row.id) },
    null,
    into.name || into.cases === 0 ? {} : { name: into.title },
  )
  await leaveToComplaints(tx, actor.tenantId, [id])
  await measureTopics(tx, actor.tenantId, [id], now)
  await touchMemory(tx, actor.tenantId)
  return done
}

/** 拆分: these complaints and contacts are another matter. The machine joins the new topic with no other. @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID */
export async function splitTopic(act: Act, id: string, { caseIds, contactIds, name, version }: z.infer<typeof TopicSplit>) {
  const topic = await lockTopic(act, id, version)
  const { tx, actor, now } = act
  const newTopic = newId()
  await tx
    .insertInto('topic')
    .values({
      tenant_id: actor.tenantId,
      id: newTopic,
      title: '',
      name: name ? masked(name) : null,
      words: '[]',
      first_at: now,
      last_at: now,
      cases: 0,
      people: 0,
      heat_at: now,
      profile: '{}',
      apart: true,
      merged_into: null,
      dismissed_at: null,
      dismissed_by: null,
      dismissed_reason: null,
    })
    .execute()
  const moved = countOf(await moveStanding(tx, actor.tenantId, id, newTopic, { caseIds, contactIds }))
  if (moved < new Set([...caseIds, ...contactIds]).size) throw invalidInput('#/caseIds', '有的工单或联络已不在这个话题里，请刷新后再试')
  if (moved >= topic.messages) throw invalidInput('#/caseIds', '要留下至少一件，否则不是拆分')
  for (const one of [id, newTopic]) await keepProfileOf(tx, actor.tenantId, one)
  await measureTopics(tx, actor.tenantId, [id, newTopic], now)
  await record(act, id, 'split', { topicId: newTopic, cases: moved }, null, { apart: true })
  await touchMemory(tx, actor.tenantId)
  return record(act, newTopic, 'split', { from: id, cases: moved }, null)
}

/** 忽略: no matter worth watching; it is not told of any more and leaves the stream. @throws NOT_FOUND, VERSION_CONFLICT, ALREADY_DECIDED */
export async function dismissTopic(act: Act, id: string, { reason, version }: z.infer<typeof TopicDismissal>) {
  const topic = await lockTopic(act, id, version)
  if (topic.dismissed_at) throw new AppError('ALREADY_DECIDED', '这个话题已被忽略')
  return record(act, id, 'dismissed', {}, masked(reason), {
    dismissed_at: act.now,
    dismissed_by: act.actor.userId,
    dismissed_reason: masked(reason),
  })
}

/** 恢复: undoes a dismissal. @throws NOT_FOUND, VERSION_CONFLICT, ALREADY_DECIDED */
export async function restoreTopic(act: Act, id: string, { version }: { version?: number | undefined }) {
  const topic = await lockTopic(act, id, version)
  if (!topic.dismissed_at) throw new AppError('ALREADY_DECIDED', '这个话题没有被忽略')
  return record(act, id, 'restored', {}, null, { dismissed_at: null, dismissed_by: null, dismissed_reason: null })
}

/** The newest that stand in it, read anew: what it remembers is what it has. */
export async function keepProfileOf(tx: Tx, tenantId: string, topicId: string) {
  const messages = await readTexts(tx, tenantId, await newestIn(tx, tenantId, topicId))
  if (messages.length === 0) return
  const profile = profileOfMessages(messages, await savedRarity(tx, tenantId))
  await tx
    .updateTable('topic')
    .set({ profile: JSON.stringify(profile) })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', topicId)
    .execute()
}
