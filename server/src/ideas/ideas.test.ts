import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, clientOf, signedInAs, type World } from '../../test/harness.ts'

type Person = Awaited<ReturnType<typeof aPerson>>
let world: World
let admin: Client
let unitId: string
let agent: Person
let quality: Person
let lead: Person
let handler: Person
let stranger: Person

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  agent = await aPerson(world, admin, 'agent')
  quality = await aPerson(world, admin, 'quality')
  lead = await aPerson(world, admin, 'supervisor')
  handler = await aPerson(world, admin, 'handler', unitId)
  stranger = await aPerson(world, admin, 'handler', (await aUnit(admin, '物流部')).id)
})
afterAll(() => world.close())

const text = '安装等了三个小时没有人来，要求退款。希望以后能在小程序里自己改安装时间。人家海达第二天就装好了。我电话13912345678。'
let phones = 0
const aSpoken = async () =>
  (await aRegisteredCase(admin, { text, complainant: { name: '林晚晴', phone: `1371234${1000 + ++phones}` } })).caseId
const marksOf = async (client: Client, caseId: string) => (await client.get(`/cases/${caseId}/idea-marks`)).body

/** The wish of the text, marked as a new idea of this title or on one that is there. */
async function aWish(idea: { title: string } | { id: string }, caseId?: string) {
  const id = caseId ?? (await aSpoken())
  const wish = (await marksOf(agent, id)).proposed.find(({ kind }: { kind: string }) => kind === 'wish')
  const { kind, eventNo, start, end } = wish
  const { status, body } = await agent.post(`/cases/${id}/idea-marks`, { kind, eventNo, start, end, idea })
  expect({ status, body }).toMatchObject({ status: 201 })
  return { mark: body, caseId: id, ideaId: body.idea.id as string }
}
const ideaAs = async (client: Client, id: string) => (await client.get(`/ideas/${id}`)).body
const step = async (client: Client, id: string, state: string, reason?: string) =>
  client.post(`/ideas/${id}/steps`, { state, ...(reason && { reason }), version: (await ideaAs(admin, id)).version })

describe('marks in cases (客户心声)', () => {
  test('the text engine proposes, by rule and by the own list of competitors; a person marks or turns down', async () => {
    const caseId = await aSpoken()
    expect((await marksOf(agent, caseId)).proposed).toMatchObject([{ kind: 'wish', quote: '希望以后能在小程序里自己改安装时间' }])
    expect(await agent.post('/competitors', { name: '海达' })).toMatchObject({ status: 403 })
    const { body: rival } = await quality.post('/competitors', { name: '海达', aliases: ['Haida'] })
    expect(await quality.post('/competitors', { name: '海达' })).toMatchObject({ status: 409 })
    const { proposed, sentences } = await marksOf(agent, caseId)
    expect(proposed).toContainEqual(expect.objectContaining({ kind: 'competitor', competitor: { id: rival.id, name: '海达' } }))
    expect(sentences.map((one: { text: string }) => one.text)).toContain('我电话139****5678')

    const [wish, named] = proposed
    const place = ({ kind, eventNo, start, end }: typeof wish) => ({ kind, eventNo, start, end })
    expect(await agent.post(`/cases/${caseId}/idea-marks`, place(named))).toMatchObject({ status: 400 })
    const marked = await agent.post(`/cases/${caseId}/idea-marks`, { ...place(named), competitorId: rival.id })
    expect(marked).toMatchObject({ status: 201, body: { quote: '人家海达第二天就装好了', competitor: { name: '海达' }, idea: null } })
    expect(await agent.post(`/cases/${caseId}/idea-marks`, { ...place(named), competitorId: rival.id })).toMatchObject({ status: 409 })
    await agent.post(`/cases/${caseId}/idea-marks`, { ...place(wish), dismiss: true })
    expect(await marksOf(agent, caseId)).toMatchObject({ proposed: [], marks: [{ id: marked.body.id }] })
    const after = await agent.post(`/cases/${caseId}/idea-marks`, place(wish))
    expect(after).toMatchObject({ status: 201, body: { quote: '希望以后能在小程序里自己改安装时间' } })
    expect(await agent.post(`/cases/${caseId}/idea-marks`, { ...place(wish), dismiss: true })).toMatchObject({ status: 409 })
    expect((await quality.get('/competitors')).body.rows).toMatchObject([{ name: '海达', mentions: 1 }])
    expect((await agent.get('/idea-marks?loose=true&kind=competitor')).body.rows).toMatchObject([{ id: marked.body.id }])

    expect(await handler.delete(`/idea-marks/${marked.body.id}`)).toMatchObject({ status: 404 })
    expect(await agent.delete(`/idea-marks/${marked.body.id}`)).toMatchObject({ status: 200 })
    await quality.delete(`/competitors/${rival.id}`)
    expect((await marksOf(agent, caseId)).proposed).toEqual([])
  })

  test('any sentence of the customer can be marked, nothing else', async () => {
    const caseId = await aSpoken()
    const [first] = (await marksOf(agent, caseId)).sentences
    const { eventNo, start, end } = first
    const mark = (given: object) => agent.post(`/cases/${caseId}/idea-marks`, { kind: 'product', eventNo, start, end, ...given })
    expect(await mark({ end: 9_999 })).toMatchObject({ status: 400 })
    expect(await mark({ eventNo: 99 })).toMatchObject({ status: 400 })
    expect(await mark({})).toMatchObject({ status: 201, body: { quote: first.text } })
  })
})

describe('the idea board (建议墙)', () => {
  test('from new to done, with votes, owner and reason; each customer is told once', async () => {
    const { ideaId, caseId } = await aWish({ title: '小程序里自己改安装时间' })
    await aWish({ id: ideaId })
    for (const voter of [agent, agent, lead]) await voter.put(`/ideas/${ideaId}/vote`, {})
    const { body: line } = await admin.post('/tokens', { name: '接口', permissions: ['cases:read'] })
    const machine = clientOf(world.app, { authorization: `Bearer ${line.token}` })
    expect(await machine.put(`/ideas/${ideaId}/vote`, {})).toMatchObject({ status: 403 })
    expect(await ideaAs(agent, ideaId)).toMatchObject({ votes: 2, voted: true, marks: 2, customers: 2, toTell: 0, state: 'new' })
    await lead.delete(`/ideas/${ideaId}/vote`)
    expect(await ideaAs(lead, ideaId)).toMatchObject({ votes: 1, voted: false })

    const { version } = await ideaAs(quality, ideaId)
    expect(await quality.put(`/ideas/${ideaId}/owner`, { ownerId: agent.id, version })).toMatchObject({ status: 200 })
    expect((await agent.get('/notices')).body.rows).toContainEqual(expect.objectContaining({ kind: 'ideaGiven' }))
    expect((await agent.get('/ideas?owner=me')).body.rows).toMatchObject([{ id: ideaId }])
    expect(await step(agent, ideaId, 'looking')).toMatchObject({ status: 201 })
    expect(await step(agent, ideaId, 'done', '做完了')).toMatchObject({ status: 400 })
    expect(await step(agent, ideaId, 'planned', '排进十二月版本')).toMatchObject({ status: 201 })
    expect((await agent.get(`/cases/${caseId}/remedy-proposals`)).body.thanks.useful).toMatchObject([{ code: 'idea', id: ideaId }])
    const told = await ideaAs(agent, ideaId)
    const [first, second] = told.customerRows.map((row: { customer: { id: string } }) => row.customer.id)
    const tell = (given: object) => agent.post(`/ideas/${ideaId}/tellings`, given)
    expect(await tell({ customerId: first, how: 'told' })).toMatchObject({ status: 400 })
    expect(await step(agent, ideaId, 'done')).toMatchObject({ status: 400 })
    expect(await step(agent, ideaId, 'done', '十二月版本已上线')).toMatchObject({ status: 201 })

    expect((await agent.get('/ideas?toTell=true')).body.rows).toMatchObject([{ id: ideaId, toTell: 2 }])
    expect(await tell({ customerId: first, how: 'told' })).toMatchObject({ status: 201 })
    expect(await tell({ customerId: first, how: 'told' })).toMatchObject({ status: 409 })
    expect(await tell({ customerId: second, how: 'care', about: '告诉您：小程序已能改时间' })).toMatchObject({ status: 201 })
    expect(await tell({ customerId: second, how: 'care', about: '再告诉一次' })).toMatchObject({ status: 409 })
    const { customerRows } = await ideaAs(agent, ideaId)
    expect(customerRows).toMatchObject([
      { customer: { id: second }, told: false },
      { customer: { id: first }, told: true },
    ])
    const task = `/care-tasks/${customerRows[0].careTask.id}`
    expect((await agent.get(task)).body).toMatchObject({ purpose: 'ideaOutcome', script: { mindset: 'ideaOutcome' } })
    await agent.post(`${task}/results`, { result: 'satisfied', note: '很高兴' })
    expect(await ideaAs(agent, ideaId)).toMatchObject({
      toTell: 0,
      steps: expect.arrayContaining([expect.objectContaining({ state: 'done', reason: '十二月版本已上线' })]),
    })
    expect((await agent.get('/ideas?toTell=true')).body.rows).toEqual([])
  })

  test('a customer who was not reached is still to be told', async () => {
    const { ideaId } = await aWish({ title: '安装前一小时电话' })
    await step(quality, ideaId, 'notDone', '成本太高')
    const [{ customer }] = (await ideaAs(agent, ideaId)).customerRows
    const tell = () => agent.post(`/ideas/${ideaId}/tellings`, { customerId: customer.id, how: 'care', about: '暂不采纳，说明原因' })
    await tell()
    const { careTask } = (await ideaAs(agent, ideaId)).customerRows[0]
    const tries = (await agent.get(`/care-tasks/${careTask.id}`)).body.tries
    for (let no = 0; no < tries; no += 1) await agent.post(`/care-tasks/${careTask.id}/results`, { result: 'unreached' })
    expect(await ideaAs(agent, ideaId)).toMatchObject({ toTell: 1 })
    expect(await tell()).toMatchObject({ status: 201 })
  })

  test('a call that was to tell of an outcome is cancelled when the idea is opened anew', async () => {
    const { ideaId } = await aWish({ title: '安装师傅到门口前发照片' })
    await step(quality, ideaId, 'notDone', '成本太高')
    const [{ customer }] = (await ideaAs(agent, ideaId)).customerRows
    await agent.post(`/ideas/${ideaId}/tellings`, { customerId: customer.id, how: 'care', about: '暂不采纳，说明原因' })
    const { careTask } = (await ideaAs(agent, ideaId)).customerRows[0]
    expect(await step(quality, ideaId, 'looking')).toMatchObject({ status: 201 })
    expect((await agent.get(`/care-tasks/${careTask.id}`)).body).toMatchObject({ state: 'done', result: 'cancelled' })
    expect(await agent.post(`/care-tasks/${careTask.id}/results`, { result: 'satisfied' })).toMatchObject({ status: 409 })
  })

  test('nobody of a partner firm owns an idea', async () => {
    const { ideaId } = await aWish({ title: '合作单位也能约时间' })
    const partner = await aPerson(world, admin, 'handler', (await aUnit(admin, '合作维修公司', 'partner')).id)
    const { version } = await ideaAs(quality, ideaId)
    expect(await quality.put(`/ideas/${ideaId}/owner`, { ownerId: partner.id, version })).toMatchObject({ status: 400 })
  })

  test('equal ideas are found and merged: marks together, two votes of one person count once', async () => {
    const one = await aWish({ title: '可以选晚上时段上门安装' })
    const other = await aWish({ title: '晚上时段上门安装' })
    expect((await ideaAs(quality, one.ideaId)).similar).toMatchObject([{ id: other.ideaId }])
    for (const { ideaId } of [one, other]) await agent.put(`/ideas/${ideaId}/vote`, {})
    await lead.put(`/ideas/${other.ideaId}/vote`, {})
    const { version } = await ideaAs(quality, one.ideaId)
    expect(await agent.post(`/ideas/${one.ideaId}/merges`, { doubleId: other.ideaId, version })).toMatchObject({ status: 403 })
    const { body: role } = await admin.post('/roles', {
      code: 'unitIdeas',
      name: '部门建议',
      permissions: ['cases:readUnit', 'ideas:manage'],
    })
    const user = { username: 'unit.ideas', name: '部门建议', password: 'a good long password', unitId, roleIds: [role.id] }
    await admin.post('/users', user)
    const ofUnit = await signedInAs(world, user.username, user.password)
    expect(await ofUnit.post(`/ideas/${one.ideaId}/merges`, { doubleId: other.ideaId, version })).toMatchObject({ status: 403 })
    expect(await quality.post(`/ideas/${one.ideaId}/merges`, { doubleId: other.ideaId, version })).toMatchObject({ status: 201 })
    expect(await ideaAs(agent, other.ideaId)).toMatchObject({ id: one.ideaId, mergedInto: one.ideaId, votes: 2, marks: 2 })
    expect((await agent.get('/ideas?q=晚上时段')).body.rows).toHaveLength(1)
  })

  test('who was told is not told again when ideas that ended alike are merged; where they ended otherwise they are', async () => {
    const [kept, other, refused] = [
      await aWish({ title: '洗衣机加儿童锁' }),
      await aWish({ title: '烘干机加儿童锁' }),
      await aWish({ title: '冰箱加儿童锁' }),
    ]
    for (const { ideaId } of [kept, other]) for (const state of ['looking', 'planned', 'done']) await step(quality, ideaId, state, '已上线')
    await step(quality, refused.ideaId, 'notDone', '成本太高')
    for (const { ideaId } of [other, refused]) {
      const [{ customer }] = (await ideaAs(agent, ideaId)).customerRows
      expect(await agent.post(`/ideas/${ideaId}/tellings`, { customerId: customer.id, how: 'told' })).toMatchObject({ status: 201 })
    }
    for (const { ideaId: doubleId } of [other, refused]) {
      const { version } = await ideaAs(quality, kept.ideaId)
      expect(await quality.post(`/ideas/${kept.ideaId}/merges`, { doubleId, version })).toMatchObject({ status: 201 })
    }
    expect(await ideaAs(agent, kept.ideaId)).toMatchObject({ customers: 3, toTell: 2 })
  })

  test('nobody steps who neither manages nor owns it', async () => {
    const { ideaId } = await aWish({ title: '遥控器加夜光按键' })
    expect(await step(agent, ideaId, 'looking')).toMatchObject({ status: 403 })
    expect((await ideaAs(agent, ideaId)).can).toMatchObject({ step: [], own: false, merge: false })
  })

  test('people of a unit see ideas of their own cases alone, with their own customers; a partner sees none', async () => {
    const given = { text, complainant: { name: '林晚晴', phone: '13712349999' } }
    const { id } = await aCaseIn('handling', admin, unitId, given)
    const { ideaId } = await aWish({ title: '送货前短信提醒' }, id)
    await aWish({ id: ideaId })
    expect(await ideaAs(admin, ideaId)).toMatchObject({ marks: 2, customers: 2 })
    expect(await ideaAs(handler, ideaId)).toMatchObject({
      marks: 1,
      customers: 1,
      markRows: [{ case: { id } }],
      customerRows: [{ cases: [{ id }] }],
    })
    expect((await handler.get('/ideas')).body.rows).toMatchObject([{ id: ideaId }])
    expect(await stranger.get(`/ideas/${ideaId}`)).toMatchObject({ status: 404 })
    expect((await stranger.get('/ideas')).body.rows).toEqual([])
    expect((await stranger.get('/idea-marks')).body.rows).toEqual([])
    expect(await stranger.put(`/ideas/${ideaId}/vote`, {})).toMatchObject({ status: 404 })
    const partner = await aPerson(world, admin, 'handler', (await aUnit(admin, '合作安装公司', 'partner')).id)
    expect(await partner.get('/ideas')).toMatchObject({ status: 403 })
  })
})
