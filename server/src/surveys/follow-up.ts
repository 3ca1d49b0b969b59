import type { ActDone, ActInput, EventKind, Status } from '@zhiwei/contract'
import { type Act, actDone, beginStep, type Case, type CaseChanges, recordEvent } from '../cases/index.ts'
import { newId } from '../platform/ids.ts'
import { keepTask } from './calls/after-call.ts'
import { planInForce } from './plan/versions.ts'
import { insertFollowUp } from './queries.ts'
import { keepLowScore } from './scores/keep-low.ts'
import type { SurveySources } from './sources.ts'
import type { FollowUpVerdict } from './tables.ts'

/** Where each verdict leads. Source: docs/rules/lifecycle.md */
const outcomes: Record<FollowUpVerdict, { kind: EventKind; status: Status }> = {
  resolved: { kind: 'case.confirmed', status: 'confirmed' },
  notResolved: { kind: 'case.followedUp', status: 'handling' },
  unreached: { kind: 'case.followedUp', status: 'answered' },
}

/**
 * 回访: asks the customer whether it is solved. `resolved` confirms the case; `notResolved` sends it back to handling in the same cycle,
 * counted as rework; `unreached` leaves it to be called again. A low score of a solved case is looked at by somebody else (低分).
 * @param input `satisfaction` 1 (very dissatisfied) to 5 (very satisfied)
 * @param online the customer said it, where there is a survey in that: its score stays there and out of the event
 * @throws CASE_NOT_FOUND, CASE_STEP_NOT_ALLOWED, VERSION_CONFLICT
 * Source: docs/rules/lifecycle.md, docs/rules/follow-up.md
 */
export async function followUpCase(
  act: Act,
  caseId: string,
  input: ActInput<'followUps'>,
  sources: SurveySources,
  online?: { surveyId?: string },
): Promise<ActDone> {
  const complaintCase = await beginStep(act, caseId, 'followUps', input)
  const { verdict } = input
  const { kind, status } = outcomes[verdict]
  const id = newId()
  const satisfaction = online ? undefined : input.satisfaction
  const facts = { followUpId: id, verdict, ...(online?.surveyId && { surveyId: online.surveyId }), ...(satisfaction && { satisfaction }) }
  const after = await recordEvent(
    act,
    complaintCase,
    { kind, facts, texts: input.note ? { text: input.note } : {} },
    { status, ...reworkOf(complaintCase, verdict) },
  )
  await insertFollowUp(act.tx, {
    tenant_id: act.actor.tenantId,
    id,
    case_id: caseId,
    cycle: after.cycle,
    event_no: after.event_no,
    at: act.now,
    by_id: act.actor.userId,
    verdict,
    satisfaction: satisfaction ?? null,
  })
  if (
    verdict === 'resolved' &&
    satisfaction !== undefined &&
    satisfaction <= (await planInForce(act.tx, act.actor.tenantId, act.now)).lowAt
  )
    await keepLowScore(act, after, { cycle: after.cycle, survey_id: null, follow_up_id: id, satisfaction, solved: true }, sources)
  await keepTask(act, caseId, verdict, sources, online !== undefined)
  return actDone(act, after, id)
}

const reworkOf = (complaintCase: Case, verdict: FollowUpVerdict): CaseChanges =>
  verdict === 'notResolved' ? { reworks: complaintCase.reworks + 1, review: null } : {}
