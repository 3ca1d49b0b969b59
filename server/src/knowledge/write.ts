import type { KnowledgeCare, KnowledgeDraft, KnowledgeInput, KnowledgeText } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Act } from '../cases/index.ts'
import { activePerson } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { todayOf } from './days.ts'
import './tables.ts'
import { maskDeep, requireKnownFields, searchable } from './text.ts'

type Done = { id: string; version: number }

/** Locks an entry for an act; rows that only name it need not wait. @throws NOT_FOUND, VERSION_CONFLICT, ALREADY_DECIDED when it is retired */
export async function lockEntry({ tx, actor }: Act, id: string, version: number) {
  const row = await tx
    .selectFrom('knowledge_entry')
    .selectAll()
    .select(sql<string>`review_on::text`.as('review_day'))
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这个条目')
  if (row.version !== version) throw new AppError('VERSION_CONFLICT', `现在是第 ${row.version} 版，请刷新后再做`)
  if (row.retired_at) throw new AppError('ALREADY_DECIDED', '这个条目已经停用')
  return row
}

/** The version that is written or waits for a decision. */
export const nextVersion = (tx: Tx, tenantId: string, entryId: string) =>
  tx
    .selectFrom('knowledge_version')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('entry_id', '=', entryId)
    .where('state', 'in', ['draft', 'review'])
    .executeTakeFirst()

export async function changed({ tx, actor }: Act, id: string, version: number): Promise<Done> {
  await tx
    .updateTable('knowledge_entry')
    .set({ version: version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  return { id, version: version + 1 }
}

/** 新建: an entry with its first draft. @throws INPUT_INVALID, NOT_FOUND */
export async function addKnowledge(act: Act, input: KnowledgeInput, from: { caseId?: string } = {}): Promise<Done> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  if (input.ownerId) await activePerson(tx, tenantId, input.ownerId)
  if (input.reviewOn <= (await todayOf(tx, tenantId, now))) throw invalidInput('#/reviewOn', '复审日期要在将来')
  const id = newId()
  await tx
    .insertInto('knowledge_entry')
    .values({
      tenant_id: tenantId,
      id,
      kind: input.content.kind,
      at: now,
      made_by: actor.userId,
      owner_id: input.ownerId,
      review_on: input.reviewOn,
      warn_days: input.warnDays,
      told_on: null,
      retired_at: null,
      retired_by: null,
      retired_reason: null,
      from_case_id: from.caseId ?? null,
      starter: null,
    })
    .execute()
  await insertDraft(act, id, 1, input.content)
  return { id, version: 1 }
}

/** 起草新版: a copy of what is in force, to be changed. @throws ALREADY_EXISTS when one is being written */
export async function startDraft(act: Act, id: string, version: number): Promise<Done> {
  const { tx, actor } = act
  const { tenantId } = actor
  await lockEntry(act, id, version)
  if (await nextVersion(tx, tenantId, id)) throw new AppError('ALREADY_EXISTS', '已有一份草稿或待审核的版本')
  const last = await tx
    .selectFrom('knowledge_version')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('entry_id', '=', id)
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const cited = await citedBy(tx, tenantId, id, last.no)
  const { kind } = await tx
    .selectFrom('knowledge_entry')
    .select('kind')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { title, categories, causes, content: text } = last
  await insertDraft(act, id, last.no + 1, { kind, title, categories, causes, citations: cited, text } as KnowledgeText)
  return changed(act, id, version)
}

/** 修改草稿. @throws NOT_FOUND without a draft, ALREADY_DECIDED while it waits for a decision, INPUT_INVALID */
export async function changeDraft(act: Act, id: string, { content, note, version }: z.infer<typeof KnowledgeDraft>): Promise<Done> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const entry = await lockEntry(act, id, version)
  if (entry.kind !== content.kind) throw invalidInput('#/content/kind', '种类不能改')
  const next = await nextVersion(tx, tenantId, id)
  if (!next) throw new AppError('NOT_FOUND', '没有草稿，请先起草新版')
  requireWriter(act, next.editors)
  if (next.state === 'review') throw new AppError('ALREADY_DECIDED', '正在审核；退回后才能再改')
  const { columns, citations } = await columnsOf(tx, tenantId, content)
  await tx
    .updateTable('knowledge_version')
    .set({ ...columns, note: maskDeep(note), made_at: now, made_by: actor.userId, editors: withEditor(next.editors, actor.userId) })
    .where('tenant_id', '=', tenantId)
    .where('entry_id', '=', id)
    .where('no', '=', next.no)
    .execute()
  await cite(act, id, next.no, citations)
  return changed(act, id, version)
}

/** Whose it is, and when it is looked at again. @throws NOT_FOUND, INPUT_INVALID */
export async function setCare(act: Act, id: string, { version, ...care }: z.infer<typeof KnowledgeCare>): Promise<Done> {
  const { tx, actor, now } = act
  await lockEntry(act, id, version)
  if (care.ownerId) await activePerson(tx, actor.tenantId, care.ownerId)
  if (care.reviewOn && care.reviewOn <= (await todayOf(tx, actor.tenantId, now))) throw invalidInput('#/reviewOn', '复审日期要在将来')
  await tx
    .updateTable('knowledge_entry')
    .set({
      ...(care.ownerId !== undefined && { owner_id: care.ownerId }),
      ...(care.reviewOn && { review_on: care.reviewOn }),
      ...(care.warnDays && { warn_days: care.warnDays }),
      // Whoever owns it now is told of the date it has now.
      told_on: null,
      version: version + 1,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  return { id, version: version + 1 }
}

/** Whoever proposed it may write on it; everything else is for those who manage knowledge. @throws NOT_PERMITTED */
export function requireWriter({ actor }: Act, editors: string[]) {
  if (actor.permissions.has('knowledge:manage') || (actor.userId !== null && editors.includes(actor.userId))) return
  throw new AppError('NOT_PERMITTED', '这份草稿不是您写的')
}

const withEditor = (editors: string[], userId: string | null) => (userId === null ? editors : [...new Set([...editors, userId])])

async function insertDraft(act: Act, entryId: string, no: number, content: KnowledgeText) {
  const { tx, actor, now } = act
  const { columns, citations } = await columnsOf(tx, actor.tenantId, content)
  await tx
    .insertInto('knowledge_version')
    .values({
      tenant_id: actor.tenantId,
      entry_id: entryId,
      no,
      state: 'draft',
      ...columns,
      note: '',
      made_at: now,
      made_by: actor.userId,
      editors: withEditor([], actor.userId),
      submitted_at: null,
      submitted_by: null,
      decided_at: null,
      decided_by: null,
      decision_note: null,
      replaced_at: null,
    })
    .execute()
  await cite(act, entryId, no, citations)
}

export function versionColumns({ title, categories, causes, text }: KnowledgeText) {
  const written = maskDeep({ title, text })
  return { title: written.title, categories, causes, content: JSON.stringify(written.text), ...searchable(written.title, written.text) }
}

async function columnsOf(tx: Tx, tenantId: string, content: KnowledgeText) {
  requireKnownFields(content)
  await requireCodes(tx, tenantId, 'category', 'categories', content.categories)
  await requireCodes(tx, tenantId, 'cause', 'causes', content.causes)
  return { columns: versionColumns(content), citations: [...new Set(content.citations)] }
}

async function requireCodes(tx: Tx, tenantId: string, table: 'category' | 'cause', field: string, codes: string[]) {
  if (codes.length === 0) return
  const { rows } = await sql<{ code: string }>`
    select code from ${sql.table(table)} where tenant_id = ${tenantId} and code = any(${codes}::text[])`.execute(tx)
  const known = new Set(rows.map(({ code }) => code))
  const unknown = codes.find((code) => !known.has(code))
  if (unknown) throw invalidInput(`#/content/${field}`, `没有编码 ${unknown}`)
}

export async function citedBy(tx: Tx, tenantId: string, entryId: string, no: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('knowledge_citation')
    .select('law_id')
    .where('tenant_id', '=', tenantId)
    .where('entry_id', '=', entryId)
    .where('no', '=', no)
    .orderBy('law_id')
    .execute()
  return rows.map((row) => row.law_id)
}

/** Cites what the articles say today. @throws INPUT_INVALID for one that is not in the register */
async function cite({ tx, actor, now }: Act, entryId: string, no: number, lawIds: string[]) {
  const { tenantId } = actor
  await tx.deleteFrom('knowledge_citation').where('tenant_id', '=', tenantId).where('entry_id', '=', entryId).where('no', '=', no).execute()
  if (lawIds.length === 0) return
  const today = await todayOf(tx, tenantId, now)
  const { numAffectedRows } = await sql`
    insert into knowledge_citation (tenant_id, entry_id, no, law_id, text_no)
    select ${tenantId}, ${entryId}, ${no}, l.id, ${textToday(today)}
    from law_article l where l.tenant_id = ${tenantId} and l.id = any(${lawIds}::uuid[])`.execute(tx)
  if (Number(numAffectedRows) < lawIds.length) throw invalidInput('#/content/citations', '有的法规条文不在登记里')
}

/** What article `l` says on a day: the last text begun, else its first. */
export const textToday = (today: string) => sql<number>`coalesce(
  (select t.no from law_text t where t.tenant_id = l.tenant_id and t.law_id = l.id and t.valid_from <= ${today}::date
    order by t.valid_from desc, t.no desc limit 1), 1)`
