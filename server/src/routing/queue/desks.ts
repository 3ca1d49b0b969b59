import type { Desk, DeskChange, RoutingRules } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { type Act, openStatuses } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import type { PersonFacts } from './choose.ts'
import './tables.ts'

export type PersonAtDesk = PersonFacts & {
  presenceAt: Date | null
  ownLimit: number | null
  overdue: number
  dueSoon: number
  heavy: number
  today: number
}

const soonMs = 4 * 3_600_000
const dayMs = 24 * 3_600_000

/** People as the choice takes them: presence, load, and how many heavy cases came to them in a row. */
export async function peopleAtDesks(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
  rules: RoutingRules,
  now: Date,
): Promise<PersonAtDesk[]> {
  if (ids.length === 0) return []
  const desks = await tx
    .selectFrom('desk')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('user_id', 'in', [...ids])
    .execute()
  const loads = await loadsOf(tx, tenantId, ids, rules, now)
  const turns = await turnsOf(tx, tenantId, ids, rules, now)
  const calm = await calmUntil(tx, tenantId, ids, now)
  return ids.map((id) => {
    const desk = desks.find((row) => row.user_id === id)
    const load = loads.get(id)
    const own = turns.get(id) ?? []
    const light = own.findIndex(({ stage }) => (stage ?? 1) < rules.heavyStage)
    return {
      id,
      presence: desk?.presence ?? 'present',
      presenceAt: desk?.presence_at ?? null,
      open: load?.open ?? 0,
      limit: desk?.open_limit ?? rules.openLimit,
      ownLimit: desk?.open_limit ?? null,
      heavyInARow: light < 0 ? own.length : light,
      calmUntil: calm.get(id) ?? null,
      lastTurnAt: own[0]?.at ?? null,
      overdue: load?.overdue ?? 0,
      dueSoon: load?.soon ?? 0,
      heavy: load?.heavy ?? 0,
      today: own[0]?.today ?? 0,
    }
  })
}

type Load = { person_id: string; open: number; overdue: number; soon: number; heavy: number }

async function loadsOf(tx: Tx, tenantId: string, ids: readonly string[], { heavyStage }: RoutingRules, now: Date) {
  // The holder spelled as the index has it.
  const { rows } = await sql<Load>`
    select case when handler_id is null then agent_id else handler_id end as person_id, count(*) as open,
      count(*) filter (where due_at < ${now} and suspended_at is null) as overdue,
      count(*) filter (where due_at >= ${now} and due_at < ${new Date(now.getTime() + soonMs)} and suspended_at is null) as soon,
      count(*) filter (where stage >= ${heavyStage}) as heavy
    from complaint_case
    where tenant_id = ${tenantId} and case when handler_id is null then agent_id else handler_id end = any(${[...ids]}::uuid[])
      and status = any(${[...openStatuses]}) and merged_into is null and erased_at is null
    group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.person_id, row]))
}

/** 缓一缓: who took a break after what was hard, and until when no heavy case comes to them. */
async function calmUntil(tx: Tx, tenantId: string, ids: readonly string[], now: Date): Promise<Map<string, Date>> {
  const { rows } = await sql<{ user_id: string; until: Date }>`
    select user_id, max(until) as until from staff_rest
    where tenant_id = ${tenantId} and user_id = any(${[...ids]}::uuid[]) and until > ${now} group by 1`.execute(tx)
  return new Map(rows.map((row) => [row.user_id, row.until]))
}

type Turn = { person_id: string; at: Date | null; stage: number | null; today: number }

/** The last cases that came to each within the time of rest, newest first; with how many came within a day. */
async function turnsOf(tx: Tx, tenantId: string, ids: readonly string[], { heavyInARow, restHours }: RoutingRules, now: Date) {
  const { rows } = await sql<Turn>`
    select p.id as person_id, t.at, t.stage,
      (select count(*) from case_turn d where d.tenant_id = ${tenantId} and d.person_id = p.id and d.at >= ${new Date(now.getTime() - dayMs)} and d.at <= ${now}) as today
    from unnest(${[...ids]}::uuid[]) as p (id)
    left join lateral (
      select t.at, c.stage from case_turn t
      join complaint_case c on c.tenant_id = t.tenant_id and c.id = t.case_id
      where t.tenant_id = ${tenantId} and t.person_id = p.id and t.at >= ${new Date(now.getTime() - restHours * 3_600_000)} and t.at <= ${now}
      order by t.at desc limit ${heavyInARow + 1}
    ) t on true
    order by p.id, t.at desc`.execute(tx)
  return Map.groupBy(rows, ({ person_id }) => person_id)
}

export const deskOf = (person: PersonAtDesk): Desk => ({
  userId: person.id,
  presence: person.presence,
  presenceAt: person.presenceAt?.toISOString() ?? null,
  openCount: person.open,
  openLimit: person.limit,
  ownLimit: person.ownLimit,
  heavyInARow: person.heavyInARow,
})

/**
 * 在岗状态 and limit: one's own presence; with `cases:assign` anybody's, and their limit.
 * @throws NOT_FOUND, NOT_PERMITTED
 */
export async function changeDesk(
  { tx, actor, now }: Act,
  userId: string,
  change: z.infer<typeof DeskChange>,
  rules: RoutingRules,
): Promise<Desk> {
  const { tenantId } = actor
  const isOwn = actor.userId === userId
  const leads = actor.permissions.has('cases:assign')
  await activePerson(tx, tenantId, userId)
  if (!leads && (!isOwn || change.openLimit !== undefined)) throw new AppError('NOT_PERMITTED', '他人的状态和在办上限由班长设置')
  const present = change.presence && { presence: change.presence, presence_at: now, presence_by: actor.userId }
  const set = { ...present, ...(change.openLimit !== undefined && { open_limit: change.openLimit }) }
  const first = { presence: 'present', presence_at: now, presence_by: actor.userId, open_limit: null, ...set } as const
  if (Object.keys(set).length) {
    await tx
      .insertInto('desk')
      .values({ tenant_id: tenantId, user_id: userId, ...first })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet(set))
      .execute()
  }
  // Everybody's own coming and going is nobody's record; what somebody else sets is.
  if (!isOwn || change.openLimit !== undefined)
    await recordAudit(tx, { tenantId, kind: 'desk.changed', actorId: actor.userId, subjectId: userId, facts: change, at: now })
  const [person] = await peopleAtDesks(tx, tenantId, [userId], rules, now)
  return deskOf(person as PersonAtDesk)
}
