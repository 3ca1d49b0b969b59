import type { RestrictionReview } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import type { z } from 'zod'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { requirePerson, type TellConduct, tellOfDecision, todayOf } from '../who.ts'
import { changeRestriction, lockRestriction, tellOnCases } from './stored.ts'

/**
 * 法务审核: somebody else looks at evidence, merits and measure; passed, it is in force from now on.
 * @throws NOT_FOUND, VERSION_CONFLICT, ALREADY_DECIDED, NOT_PERMITTED for whoever proposed it, INPUT_INVALID where not all was looked at or its end is past
 * Source: docs/rules/conduct.md
 */
export async function reviewRestriction(act: Act, id: string, input: z.infer<typeof RestrictionReview>, tell: TellConduct) {
  const { tx, actor, now } = act
  const userId = requirePerson(actor)
  const restriction = await lockRestriction(act, id, input.version)
  if (restriction.state !== 'proposed') throw new AppError('ALREADY_DECIDED', '这项限制已经审核过或撤回了')
  if (restriction.by_id === userId) throw new AppError('NOT_PERMITTED', '审核要由提出人以外的人做')
  const isApproved = input.verdict === 'approved'
  if (isApproved && !Object.values(input.checks).every(Boolean)) throw invalidInput('#/checks', '通过前，三项都要看过')
  if (isApproved && restriction.ends_on < (await todayOf(act))) throw invalidInput('#/verdict', '到期日已过，请退回后重新提出')
  const state = isApproved ? ('inForce' as const) : ('refused' as const)
  const version = await changeRestriction(act, restriction, {
    state,
    reviewed_at: now,
    reviewed_by: userId,
    review_note: maskPersonalData(input.note).masked,
  })
  await recordAudit(tx, {
    tenantId: actor.tenantId,
    kind: isApproved ? 'conduct.approved' : 'conduct.refused',
    actorId: userId,
    subjectId: restriction.customer_id,
    facts: { restrictionId: id, grade: restriction.grade, endsOn: restriction.ends_on },
    reason: input.note,
    at: now,
  })
  if (isApproved) await tellOnCases(act, restriction, 'case.restrictionBegan', { endsOn: restriction.ends_on })
  await tellOfDecision(act, tell, { key: `conduct ${id} ${state}`, customerId: restriction.customer_id, people: [restriction.by_id] })
  return { id, state, version }
}
