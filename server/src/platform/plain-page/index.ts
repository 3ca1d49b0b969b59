import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { escapeHtml } from '../docs/html.ts'
import { open } from '../http.ts'
import { inRoot } from '../paths.ts'
import type { SpokenLanguage as PageLanguage } from '../request/language.ts'

// Pages for people outside: plain HTML that works without a script, for a phone, kept out of search engines.

export { languageOf, type SpokenLanguage as PageLanguage } from '../request/language.ts'

const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
const withPictures = `${policy}; img-src 'self'`

/** A page around a body that is HTML already. @param style address of one more style sheet */
export const plainPage = (language: PageLanguage, title: string, body: string, style?: string) => `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/p/page.css">${style ? `\n<link rel="stylesheet" href="${escapeHtml(style)}">` : ''}
</head>
<body><main><h1>${escapeHtml(title)}</h1>
${body}
</main></body>
</html>
`

/** @param how `signed`: its forms act for a session, and must say which page they come from (a page without referrer says `null`) */
export const sendPage = (reply: FastifyReply, html: string, how?: 'signed') =>
  reply
    .type('text/html; charset=utf-8')
    .header('Content-Security-Policy', how ? withPictures : policy)
    .header('X-Robots-Tag', 'noindex, nofollow')
    .header('Referrer-Policy', how ? 'same-origin' : 'no-referrer')
    .send(html)

export function mountPlainStyle(app: FastifyInstance) {
  const style = readFileSync(inRoot('server', 'src', 'platform', 'plain-page', 'page.css'))
  app.get('/p/page.css', { ...open, schema: { hide: true } }, async (_request, reply) => reply.type('text/css; charset=utf-8').send(style))
}
