import type { AuditKind, ConductAppealDecision, ConductAppealInput } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { requirePerson, type TellConduct, tellOfDecision, tellReviewers, todayOf } from '../who.ts'
import { closeRestriction } from './end.ts'
import { changeRestriction, lockRestriction, type StoredRestriction, tellOnCases } from './stored.ts'

/**
 * 记录申诉: the customer does not agree, by whatever way they say so; anybody who hears it writes it down.
 * @throws NOT_FOUND, ALREADY_DECIDED for what is not in force, ALREADY_EXISTS while one waits
 */
export async function recordAppeal(
  act: Act,
  restrictionId: string,
  { channel, reason }: z.infer<typeof ConductAppealInput>,
  tell: TellConduct,
) {
  const { tx, actor, now } = act
  const restriction = await lockRestriction(act, restrictionId)
  if (restriction.state !== 'inForce') throw new AppError('ALREADY_DECIDED', '这项限制不在生效')
  if (await openAppeal(act, restrictionId)) throw new AppError('ALREADY_EXISTS', '已有一次申诉在等复核')
  const id = newId()
  await tx
    .insertInto('conduct_appeal')
    .values({
      tenant_id: actor.tenantId,
      id,
      restriction_id: restrictionId,
      at: now,
      by_id: actor.userId,
      channel,
      reason: maskPersonalData(reason).masked,
      decided_at: null,
      decided_by: null,
      verdict: null,
      note: null,
      ends_on_before: null,
    })
    .execute()
  await audit(act, 'conduct.appealed', restriction, { appealId: id, channel }, reason)
  const { by_id, reviewed_by, customer_id: customerId } = restriction
  await tellReviewers(act, tell, { key: `conduct appeal ${id}`, customerId, except: [by_id, reviewed_by] })
  return { id: restrictionId, state: restriction.state, version: restriction.version }
}

/**
 * 申诉复核: a third person, who neither proposed nor examined, upholds, shortens or lifts it.
 * @throws NOT_FOUND, NOT_PERMITTED for either of the two, ALREADY_DECIDED where no appeal waits, INPUT_INVALID for an end that is no earlier
 * Source: docs/rules/conduct.md
 */
export async function decideAppeal(act: Act, restrictionId: string, input: z.infer<typeof ConductAppealDecision>, tell: TellConduct) {
  const { tx, actor, now } = act
  const userId = requirePerson(actor)
  const restriction = await lockRestriction(act, restrictionId)
  const appeal = await openAppeal(act, restrictionId)
  if (!appeal) throw new AppError('ALREADY_DECIDED', '没有等待复核的申诉')
  if ([restriction.by_id, restriction.reviewed_by].includes(userId))
    throw new AppError('NOT_PERMITTED', '申诉要由第三个人复核：不能是提出人或审核人')
  await tx
    .updateTable('conduct_appeal')
    .set({
      decided_at: now,
      decided_by: userId,
      verdict: input.verdict,
      note: maskPersonalData(input.note).masked,
      ends_on_before: restriction.ends_on,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', appeal.id)
    .execute()
  const endsOn = input.endsOn ?? restriction.ends_on
  await audit(act, 'conduct.appealDecided', restriction, { appealId: appeal.id, verdict: input.verdict, endsOn }, input.note)
  await tellOfDecision(act, tell, {
    key: `conduct appeal ${appeal.id} decided`,
    customerId: restriction.customer_id,
    people: [restriction.by_id, restriction.reviewed_by, appeal.by_id],
  })
  return { id: restrictionId, ...(await carryOut(act, restriction, input)) }
}

/** What ended meanwhile stays ended: the customer is told all the same who was right. */
async function carryOut(act: Act, restriction: StoredRestriction, { verdict, endsOn, note }: z.infer<typeof ConductAppealDecision>) {
  const { state, version } = restriction
  if (verdict === 'upheld' || state !== 'inForce') return { state, version }
  if (verdict === 'lifted') return { state: 'ended' as const, version: await closeRestriction(act, restriction, 'appeal', note) }
  const isEarlier = endsOn !== undefined && endsOn < restriction.ends_on && endsOn >= (await todayOf(act))
  if (!isEarlier) throw invalidInput('#/endsOn', `新的到期日要早于 ${restriction.ends_on}，且不早于今天`)
  await tellOnCases(act, restriction, 'case.restrictionEased', { endsOn })
  return { state, version: await changeRestriction(act, restriction, { ends_on: endsOn }) }
}

const openAppeal = ({ tx, actor }: Act, restrictionId: string) =>
  tx
    .selectFrom('conduct_appeal')
    .select(['id', 'by_id'])
    .where('tenant_id', '=', actor.tenantId)
    .where('restriction_id', '=', restrictionId)
    .where('decided_at', 'is', null)
    .executeTakeFirst()

const audit = (
  { tx, actor, now }: Act,
  kind: AuditKind,
  { id, customer_id }: StoredRestriction,
  facts: Record<string, unknown>,
  reason: string,
) =>
  recordAudit(tx, {
    tenantId: actor.tenantId,
    kind,
    actorId: actor.userId,
    subjectId: customer_id,
    facts: { restrictionId: id, ...facts },
    reason,
    at: now,
  })
