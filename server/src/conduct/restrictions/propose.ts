import { gradeOf, longestRestrictionDays, milderAskedFrom, type RestrictionInput } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { sql } from 'kysely'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import { type Act, visibleCases } from '../../cases/index.ts'
import { requireColleague } from '../../identity/index.ts'
import { dayAfter } from '../../platform/days.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { evidenceOf } from '../evidence/facts.ts'
import '../tables.ts'
import { requireCustomer, requirePerson, type TellConduct, tellReviewers, todayOf } from '../who.ts'

export type RestrictionGiven = z.infer<typeof RestrictionInput>

/**
 * 提出限制: a person proposes how a customer may reach us for a time; nothing is in force before somebody else has examined it.
 * @throws NOT_FOUND, ALREADY_EXISTS where one waits or is in force, INPUT_INVALID for an end too far, cases of others, no word why nothing milder would do
 * Source: docs/rules/conduct.md
 */
export async function proposeRestriction(act: Act, input: RestrictionGiven, tell: TellConduct) {
  const { tx, actor, now } = act
  const byId = requirePerson(actor)
  const { id: customerId } = await requireCustomer(tx, actor, input.customerId)
  await lockFor(act, customerId)
  const grade = Math.max(...input.measures.map(({ kind }) => gradeOf[kind]))
  await requireMeant(act, customerId, input, grade)
  const { score, level, signs } = await evidenceOf(tx, actor, customerId, now)
  const evidence = { score, level, signs: signs.map(({ sign, count, points }) => ({ sign, count, points })) }
  const masked = (text: string) => maskPersonalData(text).masked
  const id = newId()
  await tx
    .insertInto('conduct_restriction')
    .values({
      tenant_id: actor.tenantId,
      id,
      customer_id: customerId,
      state: 'proposed',
      grade,
      measures: JSON.stringify(input.measures),
      ends_on: input.endsOn,
      reason: masked(input.reason),
      milder: input.milder ? masked(input.milder) : null,
      evidence: JSON.stringify(evidence),
      case_ids: [...new Set(input.caseIds)],
      at: now,
      by_id: byId,
      reviewed_at: null,
      reviewed_by: null,
      review_note: null,
      ended_at: null,
      ended_by: null,
      end_kind: null,
      end_note: null,
    })
    .execute()
  const facts = { restrictionId: id, grade, measures: input.measures.map(({ kind }) => kind), endsOn: input.endsOn, score }
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: 'conduct.proposed',
    actorId: byId,
    subjectId: customerId,
    facts,
    reason: input.reason,
    at: now,
  })
  await tellReviewers(act, tell, { key: `conduct ${id}`, customerId, except: [byId] })
  return { id, state: 'proposed' as const, version: 1 }
}

/** One at a time: two proposals for the same customer wait for each other. */
async function lockFor({ tx, actor, now }: Act, customerId: string) {
  await tx
    .selectFrom('customer')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', customerId)
    .forNoKeyUpdate()
    .execute()
  const today = await todayOf({ tx, actor, now })
  const open = await tx
    .selectFrom('conduct_restriction')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('customer_id', '=', customerId)
    .where((eb) =>
      eb.or([eb('state', '=', 'proposed'), eb.and([eb('state', '=', 'inForce'), eb('ends_on', '>=', sql<never>`${today}::date`)])]),
    )
    .executeTakeFirst()
  if (open) throw new AppError('ALREADY_EXISTS', '这位客户已有一项限制待审核或在生效，请先处理那一项')
}

async function requireMeant(act: Act, customerId: string, input: RestrictionGiven, grade: number) {
  const { tx, actor } = act
  const today = await todayOf(act)
  if (input.endsOn < today || input.endsOn > dayAfter(today, longestRestrictionDays))
    throw invalidInput('#/endsOn', `到期日在今天之后，最长 ${longestRestrictionDays} 天`)
  if (grade >= milderAskedFrom && !input.milder) throw invalidInput('#/milder', '请说明为什么更轻的办法不够')
  // A partner firm learns of no restriction, so its people cannot be whom the customer is to reach.
  for (const measure of input.measures)
    if (measure.kind === 'singleContact') await requireColleague(tx, actor.tenantId, measure.contactId, '#/measures')
  const cases = await tx
    .selectFrom('complaint_case')
    .select('id')
    .where('complaint_case.tenant_id', '=', actor.tenantId)
    .where('customer_id', '=', customerId)
    .where('id', 'in', input.caseIds)
    .where(visibleCases(actor))
    .execute()
  if (cases.length !== new Set(input.caseIds).size) throw invalidInput('#/caseIds', '只能引用这位客户自己的工单')
}
