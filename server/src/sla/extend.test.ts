import { describe, expect, test } from 'vitest'
import { aCaseIn, aPerson } from '../../test/builders.ts'
import { useClocks } from './clocks-for-tests.ts'

const office = useClocks()
const { caseOf, kindsOf, clockOf, inHours, after, aMorningCase } = office

describe('suspension and extension (挂起、延期)', () => {
  test('while it is suspended nothing is due; the time moves by the pause', async () => {
    const id = await aMorningCase()
    const before = await caseOf(id)
    office.world.clock.moveMinutes(60)
    await office.admin.post(`/cases/${id}/suspensions`, { reason: '等客户发票', expectedEndAt: inHours(72) })
    await after(100)
    expect(await caseOf(id)).toMatchObject({
      dueAt: null,
      overdue: false,
      clocks: [{ state: 'paused', pausedMinutes: 6_000 }, { state: 'paused' }],
    })
    expect(await kindsOf(id)).not.toContain('sla.breached')

    await office.admin.post(`/cases/${id}/resumptions`)
    await office.world.settle()

    const [firstContact, answer] = before.clocks
    const moved = new Date(new Date(firstContact.dueAt).getTime() + 100 * 3_600_000).toISOString()
    expect(await caseOf(id)).toMatchObject({
      dueAt: moved,
      clocks: [
        { state: 'running', pausedMinutes: 6_000, dueAt: moved },
        // From Monday 11:00 to Friday 15:00 are four nights; of its three days, Sunday would be the last and gives way to Monday, 24:00.
        { state: 'running', pausedMinutes: 6_000, dueAt: new Date(new Date(answer.dueAt).getTime() + 4 * 24 * 3_600_000).toISOString() },
      ],
    })
    await after(23)
    expect((await kindsOf(id)).filter((kind: string) => kind === 'sla.breached')).toHaveLength(1)
  })

  test('an extension moves the answer clock only, with its reason on the timeline', async () => {
    const id = await aMorningCase()
    const dueAt = inHours(24 * 7)
    const res = await office.admin.post(`/cases/${id}/extensions`, { dueAt, reason: '等待厂家鉴定' })
    expect(res).toMatchObject({ status: 201, body: { status: 'accepted' } })
    expect(await clockOf(id, 'answer')).toMatchObject({ dueAt, state: 'running' })
    expect(await clockOf(id, 'firstContact')).toMatchObject({ dueAt: inHours(24) })
    expect((await office.admin.get(`/cases/${id}/timeline`)).body.rows).toContainEqual(
      expect.objectContaining({ kind: 'case.extended', reason: '等待厂家鉴定', facts: expect.objectContaining({ dueAt }) }),
    )
    await office.admin.post(`/cases/${id}/messages`, { text: '您好' })
    await after(24 * 7 - 1)
    expect(await kindsOf(id)).not.toContain('sla.breached')
    await after(1)
    expect(await kindsOf(id)).toContain('sla.breached')
  })

  test('it does not wait for a timer that is firing at this moment, whose act waits for the case', async () => {
    const id = await aMorningCase()
    const firing = office.world.deps.database.tenant(office.world.tenantId).transaction()
    const res = await firing.execute(async (tx) => {
      await tx.selectFrom('timer').selectAll().where('about_id', '=', id).forUpdate().execute()
      return office.admin.post(`/cases/${id}/extensions`, { dueAt: inHours(24 * 7), reason: '等待厂家鉴定' })
    })
    expect(res.status).toBe(201)
    await after(24 * 4)
    expect(await clockOf(id, 'answer')).toMatchObject({ state: 'running' })
  })

  test('right after acceptance, before any reaction ran, it works too', async () => {
    const { id } = await aCaseIn('accepted', office.admin, office.unitId)
    expect(await office.admin.post(`/cases/${id}/extensions`, { dueAt: inHours(240), reason: '等待鉴定' })).toMatchObject({ status: 201 })
  })

  test('after the breach it gives new time; the breach stays on record', async () => {
    const id = await aMorningCase('handling')
    await office.admin.post(`/cases/${id}/messages`, { text: '您好' })
    await after(100)
    expect(await clockOf(id, 'answer')).toMatchObject({ state: 'breached' })
    await office.admin.post(`/cases/${id}/extensions`, { dueAt: inHours(24), reason: '等待鉴定' })
    expect(await caseOf(id)).toMatchObject({ dueAt: inHours(24), overdue: false })
    await office.admin.post(`/cases/${id}/returns`, { result: '已查明', finding: 'partly' })
    await office.admin.post(`/cases/${id}/reviews`, { verdict: 'pass' })
    await office.admin.post(`/cases/${id}/answers`, { text: '已查明。' })
    await office.world.settle()
    expect(await clockOf(id, 'answer')).toMatchObject({ state: 'breached' })
  })

  test('earlier than now promised, without a limit or while suspended it is refused', async () => {
    const id = await aMorningCase()
    expect(await office.admin.post(`/cases/${id}/extensions`, { dueAt: inHours(30), reason: '提前' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/dueAt' }] },
    })
    const { id: fresh } = await aCaseIn('registered', office.admin, office.unitId)
    expect(await office.admin.post(`/cases/${fresh}/extensions`, { dueAt: inHours(300), reason: '等' })).toMatchObject({
      status: 409,
      body: { missing: ['timeLimit'] },
    })
    await office.admin.post(`/cases/${id}/suspensions`, { reason: '等发票', expectedEndAt: inHours(72) })
    expect(await office.admin.post(`/cases/${id}/extensions`, { dueAt: inHours(300), reason: '等' })).toMatchObject({
      status: 409,
      body: { missing: ['timeLimit'] },
    })
    const agent = await aPerson(office.world, office.admin, 'agent')
    expect(await agent.post(`/cases/${id}/extensions`, { dueAt: inHours(300), reason: '等' })).toMatchObject({ status: 403 })
  })
})
