import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
let unitId: string
type Person = Client & { id: string }
let agent: Person
let supervisor: Person
let manager: Person

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  const company = await aUnit(admin, '公司本部', 'company')
  const { body: centre } = await admin.post('/units', { code: 'cc', name: '客服部', kind: 'callCentre', parentId: company.id })
  const { body: team } = await admin.post('/units', { code: 'team1', name: '一组', kind: 'callCentre', parentId: centre.id })
  unitId = team.id
  agent = await aPerson(world, admin, 'agent', team.id)
  supervisor = await aPerson(world, admin, 'supervisor', team.id)
  manager = await aPerson(world, admin, 'manager', centre.id)
})
afterAll(() => world.close())

const roleId = async (code: string) => (await admin.get('/roles')).body.rows.find((role: { code: string }) => role.code === code).id
const refund = (amountFen: number) => ({ kind: 'refund', amountFen, text: '退还安装费' })
const settlement = (amountFen: number) => ({
  kind: 'compensation',
  amountFen,
  remedyText: '当场补偿',
  finding: 'substantiated',
  text: '非常抱歉，已补偿。',
})
const accepted = () => aCaseIn('accepted', admin, unitId)
const ledgerOf = async (id: string) => (await manager.get(`/ledger?caseId=${id}`)).body
const kindsOf = async (id: string) => (await ledgerOf(id)).rows.map((row: { kind: string }) => row.kind)
const statusesOf = (answers: { status: number }[]) => answers.map(({ status }) => status).sort()

describe('settling on the spot (当场结清)', () => {
  test('one act grants the remedy and answers the customer, and the ledger has it', async () => {
    const { id } = await accepted()
    const settled = await agent.post(`/cases/${id}/settlements`, settlement(15_000))
    expect(settled).toMatchObject({ status: 201, body: { status: 'answered', authority: { limitFen: 20_000, remainingFen: 5_000 } } })
    const { body } = await admin.get(`/cases/${id}`)
    expect(body).toMatchObject({
      status: 'answered',
      finding: 'substantiated',
      remedies: [{ kind: 'compensation', amountFen: 15_000, state: 'granted', text: '当场补偿' }],
      answer: { text: '非常抱歉，已补偿。' },
    })
    expect(await ledgerOf(id)).toMatchObject({
      rows: [{ kind: 'granted', amountFen: 15_000, by: { id: agent.id }, authority: { id: agent.id }, category: 'delivery.delay' }],
      total: { count: 1, capped: false },
      sums: { grantedFen: 15_000, paidFen: 0, grants: 1 },
    })
    const { body: timeline } = await admin.get(`/cases/${id}/timeline`)
    expect(timeline.rows.slice(-2).map((row: { kind: string }) => row.kind)).toEqual(['case.remedyGranted', 'case.answered'])
  })

  test('above the limit nothing happens, and the answer tells the limit and what remains', async () => {
    const { id } = await accepted()
    await agent.post(`/cases/${id}/remedies`, refund(5_000))
    expect(await agent.post(`/cases/${id}/settlements`, settlement(15_001))).toMatchObject({
      status: 409,
      body: {
        code: 'ABOVE_LIMIT',
        limit: { limitFen: 20_000, remainingFen: 15_000, boundBy: 'case' },
        errors: [{ pointer: '#/amountFen' }],
      },
    })
    expect((await admin.get(`/cases/${id}`)).body).toMatchObject({ status: 'accepted', answer: null })
    expect(await kindsOf(id)).toEqual(['granted'])
    expect(await agent.post(`/cases/${id}/settlements`, settlement(15_000))).toMatchObject({ status: 201 })
  })

  test('only right after acceptance, by who may grant and answer', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    expect(await agent.post(`/cases/${id}/settlements`, settlement(100))).toMatchObject({
      status: 409,
      body: { missing: ['status:accepted'] },
    })
    const { id: other } = await accepted()
    expect(await manager.post(`/cases/${other}/settlements`, settlement(100))).toMatchObject({ status: 403 })
  })

  test('two clicks settle once, with one key or without any', async () => {
    const { id } = await accepted()
    const twice = await Promise.all([1, 2].map(() => agent.post(`/cases/${id}/settlements`, settlement(10_000))))
    expect(statusesOf(twice)).toEqual([201, 409])
    expect(await ledgerOf(id)).toMatchObject({ sums: { grantedFen: 10_000, grants: 1 } })

    const { id: other } = await accepted()
    const key = { 'idempotency-key': 'one-settlement' }
    const again = await Promise.all([1, 2].map(() => agent.post(`/cases/${other}/settlements`, settlement(10_000), key)))
    expect(statusesOf(again)).toEqual([201, 201])
    expect(again[0]?.body.remedyId).toBe(again[1]?.body.remedyId)
    expect(await ledgerOf(other)).toMatchObject({ sums: { grantedFen: 10_000, grants: 1 } })
  })

  test('two grants of the same money at once are one, unless meant', async () => {
    const { id } = await accepted()
    const twice = await Promise.all([1, 2].map(() => agent.post(`/cases/${id}/remedies`, refund(4_000))))
    expect(statusesOf(twice)).toEqual([201, 409])
    expect(twice.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'ALREADY_EXISTS' })
    expect(await agent.post(`/cases/${id}/remedies`, { ...refund(4_000), again: true })).toMatchObject({ status: 201 })
    expect(await ledgerOf(id)).toMatchObject({ sums: { grantedFen: 8_000, grants: 2 } })
  })
})

describe('limits as data (授权额度)', () => {
  test('a line for a branch and a tier counts from its day on, and ends with a reason', async () => {
    const line = { roleId: await roleId('agent'), category: 'price', perCaseFen: 5_000, effectiveFrom: world.clock.now().toISOString() }
    const { status, body } = await manager.post('/authority-limits', line)
    expect(status).toBe(201)
    expect(body).toMatchObject({ state: 'inForce', role: { code: 'agent' }, perDayFen: null })
    const { id } = await aCaseIn('accepted', admin, unitId, { category: 'price.billing' })
    const advice = (await agent.get(`/cases/${id}/settlement-advice`)).body
    expect(advice.authority.limitFen).toBe(5_000)
    const { id: other } = await accepted()
    expect((await agent.get(`/cases/${other}/settlement-advice`)).body.authority.limitFen).toBe(20_000)

    const end = { effectiveTo: world.clock.now().toISOString(), reason: '恢复原额度', version: body.version }
    expect(await manager.patch(`/authority-limits/${body.id}`, { ...end, version: 9 })).toMatchObject({ status: 409 })
    expect(await manager.patch(`/authority-limits/${body.id}`, end)).toMatchObject({ status: 200, body: { state: 'past', version: 2 } })
    expect((await manager.get('/authority-limits')).body.rows).toMatchObject([{ state: 'past' }])
  })

  test('what makes no sense is refused at its field', async () => {
    const line = { roleId: await roleId('agent'), perCaseFen: 5_000, effectiveFrom: world.clock.now().toISOString() }
    const wrong = async (given: object) => (await manager.post('/authority-limits', { ...line, ...given })).body.errors?.[0]?.pointer
    expect(await wrong({ category: 'no.such' })).toBe('#/category')
    expect(await wrong({ effectiveFrom: '2020-01-01T00:00:00Z' })).toBe('#/effectiveFrom')
    expect(await wrong({ effectiveTo: line.effectiveFrom })).toBe('#/effectiveTo')
    expect(await wrong({ perDayFen: 100, perMonthFen: 50 })).toBe('#/perDayFen')
    expect(await agent.post('/authority-limits', line)).toMatchObject({ status: 403 })
  })

  test('the day’s limit holds when ten grants come at once, and after midnight there is room again', async () => {
    const hasty = await aPerson(world, admin, 'agent', unitId)
    const line = { roleId: await roleId('agent'), perCaseFen: 20_000, perDayFen: 50_000, perMonthFen: 70_000 }
    const { body: made } = await manager.post('/authority-limits', { ...line, effectiveFrom: world.clock.now().toISOString() })
    const cases = []
    for (let i = 0; i < 10; i++) cases.push(await accepted())
    const answers = await Promise.all(cases.map(({ id }) => hasty.post(`/cases/${id}/settlements`, settlement(10_000))))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
    const refused = answers.filter(({ status }) => status === 409)
    expect(refused).toHaveLength(5)
    expect(refused[0]?.body).toMatchObject({ code: 'ABOVE_LIMIT', limit: { remainingFen: 0, boundBy: 'day' } })
    expect((await manager.get(`/ledger?personId=${hasty.id}&kind=granted`)).body.sums).toMatchObject({ grantedFen: 50_000, grants: 5 })

    // Past midnight, with everybody seen on the way, so that their sessions last.
    world.clock.moveMinutes(8 * 60)
    for (const person of [admin, agent, supervisor, manager, hasty]) await person.get('/sessions/current')
    world.clock.moveMinutes(8 * 60)
    const { body: end } = await manager.get('/authority-limits')
    const version = end.rows.find((row: { id: string }) => row.id === made.id).version
    const cases2 = []
    for (let i = 0; i < 3; i++) cases2.push(await accepted())
    const next = await Promise.all(cases2.map(({ id }) => hasty.post(`/cases/${id}/settlements`, settlement(10_000))))
    expect(next.filter(({ status }) => status === 201)).toHaveLength(2)
    expect(next.find(({ status }) => status === 409)?.body.limit).toMatchObject({ boundBy: 'month' })
    await manager.patch(`/authority-limits/${made.id}`, { effectiveTo: world.clock.now().toISOString(), reason: '试完', version })
  })
})

describe('above the limit (审批)', () => {
  test('the next level up is asked, is reminded in time, and then the one above', async () => {
    const { id } = await accepted()
    const { body: proposed } = await agent.post(`/cases/${id}/remedies`, refund(50_000))
    expect(proposed).toMatchObject({ state: 'awaitingApproval', askedIds: [supervisor.id] })
    const waiting = async (who: Person) =>
      (await who.get('/approvals?mine=true')).body.rows.find((row: { remedyId: string }) => row.remedyId === proposed.id)
    expect(await waiting(supervisor)).toMatchObject({ amountFen: 50_000, mine: true, mayApprove: true, level: 0, overdue: false })
    expect(await waiting(manager)).toBeUndefined()

    // Proposed in the night of 2026-11-03: 240 minutes of working time from 09:00 on, lunch left out, end at 14:30 in Shanghai.
    expect(world.clock.now().toISOString()).toMatch(/^2026-11-02T18:/)
    expect(await waiting(supervisor)).toMatchObject({ dueAt: '2026-11-03T06:30:00.000Z' })
    for (const hours of [6, 5]) {
      for (const person of [admin, agent, supervisor, manager]) await person.get('/sessions/current')
      world.clock.moveMinutes(hours * 60)
    }
    await world.settle()
    expect(await waiting(supervisor)).toMatchObject({ level: 0, reminders: 0, overdue: false })
    world.clock.moveMinutes(91)
    await world.settle()
    expect(await waiting(manager)).toMatchObject({ level: 1, reminders: 1, mine: true })
    expect(Date.parse((await waiting(manager)).dueAt)).toBeGreaterThan(Date.parse('2026-11-04T01:00:00Z'))
    expect((await admin.get(`/cases/${id}/timeline`)).body.rows.at(-1)).toMatchObject({
      kind: 'case.approvalReminded',
      facts: { remedyId: proposed.id, level: 1, reminders: 1 },
    })
    await world.settle()
    expect(await waiting(manager)).toMatchObject({ reminders: 1 })

    expect(await supervisor.post(`/cases/${id}/approvals`, { remedyId: proposed.id, verdict: 'refused' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/reason' }] },
    })
    await supervisor.post(`/cases/${id}/approvals`, { remedyId: proposed.id, verdict: 'approved' })
    expect(await waiting(supervisor)).toBeUndefined()
    expect(await kindsOf(id)).toEqual(['approved', 'proposed'])
    expect((await ledgerOf(id)).sums).toMatchObject({ grantedFen: 50_000, grants: 1 })
    world.clock.moveMinutes(241)
    await world.settle()
    expect((await admin.get(`/cases/${id}/timeline`)).body.rows.at(-1).kind).toBe('case.remedyDecided')
  })

  test('two approvals at once: one line in the ledger', async () => {
    const { id } = await accepted()
    const { body } = await agent.post(`/cases/${id}/remedies`, refund(50_000))
    const approval = { remedyId: body.id, verdict: 'approved' }
    const both = await Promise.all([supervisor, manager].map((who) => who.post(`/cases/${id}/approvals`, approval)))
    expect(statusesOf(both)).toEqual([201, 409])
    expect((await ledgerOf(id)).sums).toMatchObject({ grantedFen: 50_000, grants: 1 })
  })

  test('a deputy decides with the limit of whom they stand in for, and it counts there; never what they proposed', async () => {
    const now = world.clock.now().getTime()
    const days = { fromAt: new Date(now - 1_000).toISOString(), toAt: new Date(now + 86_400_000).toISOString() }
    expect(await manager.post('/deputies', { deputyId: agent.id, ...days })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/deputyId' }] },
    })
    const { body: deputy, status } = await manager.post('/deputies', { deputyId: supervisor.id, ...days })
    expect(status).toBe(201)

    const { id } = await accepted()
    const { body } = await agent.post(`/cases/${id}/remedies`, refund(300_000))
    expect(body.askedIds).toEqual(expect.arrayContaining([manager.id, supervisor.id]))
    expect(await supervisor.post(`/cases/${id}/approvals`, { remedyId: body.id, verdict: 'approved' })).toMatchObject({ status: 201 })
    expect((await ledgerOf(id)).rows[0]).toMatchObject({ kind: 'approved', by: { id: supervisor.id }, authority: { id: manager.id } })

    const { id: own } = await accepted()
    const { body: mine } = await supervisor.post(`/cases/${own}/remedies`, refund(300_000))
    expect(mine.askedIds).toEqual([manager.id])
    expect(await supervisor.post(`/cases/${own}/approvals`, { remedyId: mine.id, verdict: 'approved' })).toMatchObject({ status: 403 })

    expect(await supervisor.delete(`/deputies/${deputy.id}`)).toMatchObject({ status: 404 })
    expect(await manager.delete(`/deputies/${deputy.id}`)).toMatchObject({ status: 204 })
    expect(await supervisor.post(`/cases/${own}/approvals`, { remedyId: mine.id, verdict: 'refused', reason: '撤回' })).toMatchObject({
      status: 201,
    })
  })

  test('whoever may not approve sees no approvals', async () => {
    expect(await agent.get('/approvals')).toMatchObject({ status: 403 })
    expect(await agent.get('/ledger')).toMatchObject({ status: 403 })
  })
})

describe('taking back (冲销)', () => {
  test('a granted remedy is taken back once, with a reason, and frees the limit', async () => {
    const { id } = await accepted()
    const { body } = await agent.post(`/cases/${id}/remedies`, refund(20_000))
    expect(await agent.post(`/cases/${id}/reversals`, { remedyId: body.id, reason: '录错' })).toMatchObject({ status: 403 })
    const twice = await Promise.all([1, 2].map(() => supervisor.post(`/cases/${id}/reversals`, { remedyId: body.id, reason: '录错' })))
    expect(statusesOf(twice)).toEqual([201, 409])
    expect((await admin.get(`/cases/${id}`)).body.remedies).toMatchObject([{ state: 'reversed' }])
    expect((await ledgerOf(id)).sums).toMatchObject({ grantedFen: 0, reversedFen: 20_000 })
    expect((await agent.get(`/cases/${id}/settlement-advice`)).body.authority).toMatchObject({ remainingFen: 20_000 })
  })
})

describe('advice before deciding (当场了结、同类对比)', () => {
  test('below five like cases nothing is advised; then with the numbers it rests on', async () => {
    const { id } = await aCaseIn('accepted', admin, unitId, { category: 'quality.fault', amountFen: 500 })
    const before = (await agent.get(`/cases/${id}/settlement-advice?amountFen=500`)).body
    expect(before).toMatchObject({
      disputedFen: 500,
      halfFen: 250,
      settleNow: null,
      handling: { cases: 0, enough: false },
      fairness: { cases: 0 },
    })

    for (const fen of [1_000, 2_000, 3_000, 4_000, 9_000]) {
      const { id: like } = await aCaseIn('reviewed', admin, unitId, { category: before.category })
      await admin.post(`/cases/${like}/remedies`, refund(fen))
      await admin.post(`/cases/${like}/answers`, { text: '已处理，非常抱歉。' })
    }
    const after = (await agent.get(`/cases/${id}/settlement-advice?amountFen=7000`)).body
    expect(after).toMatchObject({
      handling: { cases: 5, enough: true, minuteCostFen: 100 },
      fairness: { cases: 5, enough: true, medianFen: 3_000, minFen: 1_000, maxFen: 9_000, farOff: 'high' },
      settleNow: true,
    })
    // Acceptance, dispatch, receipt, return, review, remedy, answer: at least two minutes each.
    expect(after.handling.minutes).toBeGreaterThanOrEqual(14)
    expect(after.handling.costFen).toBe(Math.round(after.handling.minutes * 100))

    const { body: settings } = await manager.get('/authority-settings')
    await manager.patch('/authority-settings', { minuteCostFen: 10, approvalMinutes: 240, version: settings.version })
    expect((await agent.get(`/cases/${id}/settlement-advice`)).body).toMatchObject({ settleNow: false, handling: { minuteCostFen: 10 } })
  })
})
