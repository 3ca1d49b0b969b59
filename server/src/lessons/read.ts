import type { LessonDetail, LessonList, LessonListQuery, LessonRow } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { personNamed, unitNamed, visibleCases } from '../cases/index.ts'
import { unitNamesOf } from '../identity/index.ts'
import type { Tx } from '../platform/database.ts'
import type { Actor } from '../platform/http.ts'
import { cappedTotal, countCap, newestFirst, pageOfNewest } from '../platform/keyset.ts'
import { findLesson, visibleLessons } from './send.ts'
import type { LearntAction } from './sources.ts'
import './tables.ts'
import { ownUnits, peopleOfUnits } from './units.ts'

const readByMe = (userId: string | null) =>
  sql<boolean>`exists (select 1 from lesson_read s where s.tenant_id = lesson.tenant_id and s.lesson_id = lesson.id and s.user_id = ${userId})`

const shownLessons = (tx: Tx, actor: Actor, units: string[]) =>
  tx
    .selectFrom('lesson')
    .select([
      'id',
      'title',
      'text',
      'at',
      'by_id',
      'from_unit_id',
      'unit_ids',
      'cause',
      'case_id',
      'action_id',
      'withdrawn_at',
      'withdrawal',
    ])
    .select([
      personNamed('lesson', 'by_id').as('by'),
      unitNamed('lesson', 'from_unit_id').as('from'),
      sql<string[]>`array(select s.user_id from lesson_read s where s.tenant_id = lesson.tenant_id and s.lesson_id = lesson.id)`.as(
        'readers',
      ),
      sql<number>`(select count(*)::int from lesson_answer a where a.tenant_id = lesson.tenant_id and a.lesson_id = lesson.id)`.as(
        'answers',
      ),
    ])
    .where('tenant_id', '=', actor.tenantId)
    .where(visibleLessons(actor, units))

type Found = Awaited<ReturnType<ReturnType<typeof shownLessons>['execute']>>[number]
type Known = { names: Map<string, string>; peopleOf: (unitId: string) => string[]; units: string[] }

function rowOf(row: Found, { userId }: Actor, { names, peopleOf, units }: Known): LessonRow {
  const meant = new Set(row.unit_ids.flatMap(peopleOf))
  return {
    id: row.id,
    title: row.title,
    from: row.from,
    by: row.by,
    at: row.at.toISOString(),
    units: row.unit_ids.map((id) => ({ id, name: names.get(id) ?? '' })),
    read: { people: row.readers.filter((reader) => meant.has(reader)).length, of: meant.size },
    answers: row.answers,
    unread: userId !== null && row.withdrawn_at === null && row.unit_ids.some((id) => units.includes(id)) && !row.readers.includes(userId),
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
  }
}

/** 经验清单: received by one's unit, sent by it, or all one may see; newest first. @throws CURSOR_INVALID */
export async function listLessons(tx: Tx, actor: Actor, query: LessonListQuery): Promise<LessonList> {
  const units = await ownUnits(tx, actor)
  const received = sql<SqlBool>`lesson.unit_ids && ${units}::uuid[]`
  const matching = shownLessons(tx, actor, units)
    .$if(query.box === 'received' || query.unread === true, (rows) => rows.where(received).where('withdrawn_at', 'is', null))
    .$if(query.box === 'sent', (rows) =>
      rows.where(sql<SqlBool>`(lesson.by_id = ${actor.userId} or lesson.from_unit_id = ${actor.unitId})`),
    )
    .$if(query.unread === true, (rows) => rows.where(sql<SqlBool>`not ${readByMe(actor.userId)}`))
  const { count } = await tx
    .selectFrom(matching.limit(countCap + 1).as('n'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const { page, nextCursor } = pageOfNewest(await matching.$call(newestFirst('lesson', query)).execute(), query.limit)
  const known = await knownOf(tx, actor, page, units)
  return { rows: page.map((row) => rowOf(row, actor, known)), nextCursor, total: cappedTotal(count) }
}

const knownOf = async (tx: Tx, { tenantId }: Actor, rows: Found[], units: string[]): Promise<Known> => ({
  names: await unitNamesOf(tx, tenantId, [...new Set(rows.flatMap((row) => row.unit_ids))]),
  peopleOf: await peopleOfUnits(tx, tenantId),
  units,
})

type ActionOf = (tx: Tx, actor: Actor, id: string) => Promise<LearntAction>

/** 经验, who has read it and what was answered. @throws NOT_FOUND */
export async function lessonDetail(tx: Tx, actor: Actor, id: string, actionOf: ActionOf): Promise<LessonDetail> {
  const { tenantId, userId } = actor
  const units = await ownUnits(tx, actor)
  await findLesson(tx, actor, id, units)
  const row = await shownLessons(tx, actor, units).where('id', '=', id).executeTakeFirstOrThrow()
  const known = await knownOf(tx, actor, [row], units)
  const reads = await tx
    .selectFrom('lesson_read as s')
    .select(['s.user_id', 's.at', personNamed('s', 'user_id').as('person')])
    .where('s.tenant_id', '=', tenantId)
    .where('s.lesson_id', '=', id)
    .orderBy('s.at')
    .execute()
  const answers = await tx
    .selectFrom('lesson_answer as a')
    .select(['a.id', 'a.kind', 'a.text', 'a.at', 'a.unit_id', personNamed('a', 'by_id').as('by'), unitNamed('a', 'unit_id').as('unit')])
    .where('a.tenant_id', '=', tenantId)
    .where('a.lesson_id', '=', id)
    .orderBy('a.at')
    .execute()
  const shown = rowOf(row, actor, known)
  return {
    ...shown,
    text: row.text,
    cause: row.cause,
    case: row.case_id ? await caseSeen(tx, actor, row.case_id) : null,
    action: row.action_id ? await actionSeen(tx, actor, row.action_id, actionOf) : null,
    receipts: shown.units.map((unit) => {
      const people = new Set(known.peopleOf(unit.id))
      return {
        unit,
        of: people.size,
        read: reads
          .filter(({ user_id: reader }) => people.has(reader))
          .map(({ user_id: reader, person, at }) => ({ person: person ?? { id: reader, name: '' }, at: at.toISOString() })),
        answered: answers.some(({ unit_id: unitId }) => unitId === unit.id),
      }
    }),
    answerRows: answers.map(({ id: answerId, kind, text, at, unit_id: unitId, by, unit }) => ({
      id: answerId,
      unit: unit ?? { id: unitId, name: '' },
      kind,
      text,
      by,
      at: at.toISOString(),
    })),
    withdrawal: row.withdrawal,
    can: {
      answer: row.withdrawn_at === null && row.unit_ids.some((unitId) => units.includes(unitId)) && actor.permissions.has('cases:note'),
      withdraw: row.withdrawn_at === null && userId !== null && row.by_id === userId,
    },
  }
}

const caseSeen = async (tx: Tx, actor: Actor, id: string) =>
  (await tx
    .selectFrom('complaint_case')
    .select(['id', 'number'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where(visibleCases(actor))
    .executeTakeFirst()) ?? null

/** An action one may not see is not named. */
const actionSeen = (tx: Tx, actor: Actor, id: string, actionOf: ActionOf) =>
  actionOf(tx, actor, id).then(
    ({ title }) => ({ id, name: title }),
    () => null,
  )
