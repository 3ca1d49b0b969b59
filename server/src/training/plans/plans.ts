import type { TrainingPlan, TrainingPlanInput, TrainingPlanList, TrainingPlanQuery } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { type Act, personNamed } from '../../cases/index.ts'
import { requireColleague } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { cappedTotal, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import { sourceOf, todayOf } from '../questions/sources.ts'
import { type SkillSources, skillsOf } from '../skills/skills.ts'
import { personToTrain, trains, trainsPerson } from '../who.ts'
import type { TellTraining } from './complete.ts'
import '../tables.ts'

/**
 * 订培训计划 for somebody one trains: from a gap as it stands now, or the path of new staff. The person is told.
 * @throws NOT_FOUND, NOT_PERMITTED, INPUT_INVALID
 */
export async function givePlan(
  act: Act,
  input: z.infer<typeof TrainingPlanInput>,
  sources: SkillSources & { tell: TellTraining },
): Promise<TrainingPlan> {
  const { tx, actor, now } = act
  const { tenantId, userId } = actor
  if (userId === null) throw new AppError('NOT_PERMITTED', '由人给出')
  const person = await personToTrain(tx, actor, input.userId)
  if (input.mentorId === person.id) throw invalidInput('#/mentorId', '师傅须是另一个人')
  if (input.mentorId) await requireColleague(tx, tenantId, input.mentorId, '#/mentorId')
  const today = await todayOf(tx, tenantId, now)
  const past = input.steps.findIndex(({ dueOn }) => dueOn < today)
  if (past !== -1) throw invalidInput(`#/steps/${past}/dueOn`, '期限不能在过去')
  await requireSources(tx, tenantId, input.steps)
  const id = newId()
  await tx
    .insertInto('training_plan')
    .values({
      tenant_id: tenantId,
      id,
      user_id: person.id,
      kind: input.kind,
      title: input.title,
      at: now,
      made_by: userId,
      mentor_id: input.mentorId,
      gap: JSON.stringify(input.gap && (await gapNow(act, person.id, input.gap, sources))),
      ended_at: null,
      ended: null,
    })
    .execute()
  const unmade = { case_id: null, done_at: null, done_by: null, note: null }
  await tx
    .insertInto('training_step')
    .values(
      input.steps.map(({ kind, title, entryId, lawId, dueOn }, at) => ({
        ...unmade,
        tenant_id: tenantId,
        plan_id: id,
        no: at + 1,
        kind,
        title,
        entry_id: entryId,
        law_id: entryId ? null : lawId,
        due_on: dueOn,
      })),
    )
    .execute()
  const facts = { trainingPlanId: id, subject: input.title }
  await sources.tell(tx, tenantId, [{ userId: person.id, key: `training ${id}`, kind: 'trainingGiven', at: now, facts }], now)
  return planOf(tx, actor, id, now)
}

async function requireSources(tx: Tx, tenantId: string, steps: readonly { entryId: string | null; lawId: string | null }[]) {
  const [entries, laws] = [steps.flatMap(({ entryId }) => entryId ?? []), steps.flatMap(({ lawId }) => lawId ?? [])]
  const { rows } = await sql<{ id: string }>`
    select id from knowledge_entry where tenant_id = ${tenantId} and id = any(${entries}::uuid[])
    union all select id from law_article where tenant_id = ${tenantId} and id = any(${laws}::uuid[])`.execute(tx)
  const known = new Set(rows.map(({ id }) => id))
  const missing = steps.findIndex(({ entryId, lawId }) => (entryId && !known.has(entryId)) || (lawId && !known.has(lawId)))
  if (missing !== -1) throw invalidInput(`#/steps/${missing}/entryId`, '没有这份预案或法规')
}

async function gapNow({ tx, actor, now }: Act, userId: string, gap: NonNullable<TrainingPlanInput['gap']>, sources: SkillSources) {
  const { rows } = await skillsOf(tx, actor, userId, now, sources)
  const found = rows.find(({ category }) => category === gap.category)?.measures.find(({ measure }) => measure === gap.measure)
  return { ...gap, count: found?.count ?? 0, of: found?.of ?? 0 }
}

/** 停止计划. @throws NOT_FOUND, NOT_PERMITTED, VERSION_CONFLICT, ALREADY_DECIDED */
export async function stopPlan({ tx, actor, now }: Act, id: string, version: number): Promise<TrainingPlan> {
  const plan = await planOf(tx, actor, id, now)
  if (plan.endedAt) throw new AppError('ALREADY_DECIDED', '计划已经结束')
  if (!plan.can.stop) throw new AppError('NOT_PERMITTED', '由班长或质检停止')
  const { numUpdatedRows } = await tx
    .updateTable('training_plan')
    .set({ ended_at: now, ended: 'stopped', version: version + 1 })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new AppError('VERSION_CONFLICT', '计划刚有变化，请刷新后再看')
  return planOf(tx, actor, id, now)
}

/** One's own, those one is mentor of, and those of people one trains. */
const seen = (actor: Actor) =>
  sql<SqlBool>`(p.user_id = ${actor.userId} or p.mentor_id = ${actor.userId} or ${
    !trains(actor) ? sql`false` : actor.permissions.has('cases:read') ? sql`true` : sql`u.unit_id = ${actor.unitId}`
  })`

export async function listPlans(tx: Tx, actor: Actor, query: z.infer<typeof TrainingPlanQuery>, now: Date): Promise<TrainingPlanList> {
  const wanted = plans(tx, actor)
    .$if(query.userId !== undefined, (some) => some.where('p.user_id', '=', query.userId ?? ''))
    .$if(query.state === 'open', (some) => some.where('p.ended_at', 'is', null))
    .$if(query.state === 'ended', (some) => some.where('p.ended_at', 'is not', null))
  const rows = await wanted.$call(newestFirst('p', query)).execute()
  const { count } = await tx
    .selectFrom(wanted.clearSelect().select('p.id').limit(10_001).as('some'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return { rows: await shown(tx, actor, page, now), nextCursor, total: cappedTotal(Number(count)) }
}

/** @throws NOT_FOUND */
export async function planOf(tx: Tx, actor: Actor, id: string, now: Date): Promise<TrainingPlan> {
  const [plan] = await shown(tx, actor, await plans(tx, actor).where('p.id', '=', id).execute(), now)
  if (!plan) throw new AppError('NOT_FOUND', '没有这份培训计划')
  return plan
}

const plans = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('training_plan as p')
    .innerJoin('user_account as u', (join) => join.onRef('u.tenant_id', '=', 'p.tenant_id').onRef('u.id', '=', 'p.user_id'))
    .select(['p.id', 'p.user_id', 'p.kind', 'p.title', 'p.at', 'p.mentor_id', 'p.gap', 'p.ended_at', 'p.ended', 'p.version', 'u.unit_id'])
    .select([personNamed('p', 'user_id').as('person'), personNamed('p', 'made_by').as('maker'), personNamed('p', 'mentor_id').as('mentor')])
    .where('p.tenant_id', '=', actor.tenantId)
    .where(seen(actor))

type Row = Awaited<ReturnType<ReturnType<typeof plans>['executeTakeFirstOrThrow']>>

async function shown(tx: Tx, actor: Actor, rows: Row[], now: Date): Promise<TrainingPlan[]> {
  if (rows.length === 0) return []
  const today = await todayOf(tx, actor.tenantId, now)
  const steps = await tx
    .selectFrom('training_step as s')
    .leftJoin('complaint_case as c', (join) => join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.case_id'))
    .select(['s.plan_id', 's.no', 's.kind', 's.title', 's.case_id', 's.done_at', 's.note', 'c.number'])
    .select([sql<string>`s.due_on::text`.as('due_on'), personNamed('s', 'done_by').as('doer'), sourceOf('s').as('source')])
    .where('s.tenant_id', '=', actor.tenantId)
    .where(
      's.plan_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('s.no')
    .execute()
  const ofPlan = Map.groupBy(steps, ({ plan_id }) => plan_id)
  return rows.map((row): TrainingPlan => {
    const own = ofPlan.get(row.id) ?? []
    const isOpen = row.ended_at === null
    const isOwn = row.user_id === actor.userId
    const teaches = !isOwn && (row.mentor_id === actor.userId || trainsPerson(actor, { id: row.user_id, unitId: row.unit_id }))
    return {
      id: row.id,
      person: row.person ?? { id: row.user_id, name: '' },
      kind: row.kind,
      title: row.title,
      at: row.at.toISOString(),
      madeBy: row.maker,
      mentor: row.mentor,
      gap: row.gap,
      steps: own.map((step) => {
        const ready = isReady(row.kind, own, step)
        const isDue = isOpen && ready && step.done_at === null
        return {
          no: step.no,
          kind: step.kind,
          title: step.title,
          source: step.source,
          dueOn: step.due_on,
          overdue: isOpen && step.done_at === null && step.due_on < today,
          case: step.case_id ? { id: step.case_id, number: step.number ?? '' } : null,
          doneAt: step.done_at?.toISOString() ?? null,
          doneBy: step.doer,
          note: step.note,
          ready,
          can: {
            complete: isDue && (step.kind === 'read' ? isOwn : step.kind !== 'quiz' && teaches),
            quiz: isDue && step.kind === 'quiz' && isOwn,
          },
        }
      }),
      done: own.filter(({ done_at }) => done_at !== null).length,
      endedAt: row.ended_at?.toISOString() ?? null,
      ended: row.ended,
      version: row.version,
      can: { stop: isOpen && trainsPerson(actor, { id: row.user_id, unitId: row.unit_id }) },
    }
  })
}

type Placed = { no: number; kind: string; done_at: Date | null }
/** New staff go step by step; a signature comes after everything else. */
function isReady(kind: Row['kind'], steps: readonly Placed[], step: Placed): boolean {
  const before =
    kind === 'newStaff'
      ? steps.filter(({ no }) => no < step.no)
      : steps.filter((other) => step.kind === 'signOff' && other.kind !== 'signOff')
  return before.every(({ done_at }) => done_at !== null)
}
