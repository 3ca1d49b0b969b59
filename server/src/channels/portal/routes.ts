import {
  PortalCodeRequest,
  PortalCodeSent,
  PortalComplaint,
  PortalDraft,
  PortalDuplicateAnswer,
  PortalFiled,
  type PortalLanguage,
  PortalLinkUse,
  PortalLookup,
  PortalQuery,
  PortalSession,
  PortalSettings,
  PortalSpeech,
  PortalSpoken,
} from '@zhiwei/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { actOf } from '../../cases/index.ts'
import { requireOwnOrigin } from '../../identity/index.ts'
import { sha256 } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { may, type Routes } from '../../platform/http.ts'
import { languageOf } from '../../platform/plain-page/index.ts'
import { WithStatus } from '../../platform/write-once.ts'
import { portalCaseRoutes } from './case-routes.ts'
import { codeOf, codeSeconds, requestCode } from './codes.ts'
import { enterByCode, enterByLink } from './enter.ts'
import { fileComplaint, findDuplicate } from './file-complaint.ts'
import { doors } from './limits.ts'
import { clearPortalCookie, closeSession, requireSession, sessionIn, setPortalCookie } from './sessions.ts'
import { portalSettings, settingOf } from './settings.ts'
import { portalSettingRoutes } from './settings-routes.ts'
import type { PortalSources } from './sources.ts'
import { answerStatusQuery, spokenText } from './speech.ts'
import { portalActor, tenantAsked } from './who.ts'

/** 客户自助: nobody signs in; a session is of one case. Source: docs/rules/portal.md */
export function portalRoutes(routes: Routes, deps: Deps, sources: PortalSources) {
  const { clock, database, keys } = deps
  const { acts, files, proves, reads } = doors
  const inTenant = <T>(tenantId: string, work: (tx: Tx) => Promise<T>) => database.tenant(tenantId).transaction().execute(work)
  const spoken = (request: FastifyRequest, asked?: PortalLanguage) => asked ?? languageOf(request.headers['accept-language'])
  /** Whose portal; another site's page neither files nor signs anybody in here. */
  const asked = async (req: FastifyRequest, tenant: string | undefined) => {
    await requireOwnOrigin(deps, req, true)
    return tenantAsked(deps, req, tenant)
  }

  routes.get('/portal/settings', { ...reads, schema: { querystring: PortalQuery, response: { 200: PortalSettings } } }, async (req) => {
    const tenant = await tenantAsked(deps, req, req.query.tenant)
    return inTenant(tenant.id, (tx) => portalSettings(tx, tenant, spoken(req, req.query.language), sources))
  })
  const LogoQuery = PortalQuery.pick({ tenant: true }).extend({ at: z.string().max(20).optional() })
  routes.get('/portal/logo', { ...reads, schema: { querystring: LogoQuery } }, async (req, reply) => {
    const tenant = await tenantAsked(deps, req, req.query.tenant)
    const { logo } = await inTenant(tenant.id, (tx) => settingOf(tx, tenant.id))
    if (!logo) throw new AppError('NOT_FOUND', '还没有上传标志')
    reply.type(logo.contentType).header('Cache-Control', 'public, max-age=86400').header('X-Content-Type-Options', 'nosniff')
    return reply.send(deps.files.read(logo.storageName))
  })

  routes.post(
    '/portal/complaints',
    { ...files, schema: { body: PortalComplaint, response: { 200: PortalFiled, 201: PortalFiled } } },
    async (req, reply) => {
      const tenant = await asked(req, req.body.tenant)
      const session = await sessionIn(deps, req)
      const known = session?.tenantId === tenant.id ? session : null
      // Who files is nobody yet: the draft keeps Idempotency-Keys apart.
      req.actor = portalActor(tenant.id, sha256(req.body.deviceKey).toString('hex'))
      return reply.write(201, async (tx) => {
        const { status, filed } = await fileComplaint(
          actOf(deps, req, tx),
          tenant,
          req.body,
          known,
          spoken(req, req.body.language),
          sources,
        )
        setPortalCookie(reply, deps.config, filed.session.token)
        return new WithStatus(status, filed)
      })
    },
  )
  routes.post('/portal/duplicates', { ...acts, schema: { body: PortalDraft, response: { 200: PortalDuplicateAnswer } } }, async (req) => {
    const session = await requireSession(deps, req)
    req.actor = portalActor(session.tenantId, session.caseId)
    return req.read(async (tx) => ({
      duplicate: await findDuplicate(actOf(deps, req, tx), session, req.body, spoken(req, req.body.language)),
    }))
  })

  routes.post(
    '/portal/codes',
    { ...proves, schema: { body: PortalCodeRequest, response: { 202: PortalCodeSent } } },
    async (req, reply) => {
      const tenant = await asked(req, req.body.tenant)
      const id = await inTenant(tenant.id, (tx) => requestCode({ tx, keys, tenantId: tenant.id, now: clock() }, req.body))
      return reply.code(202).send({ validSeconds: codeSeconds, demoCode: tenant.demo ? codeOf(keys, tenant.id, id) : null })
    },
  )

  const begin = (reply: FastifyReply, session: PortalSession | null, refusal: AppError) => {
    if (!session) throw refusal
    setPortalCookie(reply, deps.config, session.token)
    return reply.code(201).send(session)
  }
  routes.post('/portal/lookups', { ...proves, schema: { body: PortalLookup, response: { 201: PortalSession } } }, async (req, reply) => {
    const session = await enterByCode(deps, await asked(req, req.body.tenant), req.body, sources)
    return begin(reply, session, new AppError('CODE_INVALID', '请核对编号和验证码，或重新获取验证码'))
  })
  routes.post('/portal/sessions', { ...proves, schema: { body: PortalLinkUse, response: { 201: PortalSession } } }, async (req, reply) => {
    const session = await enterByLink(deps, await asked(req, req.body.tenant), req.body.link)
    return begin(reply, session, new AppError('GONE', '这个链接已经过期，请用工单编号和验证码查询'))
  })
  routes.delete('/portal/sessions/current', acts, async (req, reply) => {
    const session = await requireSession(deps, req)
    await inTenant(session.tenantId, (tx) => closeSession(tx, session))
    clearPortalCookie(reply, deps.config)
    return reply.code(204).send()
  })

  routes.post('/portal/ivr', { ...may('portal:speak'), schema: { body: PortalSpeech, response: { 200: PortalSpoken } } }, (req, reply) => {
    const { number, code, last4 = '', language = 'zh' } = req.body
    return reply.write(200, async (tx) => {
      const query = { number, language, ...(code !== undefined ? { code } : { last4 }) }
      const { found, text } = await answerStatusQuery(actOf(deps, req, tx), query, sources)
      return { found, text: spokenText(text, language) }
    })
  })

  portalCaseRoutes(routes, deps, sources)
  portalSettingRoutes(routes, deps, sources)
}
