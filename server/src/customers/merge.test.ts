import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aRegisteredCase } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

let world: World
let admin: Client
let agent: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  agent = await aPerson(world, admin, 'agent')
})
afterAll(() => world.close())

async function aCustomer(given: object) {
  const { status, body } = await agent.post('/customers', given)
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body
}
const merge = (id: string, doubleId: string) => agent.post(`/customers/${id}/merges`, { doubleId, reason: '同一位客户，两次登记' })
const found = async (q: string) => (await agent.get(`/customers?q=${encodeURIComponent(q)}`)).body.rows.map((row: { id: string }) => row.id)

describe('merging doubles (合并客户)', () => {
  test('phones, e-mails, tags, numbers and cases of both belong to the one that stays, and the record says why', async () => {
    const kept = await aCustomer({ name: '孙尚香', phone: '13811110001', customerNo: 'M-1', tags: ['甲', '乙'] })
    const double = await aCustomer({
      phone: '13811110002',
      email: 'sun@example.com',
      customerNo: 'M-2',
      tier: 'vip',
      lifecycle: 'winBack',
      tags: ['乙', '丙'],
    })
    const first = await aRegisteredCase(agent, { complainant: { phone: '13811110001' }, text: '洗衣机漏水把地板泡了，要求赔偿。' })
    const second = await aRegisteredCase(agent, { complainant: { phone: '13811110002' }, text: '热水器预约安装无人上门。' })

    const merged = await merge(kept.id, double.id)

    expect(merged).toMatchObject({
      status: 201,
      body: { id: kept.id, mergedInto: null, name: '孙**', tier: 'vip', lifecycle: 'winBack', tags: ['甲', '乙', '丙'] },
    })
    expect(merged.body.contactPoints.map((point: { value: string }) => point.value)).toEqual([
      '138****0001',
      '138****0002',
      's***@example.com',
    ])
    expect(merged.body.cases.map((row: { id: string }) => row.id).sort()).toEqual([first.caseId, second.caseId].sort())
    expect(merged.body).toMatchObject({ caseCount: 2, openCaseCount: 2 })
    for (const q of ['M-1', 'M-2', '13811110001', '13811110002', 'sun@example.com']) expect(await found(q), q).toEqual([kept.id])
    const { body } = await admin.get('/audit/records?kind=customer.merged')
    expect(body.rows).toContainEqual(
      expect.objectContaining({
        subject: kept.id,
        reason: '同一位客户，两次登记',
        facts: { doubleId: double.id, contactPoints: 2, cases: 1 },
      }),
    )
  })
  test('who complains with something of the double is the one that stays', async () => {
    const [kept, double] = [await aCustomer({ phone: '13811110003' }), await aCustomer({ phone: '13811110004', customerNo: 'M-4' })]
    await merge(kept.id, double.id)
    for (const complainant of [{ phone: '13811110004' }, { customerNo: 'm-4' }]) {
      const { caseId } = await aRegisteredCase(agent, { complainant, text: `再次投诉 ${Object.keys(complainant)}` })
      expect((await agent.get(`/cases/${caseId}`)).body.customer.id).toBe(kept.id)
    }
  })
  test('an old link to the double answers the one that stays and says so; lists leave the double out', async () => {
    const [kept, double] = [await aCustomer({ name: '留下的' }), await aCustomer({ name: '重复的' })]
    await merge(kept.id, double.id)
    expect((await agent.get(`/customers/${double.id}`)).body).toMatchObject({ id: kept.id, mergedInto: kept.id, name: '留**' })
    const { body } = await agent.get('/customers?limit=200')
    expect(body.rows.map((row: { id: string }) => row.id)).not.toContain(double.id)
    expect(await found('重复的')).toEqual([kept.id])
  })
  test('doubles of doubles point to the last one that stays', async () => {
    const [one, two, three] = [
      await aCustomer({ name: '甲一' }),
      await aCustomer({ name: '甲二' }),
      await aCustomer({ name: '甲三', customerNo: 'M-33' }),
    ]
    await merge(two.id, three.id)
    await merge(one.id, two.id)
    expect((await agent.get(`/customers/${three.id}`)).body.id).toBe(one.id)
    expect(await found('M-33')).toEqual([one.id])
  })
  test('a phone that both gave is kept once', async () => {
    const father = await aCustomer({ name: '父', phone: '13811110005', customerNo: 'F-1' })
    const mother = await aCustomer({ name: '母', customerNo: 'F-2' })
    await aRegisteredCase(agent, { complainant: { customerNo: 'F-2', phone: '13811110005' } })
    expect((await agent.get('/callers?phone=13811110005')).body.matches).toHaveLength(2)
    for (const [id, doubleId] of [[mother.id, father.id]] as const) expect((await merge(id, doubleId)).status).toBe(201)
    expect((await agent.get(`/customers/${mother.id}`)).body.contactPoints).toHaveLength(1)
    expect(await found('13811110005')).toEqual([mother.id])
  })
  test('not into itself, not twice, not into a merged one, and a merged one is not changed any more', async () => {
    const [kept, double, other] = [await aCustomer({ name: '乙一' }), await aCustomer({ name: '乙二' }), await aCustomer({ name: '乙三' })]
    expect(await merge(kept.id, kept.id)).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } })
    expect((await merge(kept.id, double.id)).status).toBe(201)
    expect(await merge(kept.id, double.id)).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })
    expect(await merge(double.id, other.id)).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })
    const change = await agent.patch(`/customers/${double.id}`, { tier: 'vip', version: 2 })
    expect(change).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })
    expect((await agent.post(`/customers/${kept.id}/merges`, { doubleId: other.id })).body.code).toBe('INPUT_INVALID')
  })
  test('two merges of the same pair, each into the other, at once: one holds', async () => {
    const [one, other] = [await aCustomer({ name: '丙一' }), await aCustomer({ name: '丙二' })]
    const answers = await Promise.all([merge(one.id, other.id), merge(other.id, one.id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  })
  test('a number of a merged double can be given to the one that stays', async () => {
    const [kept, double] = [await aCustomer({ name: '丁一', customerNo: 'N-1' }), await aCustomer({ customerNo: 'N-2' })]
    const { body } = await merge(kept.id, double.id)
    expect((await agent.patch(`/customers/${kept.id}`, { customerNo: 'N-2', version: body.version })).status).toBe(200)
    expect(await found('N-2')).toEqual([kept.id])
  })
})
