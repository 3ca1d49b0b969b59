import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, normalize } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { unlimited } from '../http.ts'
import { inRoot } from '../paths.ts'
import { compressAssets } from './compression.ts'
import { notBuiltPage, portalPage } from './pages.ts'

export const noncePlaceholder = '__CSP_NONCE__'
/** Where the portal of one company begins. */
export const homePlaceholder = '__PORTAL_HOME__'

const policyWith = (nonce: string) =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join('; ')

// Nothing of the portal makes styles by script; a voice note is heard before it is sent.
const portalPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "frame-ancestors 'self'", // the settings page shows it
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
].join('; ')

// Names under assets/ carry a hash of their content.
const aYear = 'public, max-age=31536000, immutable'
const anHour = 'public, max-age=3600'

/**
 * The staff app: files of the build as they are, and its one page, with a nonce of its own each time, at every other address a person
 * may open; below /p/<company> the portal of its customers. Comes last: what no route took is decided here.
 */
export async function mountWeb(app: FastifyInstance, _deps: Deps, folder = inRoot('dist', 'web')) {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    index: false,
    cacheControl: false,
    suppressWarning: true,
  })
  void compressAssets(folder, app.log)
  const indexPage = pageIn(folder, 'index.html')
  const portal = pageIn(folder, 'portal.html')

  app.get('/*', { ...unlimited, schema: { hide: true } }, async (request, reply) => {
    const path = pathOf(request)
    if (path.startsWith('/api/') || path === '/api') return reply.callNotFound()
    if (path === '/p' || path.startsWith('/p/')) return sendPortal(reply, path, portal())
    const file = fileAt(folder, path)
    if (file)
      return reply
        .removeHeader('Content-Security-Policy')
        .header('Cache-Control', path.startsWith('/assets/') ? aYear : anHour)
        .sendFile(file)
    if (path.startsWith('/assets/') || !request.headers.accept?.includes('text/html')) {
      if (path !== '/') return reply.callNotFound()
    }
    const html = indexPage()
    return html === undefined ? sendPage(reply.code(503), notBuiltPage) : sendPage(reply, html)
  })
}

function sendPage(reply: FastifyReply, html: string) {
  const nonce = randomBytes(16).toString('base64')
  return reply
    .type('text/html; charset=utf-8')
    .header('Content-Security-Policy', policyWith(nonce))
    .send(html.replaceAll(noncePlaceholder, nonce))
}

const portalPath = /^\/p\/([^/]+)(\/new|\/case)?\/?$/
/** 查进度 needs no script: whoever has none goes on to the page that is made here. */
const onWithoutScript = `<noscript><meta http-equiv="refresh" content="0; url=${homePlaceholder}/lookup/case" /></noscript>`

function sendPortal(reply: FastifyReply, path: string, page: string | undefined) {
  const [, tenantCode, screen] = portalPath.exec(path) ?? []
  const html = screen === '/case' ? page?.replace('</head>', `${onWithoutScript}</head>`) : page
  if (tenantCode === undefined) return sendPage(reply.code(404), portalPage)
  if (html === undefined) return sendPage(reply.code(503), notBuiltPage)
  return reply
    .type('text/html; charset=utf-8')
    .header('Content-Security-Policy', portalPolicy)
    .header('X-Frame-Options', 'SAMEORIGIN')
    .header('X-Robots-Tag', 'noindex, nofollow')
    .header('Referrer-Policy', 'no-referrer')
    .send(html.replaceAll(homePlaceholder, `/p/${encodeURIComponent(tenantCode)}`))
}

/** A page of the build, read again when a build replaced it. */
export function pageIn(folder: string, name: string) {
  const path = join(folder, name)
  let kept: { html: string; changedAt: number } | undefined
  return () => {
    const changedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs
    if (changedAt === undefined) return undefined
    if (kept?.changedAt !== changedAt) kept = { html: readFileSync(path, 'utf8'), changedAt }
    return kept.html
  }
}

const pathOf = (request: FastifyRequest) => {
  const path = request.url.split('?', 1)[0] ?? '/'
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The build's file that a path names, if it names one: never a page, which needs its policy, a hidden file or one outside the folder. */
function fileAt(folder: string, path: string): string | undefined {
  const name = normalize(path).slice(1)
  if (name === '' || name.endsWith('.html') || name.includes('\0') || name.split(/[/\\]/).some((part) => part.startsWith('.')))
    return undefined
  const file = join(folder, name)
  return existsSync(file) && statSync(file).isFile() ? name : undefined
}
