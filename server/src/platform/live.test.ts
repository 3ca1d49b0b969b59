import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { aPlatform } from '../../test/database.ts'
import { type Actor, createHttp, routesOf } from './http.ts'
import { mountLive } from './live.ts'

let platform: Awaited<ReturnType<typeof aPlatform>>
let app: FastifyInstance
let one: string
let two: string
const signedOut = new Set<string>()

beforeAll(async () => {
  platform = await aPlatform()
  one = await platform.aTenant('one')
  two = await platform.aTenant('two')
  // The header names the person: `<tenant>.<name>`.
  const authenticate = async (request: { headers: Record<string, unknown> }): Promise<Actor | null> => {
    const who = String(request.headers.who)
    const tenantId = { one, two }[who.split('.')[0] ?? '']
    if (!tenantId || signedOut.has(who)) return null
    return { tenantId, userId: who, tokenId: null, unitId: null, permissions: new Set(), remedyLimitFen: 0 }
  }
  app = await createHttp({ ...platform.deps, authenticate })
  mountLive(routesOf(app), platform.deps, {}, undefined, { lookMs: 5, heartbeatMs: 10, checkMs: 20, perPerson: 2 })
  await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => platform.close())
beforeEach(() => signedOut.clear())

async function aStream(who: string) {
  const { port } = app.server.address() as AddressInfo
  const answer = await new Promise<IncomingMessage>((done, failed) => {
    get({ port, host: '127.0.0.1', path: '/events/stream', headers: { who }, agent: false }, done).once('error', failed)
  })
  const stream = { status: answer.statusCode, type: answer.headers['content-type'], text: '', ended: false, close: () => answer.destroy() }
  answer.on('data', (part) => {
    stream.text += part
  })
  answer.on('error', () => {})
  answer.on('end', () => {
    stream.ended = true
  })
  return stream
}

const seal = (tenantId: string, seq: number) =>
  sql`insert into feed_head (tenant_id, seq) values (${tenantId}, ${seq}) on conflict (tenant_id) do update set seq = ${seq}`.execute(
    platform.deps.database.tenant(tenantId),
  )

describe('the stream of changes', () => {
  test('tells every page of the tenant, and no other, that the feed has grown', async () => {
    const [mine, colleagues, others] = [await aStream('one.li'), await aStream('one.wang'), await aStream('two.zhao')]
    expect(mine).toMatchObject({ status: 200, type: 'text/event-stream; charset=utf-8' })

    await seal(one, 7)

    const told = 'event: changed\nid: 7\ndata: {"seq":7}\n\n'
    await vi.waitFor(() => expect(mine.text).toContain(told))
    await vi.waitFor(() => expect(colleagues.text).toContain(told))
    await vi.waitFor(() => expect(others.text).toContain(': still here'))
    expect(others.text).not.toContain('changed')
    for (const stream of [mine, colleagues, others]) stream.close()
  })

  test('a change right after the page opened is told', async () => {
    const stream = await aStream('two.li')
    await seal(two, 1)
    await vi.waitFor(() => expect(stream.text).toContain('"seq":1'))
    stream.close()
  })

  test('ends when the person signed out', async () => {
    const stream = await aStream('one.li')
    signedOut.add('one.li')
    await vi.waitFor(() => expect(stream.ended).toBe(true))
  })

  test('a person has so many at most, and a closed one counts no more', async () => {
    const first = await aStream('one.qian')
    const second = await aStream('one.qian')
    expect((await aStream('one.qian')).status).toBe(429)
    first.close()
    await vi.waitFor(async () => expect((await aStream('one.qian')).status).toBe(200))
    second.close()
  })

  test('nobody gets one without signing in', async () => {
    expect((await aStream('9.nobody')).status).toBe(401)
  })

  test('ends when the server stops', async () => {
    const stream = await aStream('one.sun')
    await app.close()
    await vi.waitFor(() => expect(stream.ended).toBe(true))
  })
})
