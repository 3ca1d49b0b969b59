import type { KnowledgeDetail, KnowledgeFlag, KnowledgeText, KnowledgeVersion, LawRef } from '@zhiwei/contract'
import { sql } from 'kysely'
import { personNamed, visibleCases } from '../cases/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { entryRows, shownRow } from './entry-rows.ts'
import './tables.ts'

/** One entry with its versions, what flagged it and who looked at it. @throws NOT_FOUND */
export async function findKnowledge(tx: Tx, actor: Actor, id: string, today: string): Promise<KnowledgeDetail> {
  const { tenantId } = actor
  const [row] = await entryRows(tx, tenantId, today, { where: sql`r.id = ${id}`, limit: 1 })
  if (!row) throw new AppError('NOT_FOUND', '没有这个条目')
  const entry = await tx
    .selectFrom('knowledge_entry')
    .select(['retired_at', 'retired_reason', 'from_case_id', personNamed('knowledge_entry', 'retired_by').as('retired_by')])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const versions = await versionsOf(tx, tenantId, id, row.kind, today)
  const waiting = await tx
    .selectFrom('knowledge_version')
    .select(['state', 'editors', 'submitted_by'])
    .where('tenant_id', '=', tenantId)
    .where('entry_id', '=', id)
    .where('state', 'in', ['draft', 'review'])
    .executeTakeFirst()
  const manage = actor.permissions.has('knowledge:manage') && !entry.retired_at
  const wrote = actor.userId !== null && (waiting?.editors.includes(actor.userId) || waiting?.submitted_by === actor.userId)
  return {
    ...shownRow(row),
    warnDays: row.warn_days,
    fromCase: entry.from_case_id ? await caseNamed(tx, actor, entry.from_case_id) : null,
    versions,
    allFlags: await flagsOf(tx, tenantId, id, today),
    reviews: await reviewsOf(tx, tenantId, id),
    retired: entry.retired_at ? { at: entry.retired_at.toISOString(), by: entry.retired_by, reason: entry.retired_reason ?? '' } : null,
    can: {
      manage,
      // Whoever proposed it from a case may write on as long as it is a draft.
      edit: waiting?.state === 'draft' && (manage || (wrote && !entry.retired_at)),
      submit: waiting?.state === 'draft' && (manage || (wrote && !entry.retired_at)),
      decide: manage && waiting?.state === 'review' && actor.userId !== null && !wrote,
    },
  }
}

async function versionsOf(tx: Tx, tenantId: string, id: string, kind: KnowledgeText['kind'], today: string): Promise<KnowledgeVersion[]> {
  const rows = await tx
    .selectFrom('knowledge_version as v')
    .selectAll('v')
    .select([
      personNamed('v', 'made_by').as('maker'),
      personNamed('v', 'submitted_by').as('submitter'),
      personNamed('v', 'decided_by').as('decider'),
    ])
    .where('v.tenant_id', '=', tenantId)
    .where('v.entry_id', '=', id)
    .orderBy('v.no', 'desc')
    .limit(50)
    .execute()
  const cited = await citationsOf(tx, tenantId, [id], today)
  return rows.map((v) => {
    const citations = cited.filter(({ no }) => no === v.no).map(({ law }) => law)
    const { title, categories, causes, content: text } = v
    return {
      no: v.no,
      state: v.state,
      content: { kind, title, categories, causes, citations: citations.map((law) => law.id), text } as KnowledgeText,
      citations,
      note: v.note,
      madeAt: v.made_at.toISOString(),
      madeBy: v.maker,
      submittedAt: v.submitted_at?.toISOString() ?? null,
      submittedBy: v.submitter,
      decidedAt: v.decided_at?.toISOString() ?? null,
      decidedBy: v.decider,
      decisionNote: v.decision_note,
      replacedAt: v.replaced_at?.toISOString() ?? null,
    }
  })
}

type LawColumns = { id: string; law: string; article: string | null; ends_on: string | null; ended: boolean }
export const lawColumns = (today: string) =>
  sql`l.id, l.law, l.article, l.ends_on::text as ends_on, coalesce(l.ends_on <= ${today}::date, false) as ended`
export const lawRef = ({ id, law, article, ends_on: endsOn, ended }: LawColumns): LawRef => ({ id, law, article, endsOn, ended })

/** What versions of these entries cite. */
export async function citationsOf(tx: Tx, tenantId: string, entryIds: string[], today: string) {
  const { rows } = await sql<LawColumns & { entry_id: string; no: number }>`
    select c.entry_id, c.no, ${lawColumns(today)} from knowledge_citation c
    join law_article l on l.tenant_id = c.tenant_id and l.id = c.law_id
    where c.tenant_id = ${tenantId} and c.entry_id = any(${entryIds}::uuid[]) order by l.law, l.article nulls first`.execute(tx)
  return rows.map(({ entry_id: entryId, no, ...law }) => ({ entryId, no, law: lawRef(law) }))
}

async function flagsOf(tx: Tx, tenantId: string, id: string, today: string): Promise<KnowledgeFlag[]> {
  const { rows } = await sql<
    LawColumns & {
      flag_id: string
      occasion: string
      at: Date
      cleared_at: Date | null
      cleared: { id: string; name: string } | null
      verdict: KnowledgeFlag['verdict']
      note: string | null
    }
  >`
    select f.id as flag_id, f.occasion, f.at, f.cleared_at, f.verdict, f.note, ${personNamed('f', 'cleared_by')} as cleared, ${lawColumns(today)}
    from knowledge_flag f join law_article l on l.tenant_id = f.tenant_id and l.id = f.law_id
    where f.tenant_id = ${tenantId} and f.entry_id = ${id} order by f.cleared_at desc nulls first, f.at desc, f.id desc limit 100`.execute(
    tx,
  )
  return rows.map((row) => {
    const [kind, no] = row.occasion.split(' ')
    return {
      id: row.flag_id,
      kind: kind === 'text' ? 'text' : 'ends',
      law: lawRef(row),
      textNo: kind === 'text' ? Number(no) : null,
      at: row.at.toISOString(),
      clearedAt: row.cleared_at?.toISOString() ?? null,
      clearedBy: row.cleared,
      verdict: row.verdict,
      note: row.note,
    }
  })
}

async function reviewsOf(tx: Tx, tenantId: string, id: string): Promise<KnowledgeDetail['reviews']> {
  const rows = await tx
    .selectFrom('knowledge_review as x')
    .select(['x.at', 'x.note', sql<string>`x.review_on::text`.as('review_on'), personNamed('x', 'by_id').as('by')])
    .where('x.tenant_id', '=', tenantId)
    .where('x.entry_id', '=', id)
    .orderBy('x.at', 'desc')
    .limit(50)
    .execute()
  return rows.map(({ at, note, review_on: reviewOn, by }) => ({ at: at.toISOString(), by, reviewOn, note }))
}

/** The case it came from, for whoever may see that. */
async function caseNamed(tx: Tx, actor: Actor, caseId: string) {
  const row = await tx
    .selectFrom('complaint_case')
    .select(['id', 'number'])
    .where('complaint_case.tenant_id', '=', actor.tenantId)
    .where('complaint_case.id', '=', caseId)
    .where(visibleCases(actor))
    .executeTakeFirst()
  return row ?? null
}
