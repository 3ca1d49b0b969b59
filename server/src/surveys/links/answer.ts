import type { SurveyAnswer } from '@zhiwei/contract'
import { maskPersonalData } from '@zhiwei/text'
import { type Act, lockCase, recordEvent, systemActor } from '../../cases/index.ts'
import { sha256 } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError } from '../../platform/errors.ts'
import { followUpCase } from '../follow-up.ts'
import { isLow } from '../plan/rules.ts'
import { planInForce } from '../plan/versions.ts'
import { keepLowScore } from '../scores/keep-low.ts'
import type { SurveySources } from '../sources.ts'
import type { SurveyTexts } from '../tables.ts'
import type { Survey } from './issue.ts'

/** The survey behind a token, with what its page shows; undefined for a token nobody has. */
export async function surveyOfToken(tx: Tx, tenantId: string, token: string): Promise<(Survey & { number: string }) | undefined> {
  return tx
    .selectFrom('survey_link')
    .innerJoin('survey', (join) =>
      join.onRef('survey.tenant_id', '=', 'survey_link.tenant_id').onRef('survey.id', '=', 'survey_link.survey_id'),
    )
    .innerJoin('complaint_case', (join) =>
      join.onRef('complaint_case.tenant_id', '=', 'survey.tenant_id').onRef('complaint_case.id', '=', 'survey.case_id'),
    )
    .selectAll('survey')
    .select('complaint_case.number')
    .where('survey_link.tenant_id', '=', tenantId)
    .where('survey_link.token_hash', '=', sha256(token))
    .where('complaint_case.erased_at', 'is', null)
    .executeTakeFirst()
}

/** The customer acts, through us: what a follow-up call may do and nothing else. */
export const customerActor = (tenantId: string) => ({ ...systemActor(tenantId), permissions: new Set(['cases:followUp'] as const) })

/**
 * 客户填写问卷: kept once. Before the case is closed "solved" confirms it and "not solved" sends it back to be handled again, both by the act of a
 * follow-up call, the score left out of its event; afterwards, or where it is solved but scored low, somebody else looks at it (低分).
 * @throws GONE when it is over, ALREADY_DECIDED when it was filled in before
 * Source: docs/rules/follow-up.md
 */
export async function answerSurvey(
  act: Act,
  survey: Pick<Survey, 'id' | 'case_id'>,
  answer: SurveyAnswer,
  sources: SurveySources,
): Promise<void> {
  const { tx, actor, now } = act
  // The case first, as every act: then its rows.
  const complaintCase = await lockCase(act, survey.case_id)
  const row = await tx
    .selectFrom('survey')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', survey.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (row.state === 'answered') throw new AppError('ALREADY_DECIDED', '您已经填过了，谢谢')
  if (row.state === 'expired' || row.expires_at <= now) throw new AppError('GONE', '这个链接已经过期')
  await keepAnswer(act, row, answer)
  const { lowAt } = await planInForce(tx, actor.tenantId, now)
  const asksAgain = complaintCase.status === 'answered' && complaintCase.cycle === row.cycle && complaintCase.merged_into === null
  const registered = asksAgain && answer.solved !== undefined && (await registerWord(act, row, answer, answer.solved, sources))
  if (!registered) await recordEvent(act, complaintCase, { kind: 'case.surveyAnswered', facts: { surveyId: row.id } })
  if (isLow(answer, lowAt) && !(registered && answer.solved === false))
    await keepLowScore(
      act,
      complaintCase,
      {
        cycle: row.cycle,
        survey_id: row.id,
        follow_up_id: null,
        satisfaction: answer.satisfaction ?? null,
        solved: answer.solved ?? null,
      },
      sources,
    )
}

/** @returns false where the written process wants more of a follow-up than the customer gave: then somebody calls */
async function registerWord(act: Act, row: Survey, answer: SurveyAnswer, isSolved: boolean, sources: SurveySources): Promise<boolean> {
  const input = {
    verdict: isSolved ? ('resolved' as const) : ('notResolved' as const),
    ...(answer.satisfaction !== undefined && { satisfaction: answer.satisfaction }),
    ...(answer.unsolved && !isSolved && { note: answer.unsolved }),
  }
  try {
    await followUpCase(act, row.case_id, input, sources, { surveyId: row.id })
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'CASE_STEP_NOT_ALLOWED') return false
    throw error
  }
}

async function keepAnswer({ tx, actor, keys, now }: Act, row: Survey, answer: SurveyAnswer) {
  const { solved, satisfaction, nps, comment, unsolved, expected, perceived } = answer
  await tx
    .updateTable('survey')
    .set({
      state: 'answered',
      asked_at: row.asked_at ?? now,
      answered_at: now,
      solved: solved ?? null,
      satisfaction: satisfaction ?? null,
      nps: row.nps_asked ? (nps ?? null) : null,
      ...(row.servqual && expected && Object.keys(expected).length > 0 && { expected: JSON.stringify(expected) }),
      ...(row.servqual && perceived && Object.keys(perceived).length > 0 && { perceived: JSON.stringify(perceived) }),
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', row.id)
    .execute()
  const texts: SurveyTexts = { ...(comment && { comment }), ...(unsolved && { unsolved }) }
  if (Object.keys(texts).length === 0) return
  const masked = Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, maskPersonalData(text ?? '').masked]))
  await tx
    .insertInto('survey_text')
    .values({ tenant_id: actor.tenantId, survey_id: row.id, masked: JSON.stringify(masked), cipher: keys.encrypt(JSON.stringify(texts)) })
    .execute()
}
