import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCaseIn, aRegisteredCase, aUnit } from '../../../test/builders.ts'
import { anSmsServer } from '../../../test/fake-sms-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { systemActor } from '../../cases/index.ts'
import { queueMessage } from '../index.ts'

const keyId = 'zhiwei'
const secret = 'a secret of the gateway'
let world: World
let admin: Client
let gateway: Awaited<ReturnType<typeof anSmsServer>>
let accountId: string
let phones = 0

beforeAll(async () => {
  gateway = await anSmsServer({ keyId, secret })
  world = await aWorld()
  world.deps.config.outgoingAllow = [gateway.host]
  admin = await signedInAs(world)
  const settings = { address: gateway.address, keyId, secret, signName: '安心家电' }
  const made = await admin.post('/channels/accounts', { door: 'sms', name: '短信', settings })
  accountId = made.body.id
})
afterAll(async () => {
  await world.close()
  await gateway.close()
})
beforeEach(() => {
  gateway.messages.length = 0
})

const aPhone = () => `138000${10_000 + ++phones}`
const settle = async () => {
  await world.settle()
  await world.settle()
}
/** As the gateway hands a customer's message on. */
const reply = async (given: object, { signedAt = world.clock.now(), tamper = '' } = {}) => {
  const body = JSON.stringify(given)
  const { statusCode } = await world.app.inject({
    method: 'POST',
    url: `/p/default/channels/${accountId}`,
    headers: { 'content-type': 'application/json', ...gateway.signed(body, signedAt) },
    payload: body + tamper,
  })
  return statusCode
}
const received = async (caseId: string) =>
  (await admin.get(`/cases/${caseId}/timeline`)).body.rows.filter(({ kind }: { kind: string }) => kind === 'case.messageReceived')

describe('short messages (短信)', () => {
  test('the account is checked with its signature, and a wrong one is said', async () => {
    expect((await admin.post(`/channels/accounts/${accountId}/checks`)).body).toEqual({ ok: true, said: '短信网关已接受签名' })
    const wrong = { address: gateway.address, keyId, secret: 'not the right one' }
    const { body } = await admin.post('/channels/accounts', { door: 'sms', name: '错的', settings: wrong })
    expect((await admin.post(`/channels/accounts/${body.id}/checks`)).body).toEqual({ ok: false, said: '短信网关不接受签名（401）' })
    const { name, settings, version } = body
    await admin.put(`/channels/accounts/${body.id}`, { name, settings, isOpen: false, version })
  })

  test('who left a mobile number is told by short message, under the company’s sign, each id once', async () => {
    const phone = aPhone()
    const { number } = await aRegisteredCase(admin, { complainant: { name: '王小明', phone } })
    await settle()
    expect(gateway.messages).toMatchObject([{ to: phone, text: expect.stringContaining(`编号 ${number}`) }])
    expect(gateway.messages[0]?.text).toMatch(/^【安心家电】/)
    const log = (await admin.get('/channels/messages?door=sms')).body.rows
    expect(log[0]).toMatchObject({ state: 'sent', to: `${phone.slice(0, 3)}****${phone.slice(-4)}` })
  })

  test('an overloaded gateway is tried again, words it refuses are final', async () => {
    gateway.answer({ status: 503, body: {} })
    const { caseId: later } = await aRegisteredCase(admin, { complainant: { phone: aPhone() } })
    await settle()
    expect((await admin.get(`/cases/${later}/outgoing`)).body.rows).toMatchObject([
      { state: 'waiting', tries: 1, lastError: '短信网关答复 503' },
    ])
    world.clock.moveMinutes(1)
    await settle()
    expect((await admin.get(`/cases/${later}/outgoing`)).body.rows).toMatchObject([{ state: 'sent' }])

    gateway.answer({ status: 422, body: { message: '内容含违禁词' } })
    const { caseId: never } = await aRegisteredCase(admin, { complainant: { phone: aPhone() } })
    await settle()
    expect((await admin.get(`/cases/${never}/outgoing`)).body.rows).toMatchObject([
      { state: 'failed', tries: 1, lastError: '短信网关答复 422：内容含违禁词' },
    ])
  })

  test('a reply is a message on the one open case of its sender, once, and comes out answered by short message', async () => {
    const phone = aPhone()
    const unit = await aUnit(admin, '售后部')
    const { id } = await aCaseIn('accepted', admin, unit.id, { complainant: { phone } })
    expect(await reply({ id: 'r1', from: `+86${phone}`, text: '师傅到现在还没来' })).toBe(204)
    expect(await reply({ id: 'r1', from: phone, text: '师傅到现在还没来' })).toBe(204)
    expect(await received(id)).toMatchObject([{ facts: { door: 'sms' } }])
    await admin.post(`/cases/${id}/answers`, { text: '师傅今天下午三点到。', finding: 'substantiated' })
    await settle()
    expect(gateway.messages.at(-1)).toMatchObject({ to: phone, text: expect.stringContaining('师傅今天下午三点到') })
  })

  test('查询 with the number is answered at once, also at night, to whoever writes from the own phone', async () => {
    const phone = aPhone()
    const { number } = await aRegisteredCase(admin, { complainant: { phone } })
    await settle()
    gateway.messages.length = 0
    world.clock.set('2026-11-02T15:00:00Z') // 23:00 in Shanghai
    const typed = number.replace('-', '').toLowerCase()
    expect(await reply({ id: 'q1', from: phone, text: `查询 ${typed}` })).toBe(204)
    expect(await reply({ id: 'q1', from: phone, text: `查询 ${typed}` })).toBe(204)
    expect(await reply({ id: 'q2', from: aPhone(), text: `查询${typed} 000000` })).toBe(204)
    await settle()
    const answers = gateway.messages.map(({ to, text }) => ({ own: to === phone, tells: text.includes(number) }))
    expect(answers).toHaveLength(2)
    expect(answers).toContainEqual({ own: true, tells: true })
    expect(answers).toContainEqual({ own: false, tells: false })
    world.clock.set('2026-11-03T02:00:00Z')
    admin = await signedInAs(world)
  })

  test('who has no open case, or several, is kept as a contact, or as a complaint where the company wants that', async () => {
    const phone = aPhone()
    expect(await reply({ id: 'r10', from: phone, text: '你们的热线总打不通' })).toBe(204)
    expect((await admin.get('/contacts')).body.rows).toMatchObject([{ channel: 'sms', excerpt: '你们的热线总打不通' }])
    const { body: settings } = await admin.get('/channels/outgoing-settings')
    await admin.put('/channels/outgoing-settings', { ...settings, unknownReply: 'complaint' })
    expect(await reply({ id: 'r11', from: phone, text: '热线还是打不通，我要投诉' })).toBe(204)
    const { body } = await admin.get('/cases?q=热线还是打不通')
    expect(body.rows).toMatchObject([{ channel: 'sms', status: 'registered' }])
    // What follows in the conversation belongs to that case.
    expect(await reply({ id: 'r12', from: phone, text: '今天上午打了五次' })).toBe(204)
    expect(await received(body.rows[0].id)).toHaveLength(1)
  })

  test('what is not signed, signed long ago or changed on the way leaves no trace', async () => {
    const given = { id: 'r20', from: aPhone(), text: '假的' }
    expect(await reply(given, { signedAt: new Date(world.clock.now().getTime() - 600_000) })).toBe(401)
    expect(await reply(given, { tamper: ' ' })).toBe(401)
    expect(await reply({ id: 'r21', from: '12345', text: '短号' })).toBe(400)
    expect((await admin.get('/cases?q=假的')).body.rows).toEqual([])
  })

  test('退订 ends surveys and the like, by reply or by the page, never the notices of a case', async () => {
    const phone = aPhone()
    const survey = () =>
      world.deps.database
        .tenant(world.tenantId)
        .transaction()
        .execute((tx) =>
          queueMessage(
            { tx, keys: world.deps.keys, actor: systemActor(world.tenantId), now: world.deps.clock() },
            {
              kind: 'survey',
              door: 'sms',
              to: phone,
              portal: 'https://example.com/p/default',
              variables: { number: '7K2M-9QX4', address: 'https://example.com/p/default/s/x', until: '11月9日' },
            },
          ),
        )
    await survey()
    await settle()
    // What was registered before is told of in the same sweep, in any order.
    const invitation = gateway.messages.find(({ to }) => to === phone)
    const token = /\/u\/([\w-]+)/.exec(invitation?.text ?? '')?.[1]
    const page = `/p/default/u/${token}`
    expect((await world.app.inject({ url: page })).body).toContain('不再接收')
    gateway.messages.length = 0
    // Opening it changes nothing: mail programs open links too.
    await survey()
    await settle()
    expect(gateway.messages).toHaveLength(1)
    const pressed = await world.app.inject({
      method: 'POST',
      url: page,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: '',
    })
    expect(pressed.body).toContain('已退订')
    await survey()
    const { caseId } = await aRegisteredCase(admin, { complainant: { phone } })
    await settle()
    expect(gateway.messages).toHaveLength(2)
    expect((await admin.get(`/cases/${caseId}/outgoing`)).body.rows).toMatchObject([{ kind: 'received', state: 'sent' }])
    expect((await admin.get('/channels/messages?kind=survey')).body.rows[0]).toMatchObject({ state: 'dropped', can: { sendAgain: false } })
    expect((await world.app.inject({ url: '/p/default/u/nobody' })).statusCode).toBe(404)

    const other = aPhone()
    expect(await reply({ id: 'r30', from: other, text: 'TD' })).toBe(204)
  })
})
