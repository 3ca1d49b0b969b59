import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, clientOf, signedInAs, type World } from '../../../test/harness.ts'
import { aDraft, aFiledCase } from '../../../test/portal.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

const caseOf = async (number: string) => (await admin.get(`/cases/${number}`)).body
/** By the ordinary way of the house. */
async function answer(number: string) {
  const { id } = await caseOf(number)
  for (const [noun, body] of [
    ['acceptance', {}],
    ['dispatches', { unitId }],
    ['receipts', {}],
    ['notes', { text: '内部：师傅上周也迟到过' }],
    ['returns', { result: '已核实，安装师傅迟到', finding: 'substantiated' }],
    ['reviews', { verdict: 'pass' }],
    ['answers', { text: '非常抱歉，师傅李强 13866667777 今日上门并减免安装费。' }],
  ] as const) {
    const res = await admin.post(`/cases/${id}/${noun}`, body)
    if (res.status !== 201) throw new Error(`${noun}: ${JSON.stringify(res.body)}`)
  }
  return id as string
}

describe('a complaint in the portal (自助投诉), from filing to confirming', () => {
  test('what the pages show before anybody is known', async () => {
    const { status, body } = await clientOf(world.app).get('/portal/settings')
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        tenant: 'default',
        name: '治未测试',
        logo: null,
        consent: { version: 1, text: expect.stringContaining('治未测试') },
        demo: false,
      },
    })
    expect(body.categories[0]).toEqual({ code: 'quality', name: '产品质量', picture: 'product' })
    expect((await clientOf(world.app).get('/portal/settings?language=en')).body.categories[0].name).toBe('Product quality')
  })

  test('the same draft with other words is the case it was, and says that the words are others', async () => {
    const from = clientOf(world.app)
    const draft = aDraft({ text: '发票抬头开错了，要求重开' })
    const first = await from.post('/portal/complaints', draft)
    const again = await from.post('/portal/complaints', draft)
    const other = await from.post('/portal/complaints', { ...draft, text: '发票抬头开错了，税号也错了' })
    expect([again.status, again.body.number, again.body.differs]).toEqual([200, first.body.number, undefined])
    expect([other.status, other.body.number, other.body.differs]).toEqual([200, first.body.number, true])
  })

  test('the whole way: filed, followed in plain words, answered, confirmed, rated', async () => {
    const { number, customer } = await aFiledCase(world)
    expect((await customer.get('/portal/case')).body).toMatchObject({
      number,
      state: 'received',
      says: expect.stringContaining('我们已收到'),
      unit: null,
      can: { message: { allowed: true }, confirm: { allowed: false }, rate: { allowed: false }, withdraw: { allowed: true } },
    })
    expect(await caseOf(number)).toMatchObject({ channel: 'web', status: 'registered' })

    expect(await customer.post('/portal/case/messages', { text: '订单是上周五下的' })).toMatchObject({ status: 201 })
    const id = (await caseOf(number)).id
    await admin.post(`/cases/${id}/acceptance`, {})
    await admin.post(`/cases/${id}/dispatches`, { unitId })
    await world.settle()
    const handling = (await customer.get('/portal/case')).body
    expect(handling).toMatchObject({ state: 'handling', unit: '安装部', person: null })
    expect(handling.says).toMatch(/^正在处理（安装部，预计.+前答复您）。$/)

    await admin.post(`/cases/${id}/receipts`, {})
    await admin.post(`/cases/${id}/notes`, { text: '内部：师傅上周也迟到过' })
    await admin.post(`/cases/${id}/returns`, { result: '已核实，安装师傅迟到', finding: 'substantiated' })
    await admin.post(`/cases/${id}/reviews`, { verdict: 'pass' })
    await admin.post(`/cases/${id}/answers`, { text: '非常抱歉，师傅李强 13866667777 今日上门。' })
    const answered = (await customer.get('/portal/case')).body
    expect(answered).toMatchObject({
      state: 'answered',
      answer: { text: '非常抱歉，师傅李强 13866667777 今日上门。' },
      can: { confirm: { allowed: true } },
    })
    expect(JSON.stringify(answered)).not.toMatch(/内部|已核实/)
    expect(answered.messages.map(({ kind }: { kind: string }) => kind)).toEqual(['complaint', 'message', 'answer'])

    const confirmed = await customer.post('/portal/case/confirmation', { solved: true })
    expect(confirmed).toMatchObject({ status: 201, body: { state: 'confirmed', can: { rate: { allowed: true } } } })
    expect(await caseOf(number)).toMatchObject({ status: 'confirmed', followUps: [{ verdict: 'resolved', by: null }] })
    expect(await customer.post('/portal/case/rating', { satisfaction: 4, comment: '态度很好' })).toMatchObject({
      status: 201,
      body: { rating: { at: expect.any(String) }, can: { rate: { allowed: false } } },
    })
    expect(await customer.post('/portal/case/rating', { satisfaction: 1 })).toMatchObject({ status: 409 })
  })

  test('not solved sends it back to be handled again, with the words of what is still to be done', async () => {
    const { number, customer } = await aFiledCase(world, { complainant: { phone: '13912340001' } })
    await answer(number)
    const res = await customer.post('/portal/case/confirmation', { solved: false, text: '师傅还是没有来' })
    expect(res).toMatchObject({ status: 201, body: { state: 'handling' } })
    expect(res.body.messages.at(-1)).toMatchObject({ from: 'customer', kind: 'confirmation', text: '师傅还是没有来' })
    expect(await caseOf(number)).toMatchObject({ status: 'handling', reworks: 1 })
  })
})

describe('a complaint handled together with another (并入)', () => {
  test('its customer reads the answer given for both, and nothing that the other customer wrote', async () => {
    const main = await aFiledCase(world, { text: '小区停水两天了，没有人通知', complainant: { name: '赵一', phone: '13912340021' } })
    const part = await aFiledCase(world, { text: '我们楼停水了，什么时候来水', complainant: { name: '钱二', phone: '13912340022' } })
    const [into, from] = [await caseOf(main.number), await caseOf(part.number)]
    await admin.post(`/cases/${into.id}/messages`, { direction: 'toCustomer', text: '赵先生，您家的水表我们换过了' })
    expect((await admin.post(`/cases/${into.id}/merges`, { caseId: from.id, reason: '同一次停水' })).status).toBe(201)
    expect((await part.customer.get('/portal/case')).body).toMatchObject({
      says: '这件投诉与另一件同样的投诉一起办理。',
      answer: null,
    })

    await main.customer.post('/portal/case/messages', { text: '我家门牌是三号楼 201' })
    await answer(main.number)
    const { body } = await part.customer.get('/portal/case')
    expect(body).toMatchObject({
      number: part.number,
      says: '这件投诉与另一件同样的投诉一起办理，我们已经答复。',
      answer: { text: expect.stringContaining('今日上门') },
      can: { confirm: { allowed: false } },
    })
    expect(body.messages.map(({ kind }: { kind: string }) => kind)).toEqual(['complaint', 'answer'])
    expect(JSON.stringify(body)).not.toMatch(/赵|水表|201|内部/)
    expect((await main.customer.get('/portal/case')).body.messages).toHaveLength(4)
  })
})

describe('filing', () => {
  test('the same draft sent twice is one case; both answers open it', async () => {
    const draft = aDraft({ complainant: { phone: '13912340002' } })
    const [first, second] = [
      await clientOf(world.app).post('/portal/complaints', draft),
      await clientOf(world.app).post('/portal/complaints', draft),
    ]
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body.number).toBe(first.body.number)
    expect((await caseOf(first.body.number)).externalId).not.toContain(draft.deviceKey)
  })

  test('no contact is refused unless anonymous is meant', async () => {
    const file = (complainant: object) => clientOf(world.app).post('/portal/complaints', aDraft({ complainant }))
    expect(await file({ name: '王小明' })).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/complainant/phone' }] } })
    expect(await file({ anonymous: true })).toMatchObject({ status: 201 })
  })

  test('ten megabytes of text are refused with a clear problem', async () => {
    const res = await clientOf(world.app).post('/portal/complaints', aDraft({ text: '字'.repeat(3_500_000) }))
    expect(res).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } })
    expect(await clientOf(world.app).post('/portal/complaints', aDraft({ text: '字'.repeat(20_001) }))).toMatchObject({ status: 400 })
  })
})
