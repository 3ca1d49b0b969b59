import { PortalAppeal, PortalConfirmation, PortalMessageInput, PortalRating, PortalReminder, PortalWithdrawal } from '@zhiwei/contract'
import { cleanText } from '@zhiwei/text'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dropReceived, receiveFile } from '../../../cases/index.ts'
import { requireOwnOrigin, tenantByCode } from '../../../identity/index.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { languageOf, plainPage, sendPage } from '../../../platform/plain-page/index.ts'
import { addFile, appealCase, confirmCase, type PortalAct, rateCase, remindUs, sendMessage, takeBack } from '../acts.ts'
import { codeOf, requestCode } from '../codes.ts'
import { enterByCode, enterByLink } from '../enter.ts'
import { doors } from '../limits.ts'
import { whenOf } from '../say.ts'
import { clearPortalCookie, closeSession, type Opened, sessionIn, setPortalCookie } from '../sessions.ts'
import { portalSettings } from '../settings.ts'
import type { PortalSources } from '../sources.ts'
import { portalCase } from '../view.ts'
import { portalActor, type Tenant } from '../who.ts'
import { casePage } from './case-page.ts'
import { codePage, lookupPage, overPage } from './lookup-page.ts'
import { colourSheet, paragraph, type Shown, wordsOf } from './parts.ts'

const formLimitBytes = 128 * 1024
type Place = { tenantCode: string }
type Asked = FastifyRequest<{ Params: Place }>
type Fields = Record<string, string>
const fieldsOf = (request: FastifyRequest) => (request.body ?? {}) as Fields

/** What a form says, as the contract says it: empty fields are left out. Browsers send a line break as two characters. */
const given = (fields: Fields, ...names: string[]) =>
  Object.fromEntries(
    names.flatMap((name) => (fields[name]?.trim() ? [[name, cleanText(fields[name].trim().replaceAll('\r\n', '\n'))]] : [])),
  )

/** The acts of the status page by the last part of their address. */
const formActs: Record<string, (to: PortalAct, fields: Fields) => Promise<unknown>> = {
  messages: (to, fields) => sendMessage(to, PortalMessageInput.parse(given(fields, 'text')).text),
  confirmation: (to, fields) => confirmCase(to, PortalConfirmation.parse({ solved: fields.choice === 'solved', ...given(fields, 'text') })),
  rating: (to, fields) => rateCase(to, PortalRating.parse({ satisfaction: Number(fields.satisfaction), ...given(fields, 'comment') })),
  reminders: (to, fields) => remindUs(to, PortalReminder.parse(given(fields, 'text')).text),
  appeals: (to, fields) => appealCase(to, PortalAppeal.parse(given(fields, 'reason')).reason),
  withdrawal: (to, fields) => takeBack(to, PortalWithdrawal.parse(given(fields, 'reason')).reason),
}

/** 查询页: server-rendered, without a script, at /p/<company>/lookup and /p/<company>/c/<link>. Source: docs/rules/portal.md */
export async function portalPages(app: FastifyInstance, deps: Deps, sources: PortalSources) {
  const { database, keys, clock } = deps
  const hidden = { schema: { hide: true } }
  const [reads, acts, proves] = [doors.reads, doors.acts, doors.proves].map((door) => ({ ...door, ...hidden })) as [object, object, object]

  /** The company of the address with what its pages show; answers itself where there is none. */
  async function shownFor(request: Asked, reply: FastifyReply): Promise<{ tenant: Tenant; shown: Shown } | undefined> {
    const language = languageOf(request.headers['accept-language'])
    const tenant = await tenantByCode(database, request.params.tenantCode)
    if (!tenant) {
      const t = wordsOf(language)
      await sendPage(reply.code(404), plainPage(language, t.unknown, paragraph(t.unknownDetail)))
      return undefined
    }
    const settings = await database
      .tenant(tenant.id)
      .transaction()
      .execute((tx) => portalSettings(tx, tenant, language, sources))
    return { tenant, shown: { settings, language } }
  }
  const sessionOf = async (request: FastifyRequest, tenant: Tenant) => {
    const session = await sessionIn(deps, request)
    return session?.tenantId === tenant.id ? session : null
  }
  const toLookup = (reply: FastifyReply, { code }: Tenant) => reply.redirect(`/p/${code}/lookup`, 303)
  const toCase = (reply: FastifyReply, { code }: Tenant) => reply.redirect(`/p/${code}/lookup/case`, 303)

  async function showCase(request: Asked, reply: FastifyReply, tenant: Tenant, shown: Shown, { caseId }: Opened) {
    const now = clock()
    const { language } = shown
    const view = await database
      .tenant(tenant.id)
      .transaction()
      .execute((tx) => portalCase({ tx, keys, tenantId: tenant.id, now }, caseId, language, sources))
    const large = (request.query as { size?: string }).size === 'large'
    const when = (instant: string) => whenOf(new Date(instant), now, tenant.zone, language)
    return sendPage(reply, casePage({ ...shown, when, large }, view), 'signed')
  }

  /** One act; what is refused is said on the page again. */
  async function doAct(request: Asked, reply: FastifyReply, work: (to: PortalAct) => Promise<unknown>) {
    const found = await shownFor(request, reply)
    if (!found) return reply
    const { tenant, shown } = found
    const session = await sessionOf(request, tenant)
    if (!session) return toLookup(reply, tenant)
    try {
      await database
        .writer(tenant.id)
        .transaction()
        .execute((tx) => {
          const act = { tx, keys, actor: portalActor(tenant.id, session.caseId), now: clock(), log: request.log }
          return work({ act, caseId: session.caseId, language: shown.language, sources })
        })
    } catch (error) {
      const isWrongInput = error instanceof Error && error.name === 'ZodError'
      if (!(error instanceof AppError) && !isWrongInput) throw error
      const problem = error instanceof AppError && shown.language === 'zh' ? error.detail : undefined
      reply.code(error instanceof AppError ? error.status : 400)
      return showCase(request, reply, tenant, { ...shown, problem: problem ?? wordsOf(shown.language).problem }, session)
    }
    return toCase(reply, tenant)
  }

  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: formLimitBytes },
      (_req, body: string, done) => done(null, Object.fromEntries(new URLSearchParams(body))),
    )
    scope.get<{ Params: Place }>('/p/:tenantCode/colour.css', reads, async (request, reply) => {
      const found = await shownFor(request, reply)
      return found && reply.type('text/css; charset=utf-8').send(colourSheet(found.shown.settings))
    })
    scope.get<{ Params: Place }>('/p/:tenantCode/lookup', reads, async (request, reply) => {
      const found = await shownFor(request, reply)
      return found ? sendPage(reply, lookupPage(found.shown), 'signed') : reply
    })
    scope.post<{ Params: Place }>('/p/:tenantCode/lookup', proves, async (request, reply) => {
      await requireOwnOrigin(deps, request, true)
      const found = await shownFor(request, reply)
      if (!found) return reply
      const { number = '', contact = '' } = fieldsOf(request)
      const { tenant, shown } = found
      const typed = { number: number.slice(0, 40), contact: contact.slice(0, 200) }
      const id = await database
        .tenant(tenant.id)
        .transaction()
        .execute((tx) => requestCode({ tx, keys, tenantId: tenant.id, now: clock() }, typed))
      return sendPage(reply, codePage(shown, typed.number, tenant.demo ? codeOf(keys, tenant.id, id) : null), 'signed')
    })
    scope.post<{ Params: Place }>('/p/:tenantCode/lookup/code', proves, async (request, reply) => {
      await requireOwnOrigin(deps, request, true)
      const found = await shownFor(request, reply)
      if (!found) return reply
      const { number = '', code = '' } = fieldsOf(request)
      const { tenant, shown } = found
      const session = await enterByCode(deps, tenant, { number: number.slice(0, 40), code: code.slice(0, 12) }, sources)
      if (!session)
        return sendPage(
          reply.code(422),
          codePage({ ...shown, problem: wordsOf(shown.language).wrongCode }, number.slice(0, 40), null),
          'signed',
        )
      setPortalCookie(reply, deps.config, session.token)
      return toCase(reply, tenant)
    })
    scope.get<{ Params: Place & { link: string } }>('/p/:tenantCode/c/:link', proves, async (request, reply) => {
      const found = await shownFor(request, reply)
      if (!found) return reply
      const session = await enterByLink(deps, found.tenant, request.params.link)
      if (!session) return sendPage(reply.code(410), overPage(found.shown), 'signed')
      setPortalCookie(reply, deps.config, session.token)
      return reply.redirect(`/p/${found.tenant.code}/case`, 303) // which leads to the look-up page where there is no script
    })
    scope.get<{ Params: Place }>('/p/:tenantCode/lookup/case', reads, async (request, reply) => {
      const found = await shownFor(request, reply)
      if (!found) return reply
      const session = await sessionOf(request, found.tenant)
      return session ? showCase(request, reply, found.tenant, found.shown, session) : toLookup(reply, found.tenant)
    })
    for (const [name, work] of Object.entries(formActs))
      scope.post<{ Params: Place }>(`/p/:tenantCode/lookup/case/${name}`, acts, (request, reply) =>
        doAct(request, reply, (to) => work(to, fieldsOf(request))),
      )
    scope.post<{ Params: Place }>('/p/:tenantCode/lookup/case/files', acts, async (request, reply) => {
      const found = await shownFor(request, reply)
      if (!found) return reply
      if (!(await sessionOf(request, found.tenant))) return toLookup(reply, found.tenant)
      const file = await receiveFile(deps.files, await request.file())
      return doAct(request, reply, async (to) => {
        try {
          await addFile(to, file)
        } catch (error) {
          await dropReceived(deps.files, file.storageName, error)
          throw error
        }
      })
    })
    scope.post<{ Params: Place }>('/p/:tenantCode/lookup/leave', acts, async (request, reply) => {
      const found = await shownFor(request, reply)
      if (!found) return reply
      const session = await sessionOf(request, found.tenant)
      if (session)
        await database
          .tenant(found.tenant.id)
          .transaction()
          .execute((tx) => closeSession(tx, session))
      clearPortalCookie(reply, deps.config)
      return toLookup(reply, found.tenant)
    })
  })
}
