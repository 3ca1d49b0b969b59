import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

const caseOf = async (id: string) => (await admin.get(`/cases/${id}`)).body

describe('the follow-up call (回访)', () => {
  test('solved: the case is confirmed, with satisfaction and note', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    const res = await admin.post(`/cases/${id}/followUps`, { verdict: 'resolved', satisfaction: 5, note: '客户很满意' })
    expect(res).toMatchObject({ status: 201, body: { status: 'confirmed' } })
    expect(await caseOf(id)).toMatchObject({
      followUps: [{ verdict: 'resolved', satisfaction: 5, note: '客户很满意', by: { name: expect.any(String) } }],
    })
    expect((await admin.get(`/cases/${id}/timeline`)).body.rows.at(-1)).toMatchObject({ kind: 'case.confirmed', text: '客户很满意' })
  })

  test('not solved: back to handling in the same cycle, counted as rework, and the way through return and review opens again', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    const res = await admin.post(`/cases/${id}/followUps`, { verdict: 'notResolved', satisfaction: 1 })
    expect(res).toMatchObject({ status: 201, body: { status: 'handling' } })
    expect(await caseOf(id)).toMatchObject({ cycle: 1, reworks: 1 })

    await admin.post(`/cases/${id}/returns`, { result: '重新安装完毕', finding: 'substantiated' })
    expect(await admin.post(`/cases/${id}/answers`, { text: '已重装' })).toMatchObject({ status: 409, body: { missing: ['review'] } })
    await admin.post(`/cases/${id}/reviews`, { verdict: 'pass' })
    expect(await admin.post(`/cases/${id}/answers`, { text: '已重装' })).toMatchObject({ status: 201 })
    expect(await admin.post(`/cases/${id}/followUps`, { verdict: 'resolved' })).toMatchObject({
      status: 201,
      body: { status: 'confirmed' },
    })
  })

  test('nobody reached: it stays to be called again', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    await admin.post(`/cases/${id}/followUps`, { verdict: 'unreached' })
    expect(await caseOf(id)).toMatchObject({ status: 'answered', followUps: [{ verdict: 'unreached', satisfaction: null }] })
    expect(await admin.post(`/cases/${id}/followUps`, { verdict: 'resolved' })).toMatchObject({ status: 201 })
  })

  test('without an answer there is nothing to follow up, and satisfaction goes from 1 to 5', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    expect(await admin.post(`/cases/${id}/followUps`, { verdict: 'resolved' })).toMatchObject({
      status: 409,
      body: { missing: ['status:answered'] },
    })
    const { id: answered } = await aCaseIn('answered', admin, unitId)
    expect(await admin.post(`/cases/${answered}/followUps`, { verdict: 'resolved', satisfaction: 6 })).toMatchObject({ status: 400 })
  })

  test('closing without a call needs a recorded exemption', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    await admin.post(`/cases/${id}/rootCauses`, { code: 'product', text: '批次问题' })
    expect(await admin.post(`/cases/${id}/closure`)).toMatchObject({ status: 409, body: { missing: ['followUp'] } })
    expect(await admin.post(`/cases/${id}/closure`, { exemptionReason: '客户要求不再联系' })).toMatchObject({ status: 201 })
  })
})
