import type { Buddy, NoticeKind } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { type Act, personNamed } from '../../cases/index.ts'
import { activePerson, requireColleague } from '../../identity/index.ts'
import { isUniqueViolation, type Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import type { TellCoaching } from '../notes/notes.ts'
import { leadsPerson, leadsUnit, selfOf } from '../team.ts'
import '../tables.ts'

/**
 * 请同伴: one asks a colleague to look after oneself; a lead may ask for somebody of the own team, and then both agree. They are told.
 * @throws NOT_FOUND, NOT_PERMITTED, ALREADY_EXISTS, INPUT_INVALID
 */
export async function askBuddy(
  act: Act,
  { buddyId, userId }: { buddyId: string; userId?: string | undefined },
  tell: TellCoaching,
): Promise<Buddy> {
  const { tx, actor, now } = act
  const self = selfOf(actor)
  const person = await activePerson(tx, actor.tenantId, userId ?? self)
  await requireColleague(tx, actor.tenantId, buddyId, '#/buddyId')
  if (person.id === buddyId) throw invalidInput('#/buddyId', '同伴须是另一个人')
  if (person.id !== self && !leadsPerson(actor, person)) throw new AppError('NOT_PERMITTED', '由本人或本组班长提出')
  const id = newId()
  // Whoever asks has agreed to their own part.
  const agreed = { user_agreed_at: person.id === self ? now : null, buddy_agreed_at: buddyId === self ? now : null }
  try {
    await tx
      .insertInto('buddy')
      .values({
        tenant_id: actor.tenantId,
        id,
        user_id: person.id,
        buddy_id: buddyId,
        at: now,
        asked_by: self,
        ...agreed,
        ended_at: null,
        ended_by: null,
      })
      .execute()
  } catch (error) {
    if (isUniqueViolation(error, 'buddy_open')) throw new AppError('ALREADY_EXISTS', '已经请过这位同伴')
    throw error
  }
  const asked = [person.id, buddyId].filter((one) => one !== self)
  await tellBoth(act, tell, id, asked, 'buddyAsked')
  return buddyOf(tx, actor, id)
}

/** 同意或谢绝, each for their own part. @throws NOT_FOUND, NOT_PERMITTED, ALREADY_DECIDED */
export async function answerBuddy(act: Act, id: string, agree: boolean, tell: TellCoaching): Promise<Buddy> {
  const { tx, actor, now } = act
  const self = selfOf(actor)
  const known = await buddies(tx, actor).where('b.id', '=', id).forUpdate('b').executeTakeFirst()
  if (!known || known.ended_at) throw new AppError('NOT_FOUND', '没有这个请求')
  if (known.user_id !== self && known.buddy_id !== self) throw new AppError('NOT_PERMITTED', '由双方自己答复')
  const column = known.user_id === self ? 'user_agreed_at' : 'buddy_agreed_at'
  if (known[column]) throw new AppError('ALREADY_DECIDED', '您已经同意')
  await tx
    .updateTable('buddy')
    .set(agree ? { [column]: now } : { ended_at: now, ended_by: self })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  const isAgreed = agree && (column === 'user_agreed_at' ? known.buddy_agreed_at : known.user_agreed_at) !== null
  if (isAgreed)
    await tellBoth(
      act,
      tell,
      id,
      [known.user_id, known.buddy_id].filter((one) => one !== self),
      'buddyAgreed',
    )
  return buddyOf(tx, actor, id)
}

/** 结束同伴, by either of them or the lead; no reason is asked. @throws NOT_FOUND, ALREADY_DECIDED */
export async function endBuddy(act: Act, id: string): Promise<Buddy> {
  const { tx, actor, now } = act
  const self = selfOf(actor)
  await buddyOf(tx, actor, id)
  const { numUpdatedRows } = await tx
    .updateTable('buddy')
    .set({ ended_at: now, ended_by: self })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new AppError('ALREADY_DECIDED', '已经结束')
  return buddyOf(tx, actor, id)
}

/** 同伴 that stand or wait: one's own, and those of the team one leads. */
export async function listBuddies(tx: Tx, actor: Actor): Promise<Buddy[]> {
  selfOf(actor)
  const rows = await buddies(tx, actor).where('b.ended_at', 'is', null).orderBy('b.at', 'desc').limit(200).execute()
  return rows.map((row) => shown(row, actor))
}

const tellBoth = ({ tx, actor, now }: Act, tell: TellCoaching, id: string, people: string[], kind: NoticeKind) =>
  tell(
    tx,
    actor.tenantId,
    people.map((userId) => ({ userId, key: `buddy ${id} ${kind}`, kind, at: now, facts: { buddyId: id } })),
    now,
  )

async function buddyOf(tx: Tx, actor: Actor, id: string): Promise<Buddy> {
  const row = await buddies(tx, actor).where('b.id', '=', id).executeTakeFirst()
  if (!row) throw new AppError('NOT_FOUND', '没有这个请求')
  return shown(row, actor)
}

/** Seen by the two and by the lead of the person who is looked after. */
const buddies = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('buddy as b')
    .innerJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 'b.tenant_id').onRef('u.id', '=', 'b.user_id'))
    .select(['b.id', 'b.user_id', 'b.buddy_id', 'b.at', 'b.user_agreed_at', 'b.buddy_agreed_at', 'b.ended_at', 'u.unit_id'])
    .select([personNamed('b', 'user_id').as('person'), personNamed('b', 'buddy_id').as('buddy'), personNamed('b', 'asked_by').as('asker')])
    .where('b.tenant_id', '=', actor.tenantId)
    .where(
      sql<SqlBool>`(b.user_id = ${actor.userId} or b.buddy_id = ${actor.userId} or coalesce(u.unit_id = ${leadsUnit(actor)}::uuid, false))`,
    )

type Row = Awaited<ReturnType<ReturnType<typeof buddies>['executeTakeFirstOrThrow']>>

function shown(row: Row, actor: Actor): Buddy {
  const waits =
    row.ended_at === null &&
    ((row.user_id === actor.userId && !row.user_agreed_at) || (row.buddy_id === actor.userId && !row.buddy_agreed_at))
  return {
    id: row.id,
    person: row.person ?? { id: row.user_id, name: '' },
    buddy: row.buddy ?? { id: row.buddy_id, name: '' },
    askedBy: row.asker,
    at: row.at.toISOString(),
    personAgreedAt: row.user_agreed_at?.toISOString() ?? null,
    buddyAgreedAt: row.buddy_agreed_at?.toISOString() ?? null,
    agreed: row.ended_at === null && row.user_agreed_at !== null && row.buddy_agreed_at !== null,
    can: { answer: waits, end: row.ended_at === null },
  }
}
