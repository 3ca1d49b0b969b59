import { describe, expect, test } from 'vitest'
import { aCaseIn } from '../../test/builders.ts'
import { signedInAs } from '../../test/harness.ts'
import { newId } from '../platform/ids.ts'
import { useClocks } from './clocks-for-tests.ts'
import { keepClocksOf } from './keep-clocks.ts'

const office = useClocks()
const { wholeCaseOf, caseOf, kindsOf, clockOf, inHours, after, aMorningCase } = office

describe('the company’s own clocks (时限)', () => {
  test('acceptance starts them: first contact within 24 hours, the answer within 3 days', async () => {
    const id = await aMorningCase()
    expect(await caseOf(id)).toMatchObject({
      dueAt: inHours(24),
      overdue: false,
      clocks: [
        { regime: 'company', step: 'firstContact', state: 'running', dueAt: inHours(24), pausedMinutes: 0 },
        {
          regime: 'company',
          step: 'answer',
          state: 'running',
          dueAt: inHours(3 * 24 + 14),
        },
      ],
    })
  })

  test('a complaint waits for acceptance from its receipt, 24 hours; one that came as history has no clock', async () => {
    const id = await aMorningCase('registered')
    const acceptance = { regime: 'company', step: 'acceptance', dueAt: inHours(24) }
    expect(await wholeCaseOf(id)).toMatchObject({ dueAt: inHours(24), clocks: [{ ...acceptance, state: 'running' }] })
    await after(25)
    expect(await wholeCaseOf(id)).toMatchObject({ overdue: true, clocks: [{ state: 'breached' }] })
    expect(await kindsOf(id)).toContain('sla.breached')

    const other = await aMorningCase('registered')
    await office.admin.post(`/cases/${other}/declination`, { reason: '不属于本公司', customerTold: true })
    await after(25)
    expect(await wholeCaseOf(other)).toMatchObject({ dueAt: null, clocks: [{ state: 'met' }] })
    const counted = await office.world.deps.database
      .tenant(office.world.tenantId)
      .transaction()
      .execute(async (tx) => {
        await tx.updateTable('complaint_case').set({ origin: 'history' }).where('id', '=', other).execute()
        return keepClocksOf(tx, office.world.tenantId, [other])
      })
    expect(counted).toEqual([])
  })

  test('a regulator’s own time runs from receipt until the answer, also while the case is suspended', async () => {
    office.admin = await signedInAs(office.world)
    const dueAt = inHours(10)
    const { id } = await aCaseIn('reviewed', office.admin, office.unitId, { regulator: { authority: '12315', referenceNo: 'A1', dueAt } })
    await office.world.settle()
    expect(await caseOf(id)).toMatchObject({
      dueAt,
      clocks: [{ regime: 'regulator', step: 'answer', state: 'running', dueAt }, {}, {}, { regime: 'cn.12315' }, { state: 'expected' }],
    })
    await office.admin.post(`/cases/${id}/suspensions`, { reason: '等客户发票', expectedEndAt: inHours(5) })
    await office.world.settle()
    expect(await caseOf(id)).toMatchObject({
      dueAt,
      clocks: [{ regime: 'regulator', state: 'running' }, {}, {}, { regime: 'cn.12315', state: 'running' }, {}],
    })
    await office.admin.post(`/cases/${id}/resumptions`)
    await office.admin.post(`/cases/${id}/answers`, { text: '今日上门。' })
    await office.world.settle()
    expect((await caseOf(id)).clocks[0]).toMatchObject({ regime: 'regulator', state: 'met' })
  })

  test('a message to the customer meets the first contact, the answer the rest', async () => {
    const id = await aMorningCase('reviewed')
    await office.admin.post(`/cases/${id}/messages`, { text: '您好，我们正在查。' })
    await office.world.settle()
    expect(await clockOf(id, 'firstContact')).toMatchObject({ state: 'met' })
    expect((await caseOf(id)).dueAt).toBe((await clockOf(id, 'answer')).dueAt)

    await office.admin.post(`/cases/${id}/answers`, { text: '今日上门。' })
    await office.world.settle()
    expect(await caseOf(id)).toMatchObject({ dueAt: null, overdue: false, clocks: [{ state: 'met' }, { state: 'met' }] })
    await after(200)
    expect(await kindsOf(id)).not.toContain('sla.breached')
  })

  test('not solved at the follow-up call: an answer is owed again', async () => {
    const id = await aMorningCase('answered')
    await after(48)
    await office.admin.post(`/cases/${id}/followUps`, { verdict: 'notResolved' })
    await office.world.settle()
    expect(await caseOf(id)).toMatchObject({ status: 'handling', dueAt: expect.any(String) })
    // Three days from Wednesday would end on Saturday and move to Monday, 24:00.
    await after(24 * 6)
    expect((await kindsOf(id)).filter((kind: string) => kind === 'sla.breached')).toHaveLength(1)
    expect(await clockOf(id, 'answer')).toMatchObject({ state: 'breached' })
  })

  test('a withdrawn case owes nothing more', async () => {
    const id = await aMorningCase()
    await office.admin.post(`/cases/${id}/withdrawal`, { reason: '客户撤诉' })
    await after(200)
    expect(await caseOf(id)).toMatchObject({ dueAt: null, clocks: [{ state: 'cancelled' }, { state: 'cancelled' }] })
    expect(await kindsOf(id)).not.toContain('sla.breached')
  })

  test('a reopened case gets clocks of its own', async () => {
    const id = await aMorningCase('closed')
    await after(24)
    await office.admin.post(`/cases/${id}/reopening`, { reason: '故障再次出现' })
    await office.world.settle()
    expect(await caseOf(id)).toMatchObject({ cycle: 2, dueAt: inHours(24), clocks: [{ state: 'running' }, { state: 'running' }] })
  })

  test('a merged case owes nothing of its own; taken out again it does', async () => {
    const id = await aMorningCase()
    const { id: whole } = await aCaseIn('accepted', office.admin, office.unitId)
    await office.admin.post(`/cases/${whole}/merges`, { caseId: id, reason: '同一件事' })
    await office.world.settle()
    expect(await caseOf(id)).toMatchObject({ dueAt: null, clocks: [{ state: 'cancelled' }, { state: 'cancelled' }] })
    expect(await caseOf(whole)).toMatchObject({ dueAt: inHours(24) })

    await office.admin.post(`/cases/${whole}/splits`, { caseId: id, reason: '其实是两件事' })
    await office.world.settle()
    expect(await caseOf(id)).toMatchObject({ dueAt: inHours(24), clocks: [{ state: 'running' }, { state: 'running' }] })
    await after(24)
    expect(await kindsOf(id)).toContain('sla.breached')
  })

  test('a day off that is entered later moves the clocks that run, without waiting for anything to happen to their cases', async () => {
    const id = await aMorningCase()
    // Three days from Monday end on Thursday, 24:00.
    const { dueAt } = await clockOf(id, 'answer')
    const thursday = new Date(new Date(dueAt).getTime() - 8 * 3_600_000).toISOString().slice(0, 10)
    const { rows } = (await office.admin.get('/calendars')).body
    const { id: calendarId, version } = rows.find((row: { company: boolean }) => row.company)
    const days = { from: thursday, to: thursday, kind: 'off', reason: '厂休', version }
    expect(await office.admin.post(`/calendars/${calendarId}/days`, days)).toMatchObject({ status: 201 })
    await office.world.settle()
    expect(await clockOf(id, 'answer')).toMatchObject({ dueAt: new Date(new Date(dueAt).getTime() + 24 * 3_600_000).toISOString() })
    expect(await timersOf(id)).toContainEqual(expect.objectContaining({ kind: 'sla.clock', fired_at: null }))
  })

  test('counting them again changes nothing', async () => {
    const id = await aMorningCase()
    await office.admin.post(`/cases/${id}/suspensions`, { reason: '等发票', expectedEndAt: inHours(48) })
    office.world.clock.moveMinutes(60)
    await office.admin.post(`/cases/${id}/resumptions`)
    await office.world.settle()
    const before = await caseOf(id)
    const timersBefore = await timersOf(id)
    await office.world.deps.database
      .tenant(office.world.tenantId)
      .transaction()
      .execute((tx) => keepClocksOf(tx, office.world.tenantId, [id]))
    expect(await caseOf(id)).toEqual(before)
    expect(await timersOf(id)).toEqual(timersBefore)
  })
})

const timersOf = (id: string) =>
  office.world.deps.database
    .tenant(office.world.tenantId)
    .selectFrom('timer')
    .selectAll()
    .where('about_id', '=', id)
    .orderBy('id')
    .execute()

describe('another category before the dispatch (改分类)', () => {
  /** Safety hazards are answered within 8 hours, and nobody is owed a first contact. */
  async function aStricterProcess() {
    const db = office.world.deps.database.tenant(office.world.tenantId)
    const definition = JSON.stringify({
      limits: [
        { regime: 'company', step: 'acceptance', amount: 24, unit: 'calendarHour' },
        { regime: 'company', step: 'answer', amount: 8, unit: 'calendarHour' },
      ],
    })
    const row = {
      tenant_id: office.world.tenantId,
      id: newId(),
      category: 'quality.safety',
      effective_from: new Date('2026-01-01'),
      definition,
    }
    await db
      .insertInto('process_version')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }

  test('takes its limits from acceptance on, and cancels what it does not owe', async () => {
    await aStricterProcess()
    const id = await aMorningCase()
    const acceptedAt = office.world.clock.now()
    office.world.clock.moveMinutes(60)
    await office.admin.post(`/cases/${id}/classification`, { category: 'quality.safety' })
    await office.world.settle()
    expect(await clockOf(id, 'answer')).toMatchObject({
      dueAt: new Date(acceptedAt.getTime() + 8 * 3_600_000).toISOString(),
      state: 'running',
    })
    expect(await clockOf(id, 'firstContact')).toMatchObject({ state: 'cancelled' })
    expect(await caseOf(id)).toMatchObject({ dueAt: new Date(acceptedAt.getTime() + 8 * 3_600_000).toISOString() })
  })

  test('once a unit has the case its limits stay', async () => {
    await aStricterProcess()
    const id = await aMorningCase('dispatched')
    const before = await clockOf(id, 'answer')
    await office.admin.post(`/cases/${id}/classification`, { category: 'quality.safety' })
    await office.world.settle()
    expect(await clockOf(id, 'answer')).toEqual(before)
  })
})
