import type { QualitySample, QualitySampleInput, QualitySampleList, QualitySampleQuery, QualityScoreInput } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { type Act, findCase, personNamed, visibleCases } from '../../cases/index.ts'
import { activePerson } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { cappedTotal, newestFirst, pageOfNewest } from '../../platform/keyset.ts'
import '../tables.ts'
import { sheet, totalOf } from './sheet.ts'

/** Whoever coaches sees the samples of the cases they see; others their own, once scored. */
const coaches = (actor: Actor) => actor.permissions.has('coaching:give')

const drawnDays = 30

/**
 * 抽检: takes a case for a look at how it was handled, or draws some by lot, of people in turn. Taken twice it is one sample.
 * @throws CASE_NOT_FOUND, NOT_FOUND, INPUT_INVALID where nobody handled it yet, for somebody who had no hand in it, or for one's own work
 */
export async function takeSamples(act: Act, input: z.infer<typeof QualitySampleInput>): Promise<QualitySample[]> {
  const { tx, actor, now } = act
  const chosen = 'draw' in input ? await drawn(act, input.draw) : [await named(act, input)]
  for (const { caseId, userId } of chosen)
    await tx
      .insertInto('quality_sample')
      .values({
        tenant_id: actor.tenantId,
        id: newId(),
        case_id: caseId,
        user_id: userId,
        at: now,
        by_id: actor.userId,
        sheet: sheet.code,
        scores: JSON.stringify(null),
        total: null,
        comment: null,
        scored_at: null,
        scored_by: null,
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'case_id', 'user_id']).doNothing())
      .execute()
  if (chosen.length === 0) return []
  const rows = await samples(tx, actor)
    .where((eb) => eb.or(chosen.map(({ caseId, userId }) => eb.and([eb('q.case_id', '=', caseId), eb('q.user_id', '=', userId)]))))
    .execute()
  return rows.map((row) => shown(row, actor))
}

async function named({ tx, actor }: Act, { caseId, userId }: { caseId: string; userId?: string | undefined }) {
  const { id, agent_id, handler_id } = await findCase(tx, actor, caseId)
  const whose = userId ?? agent_id ?? handler_id
  if (whose === null) throw invalidInput('#/userId', '这张工单还没有人办理，请选择看谁')
  if (whose === actor.userId) throw invalidInput('#/userId', '不能抽检自己的工作')
  if (userId) await activePerson(tx, actor.tenantId, userId)
  const hadItInHand = whose === agent_id || whose === handler_id || (await actedOn(tx, actor.tenantId, id, whose))
  if (!hadItInHand) throw invalidInput('#/userId', '此人没有办过这张工单，请选择办过的人')
  return { caseId: id, userId: whose }
}

const actedOn = async (tx: Tx, tenantId: string, caseId: string, userId: string) =>
  (await tx
    .selectFrom('case_event')
    .select('no')
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('actor_id', '=', userId)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** One of each agent before a second of any; the lot falls by the hash of the case and the day. */
async function drawn({ tx, actor, now }: Act, many: number) {
  const visible = await tx
    .selectFrom('complaint_case')
    .select(['id', 'agent_id'])
    .where('tenant_id', '=', actor.tenantId)
    .where('agent_id', 'is not', null)
    .where('agent_id', '!=', actor.userId)
    .where('closed_at', '>', new Date(now.getTime() - drawnDays * 86_400_000))
    .where(visibleCases(actor))
    .where(
      sql<SqlBool>`not exists (select 1 from quality_sample s where s.tenant_id = complaint_case.tenant_id and s.case_id = complaint_case.id)`,
    )
    .orderBy(sql`md5(id::text || ${now.toISOString().slice(0, 10)}::text)`)
    .limit(2_000)
    .execute()
  const turns = [...Map.groupBy(visible, ({ agent_id }) => agent_id).values()]
  const inTurn = turns.flatMap((cases) => cases.map((row, turn) => ({ ...row, turn }))).toSorted((one, other) => one.turn - other.turn)
  return inTurn.slice(0, many).map(({ id, agent_id }) => ({ caseId: id, userId: agent_id as string }))
}

/** 评分. @throws NOT_FOUND, NOT_PERMITTED for one's own work, VERSION_CONFLICT, INPUT_INVALID when nothing applies */
export async function scoreSample({ tx, actor, now }: Act, id: string, input: z.infer<typeof QualityScoreInput>): Promise<QualitySample> {
  const known = await samples(tx, actor).where('q.id', '=', id).forUpdate('q').executeTakeFirst()
  if (!known) throw new AppError('NOT_FOUND', '没有这份抽检')
  if (known.user_id === actor.userId) throw new AppError('NOT_PERMITTED', '不能给自己评分')
  if (known.version !== input.version) throw new AppError('VERSION_CONFLICT', '别人刚评过分，请刷新后再看')
  const total = totalOf(input.scores)
  if (total === null) throw invalidInput('#/scores', '至少给一项评分')
  await tx
    .updateTable('quality_sample')
    .set({
      scores: JSON.stringify(input.scores),
      total,
      comment: input.comment ? maskPersonalData(input.comment).masked : null,
      sheet: sheet.code,
      scored_at: now,
      scored_by: actor.userId,
      version: input.version + 1,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute()
  return shown(await samples(tx, actor).where('q.id', '=', id).executeTakeFirstOrThrow(), actor)
}

export async function listSamples(tx: Tx, actor: Actor, query: z.infer<typeof QualitySampleQuery>): Promise<QualitySampleList> {
  const wanted = samples(tx, actor)
    .$if(query.state === 'waiting', (some) => some.where('q.scored_at', 'is', null))
    .$if(query.state === 'scored', (some) => some.where('q.scored_at', 'is not', null))
  const rows = await wanted.$call(newestFirst('q', query)).execute()
  const { count } = await tx
    .selectFrom(wanted.clearSelect().select('q.id').limit(10_001).as('some'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  const { page, nextCursor } = pageOfNewest(rows, query.limit)
  return { rows: page.map((row) => shown(row, actor)), nextCursor, total: cappedTotal(count) }
}

/** Those the person may see. */
export const samples = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('quality_sample as q')
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'q.tenant_id').onRef('complaint_case.id', '=', 'q.case_id'),
    )
    .select(['q.id', 'q.case_id', 'q.user_id', 'q.at', 'q.scores', 'q.total', 'q.comment', 'q.scored_at', 'q.version'])
    .select(['complaint_case.number', 'complaint_case.subject'])
    .select([personNamed('q', 'user_id').as('person'), personNamed('q', 'by_id').as('by'), personNamed('q', 'scored_by').as('scored_by')])
    .where('q.tenant_id', '=', actor.tenantId)
    .$if(coaches(actor), (all) => all.where(visibleCases(actor) as never))
    .$if(!coaches(actor), (own) => own.where('q.user_id', '=', actor.userId as string).where('q.scored_at', 'is not', null))

type Row = Awaited<ReturnType<ReturnType<typeof samples>['executeTakeFirstOrThrow']>>

const shown = (row: Row, actor: Actor): QualitySample => ({
  id: row.id,
  case: { id: row.case_id, number: row.number, subject: row.subject },
  person: row.person ?? { id: row.user_id, name: '' },
  at: row.at.toISOString(),
  by: row.by,
  scores: row.scores,
  total: row.total,
  comment: row.comment,
  scoredAt: row.scored_at?.toISOString() ?? null,
  scoredBy: row.scored_by,
  version: row.version,
  can: { score: coaches(actor) && row.user_id !== actor.userId },
})
