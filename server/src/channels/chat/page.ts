import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { tenantByCode } from '../../identity/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { open } from '../../platform/http.ts'
import { inRoot } from '../../platform/paths.ts'
import { languageOf, plainPage, sendPage } from '../../platform/plain-page/index.ts'
import { pageIn } from '../../platform/web/index.ts'
import { settingsOf } from './settings.ts'

/** Openings of one address a minute. */
const pagesAMinute = 120
const policyFor = (sites: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${sites.length > 0 ? sites.join(' ') : "'none'"}`,
  ].join('; ')

/** 聊天窗口: the script a company puts into its pages, and the page in the frame, which only the sites of its list may show. Source: docs/guide/chat-widget.md */
export async function chatPage(app: FastifyInstance, deps: Deps, folder = inRoot('dist', 'web')) {
  const script = readFileSync(inRoot('server', 'src', 'channels', 'chat', 'widget.js'))
  const frame = pageIn(folder, 'chat.html')
  const limited = { config: { ...open.config, rateLimit: { max: pagesAMinute, timeWindow: '1 minute' } }, schema: { hide: true } }

  app.get('/chat/widget.js', limited, async (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('Cache-Control', 'public, max-age=3600')
      .header('Cross-Origin-Resource-Policy', 'cross-origin') // it is made for pages of others
      .send(script),
  )
  app.get<{ Params: { tenantCode: string } }>('/p/:tenantCode/chat', limited, async (request, reply) => {
    const tenant = await tenantByCode(deps.database, request.params.tenantCode)
    const html = frame()
    if (!tenant || html === undefined) {
      const isChinese = languageOf(request.headers['accept-language']) === 'zh'
      const title = isChinese ? '没有这个页面' : 'Not found'
      return sendPage(reply.code(tenant ? 503 : 404), plainPage(isChinese ? 'zh' : 'en', title, ''))
    }
    const { sites } = await deps.database
      .tenant(tenant.id)
      .transaction()
      .execute((tx) => settingsOf(tx, tenant.id))
    return reply
      .removeHeader('X-Frame-Options') // which knows no lists
      .type('text/html; charset=utf-8')
      .header('Content-Security-Policy', policyFor(sites))
      .header('X-Robots-Tag', 'noindex, nofollow')
      .send(html)
  })
}
