import type { AuditKind, Process, ProcessChange, ProcessDraftInput, ProcessEnd, ProcessPublication, ProcessRecall } from '@zhiwei/contract'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { type ProcessVersion, processVersionsOf, startingProcess, versionInForce } from '../process-versions.ts'
import { type Flaw, flawsOf, limitsOf } from './check.ts'
import { isKnownCategory, lockVersion, processOf, roleCodesOf } from './process-queries.ts'

// 处理流程 from draft to in force. A published version is never changed: cases are bound to it.

type Body<Schema extends z.ZodType> = z.infer<Schema>

/**
 * 新建草稿: begins as a copy of the version named, else of the one in force for the category.
 * @throws INPUT_INVALID for an unknown category, ALREADY_EXISTS when the category has a draft, NOT_FOUND
 */
export async function draftProcess(act: Act, input: Body<typeof ProcessDraftInput>): Promise<Process> {
  const { tx, actor, now } = act
  const { category, fromId } = input
  if (category !== null && !(await isKnownCategory(tx, actor.tenantId, category))) throw invalidInput('#/category', '没有这个分类')
  if (await draftOf(tx, actor.tenantId, category)) throw new AppError('ALREADY_EXISTS', '这个分类已有一份草稿，请继续编辑它')
  const published = await processVersionsOf(tx, actor.tenantId)
  const from = fromId ? await lockVersion(tx, actor.tenantId, fromId) : versionInForce(published, category, now)
  const id = newId()
  await tx
    .insertInto('process_version')
    .values({
      tenant_id: actor.tenantId,
      id,
      category,
      effective_from: now,
      definition: JSON.stringify(from?.definition.steps ? from.definition : startingProcess),
      state: 'draft',
      title: input.title ?? from?.title ?? '处理流程',
      made_at: now,
      made_by: actor.userId,
    })
    .execute()
  await audit(act, 'process.drafted', id, { category, ...(from && { fromId: from.id }) })
  return processOf(tx, actor.tenantId, id, now)
}

const draftOf = (tx: Tx, tenantId: string, category: string | null) =>
  tx
    .selectFrom('process_version')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'draft')
    .where('category', category === null ? 'is' : '=', category)
    .executeTakeFirst()

/** 保存草稿. @throws NOT_FOUND, VERSION_CONFLICT, ALREADY_DECIDED when it is published, INPUT_INVALID with every flaw */
export async function changeDraft(act: Act, id: string, input: Body<typeof ProcessChange>): Promise<Process> {
  const { tx, actor, now } = act
  const draft = await lockDraft(act, id, input.version)
  const { steps, followUp, title } = input
  throwFlaws(flawsOf(input, await roleCodesOf(tx, actor.tenantId)))
  const definition = { ...draft.definition, limits: limitsOf(steps, draft.definition.limits), steps, followUp }
  await tx
    .updateTable('process_version')
    .set({ title, definition: JSON.stringify(definition), version: draft.version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await audit(act, 'process.changed', id, { version: draft.version + 1, steps: steps.length })
  return processOf(tx, actor.tenantId, id, now)
}

/**
 * 发布: the draft is in force from the date on, for cases accepted then and later. Only the first version of a category may begin in the past.
 * @throws NOT_FOUND, VERSION_CONFLICT, ALREADY_DECIDED, INPUT_INVALID for a date in the past or one another version begins at
 */
export async function publishProcess(act: Act, id: string, input: Body<typeof ProcessPublication>): Promise<Process> {
  const { tx, actor, now } = act
  const draft = await lockDraft(act, id, input.version)
  const { steps = [] } = draft.definition
  throwFlaws(flawsOf({ steps }, await roleCodesOf(tx, actor.tenantId)))
  const effectiveFrom = input.effectiveFrom ? new Date(input.effectiveFrom) : now
  const others = (await processVersionsOf(tx, actor.tenantId)).filter(({ category }) => category === draft.category)
  if (effectiveFrom < now && others.length > 0)
    throw invalidInput('#/effectiveFrom', '生效时间不能早于现在：已受理的工单按受理时的版本办理')
  if (others.some(({ effective_from }) => effective_from.getTime() === effectiveFrom.getTime())) {
    throw invalidInput('#/effectiveFrom', '这个分类已有一个版本在同一时间生效')
  }
  await tx
    .updateTable('process_version')
    .set({ state: 'published', effective_from: effectiveFrom, published_at: now, published_by: actor.userId, version: draft.version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await audit(act, 'process.published', id, { category: draft.category, effectiveFrom: effectiveFrom.toISOString() }, input.reason)
  return processOf(tx, actor.tenantId, id, now)
}

/** 撤回: a version that is not in force yet becomes a draft again. @throws ALREADY_DECIDED once it has begun, ALREADY_EXISTS beside another draft */
export async function recallProcess(act: Act, id: string, input: Body<typeof ProcessRecall>): Promise<Process> {
  const { tx, actor, now } = act
  const version = await lockVersion(tx, actor.tenantId, id, input.version)
  if (version.state !== 'published' || version.effective_from <= now) throw new AppError('ALREADY_DECIDED', '只有尚未生效的版本可以撤回')
  if (await draftOf(tx, actor.tenantId, version.category)) throw new AppError('ALREADY_EXISTS', '这个分类已有一份草稿')
  await tx
    .updateTable('process_version')
    .set({ state: 'draft', effective_from: now, published_at: null, published_by: null, version: version.version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await audit(act, 'process.recalled', id, { category: version.category }, input.reason)
  return processOf(tx, actor.tenantId, id, now)
}

/**
 * 停用: from the date on, cases of the category follow the process above it again; those bound to it stay so. Asked again before the date, the
 * date is moved.
 * @throws NOT_FOUND, VERSION_CONFLICT, IN_USE for the general process, ALREADY_DECIDED when it is not in force, INPUT_INVALID for a date in the past
 */
export async function endProcess(act: Act, id: string, input: Body<typeof ProcessEnd>): Promise<Process> {
  const { tx, actor, now } = act
  const version = await lockVersion(tx, actor.tenantId, id, input.version)
  if (version.category === null) throw new AppError('IN_USE', '通用流程不能停用，没有自己流程的分类都按它办理；请发布新版本')
  const { state } = await processOf(tx, actor.tenantId, id, now)
  if (state !== 'inForce') throw new AppError('ALREADY_DECIDED', '只有生效中的版本可以停用')
  const endedAt = input.from ? new Date(input.from) : now
  if (endedAt < now) throw invalidInput('#/from', '停用时间不能早于现在：已受理的工单按受理时的版本办理')
  await tx
    .updateTable('process_version')
    .set({ ended_at: endedAt, version: version.version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await audit(act, 'process.ended', id, { category: version.category, endedAt: endedAt.toISOString() }, input.reason)
  return processOf(tx, actor.tenantId, id, now)
}

/** 删除草稿. @throws NOT_FOUND, ALREADY_DECIDED */
export async function dropDraft(act: Act, id: string) {
  const draft = await lockDraft(act, id)
  await act.tx.deleteFrom('process_version').where('tenant_id', '=', act.actor.tenantId).where('id', '=', id).execute()
  await audit(act, 'process.dropped', id, { category: draft.category })
}

async function lockDraft({ tx, actor }: Act, id: string, version?: number): Promise<ProcessVersion> {
  const row = await lockVersion(tx, actor.tenantId, id, version)
  if (row.state !== 'draft') throw new AppError('ALREADY_DECIDED', '已发布的版本不能修改，请以它为底稿新建草稿')
  return row
}

function throwFlaws(flaws: Flaw[]) {
  if (flaws.length > 0) throw new AppError('INPUT_INVALID', flaws.map(({ detail }) => detail).join('；'), { errors: flaws })
}

const audit = ({ tx, actor, now }: Act, kind: AuditKind, subjectId: string, facts: Record<string, unknown>, reason?: string) =>
  recordAudit(tx, { tenantId: actor.tenantId, kind, actorId: actor.userId, subjectId, facts, reason: reason ?? null, at: now })
