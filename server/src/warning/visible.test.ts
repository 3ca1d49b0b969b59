import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aComplaint, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { aContact } from '../contacts/contacts-for-tests.ts'
import { type Raise, raiseWarnings } from './governance/raise.ts'

// Who sees only the cases of their unit (承办人): what early warning tells of others is figures.

let world: World
let admin: Client
let unitId: string
let handler: Awaited<ReturnType<typeof aPerson>>
let stranger: Awaited<ReturnType<typeof aPerson>>

const lifts = [
  '滨江苑3栋的电梯从上周开始每天都停，物业说等配件，老人下不了楼，请尽快修好。',
  '我住滨江苑，滨江苑的电梯坏了三天，物业推说没有配件，家里老人下不了楼。',
  '滨江苑电梯停运，物业一直说等配件，老人和孕妇天天爬楼，物业费照收。',
]
const everyday = [
  '五月买的空调制冷不行，师傅来过两次，第一次说缺氟，第二次说主板坏了，要收八百元。',
  '快递显示已签收，但我没有收到，打电话给快递员说放在门口了，门口根本没有，里面是奶粉。',
  '营业厅的人说换套餐不影响合约，换完以后每月多扣三十九元，打客服说要我自己去取消。',
  '预约的安装师傅迟到三个小时，到了又说少带配件，改天再来，请假白请了。',
]
const liftCase = (text: string, at: number) => ({
  text,
  subject: '滨江苑电梯停运没人修',
  complainant: { name: '王晓', phone: `1380013800${at}` },
})

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '物业部')).id
  handler = await aPerson(world, admin, 'handler', unitId)
  stranger = await aPerson(world, admin, 'handler', (await aUnit(admin, '冰箱部')).id)
  for (const text of everyday) await admin.post('/complaints', aComplaint({ text, subject: text.slice(0, 16) }))
  const [first = '', ...others] = lifts
  await aCaseIn('dispatched', admin, unitId, liftCase(first, 1))
  for (const [at, text] of others.entries()) await admin.post('/complaints', aComplaint(liftCase(text, at + 2)))
  await world.settle()
  await world.settle()
})
afterAll(() => world.close())

const topicsOf = async (who: Client) => (await who.get('/topics')).body.rows as { id: string; title: string }[]

describe('what people of a unit see of early warning (可见范围)', () => {
  test('a topic is named after one of its cases: seen by whoever sees one of them', async () => {
    const [topic] = await topicsOf(admin)
    expect(topic?.title).toContain('滨江苑')
    expect(await topicsOf(handler)).toMatchObject([{ id: topic?.id }])
    expect((await handler.get(`/topics/${topic?.id}`)).body).toMatchObject({ cases: 3, hiddenCases: 2, caseRows: [{}] })
    expect(await topicsOf(stranger)).toEqual([])
    expect((await stranger.get(`/topics/${topic?.id}`)).status).toBe(404)
  })

  test('so is its warning; one of the business is seen by all, its contacts by who calls the customer', async () => {
    const [topic] = await topicsOf(admin)
    const { body: contact } = await admin.post('/contacts', aContact())
    const caseIds = (await admin.get(`/topics/${topic?.id}`)).body.caseRows.map(({ id }: { id: string }) => id)
    const common = { facts: { people: 5, cases: 3, observed: 12, expected: 5 }, caseIds, firstSeenAt: world.clock.now() }
    const raises: Raise[] = [
      { ...common, kind: 'topic', key: topic?.id ?? '', subject: topic?.title ?? '' },
      { ...common, kind: 'surge', key: 'region:华东', subject: '华东', caseIds: [], contactIds: [contact.contactId] },
    ]
    const inOne = world.deps.database.tenant(world.tenantId).transaction()
    await inOne.execute((tx) => raiseWarnings(tx, world.tenantId, raises, world.clock.now()))
    const kindsOf = async (who: Client) => (await who.get('/warnings')).body.rows.map(({ kind }: { kind: string }) => kind).sort()
    expect(await kindsOf(handler)).toEqual(['surge', 'topic'])
    expect(await kindsOf(stranger)).toEqual(['surge'])
    const contactsOf = async (who: Client) => {
      const [{ id }] = (await who.get('/warnings?kind=surge')).body.rows
      return (await who.get(`/warnings/${id}`)).body.contactIds
    }
    expect(await contactsOf(admin)).toEqual([contact.contactId])
    expect(await contactsOf(stranger)).toEqual([])
  })

  test('a crisis is seen by who leads it, has a task in it or sees one of its cases', async () => {
    const { body } = await admin.post('/crises', { title: '滨江苑电梯停运' })
    const seenBy = async (who: Client) => ({
      listed: (await who.get('/crises')).body.rows.length,
      status: (await who.get(`/crises/${body.id}`)).status,
    })
    expect(await seenBy(stranger)).toEqual({ listed: 0, status: 404 })
    const dueAt = new Date(world.clock.now().getTime() + 3_600_000).toISOString()
    await admin.post(`/crises/${body.id}/tasks`, { desk: 'legal', text: '评估责任', ownerId: stranger.id, dueAt })
    expect(await seenBy(stranger)).toEqual({ listed: 1, status: 200 })
    expect(await seenBy(handler)).toEqual({ listed: 0, status: 404 })
    const [own] = (await handler.get('/cases')).body.rows
    await admin.post(`/crises/${body.id}/cases`, { numbers: [own.number] })
    expect(await seenBy(handler)).toEqual({ listed: 1, status: 200 })
  })

  test('a report tells of all cases: only who sees them all reads it', async () => {
    expect((await handler.get('/reports')).body.code).toBe('NOT_PERMITTED')
    const { body } = await admin.post('/reports', {})
    for (const at of [`/reports/${body.id}`, `/reports/${body.id}/sections/1/past`, `/reports/${body.id}/files/pdf`])
      expect((await handler.get(at)).status).toBe(403)
    expect((await admin.get(`/reports/${body.id}`)).status).toBe(200)
  })
})
