import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aPlatform } from '../../../test/database.ts'
import { createHttp, open, routesOf } from '../http.ts'

const Complaint = z.strictObject({
  text: z.string().min(1).max(20_000),
  amountFen: z.number().int().min(0).optional(),
  tags: z.array(z.string()).max(10).optional(),
})
const Query = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), q: z.string().max(100).optional() })

let platform: Awaited<ReturnType<typeof aPlatform>>
let app: FastifyInstance
let origin: string
let port: number

beforeAll(async () => {
  platform = await aPlatform()
  const { database } = platform.deps
  app = await createHttp({ ...platform.deps, authenticate: async () => null })
  const routes = routesOf(app)
  routes.post('/complaints', { ...open, schema: { body: Complaint } }, async (request) => ({ text: request.body.text }))
  routes.post('/anything', { ...open }, async (request) => ({ length: JSON.stringify(request.body).length }))
  routes.get('/complaints', { ...open, schema: { querystring: Query } }, async (request) => request.query)
  routes.get('/complaints/:id', { ...open, schema: { params: z.object({ id: z.uuid() }) } }, async (request) => request.params)
  routes.get(
    '/stored',
    { ...open, schema: { querystring: z.object({ seq: z.coerce.number(), at: z.string().optional() }) } },
    async (request) => {
      const { seq, at } = request.query
      await database.pool.query('select $1::int, $2::timestamptz', [seq, at ?? null])
      return { seq }
    },
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as AddressInfo).port
  origin = `http://127.0.0.1:${port}`
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

const json = { 'content-type': 'application/json' }
const post = (body: string | Uint8Array | ReadableStream, headers: Record<string, string> = json, path = '/complaints') =>
  fetch(origin + path, { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

async function problemOf(answer: Promise<Response>) {
  const { status, headers, ...rest } = await answer.then(async (response) => ({
    status: response.status,
    headers: response.headers,
    body: await response.json(),
  }))
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  const body = rest.body as { code: string; status: number; requestId: string; errors?: { pointer: string }[] }
  expect(body.status).toBe(status)
  expect(body.requestId).toMatch(/^[0-9a-f-]{36}$/)
  return { status, code: body.code, errors: body.errors, allow: headers.get('allow') }
}

/** What bare bytes on the line are answered with. */
function say(bytes: string | Buffer): Promise<{ status: number; body: string }> {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const parts: Buffer[] = []
    socket.on('data', (part) => parts.push(part))
    socket.on('error', failed)
    socket.on('close', () => {
      const text = Buffer.concat(parts).toString()
      done({ status: Number(/^HTTP\/1.1 (\d+)/.exec(text)?.[1]), body: text.slice(text.indexOf('\r\n\r\n') + 4) })
    })
  })
}

describe('malformed input gets a problem of ours and never a 500', () => {
  test.each([
    ['a number for a text', '{"text":7}', '#/text'],
    ['an unknown field', '{"text":"a","colour":"red"}', '#/'],
    ['a list', '[]', '#/'],
    ['a bare word', '"word"', '#/'],
    ['null', 'null', '#/text'],
    ['a number beyond every number', '{"text":"a","amountFen":1e999}', '#/amountFen'],
    ['a fraction of a fen', '{"text":"a","amountFen":0.5}', '#/amountFen'],
    ['the wrong type deep inside', '{"text":"a","tags":["ok",{}]}', '#/tags/1'],
  ])('%s', async (_name, body, pointer) => {
    const problem = await problemOf(post(body))

    expect(problem).toMatchObject({ status: 400, code: 'INPUT_INVALID' })
    expect(problem.errors?.[0]?.pointer).toBe(pointer)
  })

  test.each([
    ['half a JSON', '{"text":'],
    ['no JSON', 'text=a'],
    ['a key __proto__', '{"text":"a","__proto__":{"admin":true}}'],
    ['a key constructor.prototype', '{"text":"a","constructor":{"prototype":{"admin":true}}}'],
    ['10,000 lists in each other', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['200,000 lists in each other', `{"text":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['100,000 objects in each other', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ])('%s is no JSON for us, whatever the route', async (_name, body) => {
    expect(await problemOf(post(body))).toMatchObject({ status: 400, code: 'JSON_INVALID' })
    expect(await problemOf(post(body, json, '/anything'))).toMatchObject({ status: 400, code: 'JSON_INVALID' })
  })

  test('bytes that are not UTF-8 are refused, not guessed at', async () => {
    expect(await problemOf(post(Buffer.from('{"text":"\xb2\xbb\xc2\xfa"}', 'latin1')))).toMatchObject({ status: 400, code: 'JSON_INVALID' })
  })

  test('NUL and lone surrogates become U+FFFD', async () => {
    const answer = await post(String.raw`{"text":"a\u0000b\ud800c"}`)

    expect(await answer.json()).toEqual({ text: 'a\uFFFDb\uFFFDc' })
  })

  test.each([
    ['text/plain', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['XML', { 'content-type': 'application/xml' }],
    ['a nonsense type', { 'content-type': ';;;' }],
  ])('%s is not taken', async (_name, headers) => {
    expect(await problemOf(post('{"text":"a"}', headers))).toMatchObject({ status: 415, code: 'MEDIA_TYPE_UNSUPPORTED' })
  })

  test('a body without a type is not taken', async () => {
    const { status, body } = await say(
      'POST /complaints HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\nConnection: close\r\n\r\n{"text":"a"}',
    )

    expect(status).toBe(415)
    expect(JSON.parse(body)).toMatchObject({ code: 'MEDIA_TYPE_UNSUPPORTED' })
  })

  test('no body at all is an empty one', async () => {
    expect(await problemOf(fetch(`${origin}/complaints`, { method: 'POST' }))).toMatchObject({ status: 400, code: 'INPUT_INVALID' })
    expect(await problemOf(post(''))).toMatchObject({ status: 400, code: 'INPUT_INVALID' })
  })

  test('25 MB are refused and the answer arrives, with and without a length given', async () => {
    const body = Buffer.alloc(25 * 1024 * 1024, 'a')
    const inPieces = () => new Blob([body]).stream()

    expect(await problemOf(post(body))).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' })
    expect(await problemOf(post(inPieces()))).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' })
    const head = `POST /complaints HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`
    const whole = await say(Buffer.concat([Buffer.from(head), body]))
    expect(whole.status).toBe(413)
    expect(JSON.parse(whole.body)).toMatchObject({ code: 'BODY_TOO_LARGE' })
  })

  test.each([
    ['broken percent-encoding', '/complaints/%E0%A4%A'],
    ['NUL in the path', '/complaints/%00'],
    ['a very long part of the path', `/complaints/${'a'.repeat(2_000)}`],
    ['a parameter given twice', '/complaints?limit=1&limit=2'],
    ['text for a number', '/complaints?limit=many'],
    ['a long query', `/complaints?q=${'a'.repeat(10_000)}`],
    ['a number too large for its column', '/stored?seq=99999999999999'],
    ['a date that is none', '/stored?seq=1&at=yesteryear'],
    ['a year that is none', '/stored?seq=1&at=999999-01-01'],
  ])('%s in the address', async (_name, path) => {
    expect(await problemOf(fetch(origin + path))).toMatchObject({ status: 400, code: 'INPUT_INVALID' })
  })

  test('NUL in a query is replaced like anywhere, __proto__ stays a name', async () => {
    expect(await (await fetch(`${origin}/complaints?q=a%00b&__proto__=1&constructor=2`)).json()).toEqual({ limit: 50, q: 'a\uFFFDb' })
  })

  test('an address that nobody answers is told from a method that nobody answers', async () => {
    expect(await problemOf(fetch(`${origin}/nothing`))).toMatchObject({ status: 404, code: 'NOT_FOUND' })
    expect(await problemOf(fetch(`${origin}/complaints`, { method: 'DELETE' }))).toMatchObject({
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
      allow: 'POST, GET, HEAD',
    })
    expect(await problemOf(post('{"text":"a"}', json, '/complaints/0197c3a0-0000-7000-8000-000000000000'))).toMatchObject({ status: 405 })
    expect((await say('PROPFIND /complaints HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')).status).toBe(405)
  })

  test.each([
    ['headers of 20 kB', `GET /complaints HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
    ['an address of 20 kB', `GET /complaints?q=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
    ['a method of no standard', 'WHATEVER /complaints HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'INPUT_INVALID'],
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'INPUT_INVALID'],
    ['two lengths', 'POST /complaints HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400, 'INPUT_INVALID'],
    ['a length that is none', 'POST /complaints HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n', 400, 'INPUT_INVALID'],
    [
      'a length and pieces',
      'POST /complaints HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'INPUT_INVALID',
    ],
    ['a broken header', 'GET /complaints HTTP/1.1\r\nHost: a\r\nBad Header\r\n\r\n', 400, 'INPUT_INVALID'],
  ])('%s', async (_name, bytes, status, code) => {
    const answer = await say(bytes)

    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.body)).toMatchObject({ code, status })
  })

  test('after all of this the server answers as before', async () => {
    expect(await (await post('{"text":"空调不制冷"}')).json()).toEqual({ text: '空调不制冷' })
  })
})
