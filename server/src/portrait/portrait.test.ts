import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { forgetCustomersWithoutCases } from '../customers/index.ts'

type Person = Awaited<ReturnType<typeof aPerson>>
let world: World
let admin: Client
let unitId: string
let agent: Person
let lead: Person
let handler: Person
let stranger: Person

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  agent = await aPerson(world, admin, 'agent')
  lead = await aPerson(world, admin, 'supervisor')
  handler = await aPerson(world, admin, 'handler', unitId)
  stranger = await aPerson(world, admin, 'handler', (await aUnit(admin, '物流部')).id)
})
afterAll(() => world.close())

let phones = 0
const aPhone = () => `1381234${String(1000 + ++phones)}`
const customerOf = async (caseId: string) => (await admin.get(`/cases/${caseId}`)).body.customer.id as string

/** A complaint that ended: compensated, answered, scored, closed. */
async function aPastComplaint(phone: string, { amountFen, satisfaction }: { amountFen: number; satisfaction: number }) {
  const given = { complainant: { name: '林晚晴', phone } }
  const { id } = await aCaseIn('returned', admin, unitId, given)
  await admin.post(`/cases/${id}/reviews`, { verdict: 'pass' })
  expect(await admin.post(`/cases/${id}/remedies`, { kind: 'compensation', amountFen, text: '误时补偿' })).toMatchObject({ status: 201 })
  await admin.post(`/cases/${id}/answers`, { text: '非常抱歉，已为您办理补偿。' })
  await admin.post(`/cases/${id}/followUps`, { verdict: 'resolved', satisfaction })
  await admin.post(`/cases/${id}/rootCauses`, { code: 'people.process', text: '派工未确认' })
  expect(await admin.post(`/cases/${id}/closure`, {})).toMatchObject({ status: 201 })
  return id
}

describe('the portrait of a customer (画像)', () => {
  test('shows history, stage with its reasons, and what satisfied; a person may set the stage', async () => {
    const phone = aPhone()
    const id = await aPastComplaint(phone, { amountFen: 5_000, satisfaction: 5 })
    const customerId = await customerOf(id)
    const { body } = await agent.get(`/customers/${customerId}/portrait`)
    expect(body).toMatchObject({
      partial: false,
      tier: 'ordinary',
      lifecycle: { stage: 'acquired', setByPerson: false, computed: 'acquired', reasons: [{ code: 'knownDays', value: 0 }] },
      counts: { cases: 1, satisfied: 1, unhappy: 0, grantedFen: 5_000 },
      cases: [{ id, score: 5, end: 'satisfied', finding: 'substantiated', remedies: [{ kind: 'compensation', amountFen: 5_000 }] }],
      satisfying: [{ kind: 'compensation', satisfied: 1, tried: 1, medianFen: 5_000, cases: [{ id }] }],
      afterCare: [{ purpose: 'welcome', openTaskId: null, can: true }],
    })
    const { version } = (await agent.get(`/customers/${customerId}`)).body
    await agent.patch(`/customers/${customerId}`, { lifecycle: 'winBack', version })
    expect((await agent.get(`/customers/${customerId}/portrait`)).body).toMatchObject({
      lifecycle: { stage: 'winBack', setByPerson: true, computed: 'acquired' },
      afterCare: [{ purpose: 'winBack' }],
    })
  })

  test('proposes on the next complaint what satisfied before, within authority; granted by a person through the ledger alone', async () => {
    const phone = aPhone()
    await aPastComplaint(phone, { amountFen: 30_000, satisfaction: 5 })
    const { caseId } = await aRegisteredCase(admin, { complainant: { name: '林晚晴', phone }, amountFen: 15_000 })
    const { body } = await agent.get(`/cases/${caseId}/remedy-proposals`)
    expect(body).toMatchObject({ earlierCases: 1, proposals: [{ kind: 'compensation', cappedBy: expect.any(String), satisfied: 1 }] })
    const [{ kind, amountFen }] = body.proposals
    expect(amountFen).toBeLessThanOrEqual(15_000)
    const { body: advice } = await agent.get(`/cases/${caseId}/settlement-advice`)
    expect(amountFen).toBeLessThanOrEqual(advice.authority.remainingFen)
    expect((await agent.get(`/cases/${caseId}`)).body.remedies).toEqual([])

    expect(await agent.post(`/cases/${caseId}/remedies`, { kind, amountFen, text: '上次这样处理客户满意' })).toMatchObject({
      status: 201,
      body: { state: 'granted' },
    })
    expect((await lead.get(`/ledger?caseId=${caseId}`)).body.rows).toMatchObject([
      { kind: 'granted', amountFen, authority: { id: agent.id } },
    ])
    expect((await agent.get(`/cases/${caseId}/remedy-proposals`)).body.proposals).toEqual([])
  })

  test('what left the customer unhappy is not proposed; the stage says win back', async () => {
    const phone = aPhone()
    const id = await aPastComplaint(phone, { amountFen: 2_000, satisfaction: 1 })
    const { caseId } = await aRegisteredCase(admin, { complainant: { name: '林晚晴', phone } })
    expect((await agent.get(`/cases/${caseId}/remedy-proposals`)).body.proposals).toEqual([])
    expect((await agent.get(`/customers/${await customerOf(id)}/portrait`)).body).toMatchObject({
      lifecycle: { computed: 'winBack', reasons: [{ code: 'unhappyEnd' }] },
      satisfying: [{ kind: 'compensation', satisfied: 0, unhappy: 1 }],
    })
  })

  test('people of a unit see a portrait of their own cases alone; who has none sees no customer', async () => {
    const phone = aPhone()
    const elsewhere = (await aUnit(admin, '售后部')).id
    const complainant = { name: '林晚晴', phone }
    const { id } = await aCaseIn('handling', admin, unitId, { complainant })
    await aCaseIn('handling', admin, elsewhere, { complainant, text: '洗衣机噪音很大，维修两次都没有修好，我很失望，要求换新。' })
    const customerId = await customerOf(id)
    expect((await handler.get(`/customers/${customerId}/portrait`)).body).toMatchObject({
      partial: true,
      lifecycle: { computed: null, reasons: [] },
      counts: { cases: 1, contacts: 0 },
      cases: [{ id }],
    })
    expect(await stranger.get(`/customers/${customerId}/portrait`)).toMatchObject({ status: 404 })
    expect(await stranger.get(`/cases/${id}/remedy-proposals`)).toMatchObject({ status: 404 })
  })

  test('the score of a case that is still open is kept from who handled it, and so is what follows from it', async () => {
    const phone = aPhone()
    const { id } = await aCaseIn('reviewed', admin, unitId, { complainant: { name: '林晚晴', phone } })
    await agent.post(`/cases/${id}/answers`, { text: '已安排上门。' })
    await admin.post(`/cases/${id}/followUps`, { verdict: 'resolved', satisfaction: 1 })
    const url = `/customers/${await customerOf(id)}/portrait`
    expect((await agent.get(url)).body.cases).toMatchObject([{ score: null, end: 'satisfied' }])
    expect((await lead.get(url)).body.cases).toMatchObject([{ score: 1, end: 'unhappy' }])
  })
})

describe('after-care by stage of the life cycle (维系、挽留)', () => {
  test('given as a care task with the script for its purpose, one open at a time, done with a result', async () => {
    const { caseId } = await aRegisteredCase(admin, { complainant: { name: '顾云', phone: aPhone() } })
    const customerId = await customerOf(caseId)
    const input = { customerId, purpose: 'winBack', about: '道歉，免费深度清洗一次；客户电话13912345678' }
    const given = await agent.post('/care-tasks', input)
    expect(given).toMatchObject({ status: 201 })
    expect(await agent.post('/care-tasks', input)).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } })
    const { body: task } = await agent.get(`/care-tasks/${given.body.id}`)
    expect(task).toMatchObject({
      purpose: 'winBack',
      about: '道歉，免费深度清洗一次；客户电话139****5678',
      contactId: null,
      stage: null,
      script: { mindset: 'winBack' },
      owner: { id: agent.id },
      can: { finish: true },
    })
    expect((await agent.get(`/care-tasks?purpose=winBack&customerId=${customerId}`)).body.rows).toHaveLength(1)
    await agent.post(`/care-tasks/${task.id}/results`, { result: 'satisfied', note: '愿意再试' })
    expect((await agent.get(`/customers/${customerId}/portrait`)).body.afterCare).toMatchObject([{ purpose: 'welcome', openTaskId: null }])
    expect(await agent.post('/care-tasks', input)).toMatchObject({ status: 201 })
  })

  test('given to somebody else by who assigns work alone, who is told; a complaint on the phone becomes a case', async () => {
    const { caseId } = await aRegisteredCase(admin, { complainant: { name: '顾云', phone: aPhone() } })
    const input = { customerId: await customerOf(caseId), purpose: 'retention', about: '问候，听听使用感受' }
    expect(await agent.post('/care-tasks', { ...input, ownerId: lead.id })).toMatchObject({ status: 403 })
    const { body } = await lead.post('/care-tasks', { ...input, ownerId: agent.id })
    expect((await agent.get('/notices')).body.rows).toContainEqual(expect.objectContaining({ kind: 'careGiven' }))
    const done = (text?: string) => agent.post(`/care-tasks/${body.id}/results`, { result: 'complaint', ...(text && { text }) })
    expect(await done()).toMatchObject({ status: 400 })
    const { body: registered } = await done('制冷效果越来越差，报修两次没人来。')
    expect((await agent.get(`/cases/${registered.caseId}`)).body).toMatchObject({ customer: { id: input.customerId }, channel: 'hotline' })
  })

  test('a customer without cases who is cared for is not cleared away with an undone import', async () => {
    const { body: customer } = await agent.post('/customers', { name: '顾云', phone: aPhone() })
    await agent.post('/care-tasks', { customerId: customer.id, purpose: 'welcome', about: '问候' })
    const { tenantId } = world
    await world.deps.database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => forgetCustomersWithoutCases(tx, tenantId, [customer.id], new Date(0)))
    expect(await agent.get(`/customers/${customer.id}`)).toMatchObject({ status: 200 })
  })

  test('nobody gives care to a customer they may not see', async () => {
    const { caseId } = await aRegisteredCase(admin, { complainant: { name: '顾云', phone: aPhone() } })
    const input = { customerId: await customerOf(caseId), purpose: 'retention', about: '问候' }
    expect(await stranger.post('/care-tasks', input)).toMatchObject({ status: 404 })
  })
})

describe('thanks for a useful complaint (感谢奖励)', () => {
  test('once a case, within limits and in the ledger as a kind of its own; it settles nothing', async () => {
    const { id } = await aCaseIn('accepted', admin, unitId, { complainant: { name: '方一', phone: aPhone() } })
    const thanks = { amountFen: 2_000, text: '发现说明书错误' }
    expect(await agent.post(`/cases/${id}/thanks`, thanks)).toMatchObject({ status: 201, body: { state: 'granted' } })
    expect(await agent.post(`/cases/${id}/thanks`, { ...thanks, amountFen: 1_000 })).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS' },
    })
    expect((await lead.get(`/ledger?caseId=${id}`)).body.rows).toMatchObject([{ kind: 'granted', remedyKind: 'thanks', amountFen: 2_000 }])
    expect((await agent.get(`/cases/${id}/remedy-proposals`)).body.thanks).toMatchObject({ given: { amountFen: 2_000 }, can: false })
    expect(await agent.post(`/cases/${id}/answers`, { text: '谢谢您' })).toMatchObject({
      status: 409,
      body: { missing: ['findingOrRemedy'] },
    })
    expect((await agent.get(`/cases/${id}/settlement-advice`)).body.authority.granted.caseFen).toBe(2_000)
  })

  test('of two at once one counts; above the limit it waits for approval, on a closed case it is refused', async () => {
    const { id } = await aCaseIn('accepted', admin, unitId, { complainant: { name: '方一', phone: aPhone() } })
    const twice = await Promise.all([1_000, 1_500].map((amountFen) => agent.post(`/cases/${id}/thanks`, { amountFen, text: '有用' })))
    expect(twice.map(({ status }) => status).toSorted()).toEqual([201, 409])

    const other = (await aCaseIn('accepted', admin, unitId, { complainant: { name: '方二', phone: aPhone() } })).id
    const waiting = await agent.post(`/cases/${other}/thanks`, { amountFen: 900_000, text: '重大安全隐患' })
    expect(waiting).toMatchObject({ status: 201, body: { state: 'awaitingApproval' } })
    const settlement = { kind: 'apology', remedyText: '致歉', finding: 'substantiated', text: '已为您处理，谢谢您的提醒。' }
    expect(await agent.post(`/cases/${other}/settlements`, settlement)).toMatchObject({ status: 201, body: { status: 'answered' } })
    expect((await admin.get(`/cases/${other}`)).body.can.closure.missing).toContain('approval')

    const closed = await aPastComplaint(aPhone(), { amountFen: 1_000, satisfaction: 5 })
    expect(await agent.post(`/cases/${closed}/thanks`, { amountFen: 900_000, text: '有用' })).toMatchObject({
      body: { code: 'ABOVE_LIMIT' },
    })
    expect(await agent.post(`/cases/${closed}/thanks`, { amountFen: 0, text: '写信感谢' })).toMatchObject({ status: 201 })
    const paid = await admin.post('/payment-batches', {})
    expect(paid.status).toBe(201)
  })
})
