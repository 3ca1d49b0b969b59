import type { RestSuggestion } from '@zhiwei/contract'
import { sql } from 'kysely'
import type { Act } from '../../cases/index.ts'
import { choosablePeople, tenantZone } from '../../identity/index.ts'
import type { Tx } from '../../platform/database.ts'
import { dayOf } from '../../platform/days.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'
import type { LoadSources } from '../load/load.ts'
import { leadsUnit, selfOf } from '../team.ts'
import '../tables.ts'
import { suggestionsOf, type Trace } from './rules.ts'

// By what people did in the last hours; answers are kept, suggestions are not.
const lookedBackHours = 12
const mostTraces = 500

/**
 * 缓一缓: suggestions of a break for oneself; the lead of a team sees those of its members. Nobody else does.
 * @throws NOT_PERMITTED for a credential that is no person's
 */
export async function restsFor(tx: Tx, actor: Actor, now: Date, sources: LoadSources): Promise<RestSuggestion[]> {
  const self = selfOf(actor)
  const unitId = leadsUnit(actor)
  const people = await choosablePeople(tx, { tenantId: actor.tenantId, permissions: new Set() }, unitId ? { unitId } : {})
  const seen = people.filter(({ id }) => unitId !== null || id === self)
  const isWorking = await sources.isWorking(tx, actor.tenantId, actor.unitId)
  const zone = await tenantZone(tx, actor.tenantId)
  const since = new Date(now.getTime() - lookedBackHours * 3_600_000)
  const rows: RestSuggestion[] = []
  for (const { id, name } of seen) {
    const suggested = suggestionsOf(
      await tracesOf(tx, actor.tenantId, id, since, now),
      (at) => !isWorking(at),
      (at) => dayOf(at, zone),
      now,
    )
    const answers = await answersOf(tx, actor.tenantId, id, suggested)
    for (const one of suggested) {
      const said = answers.get(one.occasion)
      // Once a case, also when it is worked on again another day.
      if (said && said.at <= since) continue
      rows.push({
        ...one,
        person: { id, name },
        at: one.at.toISOString(),
        answer: said?.answer ?? null,
        until: said?.until?.toISOString() ?? null,
        can: { answer: id === self && !said },
      })
    }
  }
  return rows
}

/** What one did on hard cases, and when: stage of the case, whether the customer insulted. */
async function tracesOf(tx: Tx, tenantId: string, userId: string, since: Date, now: Date): Promise<Trace[]> {
  const { rows } = await sql<Trace>`
    select c.id as "caseId", c.stage, e.at, exists (select 1 from case_analysis a where a.tenant_id = ${tenantId} and a.case_id = c.id and a.at > ${since}
        and a.result -> 'signals' @> '[{"kind":"insult"}]'::jsonb) as insult
    from complaint_case c join case_event e on e.tenant_id = c.tenant_id and e.case_id = c.id
    where c.tenant_id = ${tenantId} and (c.agent_id = ${userId} or c.handler_id = ${userId}) and c.updated_at > ${since}
      and e.actor_id = ${userId} and e.at > ${since} and e.at <= ${now} order by e.at desc limit ${mostTraces}`.execute(tx)
  return rows
}

async function answersOf(tx: Tx, tenantId: string, userId: string, suggested: { occasion: string }[]) {
  const occasions = suggested.map(({ occasion }) => occasion)
  const rows = await tx
    .selectFrom('staff_rest')
    .select(['occasion', 'at', 'answer', 'until'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('occasion', '=', sql<string>`any(${occasions}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.occasion, row]))
}

/**
 * 接受或谢绝 a suggestion: once. Taken, no heavy case is given to the person for a while.
 * @throws NOT_FOUND when nothing of the kind is suggested, ALREADY_DECIDED
 */
export async function answerRest(
  act: Act,
  input: { occasion: string; answer: 'taken' | 'declined' },
  sources: LoadSources,
): Promise<RestSuggestion> {
  const { tx, actor, now } = act
  const self = selfOf(actor)
  const suggested = (await restsFor(tx, actor, now, sources)).find(
    ({ person, occasion }) => person.id === self && occasion === input.occasion,
  )
  if (!suggested) throw new AppError('NOT_FOUND', '这条建议已经过去')
  const until = input.answer === 'taken' ? new Date(now.getTime() + suggested.calmMinutes * 60_000) : null
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('staff_rest')
    .values({ tenant_id: actor.tenantId, user_id: self, occasion: input.occasion, at: now, answer: input.answer, until })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) throw new AppError('ALREADY_DECIDED', '您已经答复过')
  return { ...suggested, answer: input.answer, until: until?.toISOString() ?? null, can: { answer: false } }
}
