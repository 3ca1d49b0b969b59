import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
let unitId: string
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

const general = async () =>
  (await admin.get('/processes')).body.rows.find(
    (row: { category: unknown; state: string }) => row.category === null && row.state === 'inForce',
  )

async function aDraft(category: string | null) {
  const { status, body } = await admin.post('/processes', { category })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const save = (draft: { id: string; version: number; title: string; steps: unknown[]; followUp: unknown }, change: object = {}) =>
  admin.put(`/processes/${draft.id}`, {
    title: draft.title,
    steps: draft.steps,
    followUp: draft.followUp,
    version: draft.version,
    ...change,
  })
const publish = (draft: { id: string; version: number }, more: object = {}) =>
  admin.post(`/processes/${draft.id}/publication`, { reason: '试行', version: draft.version, ...more })

/** A version of the category in force at once, whose step asks for these fields. */
async function inForce(category: string, act: string, fields: string[], followUp = { exemption: 'always', tries: 3 }) {
  const draft = await aDraft(category)
  const steps = draft.steps.map((step: { act: string }) => (step.act === act ? { ...step, fields } : step))
  const saved = await save(draft, { steps, followUp })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  const { status, body } = await publish(saved.body)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

describe('versions of the written process (处理流程)', () => {
  test('a tenant begins with one in force, written down step by step', async () => {
    const { body } = await admin.get(`/processes/${(await general()).id}`)
    expect(body.steps.map(({ act }: { act: string }) => act)).toEqual([
      'acceptance',
      'messages',
      'dispatches',
      'receipts',
      'returns',
      'reviews',
      'answers',
      'followUps',
      'rootCauses',
      'closure',
    ])
  })

  test('a draft is published with a date, planned until then, recalled before it, and never changed after it', async () => {
    const draft = await aDraft('price')
    expect((await admin.post('/processes', { category: 'price' })).body.code).toBe('ALREADY_EXISTS')
    const effectiveFrom = new Date(world.clock.now().getTime() + 86_400_000).toISOString()
    const planned = await publish(draft, { effectiveFrom })
    expect(planned.body).toMatchObject({ state: 'planned', effectiveFrom })
    const recalled = await admin.post(`/processes/${draft.id}/recall`, { reason: '再改一版', version: planned.body.version })
    expect(recalled.body).toMatchObject({ state: 'draft' })
    const published = await publish(recalled.body)
    expect(published.body).toMatchObject({ state: 'inForce' })
    expect((await save(published.body)).body.code).toBe('ALREADY_DECIDED')
    expect((await admin.post(`/processes/${draft.id}/recall`, { reason: '撤回', version: published.body.version })).body.code).toBe(
      'ALREADY_DECIDED',
    )
    const next = await aDraft('price')
    const past = await publish(next, { effectiveFrom: new Date(world.clock.now().getTime() - 60_000).toISOString() })
    expect(past).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/effectiveFrom' }] } })
    expect((await admin.delete(`/processes/${next.id}`)).status).toBe(204)
  })

  test('steps that cannot follow each other, unknown fields and roles are refused, each at its place', async () => {
    const draft = await aDraft('marketing')
    const [acceptance, , dispatches, receipts] = draft.steps
    const steps = [acceptance, receipts, { ...dispatches, fields: ['colour'], who: { roles: ['pilot'], unitKinds: [] } }]
    const { status, body } = await save(draft, { steps })
    expect(status).toBe(400)
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '#/steps/2/fields',
      '#/steps/2/who/roles',
      '#/steps/1/act',
    ])
    expect((await save(draft, { version: 9 })).body.code).toBe('VERSION_CONFLICT')
    const stranger = await aPerson(world, admin, 'agent')
    expect((await stranger.put(`/processes/${draft.id}`, { ...draft })).status).toBe(403)
  })

  test('limits that are watched become clocks of cases accepted from then on', async () => {
    const draft = await aDraft('service')
    const steps = draft.steps.map((step: { act: string; limit: object }) =>
      step.act === 'answers' ? { ...step, limit: { amount: 8, unit: 'calendarHour', from: 'acceptance', watched: true } } : step,
    )
    const saved = await save(draft, { steps })
    await publish(saved.body)
    const { id } = await aCaseIn('accepted', admin, unitId, { category: 'service.indifference' })
    await world.settle()
    const { body } = await admin.get(`/cases/${id}`)
    const clock = body.clocks.find(({ step }: { step: string }) => step === 'answer')
    expect(Date.parse(clock.dueAt) - Date.parse(clock.startedAt)).toBe(8 * 3_600_000)
  })
})

describe('what the version in force asks of an act (必填)', () => {
  test('an act without a required field is answered with what is missing, and no other version asks for it', async () => {
    await inForce('delivery', 'dispatches', ['instructions', 'product'])
    const bound = await aCaseIn('accepted', admin, unitId, { category: 'delivery.delay' })
    const refused = await admin.post(`/cases/${bound.id}/dispatches`, { unitId })
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'CASE_STEP_NOT_ALLOWED', missing: ['field.instructions', 'field.product'] },
    })
    await admin.post(`/cases/${bound.id}/classification`, { product: '冰箱' })
    expect((await admin.post(`/cases/${bound.id}/dispatches`, { unitId, instructions: '今天上门' })).status).toBe(201)
    const other = await aCaseIn('accepted', admin, unitId, { category: 'quality.fault' })
    expect((await admin.post(`/cases/${other.id}/dispatches`, { unitId })).status).toBe(201)
  })

  test('so are a co-handling unit’s result and an extension', async () => {
    const draft = await aDraft('security')
    const at = draft.steps.findIndex(({ act }: { act: string }) => act === 'returns')
    const asked = [
      { act: 'taskResults', when: 'optional', who: {}, fields: ['region'] },
      { act: 'extensions', when: 'optional', who: {}, fields: ['customerTold'] },
    ]
    const saved = await save(draft, { steps: draft.steps.toSpliced(at, 0, ...asked) })
    expect(saved.status, JSON.stringify(saved.body)).toBe(200)
    await publish(saved.body)
    const { id } = await aCaseIn('accepted', admin, unitId, { category: 'security.leak' })
    const helper = await aUnit(admin, '仓储部')
    await admin.post(`/cases/${id}/dispatches`, { unitId, coUnits: [{ unitId: helper.id, instructions: '查库存' }] })
    await world.settle()
    const { body } = await admin.get(`/cases/${id}`)

    const giveResult = () => admin.post(`/tasks/${body.tasks[0].id}/results`, { result: '有货' })
    expect(await giveResult()).toMatchObject({ status: 409, body: { missing: ['field.region'] } })
    await admin.post(`/cases/${id}/classification`, { region: '华东' })
    expect((await giveResult()).status).toBe(201)

    const answer = body.clocks.find(({ step }: { step: string }) => step === 'answer')
    const extend = (more: object) =>
      admin.post(`/cases/${id}/extensions`, {
        dueAt: new Date(Date.parse(answer.dueAt) + 86_400_000).toISOString(),
        reason: '等配件',
        ...more,
      })
    expect((await extend({ customerTold: false })).body.missing).toEqual(['field.customerTold'])
    expect((await extend({ customerTold: true })).status).toBe(201)
  })

  test('acceptance itself asks for what the version of the category named requires', async () => {
    await inForce('contract', 'acceptance', ['note'])
    const { caseId } = await aRegisteredCase(admin, { category: 'contract.unfair' })
    expect((await admin.post(`/cases/${caseId}/acceptance`, {})).body.missing).toEqual(['field.note'])
    expect((await admin.post(`/cases/${caseId}/acceptance`, { note: '已核对合同' })).status).toBe(201)
  })

  test('a case keeps the version it was accepted under', async () => {
    const { id } = await aCaseIn('accepted', admin, unitId, { category: 'supply.outage' })
    await world.settle()
    await inForce('supply', 'dispatches', ['instructions'])
    expect((await admin.post(`/cases/${id}/dispatches`, { unitId })).status).toBe(201)
  })

  test('no closing without the customer’s word before as many calls as the process wants', async () => {
    await inForce('aftersales', 'closure', [], { exemption: 'afterTries', tries: 2 })
    const { id } = await aCaseIn('answered', admin, unitId, { category: 'aftersales.refund' })
    await admin.post(`/cases/${id}/rootCauses`, { code: 'people.process', text: '漏退' })
    const close = () => admin.post(`/cases/${id}/closure`, { exemptionReason: '三次无人接听' })
    expect((await close()).body.missing).toEqual(['followUpTries'])
    for (let tries = 0; tries < 2; tries++) await admin.post(`/cases/${id}/followUps`, { verdict: 'unreached' })
    expect((await close()).status).toBe(201)
  })
})

describe('ending a category’s own process (停用)', () => {
  test('cases accepted later follow the one above, those bound stay', async () => {
    const ended = await inForce('quality.fault', 'dispatches', ['instructions'])
    const bound = await aCaseIn('accepted', admin, unitId, { category: 'quality.fault' })
    const end = (more: object = {}) => admin.post(`/processes/${ended.id}/end`, { reason: '试行结束', version: ended.version, ...more })
    expect(await end({ reason: '' })).toMatchObject({ status: 400 })
    expect(await end({ version: ended.version + 5 })).toMatchObject({ status: 409, body: { code: 'VERSION_CONFLICT' } })
    expect(await end({ from: '2020-01-01T00:00:00Z' })).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/from' }] } })
    expect(await (await aPerson(world, admin, 'agent')).post(`/processes/${ended.id}/end`, { reason: '试', version: 1 })).toMatchObject({
      status: 403,
    })
    expect(await end()).toMatchObject({ status: 200, body: { state: 'ended', endedAt: expect.any(String) } })
    expect(await end({ version: ended.version + 1 })).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })

    const free = await aCaseIn('accepted', admin, unitId, { category: 'quality.fault' })
    expect((await admin.post(`/cases/${free.id}/dispatches`, { unitId })).status).toBe(201)
    expect((await admin.get(`/cases/${bound.id}/adherence`)).body.required).toContainEqual({ act: 'dispatches', fields: ['instructions'] })
    expect((await admin.post(`/cases/${bound.id}/dispatches`, { unitId })).body.missing).toEqual(['field.instructions'])
  })

  test('the general process, which all others fall back on, is never ended', async () => {
    const { id, version } = await general()
    expect(await admin.post(`/processes/${id}/end`, { reason: '不要了', version })).toMatchObject({ status: 409, body: { code: 'IN_USE' } })
  })
})

describe('how cases kept to it (流程符合度)', () => {
  test('a case shows its steps, and the table of units counts it; the number opens the case', async () => {
    const { body: unit } = await admin.post('/units', { code: 'adh', name: '物流部', kind: 'department' })
    const { id, number } = await aCaseIn('answered', admin, unit.id, { category: 'quality.fault' })
    await admin.post(`/cases/${id}/rootCauses`, { code: 'people.process', text: '漏检' })
    await admin.post(`/cases/${id}/closure`, { exemptionReason: '客户要求不再联系' })
    await world.settle()
    const { body: kept } = await admin.get(`/cases/${id}/adherence`)
    expect(kept.process).toMatchObject({ category: null })
    expect(kept.steps.find(({ act }: { act: string }) => act === 'followUps')).toMatchObject({ state: 'excused' })
    expect(kept.overrides).toMatchObject([{ kind: 'exemption', reason: '客户要求不再联系' }])

    const { body: table } = await admin.get('/adherence')
    const row = table.rows.find(({ key }: { key: string }) => key === unit.id)
    expect(row).toMatchObject({ name: '物流部', cases: 1, overrides: 1 })
    const { body: behind } = await admin.get(`/adherence/cases?from=${table.from}&to=${table.to}&key=${unit.id}&deviation=overrides`)
    expect(behind.rows).toMatchObject([{ number, overrides: 1 }])
    expect((await admin.get('/adherence?by=category')).body.total.cases).toBe(table.total.cases)
  })
})
