import type { SurveyAnswer } from '@zhiwei/contract'
import { type Act, lockCase } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { openSurvey } from '../calls/plan-follow-ups.ts'
import { planInForce } from '../plan/versions.ts'
import type { SurveySources } from '../sources.ts'
import { answerSurvey } from './answer.ts'

const surveyOf = (tx: Tx, tenantId: string, of: { caseId: string; cycle: number }) =>
  tx
    .selectFrom('survey')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', of.caseId)
    .where('cycle', '=', of.cycle)
    .executeTakeFirst()

/**
 * 评价 by a customer who is known already: the same survey a link would open, made where there is none.
 * @throws GONE when it is over, ALREADY_DECIDED when it was filled in before
 * Source: docs/rules/follow-up.md
 */
export async function rateCase(act: Act, caseId: string, answer: SurveyAnswer, sources: SurveySources): Promise<void> {
  const { tx, actor, now } = act
  const { cycle } = await lockCase(act, caseId)
  await openSurvey(tx, actor.tenantId, { caseId, cycle, at: now }, await planInForce(tx, actor.tenantId, now))
  const survey = await surveyOf(tx, actor.tenantId, { caseId, cycle })
  if (!survey) throw new AppError('GONE', '评价已经结束')
  await answerSurvey(act, survey, answer, sources)
}

/** Whether a customer may still rate this cycle. */
export async function ratingOf(tx: Tx, tenantId: string, of: { caseId: string; cycle: number }, now: Date) {
  const survey = await surveyOf(tx, tenantId, of)
  if (!survey) return { state: 'open' as const, at: null }
  if (survey.state === 'answered') return { state: 'given' as const, at: survey.answered_at }
  return { state: survey.state === 'expired' || survey.expires_at <= now ? ('over' as const) : ('open' as const), at: null }
}
