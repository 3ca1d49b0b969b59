import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aPerson } from '../../../test/builders.ts'
import { aWorld, type Client, type World } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'
import { type Agent, aNewDay, aTalk, aVisitor, present } from './chats-for-tests.ts'

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

describe('a talk (会话)', () => {
  test('a window in English greets in English before anything is chosen, and a talk keeps the language it began in', async () => {
    const visitor = await aVisitor(world)
    expect(await visitor.see('en')).toMatchObject({
      greeting: expect.stringMatching(/^Hello/),
      privacy: expect.stringMatching(/^This talk/),
    })
    expect(await visitor.see('zh-CN')).toMatchObject({ greeting: expect.stringMatching(/^您好/) })
    await visitor.begin('question', { language: 'en' })
    expect(await visitor.see('zh-CN')).toMatchObject({ greeting: expect.stringMatching(/^Hello/) })
  })

  test('goes both ways, the same client id twice is one message, and what is personal is masked for our people', async () => {
    const { visitor, id } = await aTalk(world, lin)
    const clientId = newId()
    const sent = [
      await visitor.say('我的电话是13912341234，冰箱不制冷', clientId),
      await visitor.say('我的电话是13912341234，冰箱不制冷', clientId),
    ]
    expect(sent[1]?.body).toEqual(sent[0]?.body)
    const word = { clientId: newId(), text: '您好，马上帮您查' }
    await lin.post(`/chats/${id}/messages`, word)
    await lin.post(`/chats/${id}/messages`, word)
    // Other words under an id that was used are refused, never dropped in silence.
    expect(await lin.post(`/chats/${id}/messages`, { ...word, text: '您好，请问型号？' })).toMatchObject({ status: 422 })
    expect((await visitor.say('我改主意了', clientId)).status).toBe(422)

    const { messages } = await visitor.see()
    expect(messages.filter(({ kind }: { kind: string }) => kind === 'text').map(({ text }: { text: string }) => text)).toEqual([
      '我的电话是13912341234，冰箱不制冷',
      '您好，马上帮您查',
    ])
    const { body } = await lin.get(`/chats/${id}`)
    const customer = body.messages.find(({ by }: { by: string }) => by === 'customer')
    expect(customer.text).toContain('139****1234')
    expect(customer.reading).toMatchObject({ emotion: expect.any(Number), stage: expect.any(Number), signals: expect.any(Array) })
  })

  test('is nobody else’s: neither another visitor nor a colleague who does not have it reads or writes in it', async () => {
    const { visitor, id } = await aTalk(world, lin)
    await visitor.say('只给客服看')
    const stranger = await aVisitor(world)
    expect((await stranger.see()).messages).toEqual([])
    expect((await stranger.say('冒充')).status).toBe(404)
    expect(await chen.post(`/chats/${id}/messages`, { clientId: newId(), text: '插话' })).toMatchObject({ status: 403 })
    const forged = { 'x-chat-visitor': `${visitor.token.slice(0, -2)}xx` }
    const { body } = await admin.get('/portal/chat', forged)
    expect(body.chat).toBeNull()
    expect((await admin.get('/portal/chat', { 'x-chat-visitor': 'nonsense' })).status).toBe(401)
    expect((await admin.get('/portal/chat', { 'x-chat-visitor': `${newId()}.${'a'.repeat(43)}` })).status).toBe(401)
  })

  test('a token of a company nobody has opens nothing in the database', async () => {
    const opened: string[] = []
    const { writer } = world.deps.database
    world.deps.database.writer = (tenantId) => {
      opened.push(tenantId)
      return writer(tenantId)
    }
    const invented = newId()
    try {
      expect((await admin.get('/portal/chat', { 'x-chat-visitor': `${invented}.${'a'.repeat(43)}` })).status).toBe(401)
    } finally {
      world.deps.database.writer = writer
    }
    expect(opened).not.toContain(invented)
  })

  test('a private link said in it is whole for the customer and cut for our people', async () => {
    const { visitor, id } = await aTalk(world, lin)
    const link = `https://care.example/p/default/c/${'Ab-_'.repeat(5)}zz`
    await visitor.say(`我的链接 ${link} 打不开`)
    expect(JSON.stringify(await visitor.see())).toContain(link)
    const { body } = await lin.get(`/chats/${id}`)
    expect(JSON.stringify(body.messages)).toContain('我的链接 https://care.example/p/default/c/… 打不开')
  })

  test('handed over it keeps everything said, with a note the customer does not see', async () => {
    const { visitor, id } = await aTalk(world, lin)
    await visitor.say('订单一直不发货')
    expect(await lin.post(`/chats/${id}/handovers`, { toUserId: chen.id, note: '客户要查仓库，我查不到' })).toMatchObject({ status: 201 })
    const { body } = await chen.get(`/chats/${id}`)
    expect(body).toMatchObject({
      agent: { id: chen.id },
      can: { talk: true },
      handovers: [{ from: { id: lin.id }, to: { id: chen.id }, note: '客户要查仓库，我查不到' }],
    })
    expect(body.messages.map(({ text }: { text: string }) => text)).toEqual(
      expect.arrayContaining(['订单一直不发货', '客户要查仓库，我查不到']),
    )
    expect(JSON.stringify(await visitor.see())).not.toContain('客户要查仓库')
    expect(await lin.post(`/chats/${id}/messages`, { clientId: newId(), text: '还在' })).toMatchObject({ status: 403 })
    await lin.put('/chat-desk', { presence: 'away' })
    expect(await chen.post(`/chats/${id}/handovers`, { toUserId: lin.id, note: '还给你' })).toMatchObject({
      status: 409,
      body: { code: 'PERSON_NOT_FREE' },
    })
    await present(lin)
  })

  test('silence is asked about, and then ends it; whoever writes meanwhile goes on', async () => {
    const { visitor, id } = await aTalk(world, lin)
    await lin.post(`/chats/${id}/messages`, { clientId: newId(), text: '请问您的订单号？' })
    world.clock.moveMinutes(3)
    await world.settle()
    expect((await visitor.see()).messages.at(-1)).toMatchObject({ notice: 'silence', facts: { seconds: 60 } })
    await visitor.say('刚去找订单号')
    world.clock.moveMinutes(10)
    await world.settle()
    expect((await visitor.see()).chat.state).toBe('live')
    await lin.post(`/chats/${id}/messages`, { clientId: newId(), text: '好的，查到了' })
    for (const minutes of [3, 1]) {
      world.clock.moveMinutes(minutes)
      await world.settle()
    }
    expect(await visitor.see()).toMatchObject({ chat: { state: 'ended' } })
    expect((await visitor.see()).messages.at(-1)).toMatchObject({ notice: 'endedBySilence' })
  })

  test('over without a complaint it becomes a contact, in which unhappy customers are looked for; a score goes with it', async () => {
    const { visitor, id } = await aTalk(world, lin)
    await visitor.details({ name: '周敏', phone: '13912340001' })
    await visitor.say('踢皮球是吧，太失望了，以后再也不买你们家的了')
    await lin.post(`/chats/${id}/messages`, { clientId: newId(), text: '抱歉' })
    world.clock.moveMinutes(2)
    expect((await visitor.score(2)).status).toBe(204)
    await visitor.end()
    await world.settle()
    await world.settle()
    const { body } = await admin.get('/contacts?channel=chat')
    const contact = body.rows.find(({ customer }: { customer: { name: string } | null }) => customer?.name === '周**')
    expect(contact).toMatchObject({ channel: 'chat', score: 2, turns: 2 })
    expect(body.rows.filter(({ customer }: { customer: { name: string } | null }) => customer?.name === '周**')).toHaveLength(1)
  })

  test('made a complaint it takes the whole talk along, once, and stands in the talk with its number', async () => {
    const { visitor, id } = await aTalk(world, lin)
    await visitor.details({ name: '王小明', phone: '13912341234' })
    await visitor.say('安装师傅迟到三小时，我要求退安装费')
    const input = { subject: '安装迟到', text: '客户要求退安装费 80 元', category: 'delivery.delay' }
    const made = await lin.post(`/chats/${id}/complaint`, input)
    expect(made).toMatchObject({ status: 201, body: { number: expect.any(String) } })
    expect(await lin.post(`/chats/${id}/complaint`, input)).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })
    const { body } = await lin.get(`/cases/${made.body.caseId}`)
    expect(body).toMatchObject({ channel: 'chat', subject: '安装迟到', customer: { name: '王**' } })
    expect(body.text).toContain('安装师傅迟到三小时')
    expect((await visitor.see()).chat.caseNumber).toBe(made.body.number)
    await visitor.end()
    await world.settle()
    expect(
      (await admin.get('/contacts?channel=chat')).body.rows.filter(({ excerpt }: { excerpt: string }) => excerpt.includes('迟到三小时')),
    ).toEqual([])
  })

  test('nobody learns by it who is no agent', async () => {
    const handler = await aPerson(world, admin, 'handler')
    expect((await handler.get('/chats')).status).toBe(403)
    expect((await lin.get('/chats?part=all')).status).toBe(403)
  })
})
