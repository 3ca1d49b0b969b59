import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

let world: World
let admin: Client
let installers: { id: string; name: string }
let warehouse: { id: string; name: string }
let lin: Client & { id: string }
let chen: Client & { id: string }
let supervisor: Client & { id: string }
let agent: Client & { id: string }

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  installers = namedOf(await aUnit(admin, '安装部'))
  warehouse = namedOf(await aUnit(admin, '仓储部'))
  lin = await aPerson(world, admin, 'handler', installers.id)
  chen = await aPerson(world, admin, 'handler', warehouse.id)
  supervisor = await aPerson(world, admin, 'supervisor')
  agent = await aPerson(world, admin, 'agent')
})
afterAll(() => world.close())

const namedOf = ({ id, name }: { id: string; name: string }) => ({ id, name })
const caseOf = async (id: string) => (await admin.get(`/cases/${id}`)).body
const timelineOf = async (id: string) => (await admin.get(`/cases/${id}/timeline`)).body.rows

describe('the dispatch desk (派单台)', () => {
  test('shows what waits for a unit and where like cases went, with the number', async () => {
    for (let past = 0; past < 3; past++) await aCaseIn('handling', admin, installers.id, { category: 'price.billing' })
    await aCaseIn('dispatched', admin, warehouse.id, { category: 'price.billing' })
    const helped = await aCaseIn('accepted', admin, installers.id, { category: 'price.billing' })
    const coUnits = [{ unitId: warehouse.id, instructions: '查库存' }]
    await admin.post(`/cases/${helped.id}/dispatches`, { unitId: installers.id, coUnits })
    const { id } = await aCaseIn('accepted', admin, installers.id, { category: 'price.billing' })

    const { body } = await agent.get('/dispatch-desk')
    expect(body.rows.find((row: { id: string }) => row.id === id)).toMatchObject({
      sendBacks: 0,
      proposals: [
        { unit: installers, count: 4, of: 5, share: 0.8 },
        { unit: warehouse, count: 1, of: 5, share: 0.2 },
      ],
      coProposals: [{ unit: warehouse, count: 1, of: 5, share: 0.2 }],
    })
    expect((await lin.get('/dispatch-desk')).status).toBe(403)
  })

  test('page after page tells each once', async () => {
    await aCaseIn('accepted', admin, installers.id)
    const first = (await agent.get('/dispatch-desk?limit=1')).body
    const second = (await agent.get(`/dispatch-desk?limit=1&cursor=${first.nextCursor}`)).body
    expect(first.rows).toHaveLength(1)
    expect(second.rows.map(({ id }: { id: string }) => id)).not.toContain(first.rows[0].id)
  })
})

describe('taking a dispatch back (撤回派单)', () => {
  test('at once without a word: the case waits again and its tasks are no longer waited for', async () => {
    const { id } = await aCaseIn('accepted', admin, installers.id)
    await agent.post(`/cases/${id}/dispatches`, { unitId: installers.id, coUnits: [{ unitId: warehouse.id, instructions: '查库存' }] })
    expect(await agent.post(`/cases/${id}/recalls`)).toMatchObject({ status: 201, body: { status: 'accepted' } })
    expect(await caseOf(id)).toMatchObject({ unit: null, sendBacks: 0, tasks: [{ state: 'excused' }] })
    expect((await timelineOf(id)).at(-1)).toMatchObject({ kind: 'case.recalled', facts: { unitId: installers.id } })
  })

  test('a minute later, or by somebody else, only with a reason; once receipted not at all', async () => {
    const { id } = await aCaseIn('accepted', admin, installers.id)
    await agent.post(`/cases/${id}/dispatches`, { unitId: installers.id })
    expect(await supervisor.post(`/cases/${id}/recalls`)).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/reason' }] } })
    world.clock.moveMinutes(2)
    expect(await agent.post(`/cases/${id}/recalls`)).toMatchObject({ status: 400 })
    expect(await agent.post(`/cases/${id}/recalls`, { reason: '部门选错' })).toMatchObject({ status: 201 })
    await agent.post(`/cases/${id}/dispatches`, { unitId: warehouse.id })
    await chen.post(`/cases/${id}/receipts`)
    expect(await agent.post(`/cases/${id}/recalls`, { reason: '晚了' })).toMatchObject({ status: 409 })
  })
})

describe('disputes over whose a case is (争议)', () => {
  test('disputed, nobody dispatches it until the supervisor decides; the decision binds', async () => {
    const { id } = await aCaseIn('dispatched', admin, installers.id)
    await lin.post(`/cases/${id}/sendBacks`, { reason: '破损在仓库发生', disputed: true })
    expect(await agent.post(`/cases/${id}/dispatches`, { unitId: installers.id })).toMatchObject({
      status: 409,
      body: { missing: ['disputeDecision'] },
    })
    expect((await agent.get('/dispatch-desk?limit=200')).body.rows.map((row: { id: string }) => row.id)).not.toContain(id)

    const open = (await supervisor.get('/disputes')).body.rows.find((row: { caseId: string }) => row.caseId === id)
    expect(open).toMatchObject({ cause: 'disputed', state: 'open', unit: installers, by: { id: lin.id }, reason: '破损在仓库发生' })
    expect(await agent.post(`/disputes/${open.id}/decision`, { unitId: installers.id, reason: '安装' })).toMatchObject({ status: 403 })

    const decision = { unitId: installers.id, reason: '安装前未验货，由安装部承办' }
    expect(await supervisor.post(`/disputes/${open.id}/decision`, decision)).toMatchObject({ status: 201, body: { status: 'dispatched' } })
    expect(await supervisor.post(`/disputes/${open.id}/decision`, decision)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_DECIDED' },
    })
    expect(await caseOf(id)).toMatchObject({
      unit: installers,
      dispute: { state: 'decided', decidedUnit: installers, decidedBy: { id: supervisor.id }, decision: decision.reason },
      can: { sendBacks: { allowed: false, missing: ['notBound'] } },
    })
    expect(await lin.post(`/cases/${id}/sendBacks`, { reason: '还是不服' })).toMatchObject({ status: 409, body: { missing: ['notBound'] } })
    expect(await lin.post(`/cases/${id}/transfers`, { unitId: warehouse.id, reason: '给仓库' })).toMatchObject({ status: 409 })
    expect((await timelineOf(id)).map(({ kind }: { kind: string }) => kind).slice(-2)).toEqual(['case.disputeDecided', 'case.dispatched'])
  })

  test('sent back more often than the limit it is a dispute by itself', async () => {
    const { id } = await aCaseIn('dispatched', admin, installers.id)
    for (let time = 0; time < 2; time++) {
      await lin.post(`/cases/${id}/sendBacks`, { reason: '不属于安装' })
      expect(await agent.post(`/cases/${id}/dispatches`, { unitId: installers.id })).toMatchObject({ status: 201 })
    }
    await lin.post(`/cases/${id}/sendBacks`, { reason: '第三次' })
    expect(await caseOf(id)).toMatchObject({ sendBacks: 3, sendBackLimit: 2, dispute: { cause: 'limit', state: 'open' } })
    expect(await agent.post(`/cases/${id}/dispatches`, { unitId: warehouse.id })).toMatchObject({ status: 409 })
  })

  test('the limit is a setting with its version', async () => {
    expect((await admin.get('/dispatch-settings')).body).toEqual({ sendBackLimit: 2, version: 0 })
    expect(await admin.put('/dispatch-settings', { sendBackLimit: 0, version: 0 })).toMatchObject({ status: 200, body: { version: 1 } })
    expect(await admin.put('/dispatch-settings', { sendBackLimit: 5, version: 0 })).toMatchObject({ status: 409 })
    const { id } = await aCaseIn('dispatched', admin, installers.id)
    await lin.post(`/cases/${id}/sendBacks`, { reason: '不是' })
    expect(await caseOf(id)).toMatchObject({ dispute: { cause: 'limit' } })
    expect(await admin.put('/dispatch-settings', { sendBackLimit: 2, version: 1 })).toMatchObject({ status: 200 })
  })

  test('a case that ends leaves no dispute open', async () => {
    const { id } = await aCaseIn('dispatched', admin, installers.id)
    await lin.post(`/cases/${id}/sendBacks`, { reason: '不是', disputed: true })
    await admin.post(`/cases/${id}/withdrawal`, { reason: '客户撤诉' })
    await world.settle()
    expect(await caseOf(id)).toMatchObject({ dispute: { state: 'lapsed' } })
  })
})

describe('tasks of co-handling units have their own time (协办时限)', () => {
  test('counted in working time, told once when it is over, and a pause moves it', async () => {
    const { id } = await aCaseIn('accepted', admin, installers.id)
    const coUnits = [{ unitId: warehouse.id, instructions: '查发货', limit: { amount: 2, unit: 'calendarHour' } }]
    await admin.post(`/cases/${id}/dispatches`, { unitId: installers.id, coUnits })
    const due = Date.parse((await caseOf(id)).tasks[0].dueAt)
    expect(due - world.clock.now().getTime()).toBe(2 * 3_600_000)

    await admin.post(`/cases/${id}/suspensions`, { reason: '等配件', expectedEndAt: new Date(due + 86_400_000).toISOString() })
    world.clock.moveMinutes(180)
    await world.settle()
    await admin.post(`/cases/${id}/resumptions`)
    await world.settle()
    expect(Date.parse((await caseOf(id)).tasks[0].dueAt)).toBe(due + 3 * 3_600_000)
    expect((await timelineOf(id)).filter(({ kind }: { kind: string }) => kind.startsWith('task.'))).toEqual([])

    world.clock.moveMinutes(96)
    await world.settle()
    world.clock.moveMinutes(60)
    await world.settle()
    await world.settle()
    expect((await timelineOf(id)).map(({ kind }: { kind: string }) => kind).filter((kind: string) => kind.startsWith('task.'))).toEqual([
      'task.due_soon',
      'task.breached',
    ])
  })

  test('warned of before a suspension it is not warned of again after it', async () => {
    const { id } = await aCaseIn('accepted', admin, installers.id)
    const coUnits = [{ unitId: warehouse.id, instructions: '查', limit: { amount: 4, unit: 'calendarHour' } }]
    await admin.post(`/cases/${id}/dispatches`, { unitId: installers.id, coUnits })
    world.clock.moveMinutes(190)
    await world.settle()
    await admin.post(`/cases/${id}/suspensions`, {
      reason: '等配件',
      expectedEndAt: new Date(world.clock.now().getTime() + 86_400_000).toISOString(),
    })
    world.clock.moveMinutes(60)
    await admin.post(`/cases/${id}/resumptions`)
    for (const minutes of [10, 30, 30]) {
      world.clock.moveMinutes(minutes)
      await world.settle()
    }
    const told = (await timelineOf(id)).map(({ kind }: { kind: string }) => kind).filter((kind: string) => kind.startsWith('task.'))
    expect(told).toEqual(['task.due_soon', 'task.breached'])
  })
})

describe('how long who had it, and how often it came back (泳道、统计)', () => {
  test('the lanes tell units, co-handling units and pauses', async () => {
    const { id } = await aCaseIn('accepted', admin, installers.id)
    world.clock.moveMinutes(10)
    await admin.post(`/cases/${id}/dispatches`, { unitId: installers.id, coUnits: [{ unitId: warehouse.id, instructions: '查' }] })
    world.clock.moveMinutes(30)
    await lin.post(`/cases/${id}/receipts`)
    world.clock.moveMinutes(30)
    const { body } = await lin.get(`/cases/${id}/lanes`)
    expect(body).toMatchObject({
      moves: 1,
      pauses: [],
      lanes: [
        { holder: 'callCentre', unit: null, minutes: 10 },
        { holder: 'unit', unit: installers, role: 'lead', minutes: 60, spans: [{ isTaken: false }, { isTaken: true }] },
        { holder: 'unit', unit: warehouse, role: 'co', minutes: 60 },
      ],
    })
    const stranger = await aPerson(world, admin, 'handler')
    expect((await stranger.get(`/cases/${id}/lanes`)).status).toBe(404)
  })

  test('send-back rate and moves per case', async () => {
    const from = world.clock.now().toISOString()
    world.clock.moveMinutes(1)
    const { id } = await aCaseIn('dispatched', admin, installers.id)
    await lin.post(`/cases/${id}/sendBacks`, { reason: '不是' })
    await admin.post(`/cases/${id}/dispatches`, { unitId: warehouse.id })
    await admin.post(`/cases/${id}/recalls`)
    await admin.post(`/cases/${id}/dispatches`, { unitId: warehouse.id })
    await chen.post(`/cases/${id}/receipts`)
    await admin.post(`/cases/${id}/dispatches`, { unitId: warehouse.id, coUnits: [{ unitId: installers.id, instructions: '补充' }] })
    world.clock.moveMinutes(1)
    const to = world.clock.now().toISOString()
    expect((await admin.get(`/dispatch-statistics?from=${from}&to=${to}`)).body).toMatchObject({
      dispatched: 2,
      sentBack: 1,
      sendBackRatio: 0.5,
      cases: 1,
      movesPerCase: 2,
      units: [
        { unit: installers, dispatched: 1, sentBack: 1, sendBackRatio: 1 },
        { unit: warehouse, sentBack: 0 },
      ],
    })
  })
})
