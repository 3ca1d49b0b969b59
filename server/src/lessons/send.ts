import type { LessonAnswerInput, LessonDraft, LessonInput } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { recordAudit } from '../audit/index.ts'
import { type Act, findCase } from '../cases/index.ts'
import { activeUnit, isOfPartner } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import type { Actor } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import type { LessonSources } from './sources.ts'
import './tables.ts'
import { ownUnits, peopleOfUnits } from './units.ts'

const over = ['closed', 'archived']

/** Of whom what is typed may tell: the cases behind it. @throws CASE_NOT_FOUND, NOT_FOUND, INPUT_INVALID while they are not over */
async function casesBehind(
  { tx, actor }: Act,
  { caseId, actionId }: { caseId?: string | null | undefined; actionId?: string | null | undefined },
  sources: LessonSources,
) {
  const complaintCase = caseId ? await findCase(tx, actor, caseId) : null
  if (complaintCase && !over.includes(complaintCase.status)) throw invalidInput('#/caseId', '办结以后的工单才能写成经验')
  const action = actionId ? await sources.actionOf(tx, actor, actionId) : null
  if (action && !action.isJudged) throw invalidInput('#/actionId', '有了结论的措施才能写成经验')
  return { complaintCase, action, ids: [...(complaintCase ? [complaintCase.id] : []), ...(action?.caseIds ?? [])] }
}

/** 经验草稿 of a closed case or a judged action: what was found, why, and what was done, without what is personal. @throws CASE_NOT_FOUND, NOT_FOUND, INPUT_INVALID */
export async function draftLesson(
  act: Act,
  from: { caseId?: string | undefined; actionId?: string | undefined },
  sources: LessonSources,
): Promise<LessonDraft> {
  const { complaintCase, action, ids } = await casesBehind(act, from, sources)
  const clean = await sources.personalRemover(act, ids)
  if (action) return { title: clean(action.title).slice(0, 80), text: clean(action.description), cause: action.cause }
  if (!complaintCase) return { title: '', text: '', cause: null }
  const said = await lastSaid(act.tx, act.actor.tenantId, complaintCase.id)
  const parts = [
    ['发生了什么', complaintCase.subject],
    ['查明', said.get('case.returned')],
    ['原因', said.get('case.causeFound')],
    ['答复', said.get('case.answered')],
  ]
  const text = parts.flatMap(([name, words]) => (words ? [`${name}：${clean(words)}`] : [])).join('\n')
  return { title: clean(complaintCase.subject).slice(0, 80), text: text.slice(0, 4_000), cause: complaintCase.root_cause }
}

/** The masked words of what was returned, found and answered last. */
async function lastSaid(tx: Tx, tenantId: string, caseId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ kind: string; text: string | null }>`
    select e.kind, coalesce(t.masked ->> 'text', t.masked ->> 'result') as text from case_event e
    join case_text t on t.tenant_id = e.tenant_id and t.case_id = e.case_id and t.event_no = e.no
    where e.tenant_id = ${tenantId} and e.case_id = ${caseId} and e.kind in ('case.returned', 'case.causeFound', 'case.answered') order by e.no`.execute(
    tx,
  )
  return new Map(rows.flatMap(({ kind, text }) => (text ? [[kind, text] as const] : [])))
}

/**
 * 发出经验: to units of the company, which read and answer it; names, numbers and addresses are taken out.
 * @throws CASE_NOT_FOUND, NOT_FOUND, INPUT_INVALID
 * Source: docs/rules/lessons.md
 */
export async function sendLesson(act: Act, input: LessonInput, sources: LessonSources): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const { complaintCase, action, ids } = await casesBehind(act, input, sources)
  const unitIds = [...new Set(input.unitIds)]
  for (const unitId of unitIds) {
    await activeUnit(tx, tenantId, unitId)
    if (await isOfPartner(tx, tenantId, unitId)) throw invalidInput('#/unitIds', '经验只发给本企业的部门，合作单位请在 8D 里邀请')
  }
  const clean = await sources.personalRemover(act, ids)
  const id = newId()
  const title = clean(input.title)
  await tx
    .insertInto('lesson')
    .values({
      tenant_id: tenantId,
      id,
      title,
      text: clean(input.text),
      from_unit_id: actor.unitId,
      at: now,
      by_id: actor.userId,
      case_id: complaintCase?.id ?? null,
      action_id: action?.id ?? null,
      cause: input.cause,
      unit_ids: unitIds,
      withdrawn_at: null,
      withdrawal: null,
    })
    .execute()
  await recordAudit(tx, { tenantId, kind: 'lesson.sent', actorId: actor.userId, subjectId: id, facts: { unitIds }, at: now })
  const peopleOf = await peopleOfUnits(tx, tenantId)
  const readers = new Set(unitIds.flatMap(peopleOf))
  await sources.tell(
    tx,
    tenantId,
    [...readers]
      .filter((userId) => userId !== actor.userId)
      .map((userId) => ({ userId, key: `lesson ${id}`, kind: 'lessonSent' as const, facts: { lessonId: id, subject: title }, at: now })),
    now,
  )
  return { id }
}

/** Who may see a lesson: who sees all cases, whose unit it is from or for, and who wrote it. */
export const visibleLessons = ({ userId, unitId, permissions }: Actor, units: string[]) =>
  userId === null || permissions.has('cases:read')
    ? sql<SqlBool>`true`
    : sql<SqlBool>`(lesson.by_id = ${userId} or lesson.from_unit_id = ${unitId} or lesson.unit_ids && ${units}::uuid[])`

/** @throws NOT_FOUND also when it is not the person's to see */
export async function findLesson(tx: Tx, actor: Actor, id: string, units: string[]) {
  const row = await tx
    .selectFrom('lesson')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where(visibleLessons(actor, units))
    .executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这条经验，或不是发给您部门的')
  return row
}

/** Whose names may stand in words about a lesson: of its case, and of the cases of its action. */
async function casesOfLesson(tx: Tx, lesson: { tenant_id: string; case_id: string | null; action_id: string | null }): Promise<string[]> {
  const { rows } = await sql<{ case_ids: string[] }>`
    select case_ids from action where tenant_id = ${lesson.tenant_id} and id = ${lesson.action_id}::uuid`.execute(tx)
  return [...(lesson.case_id ? [lesson.case_id] : []), ...rows.flatMap(({ case_ids: ids }) => ids)]
}

/** 已读: kept once, of those it is for. @throws NOT_FOUND */
export async function readLesson({ tx, actor, now }: Act, id: string) {
  const units = await ownUnits(tx, actor)
  const row = await findLesson(tx, actor, id, units)
  if (actor.userId === null || !row.unit_ids.some((unitId) => units.includes(unitId))) return
  await tx
    .insertInto('lesson_read')
    .values({ tenant_id: actor.tenantId, lesson_id: id, user_id: actor.userId, at: now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'lesson_id', 'user_id']).doNothing())
    .execute()
}

/** 回应: what a unit changed, or how customers should be told. @throws NOT_FOUND, NOT_PERMITTED when it is not for the person's unit, ALREADY_DECIDED */
export async function answerLesson(act: Act, id: string, { kind, text }: LessonAnswerInput, sources: LessonSources) {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const units = await ownUnits(tx, actor)
  const row = await findLesson(tx, actor, id, units)
  const unitId = units.find((own) => row.unit_ids.includes(own))
  if (!unitId) throw new AppError('NOT_PERMITTED', '由收到这条经验的部门来回应')
  if (row.withdrawn_at) throw new AppError('ALREADY_DECIDED', '这条经验已经撤回')
  const clean = await sources.personalRemover(act, await casesOfLesson(tx, row))
  const answerId = newId()
  await tx
    .insertInto('lesson_answer')
    .values({ tenant_id: tenantId, id: answerId, lesson_id: id, unit_id: unitId, kind, text: clean(text), at: now, by_id: actor.userId })
    .execute()
  await readLesson(act, id)
  await recordAudit(tx, {
    tenantId,
    kind: 'lesson.answered',
    actorId: actor.userId,
    subjectId: id,
    facts: { unitId, answer: kind },
    at: now,
  })
  if (row.by_id && row.by_id !== actor.userId)
    await sources.tell(
      tx,
      tenantId,
      [
        {
          userId: row.by_id,
          key: `lesson ${id} ${answerId}`,
          kind: 'lessonAnswered',
          facts: { lessonId: id, subject: row.title },
          at: now,
        },
      ],
      now,
    )
}

/** 撤回, by who wrote it. @throws NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED */
export async function withdrawLesson(act: Act, id: string, { reason }: { reason: string }, sources: LessonSources) {
  const { tx, actor, now } = act
  const row = await findLesson(tx, actor, id, await ownUnits(tx, actor))
  if (row.by_id !== actor.userId) throw new AppError('NOT_PERMITTED', '由写的人撤回')
  if (row.withdrawn_at) throw new AppError('ALREADY_DECIDED', '这条经验已经撤回')
  const clean = await sources.personalRemover(act, await casesOfLesson(tx, row))
  await tx
    .updateTable('lesson')
    .set({ withdrawn_at: now, withdrawal: clean(reason) })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, { tenantId: actor.tenantId, kind: 'lesson.withdrawn', actorId: actor.userId, subjectId: id, at: now })
}
