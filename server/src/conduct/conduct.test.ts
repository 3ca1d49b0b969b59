import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, clientOf, signedInAs, type World } from '../../test/harness.ts'

let world: World
let admin: Client
let unitId: string
type Person = Awaited<ReturnType<typeof aPerson>>
let agent: Person
let lead: Person
let lawyer: Person
let manager: Person
let handler: Person

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  const centre = (await aUnit(admin, '客服一组', 'callCentre')).id
  agent = await aPerson(world, admin, 'agent', centre)
  lead = await aPerson(world, admin, 'supervisor', centre)
  lawyer = await aPerson(world, admin, 'legal', centre)
  manager = await aPerson(world, admin, 'manager', centre)
  handler = await aPerson(world, admin, 'handler', (await aUnit(admin, '财务部')).id)
})
afterAll(() => world.close())

let phones = 13_800_000_000
const someone = (name = '赵一') => ({ complainant: { name, phone: String(++phones) } })
const customerOf = async (caseId: string): Promise<string> => (await admin.get(`/cases/${caseId}`)).body.customer.id
const inDays = (days: number) => new Date(world.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
const looked = { evidence: true, merits: true, proportionate: true }

async function aCustomer(given = {}) {
  const { caseId, number } = await aRegisteredCase(admin, { ...someone(), ...given })
  return { caseId, number, customerId: await customerOf(caseId) }
}
const propose = (who: Client, { caseId, customerId }: { caseId: string; customerId: string }, given = {}) =>
  who.post('/conduct-restrictions', {
    customerId,
    measures: [{ kind: 'writtenOnly' }],
    endsOn: inDays(90),
    reason: '一周内来电四十余次，辱骂三名坐席',
    milder: '书面提醒两次没有变化',
    caseIds: [caseId],
    ...given,
  })
const review = (who: Client, id: string, given = {}) =>
  who.post(`/conduct-restrictions/${id}/reviews`, { verdict: 'approved', checks: looked, note: '证据充分，措施相称', version: 1, ...given })
async function aRestriction(given = {}) {
  const about = await aCustomer()
  const { body } = await propose(lead, about, given)
  expect(await review(lawyer, body.id)).toMatchObject({ status: 201, body: { state: 'inForce' } })
  return { ...about, id: body.id as string }
}
const shown = async (customerId: string) => (await lead.get(`/customers/${customerId}/conduct`)).body
const noticed = async (customerId: string, who: Client = agent) => (await who.get(`/conduct-notices?customerId=${customerId}`)).body.rows

describe('evidence (证据)', () => {
  test('one text on five accounts, found without ground, is told with the cases it rests on', async () => {
    const text = '贵公司空气净化器宣传页使用绝对化用语，违反广告法，要求退一赔三，否则向市场监管部门举报。'
    const ids: string[] = []
    for (let at = 0; at < 5; at++) {
      const { id } = await aCaseIn('accepted', admin, unitId, { text, subject: '广告违法要求赔偿', ...someone(`账户${at}`) })
      ids.push(id)
      const way: [string, object][] = [
        ['dispatches', { unitId }],
        ['receipts', {}],
        ['returns', { result: '页面没有该用语', finding: 'unsubstantiated' }],
        ['reviews', { verdict: 'pass' }],
        ['answers', { text: '经核实页面没有该用语。' }],
      ]
      for (const [noun, body] of way) expect(await admin.post(`/cases/${id}/${noun}`, body)).toMatchObject({ status: 201 })
    }
    const { evidence } = await shown(await customerOf(ids[0] as string))
    expect(evidence.signs.map(({ sign, points }: { sign: string; points: number }) => [sign, points])).toEqual([
      ['copiedTexts', 2],
      ['pressure', 2],
    ])
    expect(evidence.signs[0]).toMatchObject({ count: 4, cases: [{ id: ids[0] }] })
  })

  test('a customer whose case was reopened, and who complains of several products, has none', async () => {
    const who = someone('钱二')
    const { id } = await aCaseIn('closed', admin, unitId, { ...who, product: '空调' })
    await admin.post(`/cases/${id}/reopening`, { reason: '还是没有修好' })
    for (const product of ['冰箱', '洗衣机', '空调']) await aRegisteredCase(admin, { ...who, product })
    expect((await shown(await customerOf(id))).evidence).toMatchObject({ score: 0, level: 'none', cases: 4, signs: [] })
  })
})

describe('a restriction (行为限制)', () => {
  test('is proposed by one, examined by another, told on the case and ends by its date', async () => {
    const about = await aCustomer()
    expect(await propose(agent, about)).toMatchObject({ status: 403 })
    expect(await propose(lead, about, { endsOn: inDays(400) })).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/endsOn' }] } })
    expect(await propose(lead, about, { milder: undefined })).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/milder' }] } })
    const other = await aCustomer()
    expect(await propose(lead, about, { caseIds: [other.caseId] })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/caseIds' }] },
    })

    const { body: proposed } = await propose(manager, about)
    expect(await propose(lead, about)).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } })
    const { body: line } = await admin.post('/tokens', { name: '接口', permissions: ['cases:read', 'conduct:review'] })
    const machine = clientOf(world.app, { authorization: `Bearer ${line.token}` })
    expect(await review(machine, proposed.id)).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
    expect(await noticed(about.customerId)).toEqual([])
    expect((await lawyer.get('/notices')).body.rows).toContainEqual(expect.objectContaining({ kind: 'conductWaiting' }))

    expect(await review(lead, proposed.id)).toMatchObject({ status: 403 })
    // A manager may examine, but not what they proposed.
    expect(await review(manager, proposed.id)).toMatchObject({ status: 403, body: { detail: expect.stringContaining('提出人以外') } })
    expect(await review(lawyer, proposed.id, { checks: { ...looked, merits: false } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/checks' }] },
    })
    expect(await review(lawyer, proposed.id)).toMatchObject({ status: 201, body: { state: 'inForce' } })
    expect(await review(lawyer, proposed.id, { version: 2 })).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })

    const [notice] = await noticed(about.customerId)
    expect(notice).toMatchObject({ measures: [{ kind: 'writtenOnly' }], endsOn: inDays(90), contactsThisWeek: 0 })
    expect(notice).not.toHaveProperty('reason')
    expect((await agent.get(`/cases/${about.caseId}/conduct`)).body).toMatchObject({
      notices: [{ restrictionId: proposed.id }],
      urgent: [],
    })
    expect((await agent.get(`/cases/${about.caseId}/timeline`)).body.rows.at(-1)).toMatchObject({ kind: 'case.restrictionBegan' })
    const [row] = (await shown(about.customerId)).restrictions
    expect(row.letter).toContain(inDays(90))
    expect(row.letter).toContain(about.number)
    for (const word of ['书面方式', '申诉', '逐件审查', '监管部门', '人身安全']) expect(row.letter).toContain(word)
  })

  test('an appeal heard on the phone is decided by a third person, who shortens or lifts it', async () => {
    const { id, caseId, customerId } = await aRestriction()
    const appeal = (who: Client) =>
      who.post(`/conduct-restrictions/${id}/appeals`, { channel: 'hotline', reason: '我不会用邮件，只能打电话' })
    expect(await appeal(agent)).toMatchObject({ status: 201, body: { state: 'inForce' } })
    expect(await appeal(agent)).toMatchObject({ status: 409 })
    const decide = (who: Client, given: object) =>
      who.post(`/conduct-restrictions/${id}/appeal-decisions`, { note: '年纪大，电话是唯一的方式', ...given })
    expect(await decide(lead, { verdict: 'lifted' })).toMatchObject({ status: 403 })
    expect(await decide(lawyer, { verdict: 'lifted' })).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('第三个人') },
    })
    expect(await decide(manager, { verdict: 'shortened' })).toMatchObject({ status: 400 })
    expect(await decide(manager, { verdict: 'shortened', endsOn: inDays(120) })).toMatchObject({ status: 400 })
    expect(await decide(manager, { verdict: 'shortened', endsOn: inDays(10) })).toMatchObject({ status: 201, body: { state: 'inForce' } })
    expect((await noticed(customerId))[0]).toMatchObject({ endsOn: inDays(10) })
    expect((await shown(customerId)).restrictions[0].letter).toContain(`提前到 ${inDays(10)}`)

    await appeal(agent)
    expect(await decide(manager, { verdict: 'lifted' })).toMatchObject({ status: 201, body: { state: 'ended' } })
    expect(await noticed(customerId)).toEqual([])
    const told = (await agent.get(`/cases/${caseId}/timeline`)).body.rows.map(({ kind }: { kind: string }) => kind)
    expect(told.slice(-3)).toEqual(['case.restrictionBegan', 'case.restrictionEased', 'case.restrictionEnded'])
    expect((await lead.get('/notices')).body.rows).toContainEqual(expect.objectContaining({ kind: 'conductDecided' }))
  })

  test('follows the customer into the one they are merged with', async () => {
    const { customerId } = await aRestriction()
    const kept = await aCustomer()
    expect(await admin.post(`/customers/${kept.customerId}/merges`, { doubleId: customerId, reason: '同一个人' })).toMatchObject({
      status: 201,
    })
    expect(await noticed(kept.customerId)).toHaveLength(1)
  })

  test('of two restricted customers who are one person the restriction of who stays is kept', async () => {
    const kept = await aRestriction()
    const double = await aRestriction()
    await admin.post(`/customers/${kept.customerId}/merges`, { doubleId: double.customerId, reason: '同一个人' })
    expect(await noticed(kept.customerId)).toMatchObject([{ restrictionId: kept.id }])
    expect((await shown(kept.customerId)).restrictions.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([
      [double.id, 'ended'],
      [kept.id, 'inForce'],
    ])
  })

  test('whoever sees only the cases of their unit learns only of those customers; a partner of none', async () => {
    const { customerId, caseId, id } = await aRestriction()
    expect(await noticed(customerId, handler)).toEqual([])
    expect(await handler.get(`/cases/${caseId}/conduct`)).toMatchObject({ status: 404 })
    expect(await handler.post(`/conduct-restrictions/${id}/appeals`, { channel: 'hotline', reason: '听说的' })).toMatchObject({
      status: 404,
    })
    const own = await aPerson(world, admin, 'handler', unitId)
    await admin.post(`/cases/${caseId}/acceptance`, { category: 'delivery.delay' })
    await admin.post(`/cases/${caseId}/dispatches`, { unitId })
    expect(await noticed(customerId, own)).toHaveLength(1)
    expect(await own.get(`/customers/${customerId}/conduct`)).toMatchObject({ status: 403 })
    const partner = await aPerson(world, admin, 'partner', (await aUnit(admin, '合作安装', 'partner')).id)
    expect(await partner.get(`/conduct-notices?customerId=${customerId}`)).toMatchObject({ status: 403 })
    const asContact = { measures: [{ kind: 'singleContact', contactId: partner.id }] }
    expect(await propose(lead, await aCustomer(), asContact)).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/measures' }] } })
  })
})

describe('the merits of each complaint are examined all the same (照常审查)', () => {
  const words = { text: '空调漏电，孩子被电了一下，我真的不想活了，你们马上来人。', subject: '空调漏电', category: 'quality.safety' }

  test.each([
    ['an ordinary one', {}],
    ['safety and danger to oneself', words],
  ])('a new complaint of a restricted customer becomes what anybody’s becomes: %s', async (_name, given) => {
    const { customerId } = await aRestriction({
      measures: [{ kind: 'writtenOnly' }, { kind: 'contactRate', perWeek: 1 }, { kind: 'noGoodwill' }],
    })
    const unrestricted = await aCustomer()
    const phoneOf = async (id: string) => (await admin.post(`/customers/${id}/reveals`, { field: 'phone', reason: '测试' })).body.value
    const facts = async (complainant: object) => {
      const { caseId } = await aRegisteredCase(agent, { ...given, complainant })
      await agent.post(`/cases/${caseId}/acceptance`, { category: 'quality.safety' })
      await world.settle()
      const { body } = await agent.get(`/cases/${caseId}`)
      const { status, severity, stage, priority, signals, dueAt, can } = body
      return { caseId, facts: { status, severity, stage, priority, signals, dueAt, can } }
    }
    const restricted = await facts({ name: '赵一', phone: await phoneOf(customerId) })
    const free = await facts({ name: '赵一', phone: await phoneOf(unrestricted.customerId) })
    expect(restricted.facts).toEqual(free.facts)
    const listed = (await agent.get('/cases?limit=200')).body.rows.map(({ id }: { id: string }) => id)
    expect(listed).toEqual(expect.arrayContaining([restricted.caseId, free.caseId]))
    const { body } = await agent.get(`/cases/${restricted.caseId}/conduct`)
    expect(body.urgent).toEqual('text' in given ? ['safety', 'selfHarm'] : [])
  })

  test('nothing else in the product reads restrictions', () => {
    const src = join(import.meta.dirname, '..')
    const readers = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.startsWith('conduct/'))
      .filter((name) => /conduct_(restriction|appeal)/.test(readFileSync(join(src, name), 'utf8')))
    // A customer whose restriction is on record is not forgotten with an undone import.
    expect(readers).toEqual(['customers/forget.ts'])
  })
})

describe('the end of a restriction (到期解除)', () => {
  test('comes by itself when its last day is over, with a line in the record', async () => {
    const { customerId } = await aRestriction({ endsOn: inDays(2) })
    world.clock.moveMinutes(2 * 24 * 60)
    await world.settle()
    const boss = await signedInAs(world)
    expect(await noticed(customerId, boss)).toHaveLength(1)
    world.clock.moveMinutes(24 * 60)
    const later = await signedInAs(world)
    // Nobody waits for the schedule to be told right.
    expect(await noticed(customerId, later)).toEqual([])
    await world.settle()
    const { restrictions } = (await later.get(`/customers/${customerId}/conduct`)).body
    expect(restrictions[0]).toMatchObject({ state: 'ended', endKind: 'date', endedBy: null, letter: expect.stringContaining('已经结束') })
    const { rows } = (await later.get('/audit/records?limit=100')).body
    const kinds = rows.filter(({ subject }: { subject: string }) => subject === customerId).map(({ kind }: { kind: string }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['conduct.ended', 'conduct.approved', 'conduct.proposed']))
  })
})
