import type { FastifyInstance, FastifyReply } from 'fastify'
import { systemActor } from '../../cases/index.ts'
import { tenantByCode } from '../../identity/index.ts'
import { sha256 } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { escapeHtml } from '../../platform/docs/html.ts'
import { open } from '../../platform/http.ts'
import { languageOf, type PageLanguage, plainPage, sendPage } from '../../platform/plain-page/index.ts'
import { refuseMessages } from './refuse.ts'
import words from './unsubscribe.json' with { type: 'json' }

const pagesAMinute = 60
const options = { config: { ...open.config, rateLimit: { max: pagesAMinute, timeWindow: '1 minute' } }, schema: { hide: true } }
const formBytes = 1_024

type Place = { tenantCode: string; token: string }

/**
 * 退订页: opened from a message, at /p/<company>/u/<token>, without sign-in and without a script. Opening changes nothing, for mail programs open
 * links too; the button does.
 */
export async function unsubscribePage(app: FastifyInstance, deps: Deps) {
  await app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: formBytes }, (_request, _body, done) =>
      done(null, {}),
    )
    scope.get<{ Params: Place }>('/p/:tenantCode/u/:token', options, async (request, reply) => {
      const language = languageOf(request.headers['accept-language'])
      const found = await messageAt(deps, request.params)
      if (!found) return unknown(reply, language)
      const t = words[language]
      const body = `<p>${escapeHtml(t.about.replace('{company}', found.company))}</p><form method="post"><button type="submit">${escapeHtml(t.button)}</button></form><p class="meta">${escapeHtml(t.stays)}</p>`
      return sendPage(reply, plainPage(language, t.title, body))
    })
    scope.post<{ Params: Place }>('/p/:tenantCode/u/:token', options, async (request, reply) => {
      const language = languageOf(request.headers['accept-language'])
      const found = await messageAt(deps, request.params)
      if (!found) return unknown(reply, language)
      const { tenantId, door, to } = found
      await deps.database
        .writer(tenantId)
        .transaction()
        .execute((tx) => refuseMessages({ tx, keys: deps.keys, actor: systemActor(tenantId), now: deps.clock() }, door, to))
      const t = words[language]
      return sendPage(reply, plainPage(language, t.done, `<p>${escapeHtml(t.stays)}</p>`))
    })
  })
}

const unknown = (reply: FastifyReply, language: PageLanguage) =>
  sendPage(reply.code(404), plainPage(language, words[language].unknown, `<p>${escapeHtml(words[language].unknownDetail)}</p>`))

async function messageAt({ database, keys }: Deps, { tenantCode, token }: Place) {
  const tenant = await tenantByCode(database, tenantCode)
  if (!tenant) return undefined
  const find = (tx: Tx) =>
    tx
      .selectFrom('outgoing_message')
      .select(['door', 'to_cipher'])
      .where('tenant_id', '=', tenant.id)
      .where('unsubscribe_hash', '=', sha256(token))
      .executeTakeFirst()
  const row = await database.tenant(tenant.id).transaction().execute(find)
  return row && { tenantId: tenant.id, company: tenant.name, door: row.door, to: keys.decrypt(row.to_cipher) }
}
