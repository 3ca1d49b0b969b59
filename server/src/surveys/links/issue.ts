import type { SurveyLink } from '@zhiwei/contract'
import type { Selectable } from 'kysely'
import { type Act, lockCase, tookPart } from '../../cases/index.ts'
import { randomToken, sha256 } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { openSurvey } from '../calls/plan-follow-ups.ts'
import { planInForce } from '../plan/versions.ts'
import type { SurveyTable } from '../tables.ts'

export type Survey = Selectable<SurveyTable>
const afterAnswer = ['answered', 'confirmed', 'closed'] as const
/** Links of one survey; each works until the survey is over. */
const mostLinks = 20
const dayMs = 86_400_000

/** Where customers reach the page: nothing in the address but the company's code and the random token. */
export const addressOf = ({ config }: Pick<Deps, 'config'>, tenantCode: string, token: string) =>
  `${config.publicUrl ?? `http://${config.host}:${config.port}`}/p/${tenantCode}/s/${token}`

/** A new random token (256 bits) to a survey; only its hash is kept. */
export async function newLink(tx: Tx, tenantId: string, surveyId: string, byId: string | null, now: Date): Promise<string> {
  const token = randomToken()
  await tx
    .insertInto('survey_link')
    .values({ tenant_id: tenantId, token_hash: sha256(token), survey_id: surveyId, at: now, by_id: byId })
    .execute()
  return token
}

export const tenantCodeOf = async (tx: Tx, tenantId: string) =>
  (await tx.selectFrom('tenant').select('code').where('id', '=', tenantId).executeTakeFirstOrThrow()).code

/**
 * 生成问卷链接, to be sent by whoever calls; the survey is one for a case and cycle. Whoever handled the case does not hand out its link.
 * @throws CASE_NOT_FOUND, NOT_PERMITTED, CASE_STEP_NOT_ALLOWED before an answer, ALREADY_DECIDED once it is filled in, RATE_LIMITED
 * Source: docs/rules/follow-up.md
 */
export async function issueSurveyLink(act: Act, deps: Pick<Deps, 'config'>, caseId: string): Promise<SurveyLink> {
  const { tx, actor, now } = act
  const complaintCase = await lockCase(act, caseId)
  if (!(afterAnswer as readonly string[]).includes(complaintCase.status))
    throw new AppError('CASE_STEP_NOT_ALLOWED', '答复客户之后才能请客户评价', { missing: [`status:${afterAnswer.join('|')}`] })
  if (await tookPart(tx, actor, complaintCase)) throw new AppError('NOT_PERMITTED', '经手人不能发自己工单的问卷，请由回访人员发送')
  const { tenantId } = actor
  const plan = await planInForce(tx, tenantId, now)
  await openSurvey(tx, tenantId, { caseId, cycle: complaintCase.cycle, at: now }, plan)
  const survey = await tx
    .selectFrom('survey')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .where('cycle', '=', complaintCase.cycle)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (survey.state === 'answered') throw new AppError('ALREADY_DECIDED', '客户已经填过这次的问卷')
  const { count } = await tx
    .selectFrom('survey_link')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('survey_id', '=', survey.id)
    .executeTakeFirstOrThrow()
  if (count >= mostLinks) throw new AppError('RATE_LIMITED', '这份问卷的链接已经太多，请直接打电话')
  const token = await newLink(tx, tenantId, survey.id, actor.userId, now)
  const expiresAt = survey.expires_at > now ? survey.expires_at : new Date(now.getTime() + plan.survey.validDays * dayMs)
  await markSent(tx, survey, now, { expires_at: expiresAt })
  return { surveyId: survey.id, address: addressOf(deps, await tenantCodeOf(tx, tenantId), token), expiresAt: expiresAt.toISOString() }
}

/** 已发 */
export const markSent = (tx: Tx, survey: Survey, now: Date, more: { expires_at?: Date; mailed?: boolean } = {}) =>
  tx
    .updateTable('survey')
    .set({ state: 'sent', asked_at: survey.asked_at ?? now, last_asked_at: now, ...more })
    .where('tenant_id', '=', survey.tenant_id)
    .where('id', '=', survey.id)
    .where('state', '<>', 'answered')
    .execute()
