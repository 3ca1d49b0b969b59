import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

let world: World
let admin: Client
let installers: { id: string; name: string }
let callCentre: { id: string; name: string }
let agent: Awaited<ReturnType<typeof aPerson>>
let handler: Awaited<ReturnType<typeof aPerson>>
let stranger: Awaited<ReturnType<typeof aPerson>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  installers = await aUnit(admin, '安装部')
  callCentre = await aUnit(admin, '呼叫中心', 'callCentre')
  agent = await aPerson(world, admin, 'agent', callCentre.id)
  handler = await aPerson(world, admin, 'handler', installers.id)
  stranger = await aPerson(world, admin, 'handler', (await aUnit(admin, '财务部')).id)
})
afterAll(() => world.close())

const kindsOf = async (person: Client) => (await person.get('/notices')).body.rows.map(({ kind }: { kind: string }) => kind)

describe('a lesson from the front line to a unit and back (经验双向)', () => {
  let caseId: string
  let id: string

  test('a closed case gives the draft, without what is personal; one being worked on does not', async () => {
    const open = await aCaseIn('handling', admin, installers.id)
    expect(await agent.get(`/lesson-drafts?caseId=${open.id}`)).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/caseId' }] } })
    caseId = (await aCaseIn('closed', admin, installers.id, { subject: '王小明家空调安装迟到' })).id
    const { status, body } = await agent.get(`/lesson-drafts?caseId=${caseId}`)
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({ cause: 'people.process', text: expect.stringContaining('原因：派工未确认师傅到位') })
    expect(JSON.stringify(body)).not.toContain('王小明')
  })

  test('it is sent to units of the company, not to partner firms, and names nobody', async () => {
    const lesson = {
      title: '迟到前先打电话',
      text: '王小明（13912341234）说：提前一小时打电话就不会生气。',
      unitIds: [installers.id],
      caseId,
      cause: 'people.process',
    }
    const firm = await aUnit(admin, '快修服务商', 'partner')
    expect(await agent.post('/lessons', { ...lesson, unitIds: [firm.id] })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/unitIds' }] },
    })
    const sent = await agent.post('/lessons', lesson)
    expect(sent.status, JSON.stringify(sent.body)).toBe(201)
    id = sent.body.id
    expect(sent.body).toMatchObject({
      from: { name: '呼叫中心' },
      units: [{ name: '安装部' }],
      read: { people: 0, of: 1 },
      can: { answer: false, withdraw: true },
    })
    expect(JSON.stringify(sent.body)).not.toMatch(/王小明|13912341234/)
    expect(await kindsOf(handler)).toContain('lessonSent')
  })

  test('whose unit it is for reads it, which is seen; other units do not see it', async () => {
    expect((await handler.get('/lessons?box=received&unread=true')).body).toMatchObject({
      rows: [{ id, unread: true }],
      total: { count: 1 },
    })
    expect((await handler.post(`/lessons/${id}/reading`)).status).toBe(201)
    await handler.post(`/lessons/${id}/reading`)
    expect((await handler.get('/lessons?unread=true')).body.rows).toEqual([])
    expect((await agent.get(`/lessons/${id}`)).body).toMatchObject({
      read: { people: 1, of: 1 },
      receipts: [{ unit: { id: installers.id }, of: 1, read: [{ person: { id: handler.id } }], answered: false }],
    })
    expect((await stranger.get(`/lessons/${id}`)).status).toBe(404)
    expect((await stranger.get('/lessons')).body.rows).toEqual([])
    expect((await stranger.post(`/lessons/${id}/answers`, { kind: 'noted', text: '?' })).status).toBe(404)
  })

  test('the unit answers what it changed, and who sent it is told', async () => {
    expect(await agent.post(`/lessons/${id}/answers`, { kind: 'noted', text: '自己答自己' })).toMatchObject({ status: 403 })
    const { body } = await handler.post(`/lessons/${id}/answers`, { kind: 'changed', text: '派工单加了必填的电话确认，找 13912341234' })
    expect(body).toMatchObject({
      answers: 1,
      receipts: [{ answered: true }],
      answerRows: [{ kind: 'changed', unit: { id: installers.id }, by: { id: handler.id } }],
    })
    expect(JSON.stringify(body)).not.toContain('13912341234')
    expect(await kindsOf(agent)).toContain('lessonAnswered')
  })

  test('a unit tells the front line likewise; a case one may not see is not named', async () => {
    const other = await aCaseIn('closed', admin, installers.id)
    const sent = await handler.post('/lessons', {
      title: '高空作业要另约',
      text: '外机在窗外的，请提前告诉客户要另约。',
      unitIds: [callCentre.id],
      caseId: other.id,
    })
    expect(sent.status, JSON.stringify(sent.body)).toBe(201)
    await agent.post(`/lessons/${sent.body.id}/answers`, { kind: 'tellCustomers', text: '已加进话术：请问外机装在哪里？' })
    expect((await handler.get('/lessons?box=sent')).body.rows).toMatchObject([{ answers: 1, read: { people: 1, of: 1 } }])
    expect((await stranger.get(`/lessons/${sent.body.id}`)).status).toBe(404)
    const toStranger = await agent.post('/lessons', {
      title: '退款要先回电',
      text: '先回电再退款。',
      unitIds: [(await stranger.get('/sessions/current')).body.user.unit.id],
      caseId,
    })
    expect((await stranger.get(`/lessons/${toStranger.body.id}`)).body).toMatchObject({ case: null, can: { answer: true } })
  })

  test('words about a lesson of an action name nobody of its cases', async () => {
    const { id: ownerId } = await aPerson(world, admin, 'quality', callCentre.id)
    const { body: action } = await admin.post('/actions', {
      kind: 'containment',
      title: '派工前电话确认',
      ownerId,
      dueOn: '2099-12-31',
      caseIds: [caseId],
    })
    await world.deps.database.tenant(world.tenantId).updateTable('action').set({ state: 'closed' }).where('id', '=', action.id).execute()
    const { body: sent } = await admin.post('/lessons', {
      title: '先打电话',
      text: '派工前先打电话。',
      unitIds: [installers.id],
      actionId: action.id,
    })
    const answered = await handler.post(`/lessons/${sent.id}/answers`, { kind: 'changed', text: '王小明家已照做' })
    expect(answered.body).toMatchObject({ answerRows: [{ text: '客户家已照做' }] })
  })

  test('who wrote it takes it back; it can be read and no longer answered', async () => {
    expect((await handler.post(`/lessons/${id}/withdrawal`, { reason: '重复' })).status).toBe(403)
    expect((await agent.post(`/lessons/${id}/withdrawal`, { reason: '重复' })).body).toMatchObject({
      withdrawal: '重复',
      can: { withdraw: false },
    })
    expect((await handler.get(`/lessons/${id}`)).body).toMatchObject({ can: { answer: false } })
  })
})
