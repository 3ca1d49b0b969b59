import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

describe('merge and split (合并与拆分)', () => {
  let world: World
  let admin: Client
  let unit: { id: string; name: string }

  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
    unit = await aUnit(admin, '维修部')
  })
  afterAll(() => world.close())

  test('a merged case keeps everything, waits with its steps, and can be taken out again', async () => {
    const main = await aRegisteredCase(admin, { subject: '停水', text: '整栋停水' })
    const part = await aRegisteredCase(admin, { subject: '也停水', text: '我家也停水了，孔雀家园三栋' })
    expect((await admin.post(`/cases/${main.caseId}/merges`, { caseId: part.caseId, reason: '同一事件' })).status).toBe(201)
    expect((await admin.get(`/cases/${part.caseId}`)).body).toMatchObject({ mergedInto: main.caseId, text: '我家也停水了，孔雀家园三栋' })
    expect(await admin.post(`/cases/${part.caseId}/acceptance`, { category: 'other' })).toMatchObject({
      status: 409,
      body: { missing: ['notMerged'] },
    })
    expect(await admin.post(`/cases/${main.caseId}/splits`, { caseId: part.caseId, reason: '其实是两件事' })).toMatchObject({
      status: 201,
      body: { newCaseId: part.caseId },
    })
    expect((await admin.post(`/cases/${part.caseId}/acceptance`, { category: 'other' })).status).toBe(201)
  })
  test('splitting off registers a case of its own with the same customer', async () => {
    const { caseId } = await aRegisteredCase(admin, { complainant: { phone: '13500001111' } })
    const { body } = await admin.post(`/cases/${caseId}/splits`, { text: '另外还投诉客服态度', reason: '两个诉求' })
    const [whole, part] = [(await admin.get(`/cases/${caseId}`)).body, (await admin.get(`/cases/${body.newCaseId}`)).body]
    expect(part.customer.id).toBe(whole.customer.id)
    expect(part.links).toContainEqual(expect.objectContaining({ kind: 'splitFrom', caseId }))
  })
  test.each([
    ['withdrawal', { reason: '客户撤诉' }],
    ['declination', { reason: '不属于本公司', customerTold: true }],
  ])('a part stands on its own again after the %s of the case it went into', async (noun, input) => {
    const main = await aRegisteredCase(admin, { text: `整栋楼停电，${noun}` })
    // Another subject and customer: no duplicate by itself.
    const own = { subject: '冰箱化冻', complainant: { phone: '13500002222' }, category: 'delivery.delay' }
    const part = await aRegisteredCase(admin, { text: `我家停电，${noun}`, ...own })
    await admin.post(`/cases/${main.caseId}/merges`, { caseId: part.caseId, reason: '同一事件' })
    expect((await admin.post(`/cases/${main.caseId}/${noun}`, input)).status).toBe(201)

    expect((await admin.get(`/cases/${part.caseId}`)).body).toMatchObject({ mergedInto: null, status: 'registered', links: [] })
    expect((await admin.get(`/cases/${part.caseId}/timeline`)).body.rows.at(-1)).toMatchObject({
      kind: 'case.split',
      reason: input.reason,
    })
    expect((await admin.post(`/cases/${part.caseId}/acceptance`)).status).toBe(201)
  })

  test('parts of a part follow it into the main case and close with it, their open tasks too', async () => {
    const { id } = await aCaseIn('confirmed', admin, unit.id)
    const part = await aRegisteredCase(admin)
    const partOfPart = await aCaseIn('accepted', admin, unit.id, { text: '三层也停电' })
    const coUnits = [{ unitId: (await aUnit(admin, '物流部')).id, instructions: '查物流' }]
    expect((await admin.post(`/cases/${partOfPart.id}/dispatches`, { unitId: unit.id, coUnits })).status).toBe(201)
    await admin.post(`/cases/${part.caseId}/merges`, { caseId: partOfPart.id, reason: '同一事件' })
    expect((await admin.post(`/cases/${id}/merges`, { caseId: part.caseId, reason: '同一事件' })).status).toBe(201)
    expect((await admin.get(`/cases/${partOfPart.id}`)).body).toMatchObject({
      mergedInto: id,
      links: [{ kind: 'mergedInto', caseId: id }],
    })

    await admin.post(`/cases/${id}/rootCauses`, { code: 'people.process', text: '派工未确认' })
    expect((await admin.post(`/cases/${id}/closure`)).status).toBe(201)
    await world.settle()
    expect((await admin.get(`/cases/${partOfPart.id}`)).body).toMatchObject({ status: 'closed', tasks: [{ state: 'excused' }] })
  })

  test('cases merged into one close with it', async () => {
    const { id } = await aCaseIn('confirmed', admin, unit.id)
    const part = await aRegisteredCase(admin)
    await admin.post(`/cases/${id}/merges`, { caseId: part.caseId, reason: '同一事件' })
    await admin.post(`/cases/${id}/rootCauses`, { code: 'product', text: '批次问题' })
    expect((await admin.post(`/cases/${id}/closure`)).status).toBe(201)
    expect((await admin.get(`/cases/${part.caseId}`)).body.status).toBe('closed')
  })
})
