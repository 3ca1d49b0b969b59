import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { newId } from '../platform/ids.ts'
import { keepClocksOf } from './keep-clocks.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

const wholeCaseOf = async (id: string) => (await admin.get(`/cases/${id}`)).body
/** The case with the clocks that acceptance started. */
async function caseOf(id: string) {
  const { clocks, ...rest } = await wholeCaseOf(id)
  return { ...rest, clocks: clocks.filter((clock: { step: string }) => clock.step !== 'acceptance') }
}
const kindsOf = async (id: string) => (await admin.get(`/cases/${id}/timeline`)).body.rows.map(({ kind }: { kind: string }) => kind)
const clockOf = async (id: string, step: string) => (await caseOf(id)).clocks.find((clock: { step: string }) => clock.step === step)
const inHours = (hours: number) => new Date(world.clock.now().getTime() + hours * 3_600_000).toISOString()

async function after(hours: number) {
  world.clock.moveMinutes(hours * 60)
  await world.settle()
  // A session ends with the time that is moved here.
  admin = await signedInAs(world)
}

/** Each test begins on a Monday morning in Shanghai, so that days are counted the same. */
async function aMorningCase(status = 'accepted') {
  const soon = world.clock.now().getTime() + 2 * 86_400_000
  const monday = soon + ((8 - new Date(soon).getUTCDay()) % 7) * 86_400_000
  const day = new Date(monday).toISOString().slice(0, 10)
  world.clock.set(`${day}T02:00:00Z`)
  admin = await signedInAs(world)
  const { id } = await aCaseIn(status, admin, unitId)
  await world.settle()
  return id
}

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
    await admin.post(`/cases/${other}/declination`, { reason: '不属于本公司', customerTold: true })
    await after(25)
    expect(await wholeCaseOf(other)).toMatchObject({ dueAt: null, clocks: [{ state: 'met' }] })
    const counted = await world.deps.database
      .tenant(world.tenantId)
      .transaction()
      .execute(async (tx) => {
        await tx.updateTable('complaint_case').set({ origin: 'history' }).where('id', '=', other).execute()
        return keepClocksOf(tx, world.tenantId, [other])
      })
    expect(counted).toEqual([])
  })

  test('a regulator’s own time runs from receipt until the answer, also while the case is suspended', async () => {
    admin = await signedInAs(world)
    const dueAt = inHours(10)
    const { id } = await aCaseIn('reviewed', admin, unitId, { regulator: { authority: '12315', referenceNo: 'A1', dueAt } })
    await world.settle()
    expect(await caseOf(id)).toMatchObject({
      dueAt,
      clocks: [{ regime: 'regulator', step: 'answer', state: 'running', dueAt }, {}, {}, { regime: 'cn.12315' }, { state: 'expected' }],
    })
    await admin.post(`/cases/${id}/suspensions`, { reason: '等客户发票', expectedEndAt: inHours(5) })
    await world.settle()
    expect(await caseOf(id)).toMatchObject({
      dueAt,
      clocks: [{ regime: 'regulator', state: 'running' }, {}, {}, { regime: 'cn.12315', state: 'running' }, {}],
    })
    await admin.post(`/cases/${id}/resumptions`)
    await admin.post(`/cases/${id}/answers`, { text: '今日上门。' })
    await world.settle()
    expect((await caseOf(id)).clocks[0]).toMatchObject({ regime: 'regulator', state: 'met' })
  })

  test('a message to the customer meets the first contact, the answer the rest', async () => {
    const id = await aMorningCase('reviewed')
    await admin.post(`/cases/${id}/messages`, { text: '您好，我们正在查。' })
    await world.settle()
    expect(await clockOf(id, 'firstContact')).toMatchObject({ state: 'met' })
    expect((await caseOf(id)).dueAt).toBe((await clockOf(id, 'answer')).dueAt)

    await admin.post(`/cases/${id}/answers`, { text: '今日上门。' })
    await world.settle()
    expect(await caseOf(id)).toMatchObject({ dueAt: null, overdue: false, clocks: [{ state: 'met' }, { state: 'met' }] })
    await after(200)
    expect(await kindsOf(id)).not.toContain('sla.breached')
  })

  test('not solved at the follow-up call: an answer is owed again', async () => {
    const id = await aMorningCase('answered')
    await after(48)
    await admin.post(`/cases/${id}/followUps`, { verdict: 'notResolved' })
    await world.settle()
    expect(await caseOf(id)).toMatchObject({ status: 'handling', dueAt: expect.any(String) })
    // Three days from Wednesday would end on Saturday and move to Monday, 24:00.
    await after(24 * 6)
    expect((await kindsOf(id)).filter((kind: string) => kind === 'sla.breached')).toHaveLength(1)
    expect(await clockOf(id, 'answer')).toMatchObject({ state: 'breached' })
  })

  test('a withdrawn case owes nothing more', async () => {
    const id = await aMorningCase()
    await admin.post(`/cases/${id}/withdrawal`, { reason: '客户撤诉' })
    await after(200)
    expect(await caseOf(id)).toMatchObject({ dueAt: null, clocks: [{ state: 'cancelled' }, { state: 'cancelled' }] })
    expect(await kindsOf(id)).not.toContain('sla.breached')
  })

  test('a reopened case gets clocks of its own', async () => {
    const id = await aMorningCase('closed')
    await after(24)
    await admin.post(`/cases/${id}/reopening`, { reason: '故障再次出现' })
    await world.settle()
    expect(await caseOf(id)).toMatchObject({ cycle: 2, dueAt: inHours(24), clocks: [{ state: 'running' }, { state: 'running' }] })
  })

  test('a merged case owes nothing of its own; taken out again it does', async () => {
    const id = await aMorningCase()
    const { id: whole } = await aCaseIn('accepted', admin, unitId)
    await admin.post(`/cases/${whole}/merges`, { caseId: id, reason: '同一件事' })
    await world.settle()
    expect(await caseOf(id)).toMatchObject({ dueAt: null, clocks: [{ state: 'cancelled' }, { state: 'cancelled' }] })
    expect(await caseOf(whole)).toMatchObject({ dueAt: inHours(24) })

    await admin.post(`/cases/${whole}/splits`, { caseId: id, reason: '其实是两件事' })
    await world.settle()
    expect(await caseOf(id)).toMatchObject({ dueAt: inHours(24), clocks: [{ state: 'running' }, { state: 'running' }] })
    await after(24)
    expect(await kindsOf(id)).toContain('sla.breached')
  })

  test('a day off that is entered later moves the clocks that run, without waiting for anything to happen to their cases', async () => {
    const id = await aMorningCase()
    // Three days from Monday end on Thursday, 24:00.
    const { dueAt } = await clockOf(id, 'answer')
    const thursday = new Date(new Date(dueAt).getTime() - 8 * 3_600_000).toISOString().slice(0, 10)
    const { rows } = (await admin.get('/calendars')).body
    const { id: calendarId, version } = rows.find((row: { company: boolean }) => row.company)
    const days = { from: thursday, to: thursday, kind: 'off', reason: '厂休', version }
    expect(await admin.post(`/calendars/${calendarId}/days`, days)).toMatchObject({ status: 201 })
    await world.settle()
    expect(await clockOf(id, 'answer')).toMatchObject({ dueAt: new Date(new Date(dueAt).getTime() + 24 * 3_600_000).toISOString() })
    expect(await timersOf(id)).toContainEqual(expect.objectContaining({ kind: 'sla.clock', fired_at: null }))
  })

  test('counting them again changes nothing', async () => {
    const id = await aMorningCase()
    await admin.post(`/cases/${id}/suspensions`, { reason: '等发票', expectedEndAt: inHours(48) })
    world.clock.moveMinutes(60)
    await admin.post(`/cases/${id}/resumptions`)
    await world.settle()
    const before = await caseOf(id)
    const timersBefore = await timersOf(id)
    await world.deps.database
      .tenant(world.tenantId)
      .transaction()
      .execute((tx) => keepClocksOf(tx, world.tenantId, [id]))
    expect(await caseOf(id)).toEqual(before)
    expect(await timersOf(id)).toEqual(timersBefore)
  })
})

const timersOf = (id: string) =>
  world.deps.database.tenant(world.tenantId).selectFrom('timer').selectAll().where('about_id', '=', id).orderBy('id').execute()

describe('a breach is known and stays known (超时)', () => {
  test('at percentages of its time a warning, at the limit the breach, each told once', async () => {
    const id = await aMorningCase()
    const told = async () =>
      (await admin.get(`/cases/${id}/timeline`)).body.rows
        .filter(({ kind }: { kind: string }) => kind.startsWith('sla.'))
        .map(({ kind, facts }: { kind: string; facts: Record<string, unknown> }) => [kind, facts.step, facts.percent])
    const firstContact = (percent: number) => ['sla.due_soon', 'firstContact', percent]
    await after(11)
    expect(await told()).toEqual([])
    await after(1)
    await world.settle()
    expect(await told()).toEqual([firstContact(50)])
    await after(6)
    expect(await told()).toEqual([50, 75].map(firstContact))
    await after(4)
    expect(await told()).toEqual([50, 75, 90].map(firstContact))
    expect(await clockOf(id, 'firstContact')).toMatchObject({ percentTold: 90 })
    const dueAt = (await caseOf(id)).dueAt

    await after(2)
    await world.settle()

    expect((await kindsOf(id)).filter((kind: string) => kind === 'sla.breached')).toHaveLength(1)
    expect((await admin.get(`/cases/${id}/timeline`)).body.rows.at(-1)).toMatchObject({
      kind: 'sla.breached',
      by: null,
      facts: { regime: 'company', step: 'firstContact', dueAt, percent: 100 },
    })
    expect(await clockOf(id, 'firstContact')).toMatchObject({ state: 'breached', dueAt, breachedAt: dueAt })
    expect(await caseOf(id)).toMatchObject({ dueAt })
    await after(0.1)
    expect(await caseOf(id)).toMatchObject({ overdue: true })
    expect((await admin.get('/cases?overdue=true')).body.rows.map((row: { id: string }) => row.id)).toContain(id)
  })

  test('after a time without a server only the highest warning is told, not every one before it', async () => {
    const id = await aMorningCase()
    await after(22)
    await world.settle()
    const warnings = (await admin.get(`/cases/${id}/timeline`)).body.rows.filter(({ kind }: { kind: string }) => kind === 'sla.due_soon')
    expect(warnings).toMatchObject([{ facts: { step: 'firstContact', percent: 90 } }])
  })

  test('whoever answers too late before the sweep came by is told all the same', async () => {
    const id = await aMorningCase('reviewed')
    world.clock.moveMinutes(100 * 60)
    admin = await signedInAs(world)
    await admin.post(`/cases/${id}/answers`, { text: '抱歉回复晚了。' })
    await world.settle()
    await world.settle()
    const rows = (await admin.get(`/cases/${id}/timeline`)).body.rows.filter(({ kind }: { kind: string }) => kind === 'sla.breached')
    expect(rows).toMatchObject([{ facts: { step: 'firstContact', also: [{ step: 'answer' }] } }])
    expect(await caseOf(id)).toMatchObject({ overdue: false, dueAt: null, clocks: [{ state: 'breached' }, { state: 'breached' }] })
  })

  test('an answer a moment before the limit counts, though the sweep comes a moment after it', async () => {
    const id = await aMorningCase('reviewed')
    await admin.post(`/cases/${id}/messages`, { text: '您好，我们正在查。' })
    await world.settle()
    const due = new Date((await clockOf(id, 'answer')).dueAt)
    world.clock.set(new Date(due.getTime() - 1_000).toISOString())
    admin = await signedInAs(world)
    await admin.post(`/cases/${id}/answers`, { text: '今日上门。' })
    await after(1)
    expect(await kindsOf(id)).not.toContain('sla.breached')
    expect(await clockOf(id, 'answer')).toMatchObject({ state: 'met' })
  })
})

describe('suspension and extension (挂起、延期)', () => {
  test('while it is suspended nothing is due; the time moves by the pause', async () => {
    const id = await aMorningCase()
    const before = await caseOf(id)
    world.clock.moveMinutes(60)
    await admin.post(`/cases/${id}/suspensions`, { reason: '等客户发票', expectedEndAt: inHours(72) })
    await after(100)
    expect(await caseOf(id)).toMatchObject({
      dueAt: null,
      overdue: false,
      clocks: [{ state: 'paused', pausedMinutes: 6_000 }, { state: 'paused' }],
    })
    expect(await kindsOf(id)).not.toContain('sla.breached')

    await admin.post(`/cases/${id}/resumptions`)
    await world.settle()

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
    const res = await admin.post(`/cases/${id}/extensions`, { dueAt, reason: '等待厂家鉴定' })
    expect(res).toMatchObject({ status: 201, body: { status: 'accepted' } })
    expect(await clockOf(id, 'answer')).toMatchObject({ dueAt, state: 'running' })
    expect(await clockOf(id, 'firstContact')).toMatchObject({ dueAt: inHours(24) })
    expect((await admin.get(`/cases/${id}/timeline`)).body.rows).toContainEqual(
      expect.objectContaining({ kind: 'case.extended', reason: '等待厂家鉴定', facts: expect.objectContaining({ dueAt }) }),
    )
    await admin.post(`/cases/${id}/messages`, { text: '您好' })
    await after(24 * 7 - 1)
    expect(await kindsOf(id)).not.toContain('sla.breached')
    await after(1)
    expect(await kindsOf(id)).toContain('sla.breached')
  })

  test('it does not wait for a timer that is firing at this moment, whose act waits for the case', async () => {
    const id = await aMorningCase()
    const firing = world.deps.database.tenant(world.tenantId).transaction()
    const res = await firing.execute(async (tx) => {
      await tx.selectFrom('timer').selectAll().where('about_id', '=', id).forUpdate().execute()
      return admin.post(`/cases/${id}/extensions`, { dueAt: inHours(24 * 7), reason: '等待厂家鉴定' })
    })
    expect(res.status).toBe(201)
    await after(24 * 4)
    expect(await clockOf(id, 'answer')).toMatchObject({ state: 'running' })
  })

  test('right after acceptance, before any reaction ran, it works too', async () => {
    const { id } = await aCaseIn('accepted', admin, unitId)
    expect(await admin.post(`/cases/${id}/extensions`, { dueAt: inHours(240), reason: '等待鉴定' })).toMatchObject({ status: 201 })
  })

  test('after the breach it gives new time; the breach stays on record', async () => {
    const id = await aMorningCase('handling')
    await admin.post(`/cases/${id}/messages`, { text: '您好' })
    await after(100)
    expect(await clockOf(id, 'answer')).toMatchObject({ state: 'breached' })
    await admin.post(`/cases/${id}/extensions`, { dueAt: inHours(24), reason: '等待鉴定' })
    expect(await caseOf(id)).toMatchObject({ dueAt: inHours(24), overdue: false })
    await admin.post(`/cases/${id}/returns`, { result: '已查明', finding: 'partly' })
    await admin.post(`/cases/${id}/reviews`, { verdict: 'pass' })
    await admin.post(`/cases/${id}/answers`, { text: '已查明。' })
    await world.settle()
    expect(await clockOf(id, 'answer')).toMatchObject({ state: 'breached' })
  })

  test('earlier than now promised, without a limit or while suspended it is refused', async () => {
    const id = await aMorningCase()
    expect(await admin.post(`/cases/${id}/extensions`, { dueAt: inHours(30), reason: '提前' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/dueAt' }] },
    })
    const { id: fresh } = await aCaseIn('registered', admin, unitId)
    expect(await admin.post(`/cases/${fresh}/extensions`, { dueAt: inHours(300), reason: '等' })).toMatchObject({
      status: 409,
      body: { missing: ['timeLimit'] },
    })
    await admin.post(`/cases/${id}/suspensions`, { reason: '等发票', expectedEndAt: inHours(72) })
    expect(await admin.post(`/cases/${id}/extensions`, { dueAt: inHours(300), reason: '等' })).toMatchObject({
      status: 409,
      body: { missing: ['timeLimit'] },
    })
    const agent = await aPerson(world, admin, 'agent')
    expect(await agent.post(`/cases/${id}/extensions`, { dueAt: inHours(300), reason: '等' })).toMatchObject({ status: 403 })
  })
})

describe('another category before the dispatch (改分类)', () => {
  /** Safety hazards are answered within 8 hours, and nobody is owed a first contact. */
  async function aStricterProcess() {
    const db = world.deps.database.tenant(world.tenantId)
    const definition = JSON.stringify({
      limits: [
        { regime: 'company', step: 'acceptance', amount: 24, unit: 'calendarHour' },
        { regime: 'company', step: 'answer', amount: 8, unit: 'calendarHour' },
      ],
    })
    const row = { tenant_id: world.tenantId, id: newId(), category: 'quality.safety', effective_from: new Date('2026-01-01'), definition }
    await db
      .insertInto('process_version')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }

  test('takes its limits from acceptance on, and cancels what it does not owe', async () => {
    await aStricterProcess()
    const id = await aMorningCase()
    const acceptedAt = world.clock.now()
    world.clock.moveMinutes(60)
    await admin.post(`/cases/${id}/classification`, { category: 'quality.safety' })
    await world.settle()
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
    await admin.post(`/cases/${id}/classification`, { category: 'quality.safety' })
    await world.settle()
    expect(await clockOf(id, 'answer')).toEqual(before)
  })
})
