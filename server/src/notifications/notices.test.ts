import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import type { FeedEvent } from '../cases/index.ts'
import { newId } from '../platform/ids.ts'
import { callListOf, peopleCalled } from '../workflow/index.ts'
import { tellPeople } from './index.ts'

let world: World
let admin: Client
let unitId: string
let lin: Awaited<ReturnType<typeof aPerson>>
let boss: Awaited<ReturnType<typeof aPerson>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  lin = await aPerson(world, admin, 'handler', unitId)
  boss = await aPerson(world, admin, 'supervisor', unitId)
})
afterAll(() => world.close())

const noticesOf = async (person: Client, query = '') => (await person.get(`/notices${query}`)).body.rows
const clear = (person: Client) => person.post('/notices/read')

describe('notices in the app (通知)', () => {
  test('a unit is told of its case, then its handler of every reminder; what one did oneself one is not told', async () => {
    const { id, number } = await aCaseIn('dispatched', admin, unitId)
    await world.settle()
    expect(await noticesOf(lin)).toMatchObject([{ kind: 'dispatched', read: false, case: { id, number } }])
    expect((await lin.get('/notices/unread')).body).toEqual({ count: 1, capped: false })

    await lin.post(`/cases/${id}/receipts`)
    await clear(lin)
    const agent = await aPerson(world, admin, 'agent')
    await agent.post(`/cases/${id}/reminders`, { text: '客户很急' })
    await world.settle()
    expect(await noticesOf(lin, '?unread=true')).toMatchObject([{ kind: 'reminded', case: { id }, facts: { from: 'staff' } }])
    expect(await noticesOf(agent)).toEqual([])
  })

  test('who is given a case that is taken back hears of that too: the unit, and the co-handling one', async () => {
    const helper = await aPerson(world, admin, 'handler', (await aUnit(admin, '仓储部')).id)
    const { id } = await aCaseIn('accepted', admin, unitId)
    const coUnits = [{ unitId: (await helper.get('/sessions/current')).body.user.unit.id, instructions: '查库存' }]
    await admin.post(`/cases/${id}/dispatches`, { unitId, coUnits })
    await world.settle()
    await clear(lin)
    await clear(helper)
    await admin.post(`/cases/${id}/recalls`)
    await world.settle()
    for (const person of [lin, helper]) expect(await noticesOf(person, '?unread=true')).toMatchObject([{ kind: 'recalled', case: { id } }])
    await clear(lin)
  })

  test('read is read, one by one or all, and only one’s own', async () => {
    const { id } = await aCaseIn('dispatched', admin, unitId)
    await world.settle()
    const [notice] = await noticesOf(lin, '?unread=true')
    expect(await boss.post('/notices/read', { ids: [notice.id] })).toMatchObject({ body: { count: 0 } })
    expect(await lin.post('/notices/read', { ids: [notice.id] })).toMatchObject({ status: 200, body: { count: 1 } })
    expect(await noticesOf(lin, '?unread=false')).toContainEqual(expect.objectContaining({ id: notice.id, read: true }))
    await admin.post(`/cases/${id}/escalations`, { reason: '客户要求主管答复' })
    await world.settle()
    await clear(lin)
    expect((await lin.get('/notices/unread')).body.count).toBe(0)
  })

  test('an escalation calls who is on duty at that level', async () => {
    const night = await aPerson(world, admin, 'manager')
    await clear(boss)
    await admin.post('/on-call', { unitId: null, level: 2, userId: night.id, fromMinute: 0, toMinute: 0 })
    const { id } = await aCaseIn('handling', admin, unitId)
    await admin.post(`/cases/${id}/escalations`, { reason: '一级' })
    await admin.post(`/cases/${id}/escalations`, { reason: '二级' })
    await world.settle()
    // Who is on duty owns risen warnings of other cases too, and who was hears that they went on: only what is said of this one is looked at.
    const ofCase = (rows: { case: { id: string } | null }[]) => rows.filter((row) => row.case?.id === id)
    expect(ofCase(await noticesOf(night))).toMatchObject([{ kind: 'escalated', facts: { fromLevel: 1, toLevel: 2 } }])
    expect(ofCase(await noticesOf(boss, '?unread=true'))).toMatchObject([{ kind: 'escalated', facts: { toLevel: 1 } }])

    // The case says whom each of them called; once it is down again, the last one stands as it was.
    const { body: people } = await admin.get('/people')
    const { name } = people.rows.find((person: { id: string }) => person.id === night.id)
    expect((await lin.get(`/cases/${id}`)).body.escalation).toMatchObject({ toLevel: 2, called: [{ id: night.id, name }] })
    const raised = (await lin.get(`/cases/${id}/timeline`)).body.rows.filter((row: { kind: string }) => row.kind === 'case.escalated')
    expect(raised).toMatchObject([{ facts: { calledIds: [boss.id] } }, { facts: { calledIds: [night.id] } }])
    await admin.post(`/cases/${id}/deEscalations`, { reason: '客户已平静', toLevel: 0 })
    expect((await lin.get(`/cases/${id}`)).body).toMatchObject({ escalationLevel: 0, escalation: { toLevel: 2 } })
  })

  test('supervision: the unit hears of it, the supervisor of the answer and of the time that passed', async () => {
    await clear(boss)
    const { id } = await aCaseIn('dispatched', admin, unitId)
    await lin.post(`/cases/${id}/receipts`)
    await world.settle()
    await clear(lin)
    const dueAt = new Date(world.clock.now().getTime() + 3_600_000).toISOString()
    const { body } = await boss.post(`/cases/${id}/supervisions`, { reason: '媒体在问', dueAt })
    world.clock.moveMinutes(90)
    await world.settle()
    await world.settle()
    expect((await noticesOf(lin, '?unread=true')).map(({ kind }: { kind: string }) => kind)).toEqual(['supervisionOverdue', 'supervised'])
    expect(await noticesOf(boss, '?unread=true')).toMatchObject([{ kind: 'supervisionOverdue', facts: { dueAt } }])
    await lin.post(`/cases/${id}/supervisionAnswers`, { supervisionId: body.id, text: '今天办完' })
    await world.settle()
    expect((await noticesOf(boss, '?unread=true'))[0]).toMatchObject({ kind: 'supervisionAnswered' })
  })

  test('run twice, a reader tells nobody twice', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    await world.settle()
    await clear(boss)
    const event: FeedEvent = {
      seq: 0,
      caseId: id,
      no: 999,
      kind: 'sla.breached',
      cycle: 1,
      at: world.clock.now(),
      actorId: null,
      facts: {},
    }
    for (let times = 0; times < 2; times++)
      await world.deps.database
        .tenant(world.tenantId)
        .transaction()
        .execute((tx) => tell(world.deps, world.tenantId, tx, [event]))
    expect(await noticesOf(boss, '?unread=true')).toHaveLength(1)
  })
})

const tell = tellPeople({ read: callListOf, called: peopleCalled })

describe('a storm of warnings (预警风暴)', () => {
  test('50,000 in a minute are one digest a person, which counts them all', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    await world.settle()
    for (const person of [lin, boss]) await clear(person)
    const events = Array.from({ length: 1_000 }, (_, at): FeedEvent => {
      const kind = at % 2 ? 'sla.breached' : 'sla.due_soon'
      return { seq: at, caseId: id, no: 1_000 + at, kind, cycle: 1, at: world.clock.now(), actorId: null, facts: { percent: 90 } }
    })
    for (let batch = 0; batch < 50; batch++)
      await world.deps.database
        .tenant(world.tenantId)
        .transaction()
        .execute((tx) => tell(world.deps, world.tenantId, tx, events))
    for (const person of [lin, boss])
      expect(await noticesOf(person, '?unread=true')).toMatchObject([
        { kind: 'digest', case: null, facts: { counts: { dueSoon: 25_000, breached: 25_000 } } },
      ])
  })
})

describe('what a person wants to hear (通知设置)', () => {
  test('in the app off: it is there to look up, and never unread', async () => {
    const quiet = await aPerson(world, admin, 'supervisor')
    expect((await quiet.get('/notice-preference')).body).toMatchObject({
      app: true,
      mail: false,
      robot: true,
      version: 0,
      mailAvailable: false,
    })
    const preference = { app: false, mail: false, robot: false, mailAddress: null, quietFrom: null, quietTo: null }
    expect(await quiet.put('/notice-preference', { ...preference, version: 0 })).toMatchObject({ status: 200, body: { version: 1 } })
    expect(await quiet.put('/notice-preference', { ...preference, version: 0 })).toMatchObject({ status: 409 })
    await admin.post('/on-call', { unitId: null, level: 3, userId: quiet.id, fromMinute: 0, toMinute: 0 })
    const { id } = await aCaseIn('handling', admin, unitId)
    for (const reason of ['一', '二', '三']) await admin.post(`/cases/${id}/escalations`, { reason })
    await world.settle()
    expect(await noticesOf(quiet)).toMatchObject([{ kind: 'escalated', read: true }])
  })

  test('mail needs an address, quiet hours a begin and an end', async () => {
    const preference = { app: true, mail: true, robot: true, mailAddress: null, quietFrom: null, quietTo: null, version: 0 }
    expect(await lin.put('/notice-preference', preference)).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/mailAddress' }] } })
    expect(await lin.put('/notice-preference', { ...preference, mail: false, quietFrom: 60 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/quietTo' }] },
    })
    expect(await lin.post('/notice-preference/tests')).toMatchObject({ status: 400 })
  })

  test('another tenant’s person, and nobody, sees nothing', async () => {
    expect((await boss.get(`/notices?cursor=${newId()}`)).status).toBe(400)
  })
})
