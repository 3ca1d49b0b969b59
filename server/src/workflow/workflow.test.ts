import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

let world: World
let admin: Client
let unitId: string
let lin: Client & { id: string; username: string }

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  lin = await aPerson(world, admin, 'handler', unitId)
})
afterAll(() => world.close())

const caseOf = async (id: string) => (await admin.get(`/cases/${id}`)).body
const timelineOf = async (id: string) => (await admin.get(`/cases/${id}/timeline`)).body.rows
const tomorrow = () => new Date(world.clock.now().getTime() + 86_400_000).toISOString()
const yesterday = () => new Date(world.clock.now().getTime() - 86_400_000).toISOString()

describe('suspending and resuming a case (挂起、恢复)', () => {
  test('it lies over the status with its reason and expected end, until it is resumed', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)

    const res = await lin.post(`/cases/${id}/suspensions`, { reason: '等待客户提供发票', expectedEndAt: tomorrow() })

    expect(res).toMatchObject({ status: 201, body: { status: 'handling' } })
    expect(await caseOf(id)).toMatchObject({
      suspended: true,
      suspension: { reason: '等待客户提供发票', endsAt: tomorrow(), by: { id: lin.id }, endedAt: null },
    })
    expect(await lin.post(`/cases/${id}/suspensions`, { reason: '再挂', expectedEndAt: tomorrow() })).toMatchObject({
      status: 409,
      body: { missing: ['notSuspended'] },
    })

    expect(await lin.post(`/cases/${id}/resumptions`, { reason: '发票已到' })).toMatchObject({ status: 201 })
    expect(await caseOf(id)).toMatchObject({ suspended: false, suspension: null })
    expect((await timelineOf(id)).slice(-2)).toMatchObject([
      { kind: 'case.suspended', reason: '等待客户提供发票' },
      { kind: 'case.resumed', reason: '发票已到' },
    ])
    expect(await lin.post(`/cases/${id}/resumptions`)).toMatchObject({ status: 409, body: { missing: ['suspension'] } })
  })

  test('the expected end lies in the future', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    const res = await lin.post(`/cases/${id}/suspensions`, { reason: '等', expectedEndAt: yesterday() })
    expect(res).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/expectedEndAt' }] } })
  })

  test('with the case its suspension and supervision end, so that it can be suspended again in a new cycle', async () => {
    const { id } = await aCaseIn('answered', admin, unitId, { category: 'delivery.delay' })
    await admin.post(`/cases/${id}/rootCauses`, { code: 'product', text: '批次问题' })
    await admin.post(`/cases/${id}/suspensions`, { reason: '等', expectedEndAt: tomorrow() })
    await admin.post(`/cases/${id}/supervisions`, { reason: '重点客户' })
    await admin.post(`/cases/${id}/closure`, { exemptionReason: '客户要求不再联系' })
    await world.settle()
    expect(await caseOf(id)).toMatchObject({
      suspension: null,
      supervisions: [{ reason: '重点客户', endedAt: world.clock.now().toISOString() }],
    })

    await admin.post(`/cases/${id}/reopening`, { reason: '又坏了' })
    expect(await admin.post(`/cases/${id}/suspensions`, { reason: '等配件', expectedEndAt: tomorrow() })).toMatchObject({ status: 201 })
  })
})

describe('escalating a case (升级)', () => {
  test('the handler raises it one level and the reason stands on the timeline', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    const res = await lin.post(`/cases/${id}/escalations`, { reason: '客户要求主管答复' })
    expect(res).toMatchObject({ status: 201, body: { fromLevel: 0, toLevel: 1 } })
    expect(await caseOf(id)).toMatchObject({ escalationLevel: 1, status: 'handling' })
    expect(await timelineOf(id)).toContainEqual(expect.objectContaining({ kind: 'case.escalated', reason: '客户要求主管答复' }))
  })

  test('above the fourth level there is none', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    for (const toLevel of [1, 2, 3, 4]) {
      expect((await lin.post(`/cases/${id}/escalations`, { reason: '升级' })).body).toMatchObject({ toLevel })
    }
    expect(await lin.post(`/cases/${id}/escalations`, { reason: '升级' })).toMatchObject({
      status: 409,
      body: { code: 'CASE_AT_TOP_LEVEL' },
    })
    expect(await caseOf(id)).toMatchObject({ escalationLevel: 4 })
  })

  test('an archived case stays where it is', async () => {
    const { id } = await aCaseIn('archived', admin, unitId)
    const before = await timelineOf(id)
    expect(await admin.post(`/cases/${id}/escalations`, { reason: '升级' })).toMatchObject({
      status: 409,
      body: { code: 'CASE_STEP_NOT_ALLOWED' },
    })
    expect(await timelineOf(id)).toEqual(before)
  })
})

describe('supervising and reminding (督办、催办)', () => {
  test('a supervisor keeps an eye on it; severity and status stay', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    await admin.post(`/cases/${id}/classification`, { severity: 'major' })
    expect(await admin.post(`/cases/${id}/supervisions`, { reason: '媒体在问', dueAt: tomorrow() })).toMatchObject({ status: 201 })
    expect(await caseOf(id)).toMatchObject({
      status: 'handling',
      severity: 'major',
      supervisions: [{ reason: '媒体在问', endsAt: tomorrow(), endedAt: null }],
    })
    expect(await admin.post(`/cases/${id}/supervisions`, { reason: '晚了', dueAt: yesterday() })).toMatchObject({ status: 400 })
    expect(await lin.post(`/cases/${id}/supervisions`, { reason: '我来督办' })).toMatchObject({ status: 403 })
  })

  test('reminders are counted, from colleagues and from the customer', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    await admin.post(`/cases/${id}/reminders`)
    await admin.post(`/cases/${id}/reminders`, { from: 'customer', text: '什么时候有人来？' })
    expect(await caseOf(id)).toMatchObject({ reminders: 2 })
    expect((await timelineOf(id)).at(-1)).toMatchObject({ kind: 'case.reminded', text: '什么时候有人来？', facts: { from: 'customer' } })
  })
})

describe('what is past its time may burn', () => {
  const twoDaysLater = async () => {
    world.clock.moveMinutes(2 * 24 * 60)
    // A session ends with the time that is moved here.
    admin = await signedInAs(world)
  }
  const atRisk = async () => (await admin.get('/cases?atRisk=true&limit=200')).body.rows.map((row: { id: string }) => row.id)

  test('a case that stays suspended beyond the expected end, first of all on the handler’s workbench', async () => {
    const { id } = await aCaseIn('dispatched', admin, unitId)
    await lin.post(`/cases/${id}/receipts`)
    await lin.post(`/cases/${id}/suspensions`, { reason: '等待客户提供发票', expectedEndAt: tomorrow() })
    expect(await atRisk()).not.toContain(id)
    await twoDaysLater()
    expect(await atRisk()).toContain(id)
    expect((await (await signedInAs(world, lin.username, 'a good long password')).get('/workbench')).body.first[0]).toMatchObject({ id })
  })

  test('a supervision and a co-handling task beyond their time', async () => {
    const supervised = await aCaseIn('registered', admin, unitId)
    await admin.post(`/cases/${supervised.id}/supervisions`, { reason: '重点客户', dueAt: tomorrow() })
    const shared = await aCaseIn('accepted', admin, unitId)
    const coUnits = [{ unitId: (await aUnit(admin, '仓库')).id, instructions: '查库存', dueAt: tomorrow() }]
    await admin.post(`/cases/${shared.id}/dispatches`, { unitId, coUnits })
    for (const { id } of [supervised, shared]) expect(await atRisk()).not.toContain(id)
    await twoDaysLater()
    for (const { id } of [supervised, shared]) expect(await atRisk()).toContain(id)
  })
})
