import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aComplaint, aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
let feed: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  const { body } = await admin.post('/tokens', { name: 'feed', permissions: ['complaints:register'] })
  feed = withToken(body.token)
})
afterAll(() => world.close())

/** Whoever made a token does not work what it sends: such cases wait for somebody. */
function withToken(token: string): Client {
  const { app } = world
  const post = async (url: string, payload: object) => {
    const response = await app.inject({ method: 'POST', url: `/api/v1${url}`, headers: { authorization: `Bearer ${token}` }, payload })
    return { status: response.statusCode, body: response.json(), headers: response.headers }
  }
  return { post } as unknown as Client
}

let told = 0
const waits = async (given: object = {}) => {
  const phone = `1391234${String(1_000 + ++told)}`
  const { body } = await feed.post('/complaints', aComplaint({ channel: 'web', complainant: { name: '客户', phone }, ...given }))
  return body.caseId as string
}
const angry = { subject: '再不解决就去12315', text: '你们推来推去，我已经投诉到12315，还要找律师起诉，要求三倍赔偿，绝不罢休。' }
const takeAll = async (someone: Client) => {
  const taken: string[] = []
  for (let got = await someone.post('/queue/next'); got.status === 201; got = await someone.post('/queue/next')) taken.push(got.body.caseId)
  return taken
}
const empty = async () => takeAll(await aPerson(world, admin, 'agent'))

describe('taking the next case (认领下一件)', () => {
  test('gives what goes first, says why, and the case page tells it again', async () => {
    await empty()
    const normal = await waits()
    const high = await waits()
    await admin.post(`/cases/${high}/classification`, { priority: 'high' })
    const lin = await aPerson(world, admin, 'agent')

    const { body: queue } = await lin.get('/queue')
    expect(queue).toMatchObject({ next: high, waitingCount: 2, desk: { presence: 'present', openCount: 0, openLimit: 20 } })
    expect(queue.waiting.map((row: { id: string }) => row.id)).toEqual([high, normal])
    const taken = await lin.post('/queue/next')

    expect(taken).toMatchObject({ status: 201, body: { caseId: high } })
    const codes = ['priority', 'waited', 'load']
    expect(taken.body.reasons.map((reason: { code: string }) => reason.code)).toEqual(codes)
    const { body: routing } = await lin.get(`/cases/${high}/routing`)
    expect(routing.holding).toMatchObject({ person: { id: lin.id }, way: 'taken', as: 'agent' })
    expect(routing.holding.reasons.map((reason: { code: string }) => reason.code)).toEqual(codes)
    expect((await lin.get('/queue')).body.mine).toMatchObject([{ id: high, holding: { way: 'taken' } }])
  })

  test('two who take at once never get the same case', async () => {
    await empty()
    const waiting = await Promise.all(Array.from({ length: 8 }, () => waits()))
    const people = await Promise.all(Array.from({ length: 4 }, () => aPerson(world, admin, 'agent')))

    const taken = await Promise.all(people.flatMap((person) => [person.post('/queue/next'), person.post('/queue/next')]))

    const ids = taken.filter(({ status }) => status === 201).map(({ body }) => body.caseId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => waiting.includes(id))).toBe(true)
    const rest = await Promise.all(people.map(takeAll))
    expect([...ids, ...rest.flat()].sort()).toEqual(waiting.sort())
  })

  test('what lies with a unit is receipted by whoever of it takes it', async () => {
    const unit = await aUnit(admin, '安装部')
    const chen = await aPerson(world, admin, 'handler', unit.id)
    const { id } = await aCaseIn('dispatched', admin, unit.id)

    expect(await chen.post('/queue/next')).toMatchObject({ status: 201, body: { caseId: id } })

    expect((await admin.get(`/cases/${id}`)).body).toMatchObject({ status: 'handling', handler: { id: chen.id } })
    expect((await admin.get(`/cases/${id}/routing`)).body.holding).toMatchObject({ way: 'taken', as: 'handler' })
  })

  test('not away, not above the limit; and the answer says why', async () => {
    await empty()
    await waits()
    const lin = await aPerson(world, admin, 'agent')
    await lin.put(`/people/${lin.id}/desk`, { presence: 'break' })
    expect(await lin.post('/queue/next')).toMatchObject({ status: 409, body: { code: 'NOTHING_TO_TAKE', detail: /不在岗/ } })
    await lin.put(`/people/${lin.id}/desk`, { presence: 'present' })
    expect((await lin.put(`/people/${lin.id}/desk`, { openLimit: 99 })).status).toBe(403)
    expect((await lin.get('/queue')).body.desk).toMatchObject({ openLimit: 20, ownLimit: null })
    expect((await admin.put(`/people/${lin.id}/desk`, { openLimit: 0 })).body).toMatchObject({ openLimit: 0, ownLimit: 0 })
    expect(await lin.post('/queue/next')).toMatchObject({ status: 409, body: { detail: /上限/ } })
  })

  test('after two heavy cases a calm one comes first, though a heavy one waits', async () => {
    await empty()
    for (let no = 0; no < 3; no += 1) await waits(angry)
    const calm = await waits({ subject: '请问发票', text: '上周买的空调，发票什么时候开？' })
    const lin = await aPerson(world, admin, 'agent')
    for (let no = 0; no < 2; no += 1) {
      await lin.post('/queue/next')
      world.clock.moveMinutes(1)
    }

    const { body: queue } = await lin.get('/queue')
    expect(queue.waiting[0].objections).toEqual([{ code: 'resting', facts: { inARow: 2 } }])
    expect((await lin.post('/queue/next')).body.caseId).toBe(calm)
    world.clock.moveMinutes(1)
    expect((await lin.post('/queue/next')).status).toBe(201)
  })
})

describe('the person complained about (被投诉人)', () => {
  test('is named once and from then on gets the case from nobody, in no way', async () => {
    await empty()
    const lin = await aPerson(world, admin, 'agent')
    const id = await waits()
    const named = await admin.put(`/cases/${id}/respondents`, { userIds: [lin.id], reason: '客户点名投诉' })
    expect(named.status, JSON.stringify(named.body)).toBe(200)

    expect((await lin.post('/queue/next')).status).toBe(409)
    expect((await lin.post(`/cases/${id}/acceptance`, { category: 'delivery.delay' })).status).toBe(403)
    const move = { caseId: id, toUserId: lin.id, reason: '请跟进', override: true }
    expect((await admin.post('/team/moves', move)).body.errors).toMatchObject([{ pointer: '#/toUserId' }])
    const { body: bulk } = await admin.post('/cases/bulk/assignments', { caseIds: [id], agentId: lin.id })
    expect(bulk.results).toEqual([{ caseId: id, ok: false, code: 'NOT_PERMITTED' }])
    const { body: routing } = await admin.get(`/cases/${id}/routing`)
    expect(routing.respondents).toMatchObject([{ id: lin.id }])
    expect(routing.others).toContainEqual({ person: expect.objectContaining({ id: lin.id }), objections: [{ code: 'respondent' }] })
    expect((await admin.get(`/cases/${id}/timeline`)).body.rows).toContainEqual(expect.objectContaining({ kind: 'case.respondentsNamed' }))
  })

  test('who has the case when named loses it before it is dispatched', async () => {
    await empty()
    const lin = await aPerson(world, admin, 'agent')
    const id = await waits()
    await lin.post('/queue/next')
    await admin.put(`/cases/${id}/respondents`, { userIds: [lin.id], reason: '客户投诉接待的坐席' })
    expect((await admin.get(`/cases/${id}`)).body.agent).toBeNull()
    expect((await admin.get('/queue')).body.waiting).toMatchObject([{ id }])
  })

  test('of a unit neither handles it when it is dispatched nor receipts it', async () => {
    const unit = await aUnit(admin, '维修部')
    const chen = await aPerson(world, admin, 'handler', unit.id)
    const { id } = await aCaseIn('accepted', admin, unit.id)
    await admin.put(`/cases/${id}/respondents`, { userIds: [chen.id], reason: '上门师傅被投诉' })
    const toChen = await admin.post(`/cases/${id}/dispatches`, { unitId: unit.id, handlerId: chen.id })
    expect(toChen.body.errors).toMatchObject([{ pointer: '#/handlerId' }])
    await admin.post(`/cases/${id}/dispatches`, { unitId: unit.id })
    expect(await chen.post(`/cases/${id}/receipts`)).toMatchObject({ status: 403 })
  })
})

describe('the supervisor’s board (团队看板)', () => {
  test('shows people with load, presence and what waits, and moves a case with its reason', async () => {
    await empty()
    const unit = await aUnit(admin, '热线组', 'callCentre')
    const supervisor = await aPerson(world, admin, 'supervisor', unit.id)
    const [lin, bai] = [await aPerson(world, admin, 'agent', unit.id), await aPerson(world, admin, 'agent', unit.id)]
    const id = await waits(angry)
    await lin.post('/queue/next')
    await bai.put(`/people/${bai.id}/desk`, { presence: 'away' })
    await waits()

    const { body: board } = await supervisor.get('/team')
    const of = (userId: string) => board.members.find((member: { id: string }) => member.id === userId)
    expect(of(lin.id)).toMatchObject({ heavy: 1, today: 1, desk: { openCount: 1 } })
    expect(of(bai.id)).toMatchObject({ desk: { presence: 'away', openCount: 0 } })
    expect(board.waiting).toMatchObject({ ordinary: 1 })

    const move = { caseId: id, toUserId: bai.id, reason: '客户要求换人' }
    expect(await supervisor.post('/team/moves', move)).toMatchObject({ status: 409, body: { code: 'PERSON_NOT_FREE', detail: /不在岗/ } })
    const moved = await supervisor.post('/team/moves', { ...move, override: true })

    expect(moved.status, JSON.stringify(moved.body)).toBe(201)
    expect((await bai.get('/queue')).body.mine[0]).toMatchObject({
      id,
      holding: { way: 'moved', by: { id: supervisor.id }, reason: '客户要求换人' },
    })
    expect((await lin.get('/team')).status).toBe(403)
  })

  test('counts whom a case came to, but not where the dispatch was taken back', async () => {
    const unit = await aUnit(admin, '维修部')
    const chen = await aPerson(world, admin, 'handler', unit.id)
    const { id } = await aCaseIn('accepted', admin, unit.id)
    const today = async () => {
      await world.settle()
      return (await admin.get(`/team?unitId=${unit.id}`)).body.members.map((member: { today: number }) => member.today)
    }
    await admin.post(`/cases/${id}/dispatches`, { unitId: unit.id, handlerId: chen.id })
    expect(await today()).toEqual([1])
    await admin.post(`/cases/${id}/recalls`)
    expect(await today()).toEqual([0])
    await admin.post(`/cases/${id}/dispatches`, { unitId: unit.id, handlerId: chen.id })
    await admin.post(`/cases/${id}/recalls`)
    expect(await today()).toEqual([0])
  })

  test('within a unit from one to another, receipted or not; what co-handling units were asked for goes on', async () => {
    const [unit, warehouse] = [await aUnit(admin, '安装部'), await aUnit(admin, '仓储部')]
    const supervisor = await aPerson(world, admin, 'supervisor', unit.id)
    const [chen, wu] = [await aPerson(world, admin, 'handler', unit.id), await aPerson(world, admin, 'handler', unit.id)]
    const { id } = await aCaseIn('accepted', admin, unit.id)
    const coUnits = [{ unitId: warehouse.id, instructions: '查库存' }]
    await admin.post(`/cases/${id}/dispatches`, { unitId: unit.id, handlerId: chen.id, coUnits })

    const toWu = { caseId: id, toUserId: wu.id, reason: '陈工今天休息' }
    expect(await supervisor.post('/team/moves', toWu)).toMatchObject({ status: 201, body: { status: 'dispatched' } })
    expect((await admin.get(`/cases/${id}`)).body).toMatchObject({ handler: { id: wu.id }, tasks: [{ state: 'open' }] })
    expect((await wu.get('/queue')).body.mine).toMatchObject([{ id, holding: { by: { id: supervisor.id }, reason: '陈工今天休息' } }])

    await wu.post(`/cases/${id}/receipts`)
    const back = { caseId: id, toUserId: chen.id, reason: '陈工回来了' }
    expect(await supervisor.post('/team/moves', back)).toMatchObject({ status: 201 })
    expect((await admin.get(`/cases/${id}`)).body).toMatchObject({ handler: { id: chen.id }, tasks: [{ state: 'open' }] })
  })
})

describe('channels, skills and rules (通道、技能组、派单规则)', () => {
  test('a key account’s case is kept for its own handler, an English one for the English group', async () => {
    await empty()
    const [lin, bai, chen] = [
      await aPerson(world, admin, 'agent'),
      await aPerson(world, admin, 'agent'),
      await aPerson(world, admin, 'agent'),
    ]
    const { body: customer } = await admin.post('/customers', {
      kind: 'organisation',
      name: '第一医院',
      phone: '02155556666',
      tier: 'keyAccount',
    })
    await admin.put(`/key-accounts/${customer.id}`, { handlerId: lin.id, deputyId: bai.id })
    const green = await waits({ complainant: { name: '第一医院', phone: '02155556666', kind: 'organisation' } })
    const group = await admin.post('/skill-groups', { name: '英文组', languages: ['en'], memberIds: [bai.id] })
    expect(group.status, JSON.stringify(group.body)).toBe(201)
    const english = await waits({
      subject: 'Late delivery',
      text: 'The refrigerator was delivered three days late and nobody answered my calls. Please refund the fee.',
    })

    const { waiting } = (await chen.get('/queue')).body
    const rowOf = (id: string) => waiting.find((row: { id: string }) => row.id === id)
    expect(rowOf(green)).toMatchObject({ lane: 'green', objections: [{ code: 'reserved', facts: { personId: lin.id } }] })
    expect(rowOf(english).objections).toMatchObject([{ code: 'unskilled', facts: { names: ['英文组'] } }])
    expect((await chen.post('/queue/next')).status).toBe(409)
    expect((await admin.get(`/cases/${green}/routing`)).body.proposal).toMatchObject({
      person: { id: lin.id },
      reasons: [{ code: 'named' }, { code: 'load' }],
    })
    expect((await bai.post('/queue/next')).body.caseId).toBe(english)
    expect((await lin.post('/queue/next')).body.caseId).toBe(green)
  })

  test('set so, what nobody has goes by itself to the one proposed', async () => {
    const { rows } = (await admin.get('/routing-rules')).body
    const definition = { ...rows[0].definition, assignsByItself: true }
    expect((await admin.post('/routing-rules', { definition, reason: '试行自动派单' })).status).toBe(201)
    const id = await waits()
    await world.settle()

    const { body } = await admin.get(`/cases/${id}/routing`)
    expect(body.holding).toMatchObject({ way: 'byItself', as: 'agent', by: null })
    expect((await admin.get(`/cases/${id}`)).body.agent).not.toBeNull()
    await admin.post('/routing-rules', { definition: rows[0].definition, reason: '恢复认领' })
  })
})
