import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { aWorld, type Client, clientOf, type World } from '../../../test/harness.ts'
import { type Agent, aNewDay, aTalk, aVisitor, present, setChats } from './chats-for-tests.ts'

let world: World
let admin: Client
let lin: Agent
let chen: Agent

beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  ;({ admin, lin, chen } = await aNewDay(world))
})

describe('being there (在场)', () => {
  test('who has had no page open for a minute is away, and the talk goes back to its old place in the queue', async () => {
    await setChats(admin, { staffAwaySeconds: 60 })
    const { visitor, id } = await aTalk(world, lin)
    const second = await aVisitor(world)
    world.clock.moveMinutes(0.5)
    await second.begin('person')
    world.clock.moveMinutes(1)
    await present(chen)
    await world.settle()
    expect((await visitor.see()).chat).toMatchObject({ state: 'waiting', place: 1 })
    expect((await visitor.see()).messages.at(-1)).toMatchObject({ notice: 'givenBack' })
    expect((await admin.get('/chats')).body.counts.present).toBe(1)
    expect(await chen.post('/chats/next')).toMatchObject({ status: 201, body: { id } })
    expect((await chen.get(`/chats/${id}`)).body.can.talk).toBe(true)
  })

  test('an open page is a sign of it, whichever page that is', async () => {
    await setChats(admin, { staffAwaySeconds: 60 })
    const { visitor } = await aTalk(world, lin)
    await world.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = world.app.server.address() as AddressInfo
    const { headers } = await clientOf(world.app).post('/sessions', { username: lin.username, password: 'a good long password' })
    const cookie = [headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? ''
    const before = await seenAt(lin.id)
    world.clock.moveMinutes(2)
    const page = get({ port, host: '127.0.0.1', path: '/api/v1/events/stream', headers: { cookie }, agent: false }).on('error', () => {})
    await vi.waitFor(async () => expect(await seenAt(lin.id)).toBeGreaterThan(before), { timeout: 15_000 })
    await world.settle()
    expect((await visitor.see()).chat.state).toBe('live')
    page.destroy()
  })

  test('a visitor who spoke last and went away is not waited for for ever; the rating is open to them', async () => {
    await setChats(admin, { visitorGoneMinutes: 20 })
    const { visitor } = await aTalk(world, lin)
    await visitor.say('你们查一下')
    world.clock.moveMinutes(19)
    await world.settle()
    expect((await visitor.see()).chat.state).toBe('live')
    world.clock.moveMinutes(20)
    await world.settle()
    const seen = await visitor.see()
    expect(seen.chat).toMatchObject({ state: 'ended', staff: expect.any(String) })
    expect((await visitor.score(4)).status).toBe(204)
  })
})

const seenAt = async (userId: string) =>
  (
    await world.deps.database
      .tenant(world.tenantId)
      .selectFrom('chat_desk')
      .select('seen_at')
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow()
  ).seen_at?.getTime() ?? 0
