import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aPlatform } from '../../../test/database.ts'
import { createHttp, open } from '../http.ts'
import { mountWeb } from './index.ts'

const script = `console.log(${JSON.stringify('工单 '.repeat(1_000))})\n`
const html = { accept: 'text/html,*/*' }

let platform: Awaited<ReturnType<typeof aPlatform>>
let app: FastifyInstance
let folder: string

async function anApp(place: string) {
  const http = await createHttp({ ...platform.deps, authenticate: async () => null })
  http.post('/api/v1/complaints', open, async () => 'ok')
  await mountWeb(http, platform.deps, place)
  await http.ready()
  return http
}

beforeAll(async () => {
  platform = await aPlatform()
  folder = mkdtempSync(join(tmpdir(), 'zhiwei-web-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__"><div id="root"></div>')
  writeFileSync(join(folder, 'portal.html'), '<head></head><a href="__PORTAL_HOME__/lookup">查进度</a>')
  writeFileSync(join(folder, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(join(folder, 'assets', 'main-a1b2c3.js'), script)
  writeFileSync(join(folder, '.hidden'), 'secret')
  app = await anApp(folder)
})
afterAll(async () => {
  await app.close()
  await platform.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the staff app', () => {
  test.each(['/', '/cases?status=accepted', '/cases/7K2M-9QX4'])(
    '%s answers the page, with a nonce of its own under a strict policy',
    async (url) => {
      const [first, second] = [await app.inject({ url, headers: html }), await app.inject({ url, headers: html })]

      const nonce = /content="([^"]+)"/.exec(first.body)?.[1]
      expect(first.statusCode).toBe(200)
      expect(first.headers['content-security-policy']).toBe(
        `default-src 'self'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'; ` +
          `connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'`,
      )
      expect(first.headers['cache-control']).toBe('no-store')
      expect(second.body).not.toBe(first.body)
    },
  )

  test('hashed files are kept for ever, and go out compressed', async () => {
    await vi.waitFor(() =>
      expect(readdirSync(join(folder, 'assets')).sort()).toEqual(['main-a1b2c3.js', 'main-a1b2c3.js.br', 'main-a1b2c3.js.gz']),
    )
    const ask = (encoding: string) => app.inject({ url: '/assets/main-a1b2c3.js', headers: { 'accept-encoding': encoding } })
    const [plain, brotli, gzip] = [await ask('identity'), await ask('gzip, br'), await ask('gzip')]

    expect(plain.headers['content-type']).toBe('application/javascript; charset=utf-8')
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(plain.body).toBe(script)
    expect(brotli.headers['content-encoding']).toBe('br')
    expect(brotli.headers['content-type']).toBe('application/javascript; charset=utf-8')
    expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(script)
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(script)
  })

  test('other files have their type', async () => {
    expect((await app.inject('/logo.svg')).headers['content-type']).toMatch('image/svg+xml')
  })

  test.each(['/assets/old-hash.js', '/.hidden', '/%2e%2e/%2e%2e/etc/passwd', '/assets/%00', '/..%5c..%5cpackage.json'])(
    '%s gives nothing away',
    async (url) => {
      const answer = await app.inject({ url })
      expect([404, 400, 403]).toContain(answer.statusCode)
      expect(answer.headers['content-type']).toMatch('application/problem+json')
    },
  )

  test('what is missing below /api is a problem, never the page', async () => {
    const unknown = await app.inject({ url: '/api/v1/nothing', headers: html })
    const wrongMethod = await app.inject({ url: '/api/v1/complaints', headers: html })

    expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'NOT_FOUND'])
    expect([wrongMethod.statusCode, wrongMethod.json().code, wrongMethod.headers.allow]).toEqual([405, 'METHOD_NOT_ALLOWED', 'POST'])
  })

  test('who has no script is sent on from the progress page to the one that needs none', async () => {
    const answer = await app.inject({ url: '/p/default/case', headers: html })
    expect(answer.body).toContain('<noscript><meta http-equiv="refresh" content="0; url=/p/default/lookup/case" /></noscript></head>')
  })

  test.each(['/p/default', '/p/default/new?step=what'])('%s answers the portal under its own policy', async (url) => {
    const answer = await app.inject({ url, headers: html })

    expect([answer.statusCode, answer.body]).toEqual([200, '<head></head><a href="/p/default/lookup">查进度</a>'])
    expect(answer.headers['content-security-policy']).toMatch(
      /script-src 'self'; style-src 'self'; .*media-src 'self' blob:.*frame-ancestors 'self';/,
    )
    expect(answer.headers).toMatchObject({
      'x-robots-tag': 'noindex, nofollow',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
  })

  test('what a company may be called cannot leave its place in the page', async () => {
    const answer = await app.inject({ url: '/p/%22%3E%3Cscript%3E/new', headers: html })
    expect(answer.body).toContain('<a href="/p/%22%3E%3Cscript%3E/lookup">')
  })

  test.each(['/p', '/p/default/nothing', '/p/default/new/more'])('%s is no page of the portal', async (url) => {
    const answer = await app.inject({ url, headers: html })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
  })

  test('the page itself is no file', async () => {
    for (const url of ['/portal.html', '/index.html']) expect((await app.inject({ url, headers: html })).body).not.toContain('__')
  })

  test('a program that asks for a page that is none gets a problem', async () => {
    expect((await app.inject({ url: '/cases', headers: { accept: 'application/json' } })).statusCode).toBe(404)
  })

  test('without a build the page says how to make one', async () => {
    const bare = await anApp(join(folder, 'not-built'))
    const answer = await bare.inject({ url: '/', headers: html })
    expect([answer.statusCode, answer.body.includes('npm start')]).toEqual([503, true])
    await bare.close()
  })
})
