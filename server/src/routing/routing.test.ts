import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

let world: World
let admin: Client
let installers: { id: string; name: string }
let warehouse: { id: string; name: string }
let lin: Client & { id: string }
let chen: Client & { id: string }

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  installers = await aUnit(admin, '安装部')
  warehouse = await aUnit(admin, '仓储部')
  lin = await aPerson(world, admin, 'handler', installers.id)
  chen = await aPerson(world, admin, 'handler', warehouse.id)
})
afterAll(() => world.close())

const caseOf = async (id: string) => (await admin.get(`/cases/${id}`)).body
const timelineOf = async (id: string) => (await admin.get(`/cases/${id}/timeline`)).body.rows

describe('dispatching a case (派单)', () => {
  test('goes to one lead unit, with a task for each co-handling unit, and stands on the timeline', async () => {
    const { id } = await aCaseIn('accepted', admin, installers.id)
    const coUnits = [{ unitId: warehouse.id, instructions: '请查 13912341234 的发货记录', dueAt: '2026-11-03T02:00:00Z' }]

    const res = await admin.post(`/cases/${id}/dispatches`, {
      unitId: installers.id,
      handlerId: lin.id,
      instructions: '请今天联系客户',
      coUnits,
    })

    expect(res).toMatchObject({ status: 201, body: { caseId: id, status: 'dispatched' } })
    expect(await caseOf(id)).toMatchObject({
      unit: { id: installers.id, name: '安装部' },
      handler: { id: lin.id },
      tasks: [
        {
          unit: { id: warehouse.id, name: '仓储部' },
          state: 'open',
          instructions: '请查 139****1234 的发货记录',
          dueAt: '2026-11-03T02:00:00.000Z',
        },
      ],
    })
    expect(await timelineOf(id)).toContainEqual(expect.objectContaining({ kind: 'case.dispatched', text: '请今天联系客户' }))
  })

  test('a unit that was switched off, a stranger as handler and the lead as its own co-unit are refused by field', async () => {
    const { id } = await aCaseIn('accepted', admin, installers.id)
    const closed = await aUnit(admin, '已撤部门')
    const unit = (await admin.get('/units')).body.rows.find((row: { id: string }) => row.id === closed.id)
    await admin.patch(`/units/${closed.id}`, { active: false, version: unit.version })

    const toClosed = await admin.post(`/cases/${id}/dispatches`, { unitId: closed.id })
    const toStranger = await admin.post(`/cases/${id}/dispatches`, { unitId: installers.id, handlerId: chen.id })
    const toItself = await admin.post(`/cases/${id}/dispatches`, {
      unitId: installers.id,
      coUnits: [{ unitId: installers.id, instructions: '协助' }],
    })

    expect([toClosed, toStranger, toItself].map(({ status, body }) => [status, body.code, body.errors?.[0].pointer])).toEqual([
      [400, 'INPUT_INVALID', '#/unitId'],
      [400, 'INPUT_INVALID', '#/handlerId'],
      [400, 'INPUT_INVALID', '#/coUnits/0/unitId'],
    ])
    expect(await caseOf(id)).toMatchObject({ status: 'accepted', unit: null })
  })

  test('a registered case must be accepted first', async () => {
    const { id } = await aCaseIn('registered', admin, installers.id)
    const { status, body } = await admin.post(`/cases/${id}/dispatches`, { unitId: installers.id })
    expect({ status, code: body.code, missing: body.missing }).toEqual({
      status: 409,
      code: 'CASE_STEP_NOT_ALLOWED',
      missing: ['status:accepted|handling'],
    })
  })

  test('co-handling units are added while it is handled, and its handler stays', async () => {
    const { id } = await aCaseIn('dispatched', admin, installers.id)
    await lin.post(`/cases/${id}/receipts`)

    await admin.post(`/cases/${id}/dispatches`, {
      unitId: installers.id,
      coUnits: [{ unitId: warehouse.id, instructions: '查库存' }],
    })

    expect(await caseOf(id)).toMatchObject({ status: 'dispatched', handler: { id: lin.id }, tasks: [{ state: 'open' }] })
  })
})

describe('the unit takes it, hands it on or sends it back (签收、转派、退单)', () => {
  test('whoever of the unit takes it on is its handler', async () => {
    const { id } = await aCaseIn('dispatched', admin, installers.id)
    expect(await lin.post(`/cases/${id}/receipts`)).toMatchObject({ status: 201, body: { status: 'handling' } })
    expect(await caseOf(id)).toMatchObject({ handler: { id: lin.id } })
  })

  test('another unit does not even see it', async () => {
    const { id } = await aCaseIn('dispatched', admin, installers.id)
    expect(await chen.post(`/cases/${id}/receipts`)).toMatchObject({ status: 404, body: { code: 'CASE_NOT_FOUND' } })
  })

  test('an agent who sees every case may not send back what lies with a unit', async () => {
    const quality = await aPerson(world, admin, 'agent')
    const { id } = await aCaseIn('dispatched', admin, installers.id)
    expect(await quality.post(`/cases/${id}/sendBacks`, { reason: '不是他们的' })).toMatchObject({
      status: 403,
      body: { code: 'NOT_PERMITTED' },
    })
  })

  test('a transfer moves it to the other unit and is counted', async () => {
    const { id } = await aCaseIn('dispatched', admin, installers.id)
    const res = await lin.post(`/cases/${id}/transfers`, { unitId: warehouse.id, reason: '破损在仓库发生' })
    expect(res.status).toBe(201)
    expect(await caseOf(id)).toMatchObject({ status: 'dispatched', unit: { id: warehouse.id }, transfers: 1 })
    expect(await timelineOf(id)).toContainEqual(expect.objectContaining({ kind: 'case.transferred', reason: '破损在仓库发生' }))
    expect(await chen.post(`/cases/${id}/receipts`)).toMatchObject({ status: 201 })
  })

  test('a transfer to where it lies already is refused', async () => {
    const { id } = await aCaseIn('dispatched', admin, installers.id)
    const { status, body } = await lin.post(`/cases/${id}/transfers`, { unitId: installers.id, reason: '转派' })
    expect({ status, pointer: body.errors?.[0].pointer }).toEqual({ status: 400, pointer: '#/unitId' })
  })

  test('a send-back is counted, leaves nobody in charge, and the case can be dispatched anew', async () => {
    const { id } = await aCaseIn('dispatched', admin, installers.id)
    const res = await lin.post(`/cases/${id}/sendBacks`, { reason: '不属于安装范围' })
    expect(res).toMatchObject({ status: 201, body: { status: 'accepted' } })
    expect(await caseOf(id)).toMatchObject({ unit: null, handler: null, sendBacks: 1 })
    expect(await timelineOf(id)).toContainEqual(expect.objectContaining({ kind: 'case.sentBack', reason: '不属于安装范围' }))
    expect(await admin.post(`/cases/${id}/dispatches`, { unitId: warehouse.id })).toMatchObject({ status: 201 })
  })
})

describe('co-handling, return and review (协办、返回、审核)', () => {
  async function aSharedCase() {
    const { id } = await aCaseIn('accepted', admin, installers.id)
    const coUnits = [{ unitId: warehouse.id, instructions: '查发货记录' }]
    await admin.post(`/cases/${id}/dispatches`, { unitId: installers.id, coUnits })
    await lin.post(`/cases/${id}/receipts`)
    const [task] = (await caseOf(id)).tasks
    return { id, taskId: task.id as string }
  }
  const result = { result: '已核实，安装师傅迟到', finding: 'substantiated' }

  test('it cannot be returned while a task is open', async () => {
    const { id } = await aSharedCase()
    expect(await lin.post(`/cases/${id}/returns`, result)).toMatchObject({ status: 409, body: { missing: ['openTasks'] } })
  })

  test('the co-handling unit gives its result once; then the case can be returned', async () => {
    const { id, taskId } = await aSharedCase()

    expect(await lin.post(`/tasks/${taskId}/results`, { result: '代答' })).toMatchObject({ status: 403 })
    expect(await chen.post(`/tasks/${taskId}/results`, { result: '当日已发货' })).toMatchObject({ status: 201, body: { id: taskId } })
    expect(await chen.post(`/tasks/${taskId}/results`, { result: '再说一次' })).toMatchObject({
      status: 409,
      body: { missing: ['openTask'] },
    })

    expect(await lin.post(`/cases/${id}/returns`, result)).toMatchObject({ status: 201, body: { status: 'returned' } })
    expect(await caseOf(id)).toMatchObject({
      finding: 'substantiated',
      tasks: [{ state: 'done', result: '当日已发货', handler: { id: chen.id } }],
      returned: { result: '已核实，安装师傅迟到', finding: 'substantiated', review: null, by: { id: lin.id } },
    })
  })

  test('an open task is excused with a reason; one that is not open cannot be', async () => {
    const { id, taskId } = await aSharedCase()
    const wrong = await lin.post(`/cases/${id}/returns`, { ...result, excused: [{ taskId: id, reason: '不需要' }] })
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/excused/0/taskId' }] } })

    const right = await lin.post(`/cases/${id}/returns`, { ...result, excused: [{ taskId, reason: '客户已收到货' }] })
    expect(right.status).toBe(201)
    expect(await caseOf(id)).toMatchObject({ tasks: [{ state: 'excused' }] })
    expect(await timelineOf(id)).toContainEqual(expect.objectContaining({ kind: 'case.taskExcused', reason: '客户已收到货' }))
  })

  test('a co-handling unit that becomes the lead, by transfer or dispatch, has no task beside', async () => {
    const byTransfer = await aCaseIn('accepted', admin, installers.id)
    const byDispatch = await aSharedCase()
    const coUnits = [{ unitId: warehouse.id, instructions: '查发货记录' }]
    await admin.post(`/cases/${byTransfer.id}/dispatches`, { unitId: installers.id, coUnits })

    expect(await lin.post(`/cases/${byTransfer.id}/transfers`, { unitId: warehouse.id, reason: '货未发出' })).toMatchObject({ status: 201 })
    expect(await admin.post(`/cases/${byDispatch.id}/dispatches`, { unitId: warehouse.id })).toMatchObject({ status: 201 })

    for (const { id } of [byTransfer, byDispatch]) {
      expect(await caseOf(id)).toMatchObject({ unit: { id: warehouse.id }, tasks: [{ state: 'excused' }] })
      await chen.post(`/cases/${id}/receipts`)
      expect(await chen.post(`/cases/${id}/returns`, result)).toMatchObject({ status: 201, body: { status: 'returned' } })
    }
  })

  test('a task left over from a case that was sent back is excused at the closure', async () => {
    const { id } = await aCaseIn('accepted', admin, installers.id)
    const coUnits = [{ unitId: warehouse.id, instructions: '查发货记录' }]
    await admin.post(`/cases/${id}/dispatches`, { unitId: installers.id, coUnits })
    await lin.post(`/cases/${id}/sendBacks`, { reason: '不属于安装' })
    await admin.post(`/cases/${id}/answers`, { text: '已处理。', finding: 'unsubstantiated' })
    const exempt = { exemptionReason: '客户要求不再联系' }
    expect(await admin.post(`/cases/${id}/closure`, exempt)).toMatchObject({ status: 409, body: { missing: ['openTasks'] } })
    const { tasks, can } = await caseOf(id)
    expect(can.closure).toEqual({ allowed: true, missing: [] })

    const excused = [{ taskId: tasks[0].id, reason: '客户已收到货' }]
    expect(await admin.post(`/cases/${id}/closure`, { ...exempt, excused })).toMatchObject({ status: 201, body: { status: 'closed' } })
    expect(await caseOf(id)).toMatchObject({ tasks: [{ state: 'excused' }] })
  })

  test('a task nobody knows', async () => {
    expect(await chen.post('/tasks/019a0000-0000-7000-8000-000000000000/results', { result: '?' })).toMatchObject({ status: 404 })
  })

  test('a passed result is reviewed only once; the customer can then be answered', async () => {
    const { id } = await aCaseIn('returned', admin, installers.id)
    expect(await admin.post(`/cases/${id}/reviews`, { verdict: 'pass' })).toMatchObject({ status: 201, body: { status: 'returned' } })
    expect(await caseOf(id)).toMatchObject({ returned: { review: 'pass' }, can: { answers: { allowed: true } } })
    expect(await admin.post(`/cases/${id}/reviews`, { verdict: 'rework' })).toMatchObject({
      status: 409,
      body: { missing: ['notYetReviewed'] },
    })
  })

  test('rework sends it back to handling, counted; the refused finding no longer counts', async () => {
    const { id } = await aCaseIn('returned', admin, installers.id)
    const res = await admin.post(`/cases/${id}/reviews`, { verdict: 'rework', reason: '没有联系客户' })
    expect(res).toMatchObject({ status: 201, body: { status: 'handling' } })
    expect(await caseOf(id)).toMatchObject({ reworks: 1, finding: null, returned: { review: 'rework', finding: 'substantiated' } })
    expect(await timelineOf(id)).toContainEqual(expect.objectContaining({ kind: 'case.reviewed', reason: '没有联系客户' }))

    await admin.post(`/cases/${id}/returns`, { result: '已联系客户', finding: 'partly' })
    expect(await caseOf(id)).toMatchObject({ finding: 'partly', returned: { review: null, result: '已联系客户' } })
  })

  test('who saw an older version is told so and changes nothing', async () => {
    const { id } = await aCaseIn('handling', admin, installers.id)
    const { version } = await caseOf(id)
    await admin.post(`/cases/${id}/notes`, { text: '同事加的备注' })
    expect(await admin.post(`/cases/${id}/returns`, { ...result, version })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT' },
    })
    expect(await caseOf(id)).toMatchObject({ status: 'handling' })
  })
})
