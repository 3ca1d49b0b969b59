import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aPerson } from '../../../test/builders.ts'
import { aWorld, type Client, clientOf, signedInAs, type World } from '../../../test/harness.ts'
import { createApp } from '../../app.ts'
import { chatSources } from '../../chat-sources.ts'
import { createHttp } from '../../platform/http.ts'
import { newId } from '../../platform/ids.ts'
import { aVisitor, present } from './chats-for-tests.ts'
import { liveChats } from './live.ts'
import { chatPage } from './page.ts'
import { visitorRoutes } from './visitor-routes.ts'

let world: World
let admin: Client
let lin: Awaited<ReturnType<typeof aPerson>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  lin = await aPerson(world, admin, 'agent')
  await present(lin)
  await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => world.close())

async function aStream(app: FastifyInstance, path: string, headers: Record<string, string>) {
  const { port } = app.server.address() as AddressInfo
  const answer = await new Promise<IncomingMessage>((done, failed) => {
    get({ port, host: '127.0.0.1', path: `/api/v1${path}`, headers, agent: false }, done).once('error', failed)
  })
  const stream = { status: answer.statusCode, text: '', close: () => answer.destroy() }
  answer.on('data', (part) => {
    stream.text += part
  })
  answer.on('error', () => {})
  return stream
}
async function credentialOf(username: string) {
  const { headers } = await clientOf(world.app).post('/sessions', { username, password: 'a good long password' })
  return { cookie: [headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? '' }
}
const soon = (seen: () => void) => vi.waitFor(seen, { timeout: 15_000 })
const textsIn = (text: string) =>
  [...text.matchAll(/event: message\nid: \S+\ndata: (.*)/g)].map(([, data = '{}']) => JSON.parse(data).text).filter(Boolean)
const lastIdIn = (text: string) => [...text.matchAll(/^id: (\S+)$/gm)].at(-1)?.[1] ?? ''

describe('live talks (实时会话)', () => {
  test('both sides hear of each other, and after a break nothing is lost and nothing comes twice', async () => {
    const visitor = await aVisitor(world)
    const headers = { 'x-chat-visitor': visitor.token }
    const { body: begun } = await visitor.begin('person')
    const staff = await aStream(world.app, '/chats/stream', await credentialOf(lin.username))
    await soon(() => expect(staff.text).toContain(begun.id))
    const window = await aStream(world.app, '/portal/chat/stream', headers)
    await lin.post(`/chats/${begun.id}/taking`)
    await lin.post(`/chats/${begun.id}/messages`, { clientId: newId(), text: '您好' })
    await soon(() => expect(textsIn(window.text)).toEqual(['您好']))
    await soon(() => expect(window.text).toContain('"state":"live"'))
    const before = staff.text.length
    await visitor.say('在吗')
    await soon(() => expect(staff.text.slice(before)).toContain(begun.id))

    await soon(() => expect(textsIn(window.text)).toEqual(['您好', '在吗']))
    const lastId = lastIdIn(window.text)
    window.close()
    await lin.post(`/chats/${begun.id}/messages`, { clientId: newId(), text: '断线时说的' })
    // Another process answers after the first was killed: what it knows is in the table.
    const other = await createApp(world.deps)
    await other.listen({ port: 0, host: '127.0.0.1' })
    const again = await aStream(other, '/portal/chat/stream', { ...headers, 'last-event-id': lastId })
    await soon(() => expect(textsIn(again.text)).toEqual(['断线时说的']))
    again.close()
    await other.close()
    staff.close()
  })

  test('a stranger’s window hears nothing, and nobody listens without a token', async () => {
    const [visitor, stranger] = [await aVisitor(world), await aVisitor(world)]
    await visitor.begin('person')
    await stranger.begin('person')
    const window = await aStream(world.app, '/portal/chat/stream', { 'x-chat-visitor': stranger.token })
    const own = await aStream(world.app, '/portal/chat/stream', { 'x-chat-visitor': visitor.token })
    await visitor.say('只有我看得到')
    await soon(() => expect(textsIn(own.text)).toEqual(['只有我看得到']))
    await stranger.say('我的')
    await soon(() => expect(textsIn(window.text)).toEqual(['我的']))
    window.close()
    own.close()
    expect((await aStream(world.app, '/portal/chat/stream', {})).status).toBe(401)
  })
})

describe('how many windows listen (上限)', () => {
  test('one address has a hundred at most, whosever they are, and a place that is given back is free again', async () => {
    const live = liveChats(world.deps)
    const app = await createHttp({ ...world.deps, authenticate: async () => null })
    await app.register(async (scope) => visitorRoutes(scope, world.deps, chatSources, live), { prefix: '/api/v1' })
    await app.listen({ port: 0, host: '127.0.0.1' })
    const others = Array.from({ length: 100 }, (_, no) =>
      live.joinVisitor(world.tenantId, Buffer.from(`visitor ${no}`), { address: '127.0.0.1', chatId: null, lastNo: 0 }),
    )
    const { token } = await aVisitor(world)
    const listen = () => aStream(app, '/portal/chat/stream', { 'x-chat-visitor': token })
    expect((await listen()).status).toBe(429)
    others.pop()?.destroy()
    await soon(() => expect(live.countFrom('127.0.0.1')).toBe(99))
    expect((await listen()).status).toBe(200)
    live.close()
    await app.close()
  })
})

describe('the window on other sites (聊天窗口)', () => {
  test('only the sites of the company’s list may frame it; the script is for everybody', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zhiwei-chat-'))
    await writeFile(join(folder, 'chat.html'), '<div id="root"></div>')
    const app = await createHttp({ ...world.deps, authenticate: async () => null })
    await chatPage(app, world.deps, folder)
    const policy = async () => String((await app.inject('/p/default/chat')).headers['content-security-policy'])
    expect(await policy()).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/)

    const { body } = await admin.get('/chat-settings')
    const put = (sites: string[]) => admin.put('/chat-settings', { definition: { ...body.definition, sites }, version: body.version })
    expect((await put(['https://shop.example.com/path'])).status).toBe(400)
    expect((await put(["https://shop.example.com; script-src 'unsafe-inline'"])).status).toBe(400)
    expect((await put(['https://shop.example.com', 'http://localhost:8080'])).status).toBe(200)
    expect(await policy()).toMatch(/^default-src 'none';.*frame-ancestors https:\/\/shop\.example\.com http:\/\/localhost:8080$/)
    expect(await put(['https://shop.example.com'])).toMatchObject({ status: 409, body: { code: 'VERSION_CONFLICT' } })

    expect((await app.inject('/p/default/chat')).headers['x-frame-options']).toBeUndefined()
    expect((await app.inject('/p/nobody/chat')).statusCode).toBe(404)
    const script = await app.inject('/chat/widget.js')
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
    })
    await app.close()
    await rm(folder, { recursive: true })
  })
})
