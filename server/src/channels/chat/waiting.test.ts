import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aWorld, type Client, type World } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'
import { type Agent, aNewDay, aVisitor, present, setChats } from './chats-for-tests.ts'

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

describe('waiting for a person (排队)', () => {
  test('who came first is first, but whoever is in danger goes to the head, and each sees the own place', async () => {
    const [early, late, danger] = [await aVisitor(world), await aVisitor(world), await aVisitor(world)]
    await early.begin('person')
    world.clock.moveMinutes(1)
    await late.begin('question')
    world.clock.moveMinutes(1)
    await danger.begin('question')
    expect(await Promise.all([early, late, danger].map(async (one) => (await one.see()).chat.place))).toEqual([1, 2, 3])

    await danger.say('充电器冒烟起火了，我家里还有八十岁的老人')

    expect((await danger.see()).chat.place).toBe(1)
    expect((await early.see()).chat.place).toBe(2)
    const { body } = await lin.get('/chats?part=waiting')
    expect(body.rows[0].urgent).toContain('safety')
    const first = await lin.post('/chats/next')
    expect(first).toMatchObject({ status: 201, body: { id: body.rows[0].id } })
    expect((await danger.see()).chat).toMatchObject({ state: 'live', staff: expect.any(String), place: null })
  })

  test('of two who take the same one gets it, the other is told who was faster; of two who take the next each gets another', async () => {
    const [one, two] = [await aVisitor(world), await aVisitor(world)]
    await one.begin('person')
    await two.begin('person')
    const nexts = await Promise.all([lin.post('/chats/next'), chen.post('/chats/next')])
    expect(nexts.map(({ status }) => status)).toEqual([201, 201])
    expect(new Set(nexts.map(({ body }) => body.id)).size).toBe(2)

    const third = await aVisitor(world)
    const { body: begun } = await third.begin('person')
    const both = await Promise.all([lin.post(`/chats/${begun.id}/taking`), chen.post(`/chats/${begun.id}/taking`)])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('ALREADY_DECIDED')
  })

  test('nobody gets one while away, or more than they can take at once', async () => {
    const visitor = await aVisitor(world)
    await visitor.begin('person')
    await lin.put('/chat-desk', { presence: 'away' })
    expect(await lin.post('/chats/next')).toMatchObject({ status: 409, body: { code: 'PERSON_NOT_FREE' } })
    await chen.put('/chat-desk', { presence: 'away' })
    expect((await visitor.see()).chat).toMatchObject({ isStaffed: false, expectedMinutes: null })
    await present(lin, 1)
    expect((await lin.post('/chats/next')).status).toBe(201)
    await (await aVisitor(world)).begin('person')
    expect(await lin.post('/chats/next')).toMatchObject({ status: 409, body: { code: 'PERSON_NOT_FREE' } })
  })

  test('the expected wait is said when the last hour tells it, and not before', async () => {
    await present(lin, 1)
    await chen.put('/chat-desk', { presence: 'away' })
    for (let talk = 0; talk < 5; talk++) {
      await (await aVisitor(world)).begin('person')
      const { body } = await lin.post('/chats/next')
      world.clock.moveMinutes(4)
      await lin.post(`/chats/${body.id}/end`)
    }
    const [first, second] = [await aVisitor(world), await aVisitor(world)]
    await first.begin('person')
    world.clock.moveMinutes(1)
    await second.begin('person')
    expect((await second.see()).chat).toMatchObject({ place: 2, expectedMinutes: 8 })
    world.clock.moveMinutes(90)
    expect((await second.see()).chat).toMatchObject({ place: 2, expectedMinutes: null })
  })

  test('a complaint goes straight to the complaint skill group; after two minutes everybody may take it', async () => {
    const { body: group } = await admin.post('/skill-groups', { name: `投诉组${newId()}`, memberIds: [chen.id] })
    expect((await setChats(admin, { complaintGroupId: group.id })).status).toBe(200)
    const visitor = await aVisitor(world)
    const { body: begun } = await visitor.begin('complaint')
    expect(await lin.post('/chats/next')).toMatchObject({ status: 409, body: { code: 'NOTHING_TO_TAKE' } })
    expect((await chen.get('/chats')).body.rows[0]).toMatchObject({ id: begun.id, group: { id: group.id } })
    world.clock.moveMinutes(2)
    expect((await lin.post('/chats/next')).body).toEqual({ id: begun.id })
  })
})

describe('the automatic answer (自动回复)', () => {
  const automatic = { zh: '这是自动回复：常见问题见说明书。需要人工请点“转人工”。', en: 'This is an automatic answer.', minutes: 3 }

  test('says that it is one, and after three minutes a person takes over', async () => {
    await setChats(admin, { automatic })
    const visitor = await aVisitor(world)
    await visitor.begin('question')
    await visitor.say('请问滤网多久换一次')
    expect(await visitor.see()).toMatchObject({
      chat: { state: 'automatic' },
      messages: [{ by: 'automatic', text: automatic.zh }, { by: 'customer' }],
    })
    world.clock.moveMinutes(2)
    await world.settle()
    expect((await visitor.see()).chat.state).toBe('automatic')
    world.clock.moveMinutes(1)
    await world.settle()
    expect((await visitor.see()).chat).toMatchObject({ state: 'waiting', place: 1 })
  })

  test.each([
    ['who asks for a person', async (visitor: Awaited<ReturnType<typeof aVisitor>>) => visitor.begin('person')],
    [
      'who threatens to go to the authorities',
      async (visitor: Awaited<ReturnType<typeof aVisitor>>) => visitor.say('再不处理我就打12315投诉，找媒体曝光你们'),
    ],
  ])('%s gets one at once', async (_who, does) => {
    await setChats(admin, { automatic })
    const visitor = await aVisitor(world)
    await visitor.begin('question')
    await does(visitor)
    expect((await visitor.see()).chat.state).toBe('waiting')
  })

  test('who comes for the third time within a day and was upset speaks to a person at once', async () => {
    await setChats(admin, { automatic })
    const visitor = await aVisitor(world)
    for (const text of ['太气人了，骗子公司，垃圾服务，气死我了！', '还是没人管，太过分了，气死我了！']) {
      await visitor.begin('question')
      await visitor.say(text)
      await visitor.end()
      world.clock.moveMinutes(5)
    }
    await visitor.begin('question')
    expect((await visitor.see()).chat.state).toBe('waiting')
  })
})
