import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { aContact, anUnhappyTalk, settledWorld } from '../contacts-for-tests.ts'
import { shippedRules } from '../latent/rules.ts'

type Carer = Awaited<ReturnType<typeof aPerson>>

let world: World
let admin: Client
let unitId: string
let carers: Carer[]
let phone = 13_700_000_000

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '回访组', 'callCentre')).id
  carers = [await aPerson(world, admin, 'agent', unitId), await aPerson(world, admin, 'agent', unitId)]
  await rules({})
})
afterAll(() => world.close())

const rules = async (given: object) => {
  const answer = await admin.post('/latent-rules', { definition: { ...shippedRules, careUnitId: unitId, ...given }, reason: '测试' })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  // The next version counts from a later instant.
  world.clock.moveMinutes(1)
}

/** A customer who went away unhappy; answers the tag. */
async function anUnhappyCustomer(given: object = {}) {
  const complainant = { name: '李明', phone: String(++phone) }
  const occurredAt = world.clock.now().toISOString()
  const { body } = await admin.post('/contacts', aContact({ complainant, turns: anUnhappyTalk, occurredAt, ...given }))
  await settledWorld(world)
  const contact = (await admin.get(`/contacts/${body.contactId}`)).body
  return tagOf(contact.customer.id)
}
const tagOf = async (customerId: string) => (await admin.get(`/latent-customers?customerId=${customerId}`)).body.rows[0]
const taskOf = async (tag: { task: { id: string } }) => (await admin.get(`/care-tasks/${tag.task.id}`)).body
const ownerOf = async (tag: { task: { owner: { id: string } } }) => carers.find(({ id }) => id === tag.task.owner.id) as Carer

describe('care tasks (回访关怀)', () => {
  test('go round: to whom has the fewest, due in working time, and the owner is told', async () => {
    const tags = [await anUnhappyCustomer(), await anUnhappyCustomer(), await anUnhappyCustomer(), await anUnhappyCustomer()]
    const counts = Map.groupBy(tags, ({ task }) => task.owner.id)
    expect([...counts.values()].map((own) => own.length)).toEqual([2, 2])
    // Monday 10:00 in Shanghai; eight working hours of 9–18 with a lunch hour end on Tuesday.
    expect(new Date(tags[0].task.dueAt).getTime() - world.clock.now().getTime()).toBeGreaterThan(8 * 3_600_000)
    const { body } = await (await ownerOf(tags[0])).get('/notices')
    expect(body.rows.map(({ kind }: { kind: string }) => kind)).toContain('careGiven')
  })

  test('the owner sees the script for the state of mind and finishes it: the tag is over', async () => {
    const tag = await anUnhappyCustomer()
    const owner = await ownerOf(tag)
    const task = (await owner.get(`/care-tasks/${tag.task.id}`)).body
    expect(task.script.steps.map(({ step }: { step: string }) => step)).toEqual(['listen', 'share', 'clarify', 'illustrate', 'ask'])
    expect(task.can).toMatchObject({ finish: true })
    const done = await owner.post(`/care-tasks/${task.id}/results`, {
      result: 'satisfied',
      note: '已道歉，电话 13912345678',
      version: task.version,
    })
    expect(done).toMatchObject({ status: 201, body: { state: 'done', caseId: null } })
    expect((await taskOf(tag)).note).toContain('139****5678')
    expect(await tagOf(tag.customer.id)).toMatchObject({ state: 'ended', ended: 'satisfied' })
    expect(await owner.post(`/care-tasks/${task.id}/results`, { result: 'satisfied' })).toMatchObject({ status: 409 })
  })

  test('somebody else’s task is not finished, a supervisor may pass it on', async () => {
    const tag = await anUnhappyCustomer()
    const other = carers.find(({ id }) => id !== tag.task.owner.id) as Carer
    expect(await other.post(`/care-tasks/${tag.task.id}/results`, { result: 'satisfied' })).toMatchObject({ status: 403 })
    const lead = await aPerson(world, admin, 'supervisor')
    expect(await lead.post(`/care-tasks/${tag.task.id}/assignment`, { ownerId: other.id })).toMatchObject({ status: 201 })
    expect(await other.post(`/care-tasks/${tag.task.id}/results`, { result: 'refused' })).toMatchObject({ status: 201 })
  })

  test('who cannot be reached is tried three times', async () => {
    const tag = await anUnhappyCustomer()
    const owner = await ownerOf(tag)
    const tryOnce = () => owner.post(`/care-tasks/${tag.task.id}/results`, { result: 'unreached' })
    const first = await tryOnce()
    expect(first).toMatchObject({ status: 201, body: { state: 'open', attempts: 1 } })
    expect(new Date(first.body.dueAt) > world.clock.now()).toBe(true)
    await tryOnce()
    expect(await tryOnce()).toMatchObject({ body: { state: 'done', attempts: 3 } })
    expect(await tagOf(tag.customer.id)).toMatchObject({ ended: 'unreached' })
  })

  test('one that turns into a complaint is a case with all that was said, of the same customer, linked', async () => {
    const tag = await anUnhappyCustomer({ product: '云栖 1.5 匹空调' })
    const owner = await ownerOf(tag)
    const { status, body } = await owner.post(`/care-tasks/${tag.task.id}/results`, {
      result: 'complaint',
      text: '客户要求今天上门并书面道歉',
      subject: '空调反复不制冷要求上门',
    })
    expect(status).toBe(201)
    const complaintCase = (await admin.get(`/cases/${body.caseId}`)).body
    expect(complaintCase).toMatchObject({
      subject: '空调反复不制冷要求上门',
      product: '云栖 1.5 匹空调',
      customer: { id: tag.customer.id },
    })
    const said = JSON.stringify((await admin.get(`/cases/${body.caseId}/timeline`)).body)
    expect(said).toContain('客户要求今天上门')
    expect(said).toContain('我都说了三遍了')
    expect((await admin.get(`/contacts/${tag.contactId}`)).body.caseId).toBe(body.caseId)
    expect(await taskOf(tag)).toMatchObject({ result: 'complaint', caseId: body.caseId })
  })

  test('what is overdue is told once and stands on the page', async () => {
    const tag = await anUnhappyCustomer()
    world.clock.moveMinutes(3 * 24 * 60)
    admin = await signedInAs(world)
    carers = await Promise.all(
      carers.map(async (carer) => ({ ...carer, ...(await signedInAs(world, carer.username, 'a good long password')) })),
    )
    await settledWorld(world)
    await settledWorld(world)
    const owner = await ownerOf(tag)
    const told = (await owner.get('/notices')).body.rows.filter(
      ({ kind, facts }: { kind: string; facts: { careTaskId: string } }) => kind === 'careOverdue' && facts.careTaskId === tag.task.id,
    )
    expect(told).toHaveLength(1)
    expect((await owner.get('/care-tasks?state=overdue')).body.rows.map(({ id }: { id: string }) => id)).toContain(tag.task.id)
  })
})

describe('what to say (话术)', () => {
  const words = { listen: ['先听您说'], share: ['我明白'], clarify: ['哪一点最急？'], illustrate: ['今天就办'], ask: ['还有吗？'] }

  test('the company puts its own words in place of those shipped, for one state of mind and language, with a reason', async () => {
    const before = (await admin.get('/care-scripts')).body.rows
    expect(before).toHaveLength(16)
    expect(before.every(({ madeAt }: { madeAt: string | null }) => madeAt === null)).toBe(true)
    const task = await taskOf(await anUnhappyCustomer())
    const at = `/care-scripts/zh/${task.script.mindset}`
    for (const listen of ['第一稿', '先听您说'])
      expect(await admin.put(at, { steps: { ...words, listen: [listen] }, avoid: ['“没办法”'], reason: '按公司口径' })).toMatchObject({
        status: 200,
      })
    const { script } = (await admin.get(`/care-tasks/${task.id}`)).body
    expect(script.steps[0]).toEqual({ step: 'listen', says: ['先听您说'] })
    expect(script.avoid).toEqual(['“没办法”'])
    const after = (await admin.get('/care-scripts')).body.rows
    expect(after.filter(({ reason }: { reason: string | null }) => reason !== null)).toMatchObject([
      { language: 'zh', mindset: task.script.mindset, reason: '按公司口径', by: { id: expect.any(String) } },
    ])
  })

  test('a step without a sentence is no script; who does not manage warnings writes none', async () => {
    const input = { steps: words, avoid: [], reason: '试试' }
    expect(await admin.put('/care-scripts/zh/vent', { ...input, steps: { ...words, ask: [] } })).toMatchObject({ status: 400 })
    expect(await admin.put('/care-scripts/fr/vent', input)).toMatchObject({ status: 400 })
    expect(await carers[0]?.put('/care-scripts/zh/vent', input)).toMatchObject({ status: 403 })
  })
})

describe('who is called, and who is left (名额)', () => {
  test('the likeliest first, up to what the group can do in a day; who waited too long is left to compare with', async () => {
    await rules({ tasksAPersonADay: 0, waitHours: 1 })
    const tag = await anUnhappyCustomer()
    expect(tag).toMatchObject({ state: 'waiting' })
    world.clock.moveMinutes(61)
    await settledWorld(world)
    expect(await tagOf(tag.customer.id)).toMatchObject({ state: 'left' })
    expect((await admin.get('/latent-customers?arm=capacity')).body.total.count).toBe(1)
  })

  test('who says openly that it is a complaint is called all the same, within two working hours', async () => {
    const turns = [...anUnhappyTalk, { by: 'customer', text: '再不解决我就打12315投诉你们！' }]
    const tag = await anUnhappyCustomer({ turns })
    expect(tag).toMatchObject({ saysComplaint: true, state: 'inCare' })
    const { body } = await admin.get('/warnings?kind=latent')
    const row = body.rows.find(({ key }: { key: string }) => key === `customer:${tag.customer.id}`)
    // What was said stands behind the warning, and is opened from it.
    const { contactIds } = (await admin.get(`/warnings/${row.id}`)).body
    expect((await admin.get(`/contacts?id=${contactIds.join(',')}`)).body.rows).toMatchObject([{ id: tag.contactId }])
    expect((await admin.get('/contacts?id=nobody')).status).toBe(400)
  })

  test('a share may be left out at random', async () => {
    await rules({ tasksAPersonADay: 100, holdOutShare: 0.5, restDays: 0 })
    const tags = []
    for (let at = 0; at < 12; at++) tags.push(await anUnhappyCustomer())
    const states = Map.groupBy(tags, ({ state }) => state)
    expect([...states.keys()].sort()).toEqual(['heldOut', 'inCare'])
    await rules({})
  })

  test('several people of one product make one warning', async () => {
    for (let at = 0; at < 5; at++) await anUnhappyCustomer({ product: '云栖洗碗机' })
    const { body } = await admin.get('/warnings?kind=latent')
    expect(body.rows.find(({ key }: { key: string }) => key === 'node:product:云栖洗碗机')).toMatchObject({
      subject: '云栖洗碗机',
      facts: { people: 5 },
    })
  })

  test('a tag that is wrong is taken off with a reason', async () => {
    await rules({ tasksAPersonADay: 0 })
    const tag = await anUnhappyCustomer()
    expect(await admin.post(`/latent-customers/${tag.id}/dismissal`, { reason: '客户在说别家', version: tag.version })).toMatchObject({
      status: 201,
    })
    expect(await tagOf(tag.customer.id)).toMatchObject({ state: 'ended', ended: 'dismissed' })
    await rules({})
  })

  test('who holds no case sees only the contacts of the own tasks', async () => {
    const handler = await aPerson(world, admin, 'handler', (await aUnit(admin, '售后部')).id)
    expect((await handler.get('/latent-customers')).body.rows).toEqual([])
    expect((await handler.get('/contacts')).body.rows).toEqual([])
    expect((await handler.get('/care-tasks?of=all')).body.rows).toEqual([])
  })

  test('two customers that become one take their contacts along', async () => {
    const one = await anUnhappyCustomer()
    const other = await anUnhappyCustomer()
    const merged = await admin.post(`/customers/${one.customer.id}/merges`, { doubleId: other.customer.id, reason: '同一人' })
    expect(merged.status).toBeLessThan(300)
    expect((await admin.get(`/contacts?customerId=${one.customer.id}`)).body.rows).toHaveLength(2)
  })
})
