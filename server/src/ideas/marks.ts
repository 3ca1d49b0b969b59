import type { CaseIdeaMarks, IdeaMark, IdeaMarkInput, IdeaMarkListQuery, ProposedMark } from '@zhiwei/contract'
import { sentencesOf, wishesIn } from '@zhiwei/text'
import { type SelectQueryBuilder, sql } from 'kysely'
import { type Act, findCase, personNamed } from '../cases/index.ts'
import type { Tables, Tx } from '../platform/database.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest } from '../platform/keyset.ts'
import { addIdea } from './board.ts'
import { competitorsOf } from './competitors.ts'
import type { IdeaMarkTable } from './tables.ts'
import { lockIdea, mayManage, visibleMarks } from './visible.ts'

type Said = { eventNo: number; text: string }
type ToIdea = NonNullable<IdeaMarkInput['idea']>

/** Masked texts of what the customer said: the complaint, messages and reminders. */
async function saidIn(tx: Tx, tenantId: string, caseId: string): Promise<Said[]> {
  const { rows } = await sql<Said>`
    select e.no as "eventNo", t.masked ->> 'text' as text from case_event e
    join case_text t on t.tenant_id = e.tenant_id and t.case_id = e.case_id and t.event_no = e.no
    where e.tenant_id = ${tenantId} and e.case_id = ${caseId} and t.masked ->> 'text' is not null
      and (e.kind in ('complaint.received', 'case.messageReceived') or (e.kind = 'case.reminded' and e.facts ->> 'from' = 'customer'))
    order by e.no limit 50`.execute(tx)
  return rows
}

const place = ({ eventNo, start, end }: { eventNo: number; start: number; end: number }) => `${eventNo} ${start} ${end}`

/** 客户心声 on a case: what was marked, what the text engine would mark, and the sentences one may mark. @throws CASE_NOT_FOUND */
export async function caseMarks(tx: Tx, actor: Actor, idOrNumber: string): Promise<CaseIdeaMarks> {
  const { id } = await findCase(tx, actor, idOrNumber)
  const said = await saidIn(tx, actor.tenantId, id)
  const stored = await tx
    .selectFrom('idea_mark')
    .select(['event_no', 'span_start', 'span_end', 'kind'])
    .where('tenant_id', '=', actor.tenantId)
    .where('case_id', '=', id)
    .execute()
  const known = new Set(stored.map((row) => `${place({ eventNo: row.event_no, start: row.span_start, end: row.span_end })} ${row.kind}`))
  const rivals = (await competitorsOf(tx, actor.tenantId)).map(({ id: rivalId, name, aliases }) => ({
    id: rivalId,
    name,
    names: [name, ...aliases],
  }))
  const proposed = said.flatMap(({ eventNo, text }) =>
    wishesIn(text, rivals).map(({ kind, span: [start, end], rivalId }): ProposedMark => {
      const rival = rivals.find((one) => one.id === rivalId)
      return { kind, eventNo, start, end, quote: text.slice(start, end), competitor: rival ? { id: rival.id, name: rival.name } : null }
    }),
  )
  return {
    marks: shownMarks(
      actor,
      await selectMarks(visibleMarks(tx, actor).where('m.case_id', '=', id))
        .orderBy('m.at')
        .execute(),
    ),
    proposed: proposed.filter((mark) => !known.has(`${place(mark)} ${mark.kind}`)),
    sentences: said.flatMap(({ eventNo, text }) =>
      sentencesOf(text).map(({ text: sentence, span: [start, end] }) => ({ eventNo, start, end, text: sentence })),
    ),
    can: { mark: actor.permissions.has('cases:note') },
  }
}

/**
 * 标记客户心声: keeps a place in what the customer said, and hangs it on an idea if wanted; or turns a proposal down.
 * @throws CASE_NOT_FOUND, INPUT_INVALID for a place that is none, NOT_FOUND, ALREADY_EXISTS
 */
export async function markCase(act: Act, idOrNumber: string, input: IdeaMarkInput): Promise<IdeaMark | null> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const complaintCase = await findCase(tx, actor, idOrNumber)
  const { kind, eventNo, start, end, competitorId, idea, dismiss } = input
  const text = (await saidIn(tx, tenantId, complaintCase.id)).find((one) => one.eventNo === eventNo)?.text
  if (text === undefined || start >= end || end > text.length || !text.slice(start, end).trim())
    throw invalidInput('#/start', '客户没有在这里说过话')
  if ((kind === 'competitor') !== (competitorId !== undefined)) throw invalidInput('#/competitorId', '竞品要从名单里选一个')
  if (competitorId && !(await competitorsOf(tx, tenantId)).some(({ id }) => id === competitorId))
    throw invalidInput('#/competitorId', '名单里没有这个竞品')
  const made = { competitor_id: competitorId ?? null, dismissed: dismiss, at: now, by_id: actor.userId }
  const mark = await tx
    .insertInto('idea_mark')
    .values({
      tenant_id: tenantId,
      id: newId(),
      case_id: complaintCase.id,
      event_no: eventNo,
      span_start: start,
      span_end: end,
      kind,
      idea_id: null,
      ...made,
    })
    // What was turned down may be marked after all.
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'case_id', 'event_no', 'span_start', 'span_end', 'kind'])
        .doUpdateSet(made)
        .where('idea_mark.dismissed', '=', true),
    )
    .returning('id')
    .executeTakeFirst()
  if (!mark) throw new AppError('ALREADY_EXISTS', '这一句已经标记过')
  if (dismiss) return null
  if (idea) await hang(act, mark.id, idea, kind)
  return findMark(tx, actor, mark.id)
}

/** 归入建议: hangs a mark on an idea, another or a new one. @throws NOT_FOUND */
export async function moveMark(act: Act, id: string, idea: ToIdea): Promise<IdeaMark> {
  const { kind } = await findMark(act.tx, act.actor, id)
  await hang(act, id, idea, kind)
  return findMark(act.tx, act.actor, id)
}

async function hang(act: Act, markId: string, idea: ToIdea, kind: IdeaMark['kind']) {
  const { tx, actor } = act
  const ideaId = 'id' in idea ? (await lockIdea(tx, actor, idea.id)).id : (await addIdea(act, { ...idea, kind })).id
  await tx.updateTable('idea_mark').set({ idea_id: ideaId }).where('tenant_id', '=', actor.tenantId).where('id', '=', markId).execute()
}

/** 取消标记, by who made it or who manages ideas. @throws NOT_FOUND, NOT_PERMITTED */
export async function removeMark({ tx, actor }: Act, id: string): Promise<{ id: string }> {
  const mark = await findMark(tx, actor, id)
  if (!mark.can.remove) throw new AppError('NOT_PERMITTED', '只有标记的人或管理建议的人可以取消')
  await tx.deleteFrom('idea_mark').where('tenant_id', '=', actor.tenantId).where('id', '=', id).execute()
  return { id }
}

/** 标记清单, newest first; `loose`: those on no idea yet. @throws CURSOR_INVALID */
export async function listMarks(tx: Tx, actor: Actor, query: IdeaMarkListQuery) {
  let marks = visibleMarks(tx, actor)
  if (query.kind?.length) marks = marks.where('m.kind', 'in', query.kind)
  if (query.competitorId) marks = marks.where('m.competitor_id', '=', query.competitorId)
  if (query.loose !== undefined) marks = marks.where('m.idea_id', query.loose ? 'is' : 'is not', null)
  const { count } = await tx
    .selectFrom(
      marks
        .select('m.id')
        .limit(countCap + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const { page, nextCursor } = pageOfNewest(await selectMarks(marks).$call(newestFirst('m', query)).execute(), query.limit)
  return { rows: shownMarks(actor, page), nextCursor, total: cappedTotal(count) }
}

export async function marksOfIdea(tx: Tx, actor: Actor, ideaId: string, limit: number): Promise<IdeaMark[]> {
  const marks = visibleMarks(tx, actor).where('m.idea_id', '=', ideaId)
  return shownMarks(actor, await selectMarks(marks).orderBy('m.at', 'desc').limit(limit).execute())
}

async function findMark(tx: Tx, actor: Actor, id: string): Promise<IdeaMark> {
  const [mark] = shownMarks(actor, await selectMarks(visibleMarks(tx, actor).where('m.id', '=', id)).execute())
  if (!mark) throw new AppError('NOT_FOUND', '没有这个标记，或您无权查看')
  return mark
}

type Marks = SelectQueryBuilder<Tables & { m: IdeaMarkTable }, 'complaint_case' | 'm', object>

const selectMarks = (marks: Marks) =>
  marks
    .select(['m.id', 'm.kind', 'm.event_no', 'm.span_start', 'm.span_end', 'm.at', 'm.by_id', 'm.idea_id', 'm.case_id'])
    .select(['complaint_case.number', 'complaint_case.subject', 'complaint_case.excerpt', personNamed('m', 'by_id').as('by')])
    .select(
      sql<
        string | null
      >`(select t.masked ->> 'text' from case_text t where t.tenant_id = m.tenant_id and t.case_id = m.case_id and t.event_no = m.event_no)`.as(
        'text',
      ),
    )
    .select(
      sql<
        IdeaMark['competitor']
      >`(select jsonb_build_object('id', k.id, 'name', k.name) from competitor k where k.tenant_id = m.tenant_id and k.id = m.competitor_id)`.as(
        'competitor',
      ),
    )
    .select(
      sql<
        IdeaMark['idea']
      >`(select jsonb_build_object('id', i.id, 'title', i.title, 'state', i.state) from idea i where i.tenant_id = m.tenant_id and i.id = m.idea_id)`.as(
        'idea',
      ),
    )

type Found = Awaited<ReturnType<ReturnType<typeof selectMarks>['execute']>>

const shownMarks = (actor: Actor, rows: Found): IdeaMark[] =>
  rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    eventNo: row.event_no,
    start: row.span_start,
    end: row.span_end,
    quote: row.text?.slice(row.span_start, row.span_end) ?? '',
    competitor: row.competitor,
    idea: row.idea,
    case: { id: row.case_id, number: row.number, subject: row.subject || row.excerpt },
    at: row.at.toISOString(),
    by: row.by,
    can: { remove: mayManage(actor) || (row.by_id !== null && row.by_id === actor.userId) },
  }))
