import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

// 合作单位: people of a partner firm see their own tasks and nothing else, whatever their roles say.

let world: World
let admin: Client
let installers: { id: string; name: string }
let firm: { id: string; name: string }
let fitter: Client & { id: string }
let agentOfFirm: Client & { id: string }

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  installers = await aUnit(admin, '安装部')
  firm = await aUnit(admin, '快修服务商', 'partner')
  fitter = await aPerson(world, admin, 'partner', firm.id)
  agentOfFirm = await aPerson(world, admin, 'administrator', firm.id)
})
afterAll(() => world.close())

const secretNote = '客户是老板的亲戚，别外传'

async function aTaskOfTheFirm() {
  const { id } = await aCaseIn('accepted', admin, installers.id, { product: '空调 KFR-35' })
  const coUnits = [{ unitId: firm.id, instructions: '请上门检测，联系 13912341234', limit: { amount: 2, unit: 'workingDay' } }]
  await admin.post(`/cases/${id}/dispatches`, { unitId: installers.id, instructions: '只给安装部看的话', coUnits })
  await admin.post(`/cases/${id}/notes`, { text: secretNote })
  const { rows } = (await fitter.get('/tasks')).body
  return { caseId: id, task: rows[0] as { id: string } }
}

async function aCaseOfTheFirm() {
  const { id } = await aCaseIn('accepted', admin, installers.id)
  await admin.post(`/cases/${id}/dispatches`, { unitId: firm.id, instructions: '请安排师傅上门' })
  await admin.post(`/cases/${id}/notes`, { text: secretNote })
  const { rows } = (await fitter.get('/tasks')).body
  return { caseId: id, task: rows[0] as { id: string } }
}

describe('what a partner firm sees (合作单位)', () => {
  test('its task with what it was asked, the customer masked, no notes and no words meant for others', async () => {
    const { task } = await aTaskOfTheFirm()
    const { body } = await fitter.get(`/tasks/${task.id}`)
    expect(body).toMatchObject({
      role: 'co',
      state: 'open',
      instructions: '请上门检测，联系 139****1234',
      product: '空调 KFR-35',
      customer: { name: '王**', phone: '139****1234' },
      text: null,
      can: { receive: false, giveResult: true, sendBack: true },
    })
    expect(body.dueAt).not.toBeNull()
    expect(JSON.stringify(body)).not.toMatch(/亲戚|只给安装部|13912341234|王小明/)
  })

  test('tasks of other units, by list and by id, are not there', async () => {
    const { id } = await aCaseIn('accepted', admin, installers.id)
    const theirs = (await admin.post(`/cases/${id}/dispatches`, { unitId: installers.id })).body.id
    expect(await fitter.get(`/tasks/${theirs}`)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    expect(await fitter.post(`/tasks/${theirs}/results`, { result: '?' })).toMatchObject({ status: 404 })
    expect(await fitter.post(`/tasks/${theirs}/sendBacks`, { reason: '?' })).toMatchObject({ status: 404 })
  })

  test('every other route of the API answers 403 or 404, also to one whom somebody gave every permission', async () => {
    const { caseId, task } = await aTaskOfTheFirm()
    const own = [
      '/api/v1/tasks',
      '/api/v1/tasks/{id}',
      '/api/v1/partner-parts',
      '/api/v1/partner-score',
      '/api/v1/sessions/current',
      '/api/v1/events/stream',
    ]
    const api = (await world.app.inject('/api/openapi.json')).json()
    const customerId = (await admin.get(`/cases/${caseId}`)).body.customer.id
    const open: string[] = []
    let tried = 0
    for (const [path, methods] of Object.entries(api.paths as Record<string, Record<string, unknown>>)) {
      // The portal is open to anybody and knows customers alone, whoever is signed in.
      const isPortal = path.startsWith('/api/v1/portal/')
      if (!path.startsWith('/api/v1/') || !('get' in methods) || own.includes(path) || isPortal) continue
      for (const id of path.includes('{') ? [caseId, task.id, customerId, firm.id, fitter.id] : ['']) {
        const url = path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, id)
        for (const person of [fitter, agentOfFirm]) {
          tried += 1
          const { status } = await person.get(url)
          if (status !== 403 && status !== 404) open.push(`${url}: ${status}`)
        }
      }
    }
    expect(tried).toBeGreaterThan(80)
    expect(open).toEqual([])
    expect((await agentOfFirm.get('/sessions/current')).body.permissions).toEqual(['tasks:handle', 'eightD:answer'])
  })

  test('nor may it write anywhere but on its tasks', async () => {
    const { caseId } = await aTaskOfTheFirm()
    for (const [noun, body] of [
      ['notes', { text: '想写' }],
      ['messages', { text: '想说' }],
      ['receipts', {}],
      ['reveals', { field: 'phone', reason: '想看' }],
    ] as const)
      expect((await agentOfFirm.post(`/cases/${caseId}/${noun}`, body)).status, noun).toBe(403)
    expect((await agentOfFirm.post('/saved-views', { name: '我的', query: '' })).status).toBe(403)
    expect((await agentOfFirm.post('/text/analyses', { text: '你好' })).status).toBe(403)
  })
})

describe('what it does (合作单位办理)', () => {
  test('a co-handling task: the result goes to the case, and the task is done', async () => {
    const { caseId, task } = await aTaskOfTheFirm()
    const done = await fitter.post(`/tasks/${task.id}/results`, { result: '已上门，压缩机异响' })
    expect(done).toMatchObject({ status: 201, body: { id: task.id, state: 'done' } })
    expect(JSON.stringify(done.body)).not.toContain(caseId)
    expect((await admin.get(`/cases/${caseId}`)).body.tasks[0]).toMatchObject({
      state: 'done',
      result: '已上门，压缩机异响',
      handler: { id: fitter.id },
    })
    expect((await fitter.get('/tasks')).body.rows.map(({ id }: { id: string }) => id)).not.toContain(task.id)
    expect((await fitter.get('/tasks?state=all')).body.rows.find(({ id }: { id: string }) => id === task.id)).toMatchObject({
      state: 'done',
    })
    expect(await fitter.post(`/tasks/${task.id}/results`, { result: '再说' })).toMatchObject({ status: 409 })
  })

  test('one that is not its own it sends back with the reason; nobody waits for it any more', async () => {
    const { caseId, task } = await aTaskOfTheFirm()
    expect(await fitter.post(`/tasks/${task.id}/sendBacks`, { reason: '不在服务区域' })).toMatchObject({ status: 201 })
    expect((await admin.get(`/cases/${caseId}`)).body).toMatchObject({ status: 'dispatched', tasks: [{ state: 'sentBack' }] })
    expect((await admin.get(`/cases/${caseId}/timeline`)).body.rows.at(-1)).toMatchObject({
      kind: 'case.taskSentBack',
      reason: '不在服务区域',
    })
  })

  test('a whole case: receipt, result with finding, rework with its reason, and nothing once it is taken away', async () => {
    const { caseId, task } = await aCaseOfTheFirm()
    expect((await fitter.get(`/tasks/${task.id}`)).body).toMatchObject({
      role: 'lead',
      state: 'open',
      text: expect.stringContaining('等了三个小时'),
      can: { receive: true, giveResult: false, sendBack: true },
    })
    expect(await fitter.post(`/tasks/${task.id}/results`, { result: '没签收' })).toMatchObject({ status: 409 })
    expect(await fitter.post(`/tasks/${task.id}/receipts`)).toMatchObject({ status: 201, body: { state: 'handling' } })
    expect(await fitter.post(`/tasks/${task.id}/results`, { result: '已装好' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/finding' }] },
    })
    expect(await fitter.post(`/tasks/${task.id}/results`, { result: '已装好', finding: 'substantiated' })).toMatchObject({ status: 201 })
    await admin.post(`/cases/${caseId}/reviews`, { verdict: 'rework', reason: '请附上门时间' })
    expect((await fitter.get(`/tasks/${task.id}`)).body).toMatchObject({ state: 'handling', rework: '请附上门时间', result: '已装好' })
    await fitter.post(`/tasks/${task.id}/results`, { result: '十点上门装好', finding: 'substantiated' })
    expect((await fitter.get(`/tasks/${task.id}`)).body).toMatchObject({ state: 'done', can: { giveResult: false } })

    const other = await aCaseOfTheFirm()
    await admin.post(`/cases/${other.caseId}/recalls`, { reason: '换一家' })
    expect((await fitter.get(`/tasks/${other.task.id}`)).status).toBe(404)
  })

  test('it disputes a case, and the supervisor decides', async () => {
    const { caseId, task } = await aCaseOfTheFirm()
    await fitter.post(`/tasks/${task.id}/sendBacks`, { reason: '合同不含移机', disputed: true })
    expect((await admin.get(`/cases/${caseId}`)).body).toMatchObject({
      status: 'accepted',
      dispute: { state: 'open', reason: '合同不含移机' },
    })
    expect((await fitter.get(`/tasks/${task.id}`)).body).toMatchObject({ state: 'sentBack', can: { receive: false, sendBack: false } })
  })
})
