import type { Absence, AbsenceInput, AbsenceList } from '@zhiwei/contract'
import { sql } from 'kysely'
import { recordAudit } from '../../audit/index.ts'
import { type Act, personNamed } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import { monthAfter } from '../month.ts'
import '../tables.ts'
import { requirePerson } from '../who.ts'

/** Whoever leads the person's unit or manages reviews keeps the days away; the person sees their own. */
const keeps = (actor: Actor, person: { unitId: string | null }) =>
  actor.permissions.has('performance:manage') ||
  (actor.permissions.has('performance:lead') && person.unitId !== null && person.unitId === actor.unitId)

/** 登记缺勤. @throws NOT_FOUND for people one does not lead, NOT_PERMITTED for oneself */
export async function addAbsence(act: Act, { userId, fromDay, toDay, kind }: AbsenceInput): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const byId = requirePerson(actor)
  const person = await activePerson(tx, tenantId, userId)
  if (!keeps(actor, person)) throw new AppError('NOT_FOUND', '没有这名在职人员，请重新选择')
  requireOther(actor, userId)
  const id = newId()
  await tx
    .insertInto('staff_absence')
    .values({
      ...{ tenant_id: tenantId, id, user_id: userId, from_day: fromDay, to_day: toDay, kind },
      ...{ at: now, by_id: byId, ended_at: null, ended_by: null },
    })
    .execute()
  const facts = { fromDay, toDay, kind }
  await recordAudit(tx, { tenantId, kind: 'absence.added', actorId: byId, subjectId: userId, facts, at: now })
  return { id }
}

/** 撤销缺勤: it stays on record. @throws NOT_FOUND, NOT_PERMITTED for one's own */
export async function removeAbsence(act: Act, id: string): Promise<{ id: string }> {
  const { tx, actor, now } = act
  const { tenantId } = actor
  const byId = requirePerson(actor)
  const row = await absences(tx, actor).where('a.id', '=', id).executeTakeFirst()
  if (!row || !keeps(actor, { unitId: row.unit_id })) throw new AppError('NOT_FOUND', '没有这条缺勤')
  requireOther(actor, row.user_id)
  await tx
    .updateTable('staff_absence')
    .set({ ended_at: now, ended_by: byId })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
  await recordAudit(tx, { tenantId, kind: 'absence.removed', actorId: byId, subjectId: row.user_id, facts: { id }, at: now })
  return { id }
}

/** Days away excuse what was late: nobody excuses themselves. */
function requireOther(actor: Actor, userId: string) {
  if (userId === actor.userId) throw new AppError('NOT_PERMITTED', '自己的缺勤由别人登记')
}

export async function listAbsences(
  tx: Tx,
  actor: Actor,
  query: { limit: number; cursor?: string | undefined; userId?: string | undefined },
): Promise<AbsenceList> {
  const wanted = absences(tx, actor).$if(query.userId !== undefined, (some) => some.where('a.user_id', '=', query.userId as string))
  const { page, nextCursor } = pageOfNewest(await wanted.$call(newestFirst('a', query)).execute(), query.limit)
  const { count } = await tx
    .selectFrom(wanted.clearSelect().select('a.id').as('some'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return { rows: page.map(shown), nextCursor, total: { count, capped: false } }
}

/** Days away that touch the month or the one before it, in which a limit of it may have begun. */
export async function absencesOf(tx: Tx, tenantId: string, userId: string, month: string) {
  const { rows } = await sql<{ fromDay: string; toDay: string }>`
    select from_day::text as "fromDay", to_day::text as "toDay" from staff_absence
    where tenant_id = ${tenantId} and user_id = ${userId} and ended_at is null
      and from_day < ${`${monthAfter(month)}-01`}::date and to_day >= ${`${monthAfter(month, -1)}-01`}::date`.execute(tx)
  return rows
}

const absences = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('staff_absence as a')
    .innerJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 'a.tenant_id').onRef('u.id', '=', 'a.user_id'))
    .select(['a.id', 'a.user_id', 'a.kind', 'a.at', 'u.name', 'u.unit_id'])
    .select([sql<string>`a.from_day::text`.as('first'), sql<string>`a.to_day::text`.as('last'), personNamed('a', 'by_id').as('by')])
    .where('a.tenant_id', '=', actor.tenantId)
    .where('a.ended_at', 'is', null)
    .$if(!actor.permissions.has('performance:manage'), (some) =>
      some.where((eb) =>
        eb.or([
          eb('a.user_id', '=', actor.userId),
          ...(actor.permissions.has('performance:lead') ? [eb('u.unit_id', '=', actor.unitId)] : []),
        ]),
      ),
    )

type Row = Awaited<ReturnType<ReturnType<typeof absences>['executeTakeFirstOrThrow']>>
const shown = (row: Row): Absence => ({
  id: row.id,
  person: { id: row.user_id, name: row.name },
  fromDay: row.first,
  toDay: row.last,
  kind: row.kind,
  at: row.at.toISOString(),
  by: row.by,
})
