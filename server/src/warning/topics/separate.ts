import type { TopicSeparation } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { keepProfileOf, lockTopic, record } from './acts.ts'
import { measureTopics } from './measure.ts'
import { touchMemory } from './memory.ts'
import { countOf, moveStanding } from './standing.ts'

type Merge = { id: string; topic_id: string; case_ids: string[]; contact_ids: string[]; below: string[] }

/** The last merge of each topic that stands: those a person may still take back. Merges that did not keep their cases cannot be. */
export async function standingMerges(tx: Tx, tenantId: string, into: string): Promise<Merge[]> {
  const { rows } = await sql<Merge>`
    select distinct on (f.id) a.id, f.id as topic_id, array(select jsonb_array_elements_text(a.facts -> 'caseIds')) as case_ids,
      array(select jsonb_array_elements_text(a.facts -> 'contactIds')) as contact_ids,
      array(select jsonb_array_elements_text(a.facts -> 'below')) as below
    from topic_act a join topic f on f.tenant_id = a.tenant_id and f.id::text = a.facts ->> 'topicId' and f.merged_into = a.topic_id
    where a.tenant_id = ${tenantId} and a.topic_id = ${into} and a.kind = 'merged' and a.facts ? 'caseIds' order by f.id, a.at desc, a.id desc`.execute(
    tx,
  )
  return rows
}

/**
 * 撤销合并: the topic is there again with what stood in it then; what came since stays. The machine joins neither with another.
 * @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID
 */
export async function separateTopic(act: Act, id: string, { topicId, version }: z.infer<typeof TopicSeparation>) {
  const into = await lockTopic(act, id, version)
  const { tx, actor, now } = act
  const { tenantId } = actor
  const merge = (await standingMerges(tx, tenantId, id)).find((one) => one.topic_id === topicId)
  if (!merge) throw invalidInput('#/topicId', '没有可以撤销的合并，可能已撤销')
  const moved = countOf(await moveStanding(tx, tenantId, id, topicId, { caseIds: merge.case_ids, contactIds: merge.contact_ids }))
  if (moved === 0) throw new AppError('INPUT_INVALID', '它的工单已不在这个话题里，请用拆分')
  if (moved >= into.messages) throw new AppError('INPUT_INVALID', '这个话题只剩下合并来的工单，撤销后它就空了')
  await sql`update topic set merged_into = ${topicId} where tenant_id = ${tenantId} and merged_into = ${id} and id = any(${merge.below}::uuid[])`.execute(
    tx,
  )
  await record(act, topicId, 'restored', { from: id, cases: moved }, null, { merged_into: null, apart: true })
  for (const one of [id, topicId]) await keepProfileOf(tx, tenantId, one)
  const done = await record(act, id, 'split', { topicId, cases: moved }, null, { apart: true })
  await measureTopics(tx, tenantId, [id, topicId], now)
  await touchMemory(tx, tenantId)
  return done
}
