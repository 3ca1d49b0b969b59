import type { KnowledgeDecision, KnowledgeRetirement, KnowledgeReview } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../audit/index.ts'
import type { Act } from '../cases/index.ts'
import { choosablePeople } from '../identity/index.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { todayOf } from './days.ts'
import { clearFlags, flagChangedLaw } from './flags.ts'
import type { KnowledgeSources } from './sources.ts'
import { maskDeep } from './text.ts'
import { changed, lockEntry, nextVersion, requireWriter, textToday } from './write.ts'

/** 提交审核: somebody else is to put it in force. @throws NOT_FOUND without a draft, ALREADY_DECIDED when it waits already */
export async function submitDraft(act: Act, sources: KnowledgeSources, id: string, version: number) {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const entry = await lockEntry(act, id, version)
  const next = await nextVersion(tx, tenantId, id)
  if (!next) throw new AppError('NOT_FOUND', '没有草稿')
  requireWriter(act, next.editors)
  if (next.state === 'review') throw new AppError('ALREADY_DECIDED', '已经提交，等别人审核')
  await tx
    .updateTable('knowledge_version')
    .set({ state: 'review', submitted_at: now, submitted_by: actor.userId, decision_note: null })
    .where('tenant_id', '=', tenantId)
    .where('entry_id', '=', id)
    .where('no', '=', next.no)
    .execute()
  const writers = new Set([...next.editors, actor.userId])
  const deciders = (await choosablePeople(tx, actor, { permission: 'knowledge:manage' })).filter((person) => !writers.has(person.id))
  const asked = deciders.some((person) => person.id === entry.owner_id) ? [entry.owner_id as string] : deciders.map((person) => person.id)
  await sources.tell(
    tx,
    tenantId,
    asked.map((userId) => ({
      userId,
      key: `knowledge ${id} ${next.no} ${now.toISOString()}`,
      kind: 'knowledgeWaiting',
      facts: { knowledgeId: id, subject: next.title },
      at: now,
    })),
    now,
  )
  return changed(act, id, version)
}

/**
 * 审核: puts the version in force, or sends it back to be written on; by nobody who wrote on it.
 * @throws NOT_FOUND when nothing waits, NOT_PERMITTED for its writers
 */
export async function decideVersion(act: Act, sources: KnowledgeSources, id: string, input: z.infer<typeof KnowledgeDecision>) {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const { verdict, version } = input
  await lockEntry(act, id, version)
  const next = await nextVersion(tx, tenantId, id)
  if (next?.state !== 'review') throw new AppError('NOT_FOUND', '没有待审核的版本')
  if (actor.userId === null || next.editors.includes(actor.userId) || next.submitted_by === actor.userId)
    throw new AppError('NOT_PERMITTED', '写的人和提交的人不能自己审核，请另一人来审')
  const note = maskDeep(input.note) || null
  const isApproved = verdict === 'approved'
  if (isApproved)
    await tx
      .updateTable('knowledge_version')
      .set({ state: 'replaced', replaced_at: now })
      .where('tenant_id', '=', tenantId)
      .where('entry_id', '=', id)
      .where('state', '=', 'inForce')
      .execute()
  await tx
    .updateTable('knowledge_version')
    .set(
      isApproved
        ? { state: 'inForce', decided_at: now, decided_by: actor.userId, decision_note: note }
        : { state: 'draft', decision_note: note },
    )
    .where('tenant_id', '=', tenantId)
    .where('entry_id', '=', id)
    .where('no', '=', next.no)
    .execute()
  if (isApproved) await settleLaw(act, sources, id, next.no)
  await recordAudit(tx, {
    tenantId,
    kind: isApproved ? 'knowledge.approved' : 'knowledge.refused',
    actorId: actor.userId,
    subjectId: id,
    facts: { no: next.no },
    reason: note,
    at: now,
  })
  await sources.tell(
    tx,
    tenantId,
    next.editors.map((userId) => ({
      userId,
      key: `knowledge ${id} ${next.no} decided ${now.toISOString()}`,
      kind: 'knowledgeDecided',
      facts: { knowledgeId: id, subject: next.title, verdict },
      at: now,
    })),
    now,
  )
  return changed(act, id, version)
}

/** The new version rests on what its articles say today: what was changed is dealt with, what has ended and is cited still is not. */
async function settleLaw(act: Act, sources: KnowledgeSources, id: string, no: number) {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const today = await todayOf(tx, tenantId, now)
  await sql`
    update knowledge_citation c set text_no = ${textToday(today)} from law_article l
    where c.tenant_id = ${tenantId} and c.entry_id = ${id} and c.no = ${no} and l.tenant_id = c.tenant_id and l.id = c.law_id`.execute(tx)
  await clearFlags(
    act,
    id,
    'rewritten',
    null,
    sql`(f.occasion like 'text %' or not exists (select from knowledge_citation c
    where c.tenant_id = f.tenant_id and c.entry_id = f.entry_id and c.no = ${no} and c.law_id = f.law_id))`,
  )
  await flagChangedLaw(tx, tenantId, sources, now)
}

/** 复审: it holds on as it is until the day named; what waited because of a change of law is dealt with. @throws NOT_FOUND, INPUT_INVALID */
export async function reviewKnowledge(act: Act, id: string, { reviewOn, note, version }: z.infer<typeof KnowledgeReview>) {
  const { tx, actor, now } = act
  const { tenantId } = actor
  await lockEntry(act, id, version)
  const inForce = await tx
    .selectFrom('knowledge_version')
    .select('no')
    .where('tenant_id', '=', tenantId)
    .where('entry_id', '=', id)
    .where('state', '=', 'inForce')
    .executeTakeFirst()
  if (!inForce) throw new AppError('NOT_FOUND', '还没有生效的版本')
  if (reviewOn <= (await todayOf(tx, tenantId, now))) throw invalidInput('#/reviewOn', '下次复审的日期要在将来')
  await tx
    .updateTable('knowledge_entry')
    .set({ review_on: reviewOn, told_on: null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  await tx
    .insertInto('knowledge_review')
    .values({ tenant_id: tenantId, entry_id: id, at: now, by_id: actor.userId, review_on: reviewOn, note: maskDeep(note) })
    .execute()
  await clearFlags(act, id, 'kept', maskDeep(note))
  await recordAudit(tx, {
    tenantId,
    kind: 'knowledge.reviewed',
    actorId: actor.userId,
    subjectId: id,
    facts: { no: inForce.no, reviewOn },
    reason: note,
    at: now,
  })
  return changed(act, id, version)
}

/** 停用: it is proposed no more; what it said stays readable. @throws NOT_FOUND */
export async function retireKnowledge(act: Act, id: string, { reason, version }: z.infer<typeof KnowledgeRetirement>) {
  const { tx, actor, now } = act
  const { tenantId } = actor
  await lockEntry(act, id, version)
  await tx
    .updateTable('knowledge_version')
    .set({ state: 'replaced', replaced_at: now })
    .where('tenant_id', '=', tenantId)
    .where('entry_id', '=', id)
    .where('state', '<>', 'replaced')
    .execute()
  await tx
    .updateTable('knowledge_entry')
    .set({ retired_at: now, retired_by: actor.userId, retired_reason: maskDeep(reason) })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  await clearFlags(act, id, 'retired', null)
  await recordAudit(tx, { tenantId, kind: 'knowledge.retired', actorId: actor.userId, subjectId: id, reason, at: now })
  return changed(act, id, version)
}
