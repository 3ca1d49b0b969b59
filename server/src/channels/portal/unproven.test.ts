import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { aFiledCase, askCode as askCodeOf, codesSent, lookUp as lookUpBy } from '../../../test/portal.ts'
import { aVisitor } from '../chat/chats-for-tests.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

const tenant = 'default'
const codesSentFor = (number: string) => codesSent(world, admin, number)
const askCode = (number: string, contact: string) => askCodeOf(world, { tenant, number, contact })
const lookUp = (number: string, code: string) => lookUpBy(world, { tenant, number, code })

describe('who types the phone of somebody else with an address of their own', () => {
  test('gets no code to a case of that customer, by the portal or by chat; a second filing is the same other customer', async () => {
    const victim = '13612340011'
    const { number } = await aCaseIn('accepted', admin, unitId, { complainant: { phone: victim } })
    const own = (await admin.get(`/cases/${number}`)).body.customer
    const complainant = { phone: victim, email: 'stranger@example.com' }
    const [first, second] = [await aFiledCase(world, { complainant, tenant }), await aFiledCase(world, { complainant, tenant })]
    const visitor = await aVisitor(world, tenant)
    const left = { choice: 'complaint', text: '空调不制冷，要求退货', details: { phone: victim, email: 'other@example.com' } }
    expect((await visitor.leave(left)).status).toBe(201)

    const customersOf = await Promise.all([first, second].map(async (one) => (await admin.get(`/cases/${one.number}`)).body.customer.id))
    expect(customersOf[0]).toBe(customersOf[1])
    expect(customersOf[0]).not.toBe(own.id)
    expect((await admin.get(`/customers/${own.id}`)).body).toMatchObject({ phone: '136****0011', email: null })
    for (const email of ['stranger@example.com', 'other@example.com']) await askCode(number, email)
    expect(await codesSentFor(number)).toHaveLength(0)
    await askCode(number, victim)
    expect(await codesSentFor(number)).toHaveLength(1)
  })
})

describe('a contact that anybody could have typed (未核实)', () => {
  const customerOf = async (number: string) => (await admin.get(`/cases/${number}`)).body.customer as { id: string; unproven: boolean }
  const filed = (complainant: object) => aFiledCase(world, { complainant, tenant })

  test('is not the customer’s who is known by it, until the code comes back: then the two are one', async () => {
    const phone = '13612340021'
    const { number: known } = await aCaseIn('accepted', admin, unitId, { complainant: { phone } })
    const { number } = await filed({ phone })
    const [owner, typed] = [await customerOf(known), await customerOf(number)]
    expect(owner.unproven).toBe(false)
    expect(typed).toMatchObject({ unproven: true })
    expect(typed.id).not.toBe(owner.id)

    await askCode(number, phone)
    const [code = ''] = await codesSentFor(number)
    expect((await lookUp(number, code)).status).toBe(201)
    expect(await customerOf(number)).toMatchObject({ id: owner.id, unproven: false })
  })

  test('goes to the first whom the company hears it from, who is not reached by what else was typed', async () => {
    const phone = '13612340022'
    const { number } = await filed({ phone, email: 'stranger@example.com' })
    const { number: later } = await aCaseIn('accepted', admin, unitId, { complainant: { phone } })
    const [typed, own] = [await customerOf(number), await customerOf(later)]
    expect(own).toMatchObject({ unproven: false })
    expect(own.id).not.toBe(typed.id)
    expect((await admin.get(`/customers/${own.id}`)).body.contactPoints).toHaveLength(1)
    await askCode(later, 'stranger@example.com')
    expect(await codesSentFor(later)).toHaveLength(0)
  })

  test('alone, it becomes that customer’s with the name they really have', async () => {
    const phone = '13612340023'
    const { number } = await filed({ phone, name: '随便写' })
    const { number: later } = await aCaseIn('accepted', admin, unitId, { complainant: { phone, name: '孙小梅' } })
    expect(await customerOf(later)).toMatchObject({ id: (await customerOf(number)).id, unproven: false, name: '孙**' })
  })

  test('is proven by a colleague who asked, and stands in the record', async () => {
    const { number } = await filed({ email: 'qian.duo@example.com' })
    const { id } = await customerOf(number)
    const { body } = await admin.get(`/customers/${id}`)
    expect(body.contactPoints).toMatchObject([{ kind: 'email', unproven: true }])
    const proven = await admin.post(`/customers/${id}/contact-proofs`, { contactPointId: body.contactPoints[0].id })
    expect(proven).toMatchObject({ status: 201, body: { contactPoints: [{ unproven: false }] } })
    const { body: audit } = await admin.get('/audit/records?kind=customer.contactProven')
    expect(JSON.stringify(audit.rows[0])).toContain(id)
    expect((await admin.post(`/customers/${id}/contact-proofs`, { contactPointId: id })).status).toBe(404)
  })

  test('of two customers who prove the same phone at once one has it, and both get in', async () => {
    const phone = '13612340024'
    const numbers = [(await filed({ phone })).number, (await filed({ phone, email: 'two@example.com' })).number]
    const customers = await Promise.all(numbers.map(customerOf))
    expect(customers[0]?.id).not.toBe(customers[1]?.id)
    const asked: { number: string; code: string }[] = []
    for (const number of numbers) {
      await askCode(number, phone)
      asked.push({ number, code: (await codesSentFor(number))[0] ?? '' })
    }
    const entered = await Promise.all(asked.map(({ number, code }) => lookUp(number, code)))
    expect(entered.map(({ status }) => status)).toEqual([201, 201])
    const { number: later } = await aCaseIn('accepted', admin, unitId, { complainant: { phone } })
    expect(customers.map(({ id }) => id)).toContain((await customerOf(later)).id)
  })

  test('is proven by a colleague without joining a customer whom they may not see', async () => {
    const phone = '13612340026'
    const { number: known } = await aCaseIn('accepted', admin, unitId, { complainant: { phone } })
    const { number } = await filed({ phone })
    const typed = await customerOf(number)
    const { id: caseId } = (await admin.get(`/cases/${number}`)).body
    await admin.post(`/cases/${caseId}/acceptance`, { category: 'delivery.delay' })
    await admin.post(`/cases/${caseId}/dispatches`, { unitId })
    await admin.post('/roles', {
      code: 'dataClerk',
      name: '客户资料员',
      permissions: ['cases:readUnit', 'customers:read', 'customers:edit'],
    })
    const clerk = await aPerson(world, admin, 'dataClerk', unitId)
    const { body } = await clerk.get(`/customers/${typed.id}`)
    const proven = await clerk.post(`/customers/${typed.id}/contact-proofs`, { contactPointId: body.contactPoints[0].id })
    expect(proven).toMatchObject({ status: 201, body: { id: typed.id, contactPoints: [{ unproven: false }] } })
    expect((await customerOf(known)).id).not.toBe(typed.id)
  })
})
