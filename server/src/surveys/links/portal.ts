import { ServqualDimension, SurveyAnswer } from '@zhiwei/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tenantByCode } from '../../identity/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { open } from '../../platform/http.ts'
import { languageOf, sendPage } from '../../platform/plain-page/index.ts'
import type { SurveySources } from '../sources.ts'
import { answerSurvey, customerActor, surveyOfToken } from './answer.ts'
import { type Filled, overPage, type PageProblem, surveyPage, thanksPage } from './page.ts'

// A form of this page is some kilobytes long, with both texts.
const formLimitBytes = 64 * 1024
/** Calls of one address a minute: a household fills in one or two. */
const pagesAMinute = 60
const answersAMinute = 20
const limited = (max: number) => ({ config: { ...open.config, rateLimit: { max, timeWindow: '1 minute' } }, schema: { hide: true } })

type Place = { tenantCode: string; token: string }

/** 问卷链接: the page a customer opens, without sign-in and without a script, at /p/<company>/s/<token>. Source: docs/rules/follow-up.md */
export async function surveyPortal(app: FastifyInstance, deps: Deps, sources: SurveySources) {
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: formLimitBytes },
      (_request, body: string, done) => done(null, Object.fromEntries(new URLSearchParams(body))),
    )
    scope.get<{ Params: Place }>('/p/:tenantCode/s/:token', limited(pagesAMinute), (request, reply) => showPage(request, reply))
    scope.post<{ Params: Place }>('/p/:tenantCode/s/:token', limited(answersAMinute), (request, reply) => takeAnswer(request, reply))
  })

  async function surveyAt({ tenantCode, token }: Place) {
    const tenant = await tenantByCode(deps.database, tenantCode)
    if (!tenant) return undefined
    const survey = await deps.database
      .tenant(tenant.id)
      .transaction()
      .execute((tx) => surveyOfToken(tx, tenant.id, token))
    return survey && { tenant, survey }
  }

  async function showPage(request: FastifyRequest<{ Params: Place }>, reply: FastifyReply) {
    const language = languageOf(request.headers['accept-language'])
    const found = await surveyAt(request.params)
    if (!found || isOver(found.survey, deps.clock())) return sendPage(reply.code(found ? 410 : 404), overPage(language))
    const { survey, tenant } = found
    if (survey.state === 'answered') return sendPage(reply, thanksPage(language, survey.solved))
    return sendPage(reply, pageOf(language, tenant.name, survey))
  }

  async function takeAnswer(request: FastifyRequest<{ Params: Place }>, reply: FastifyReply) {
    const language = languageOf(request.headers['accept-language'])
    const found = await surveyAt(request.params)
    if (!found) return sendPage(reply.code(404), overPage(language))
    const { survey, tenant } = found
    const parsed = SurveyAnswer.safeParse(answerOf(request.body))
    if (!parsed.success) {
      const isTooLong = parsed.error.issues.some(({ path: [field] }) => field === 'unsolved' || field === 'comment')
      return sendPage(reply.code(400), pageOf(language, tenant.name, survey, isTooLong ? 'tooLong' : 'needed', filledOf(request.body)))
    }
    const now = deps.clock()
    try {
      await deps.database
        .writer(tenant.id)
        .transaction()
        .execute((tx) =>
          answerSurvey({ tx, keys: deps.keys, actor: customerActor(tenant.id), now, log: request.log }, survey, parsed.data, sources),
        )
    } catch (error) {
      if (error instanceof AppError && error.code === 'GONE') return sendPage(reply.code(410), overPage(language))
      // Filled in before, or in the same moment by another tap.
      if (!(error instanceof AppError && error.code === 'ALREADY_DECIDED')) throw error
    }
    // Back to the page, so that going back or reloading sends nothing twice.
    return reply.redirect(request.url, 303)
  }
}

type Kept = NonNullable<Awaited<ReturnType<typeof surveyOfToken>>>
const isOver = ({ state, expires_at }: Kept, now: Date) => state === 'expired' || (state !== 'answered' && expires_at <= now)
const pageOf = (
  language: 'zh' | 'en',
  company: string,
  { number, servqual, nps_asked: nps }: Kept,
  problem?: PageProblem,
  filled?: Filled,
) => surveyPage({ language, company, number, servqual, nps }, problem, filled)

/** What was typed and chosen, to be shown again. */
const filledOf = (body: unknown): Filled =>
  Object.fromEntries(Object.entries(Object(body)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))

/** What the form says, as the contract says it: empty fields are left out, unknown ones passed over. Browsers count a line break once and send it as two. */
export function answerOf(body: unknown): Record<string, unknown> {
  const form = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const text = (name: string) =>
    typeof form[name] === 'string' && form[name].trim() !== '' ? form[name].trim().replaceAll('\r\n', '\n') : undefined
  const number = (name: string) => (text(name) === undefined ? undefined : Number(text(name)))
  const scores = (side: string) => {
    const given = ServqualDimension.options.flatMap((name) => {
      const score = number(`${side}.${name}`)
      return score === undefined ? [] : [[name, score] as const]
    })
    return given.length > 0 ? Object.fromEntries(given) : undefined
  }
  const solved = text('solved')
  const answer = {
    solved: solved === undefined ? undefined : solved === 'yes',
    satisfaction: number('satisfaction'),
    nps: number('nps'),
    unsolved: text('unsolved'),
    comment: text('comment'),
    expected: scores('expected'),
    perceived: scores('perceived'),
  }
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== undefined))
}
