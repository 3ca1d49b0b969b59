import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
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

const inHours = (hours: number) => new Date(world.clock.now().getTime() + hours * 3_600_000).toISOString()
const kindsOf = async (id: string) => (await admin.get(`/cases/${id}/timeline`)).body.rows.map(({ kind }: { kind: string }) => kind)

describe('supervision (督办)', () => {
  test('the unit answers, the supervisor closes it, and the case goes on', async () => {
    const { id, number } = await aCaseIn('handling', admin, unitId)
    const lin = await aPerson(world, admin, 'handler', unitId)
    const other = await aPerson(world, admin, 'agent')
    const supervised = await admin.post(`/cases/${id}/supervisions`, { reason: '媒体在问', dueAt: inHours(4) })
    const supervisionId = supervised.body.id
    expect((await admin.get('/supervisions')).body.rows).toContainEqual(
      expect.objectContaining({ id: supervisionId, number, reason: '媒体在问', overdue: false, answer: null }),
    )

    expect(await other.post(`/cases/${id}/supervisionAnswers`, { supervisionId, text: '在办' })).toMatchObject({ status: 403 })
    expect(await lin.post(`/cases/${id}/supervisionAnswers`, { supervisionId, text: '师傅已在路上，今天 18 点前装好' })).toMatchObject({
      status: 201,
    })
    expect((await admin.get(`/cases/${id}`)).body.supervisions).toMatchObject([
      { answer: '师傅已在路上，今天 18 点前装好', answeredBy: { id: lin.id }, endedAt: null },
    ])
    expect(await lin.post(`/cases/${id}/supervisionClosures`, { supervisionId, reason: '办完' })).toMatchObject({ status: 403 })
    expect(await admin.post(`/cases/${id}/supervisionClosures`, { supervisionId, reason: '客户已确认上门' })).toMatchObject({ status: 201 })
    expect(await admin.post(`/cases/${id}/supervisionClosures`, { supervisionId, reason: '再来一次' })).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_DECIDED' },
    })
    expect((await admin.get('/supervisions?state=ended')).body.rows).toMatchObject([{ id: supervisionId }])
    expect((await admin.get('/supervisions')).body.rows).toEqual([])
  })

  test('one past its time without an answer is told once and shown as overdue', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    await admin.post(`/cases/${id}/supervisions`, { reason: '重点客户', dueAt: inHours(4) })
    world.clock.moveMinutes(5 * 60)
    await Promise.all([world.settle(), world.settle()])
    await world.settle()
    expect((await kindsOf(id)).filter((kind: string) => kind === 'case.supervisionOverdue')).toHaveLength(1)
    expect((await admin.get('/supervisions?state=overdue')).body.rows).toMatchObject([{ caseId: id, overdue: true }])
  })
})

describe('reminders (催办)', () => {
  test('one sender asks of one case every half hour, others and the customer for themselves', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    const agent = await aPerson(world, admin, 'agent')
    expect(await admin.post(`/cases/${id}/reminders`)).toMatchObject({ status: 201 })
    const again = await admin.post(`/cases/${id}/reminders`)
    expect(again).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } })
    expect(again.headers['retry-after']).toBe('1800')
    expect(await agent.post(`/cases/${id}/reminders`)).toMatchObject({ status: 201 })
    expect(await admin.post(`/cases/${id}/reminders`, { from: 'customer', text: '到哪了' })).toMatchObject({ status: 201 })
    expect(await agent.post(`/cases/${id}/reminders`, { from: 'customer' })).toMatchObject({ status: 429 })

    await admin.put('/workflow-setting', { staffReminderMinutes: 0, customerReminderMinutes: 60, version: 0 })
    expect(await admin.post(`/cases/${id}/reminders`)).toMatchObject({ status: 201 })
    expect(await admin.put('/workflow-setting', { staffReminderMinutes: 5, customerReminderMinutes: 60, version: 0 })).toMatchObject({
      status: 409,
    })
    expect((await admin.get(`/cases/${id}`)).body.reminders).toBe(4)
  })
})
