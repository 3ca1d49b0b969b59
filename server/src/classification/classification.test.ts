import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { startingCategories } from './starting-categories.ts'

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
const timelineOf = async (id: string) => (await admin.get(`/cases/${id}/timeline`)).body.rows

describe('classifying a case (分类定级)', () => {
  test('the category is confirmed with severity, stage and priority; old and new codes stand on the timeline', async () => {
    const { id } = await aCaseIn('registered', admin, unitId)
    const given = { category: 'aftersales.refund', severity: 'major', stage: 3, priority: 'high', reason: '客户只要退款' }

    const res = await admin.post(`/cases/${id}/classification`, given)

    expect(res).toMatchObject({ status: 201, body: { id, status: 'registered' } })
    expect(await caseOf(id)).toMatchObject({
      category: 'aftersales.refund',
      categoryConfirmed: true,
      severity: 'major',
      stage: 3,
      priority: 'high',
    })
    expect(await timelineOf(id)).toContainEqual(
      expect.objectContaining({
        kind: 'case.classified',
        reason: '客户只要退款',
        facts: {
          // What the machine had proposed; the category was given.
          from: { category: 'delivery.delay', severity: expect.any(String), stage: expect.any(Number), priority: expect.any(String) },
          to: { category: 'aftersales.refund', severity: 'major', stage: 3, priority: 'high' },
        },
      }),
    )
  })

  test('what is not named stays as it was; words are masked and never stand in the facts', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    await admin.post(`/cases/${id}/classification`, { product: '空调 K3 联系 13912341234', region: '浦东' })
    expect(await caseOf(id)).toMatchObject({
      category: 'delivery.delay',
      product: '空调 K3 联系 139****1234',
      region: '浦东',
      status: 'handling',
    })
    const event = (await timelineOf(id)).find(({ kind }: { kind: string }) => kind === 'case.classified')
    expect(event.facts).toEqual({ from: {}, to: {}, set: ['product', 'region'] })
  })

  test('an unknown category, an inactive one and nothing at all are refused by field', async () => {
    const { id } = await aCaseIn('registered', admin, unitId)
    await admin.post('/categories', { code: 'delivery.drone', name: '无人机配送' })
    await admin.patch('/categories/delivery.drone', { active: false, version: 1 })
    const answers = [
      await admin.post(`/cases/${id}/classification`, { category: 'no.such' }),
      await admin.post(`/cases/${id}/classification`, { category: 'delivery.drone' }),
      await admin.post(`/cases/${id}/classification`, {}),
    ]
    expect(answers.map(({ status, body }) => [status, body.code, body.errors?.[0].pointer])).toEqual([
      [400, 'INPUT_INVALID', '#/category'],
      [400, 'INPUT_INVALID', '#/category'],
      [400, 'INPUT_INVALID', '#'],
    ])
  })

  test('a closed case keeps its classification', async () => {
    const { id } = await aCaseIn('closed', admin, unitId)
    const { status, body } = await admin.post(`/cases/${id}/classification`, { severity: 'major' })
    expect({ status, code: body.code }).toEqual({ status: 409, code: 'CASE_STEP_NOT_ALLOWED' })
  })

  test('a handler may not classify', async () => {
    const handler = await aPerson(world, admin, 'handler', unitId)
    const { id } = await aCaseIn('handling', admin, unitId)
    expect(await handler.post(`/cases/${id}/classification`, { severity: 'major' })).toMatchObject({ status: 403 })
  })
})

describe('the category tree (分类目录)', () => {
  test('a tenant starts with the shipped tree, in its order', async () => {
    const { rows } = (await admin.get('/categories')).body
    const shipped = rows.filter(({ code }: { code: string }) => startingCategories.some((category) => category.code === code))
    expect(shipped.map(({ code }: { code: string }) => code)).toEqual(startingCategories.map(({ code }) => code))
    expect(shipped).toContainEqual({
      code: 'quality.fault',
      parent: 'quality',
      name: '性能故障',
      nameEn: 'Fault',
      active: true,
      sort: 1,
      version: 1,
    })
  })

  test('a new node can be used at once, under a parent that exists', async () => {
    const added = await admin.post('/categories', { code: 'delivery.stairs', name: '不上楼', sort: 5 })
    expect(added).toMatchObject({ status: 201, body: { code: 'delivery.stairs', parent: 'delivery', nameEn: '不上楼', active: true } })
    const { id } = await aCaseIn('registered', admin, unitId)
    expect(await admin.post(`/cases/${id}/classification`, { category: 'delivery.stairs' })).toMatchObject({ status: 201 })

    expect(await admin.post('/categories', { code: 'delivery.stairs', name: '又一个' })).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS' },
    })
    expect(await admin.post('/categories', { code: 'nowhere.child', name: '没有上级' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/code' }] },
    })
  })

  test('a deactivated parent takes its children with it, and both stay readable', async () => {
    await admin.post('/categories', { code: 'pilot', name: '试点' })
    await admin.post('/categories', { code: 'pilot.child', name: '试点子类' })
    const { id } = await aCaseIn('registered', admin, unitId)
    await admin.post(`/cases/${id}/classification`, { category: 'pilot.child' })

    expect(await admin.patch('/categories/pilot', { active: false, version: 1 })).toMatchObject({
      status: 200,
      body: { active: false, version: 2 },
    })

    const again = await admin.post(`/cases/${id}/classification`, { category: 'pilot.child' })
    expect(again.status).toBe(400)
    expect((await admin.get('/categories')).body.rows).toContainEqual(expect.objectContaining({ code: 'pilot.child', name: '试点子类' }))
    expect(await caseOf(id)).toMatchObject({ category: 'pilot.child' })
  })

  test('two people renaming one node: the second is told', async () => {
    await admin.post('/categories', { code: 'twice', name: '改两次' })
    expect(await admin.patch('/categories/twice', { name: '第一次', version: 1 })).toMatchObject({
      status: 200,
      body: { name: '第一次', version: 2 },
    })
    expect(await admin.patch('/categories/twice', { name: '第二次', version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT' },
    })
    expect(await admin.patch('/categories/nothing', { name: '没有', version: 1 })).toMatchObject({ status: 404 })
  })

  test('only those who manage categories change the tree', async () => {
    const agent = await aPerson(world, admin, 'agent')
    expect((await agent.get('/categories')).status).toBe(200)
    expect((await agent.post('/categories', { code: 'mine', name: '我的' })).status).toBe(403)
  })
})
