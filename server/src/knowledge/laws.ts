import type { LawDetail, LawEnding, LawInput, LawList, LawListQuery, LawRow, LawTextInput } from '@zhiwei/contract'
import { foldText } from '@zhiwei/text'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../audit/index.ts'
import { type Act, personNamed } from '../cases/index.ts'
import { isUniqueViolation, type Tx } from '../platform/database.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { cappedTotal, countCap, decodeCursor, pageOfNewest } from '../platform/keyset.ts'
import { todayOf } from './days.ts'
import { entryRows } from './entry-rows.ts'
import { flagChangedLaw } from './flags.ts'
import type { KnowledgeSources } from './sources.ts'
import './tables.ts'
import { textToday } from './write.ts'

type Found = {
  id: string
  at: Date
  law: string
  article: string | null
  ends_on: string | null
  end_reason: string | null
  ended: boolean
  cited_by: number
  version: number
  no: number
  text: string
  valid_from: string
  source: string
  confidence: LawRow['text']['confidence']
  text_at: Date
  text_by: { id: string; name: string } | null
}

const laws = (tenantId: string, today: string) => sql`
  select l.id, l.at, l.law, l.article, l.ends_on::text as ends_on, l.end_reason, coalesce(l.ends_on <= ${today}::date, false) as ended, l.version,
    t.no, t.text, t.valid_from::text as valid_from, t.source, t.confidence, t.at as text_at, ${personNamed('t', 'by_id')} as text_by,
    (select count(*)::int from knowledge_citation c join knowledge_version v on v.tenant_id = c.tenant_id and v.entry_id = c.entry_id and v.no = c.no
      where c.tenant_id = l.tenant_id and c.law_id = l.id and v.state = 'inForce') as cited_by
  from law_article l join law_text t on t.tenant_id = l.tenant_id and t.law_id = l.id and t.no = ${textToday(today)}
  where l.tenant_id = ${tenantId}`

const shown = (row: Found): LawRow => ({
  id: row.id,
  law: row.law,
  article: row.article,
  text: {
    no: row.no,
    text: row.text,
    validFrom: row.valid_from,
    source: row.source,
    confidence: row.confidence,
    at: row.text_at.toISOString(),
    by: row.text_by,
  },
  endsOn: row.ends_on,
  ended: row.ended,
  citedBy: row.cited_by,
  version: row.version,
})

/** 法规, newest in the register first. @throws CURSOR_INVALID */
export async function listLaws(tx: Tx, tenantId: string, query: z.infer<typeof LawListQuery>, today: string): Promise<LawList> {
  const folded = query.q ? foldText(query.q) : ''
  const found = folded ? sql`position(${folded} in lower(r.law || coalesce(r.article, '') || ' ' || r.text)) > 0` : sql`true`
  const { rows: counted } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from (${laws(tenantId, today)}) r where ${found} limit ${countCap + 1}) as counted`.execute(
    tx,
  )
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 2)
  const paged: RawBuilder<unknown> = after
    ? sql`${found} and (r.at, r.id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)`
    : found
  const { rows } = await sql<Found>`
    select r.* from (${laws(tenantId, today)}) r where ${paged} order by r.at desc, r.id desc limit ${query.limit + 1}`.execute(tx)
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return { rows: page.map(shown), nextCursor, total: cappedTotal(counted[0]?.count ?? 0) }
}

/** One article with all it said and says, and what cites it. @throws NOT_FOUND */
export async function findLaw(tx: Tx, tenantId: string, id: string, today: string): Promise<LawDetail> {
  const { rows } = await sql<Found>`select r.* from (${laws(tenantId, today)}) r where r.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw new AppError('NOT_FOUND', '没有这条法规')
  const texts = await tx
    .selectFrom('law_text as t')
    .select([
      't.no',
      't.text',
      't.source',
      't.confidence',
      't.at',
      sql<string>`t.valid_from::text`.as('valid_from'),
      personNamed('t', 'by_id').as('by'),
    ])
    .where('t.tenant_id', '=', tenantId)
    .where('t.law_id', '=', id)
    .orderBy('t.valid_from', 'desc')
    .orderBy('t.no', 'desc')
    .execute()
  const citing = await entryRows(tx, tenantId, today, {
    where: sql`exists (select from knowledge_citation c where c.tenant_id = ${tenantId} and c.entry_id = r.id and c.law_id = ${id}
      and c.no in (r.in_force_no, r.next_no))`,
    limit: 200,
  })
  const flagged = await flaggedBy(tx, tenantId, id)
  return {
    ...shown(row),
    texts: texts.map(({ valid_from: validFrom, at, ...text }) => ({ ...text, validFrom, at: at.toISOString() })),
    endReason: row.end_reason,
    citing: citing.map((entry) => ({
      id: entry.id,
      kind: entry.kind,
      title: entry.title,
      state: entry.state,
      flagged: flagged.has(entry.id),
    })),
  }
}

async function flaggedBy(tx: Tx, tenantId: string, lawId: string) {
  const rows = await tx
    .selectFrom('knowledge_flag')
    .select('entry_id')
    .where('tenant_id', '=', tenantId)
    .where('law_id', '=', lawId)
    .where('cleared_at', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.entry_id))
}

/** 登记条文. @throws ALREADY_EXISTS */
export async function addLaw(act: Act, { law, article, ...text }: z.infer<typeof LawInput>) {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const id = newId()
  try {
    await tx.insertInto('law_article').values({ tenant_id: tenantId, id, at: now, law, article, ends_on: null, end_reason: null }).execute()
  } catch (error) {
    if (isUniqueViolation(error, 'law_article_name')) throw new AppError('ALREADY_EXISTS', '这一条已经登记')
    throw error
  }
  await insertText(act, id, 1, text)
  await recordAudit(tx, { tenantId, kind: 'law.added', actorId: actor.userId, subjectId: id, at: now })
  return findLaw(tx, tenantId, id, await todayOf(tx, tenantId, now))
}

/** 修订: what it says from a day on; whoever cites it is told when the day has come. @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID */
export async function addLawText(act: Act, sources: KnowledgeSources, id: string, { version, ...text }: z.infer<typeof LawTextInput>) {
  const { tx, actor, now } = act
  const { tenantId } = actor
  await lockLaw(act, id, version)
  const { rows } = await sql<{ no: number; last: string }>`
    select max(no) + 1 as no, max(valid_from)::text as last from law_text where tenant_id = ${tenantId} and law_id = ${id}`.execute(tx)
  const no = rows[0]?.no ?? 1
  if (rows[0] && text.validFrom <= rows[0].last) throw invalidInput('#/validFrom', `要晚于现有文本的 ${rows[0].last}`)
  await insertText(act, id, no, text)
  await recordAudit(tx, {
    tenantId,
    kind: 'law.changed',
    actorId: actor.userId,
    subjectId: id,
    facts: { no, validFrom: text.validFrom },
    at: now,
  })
  await flagChangedLaw(tx, tenantId, sources, now)
  return findLaw(tx, tenantId, id, await todayOf(tx, tenantId, now))
}

/** 失效: from that day on it no longer holds; whatever cites it is marked, from its warning days before. @throws NOT_FOUND, VERSION_CONFLICT */
export async function endLaw(act: Act, sources: KnowledgeSources, id: string, { endsOn, reason, version }: z.infer<typeof LawEnding>) {
  const { tx, actor, now } = act
  const { tenantId } = actor
  await lockLaw(act, id, version)
  await tx
    .updateTable('law_article')
    .set({ ends_on: endsOn, end_reason: reason })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, {
    tenantId,
    kind: 'law.ended',
    actorId: actor.userId,
    subjectId: id,
    facts: { endsOn },
    reason,
    at: now,
  })
  // What was marked for another day, or for a law that holds on after all, waits for nobody any more.
  await sql`
    update knowledge_flag set cleared_at = ${now}, cleared_by = ${actor.userId}::uuid, verdict = 'kept', note = ${reason}
    where tenant_id = ${tenantId} and law_id = ${id} and cleared_at is null and occasion like 'ends %'
      and occasion <> ${`ends ${endsOn ?? ''}`}`.execute(tx)
  await flagChangedLaw(tx, tenantId, sources, now)
  return findLaw(tx, tenantId, id, await todayOf(tx, tenantId, now))
}

type NewText = Pick<z.infer<typeof LawInput>, 'text' | 'validFrom' | 'source' | 'confidence'>

async function insertText({ tx, actor, now }: Act, lawId: string, no: number, { text, validFrom, source, confidence }: NewText) {
  await tx
    .insertInto('law_text')
    .values({ tenant_id: actor.tenantId, law_id: lawId, no, text, valid_from: validFrom, source, confidence, at: now, by_id: actor.userId })
    .execute()
}

async function lockLaw({ tx, actor }: Act, id: string, version: number) {
  const row = await tx
    .updateTable('law_article')
    .set({ version: version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (row) return
  const stands = await tx
    .selectFrom('law_article')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!stands) throw new AppError('NOT_FOUND', '没有这条法规')
  throw new AppError('VERSION_CONFLICT', '请刷新后再做')
}
