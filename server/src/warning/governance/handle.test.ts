import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { type Raise, raiseWarnings } from './raise.ts'

let world: World
let admin: Client
let unitId: string
let lin: Awaited<ReturnType<typeof aPerson>>
let boss: Awaited<ReturnType<typeof aPerson>>
let agent: Awaited<ReturnType<typeof aPerson>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '冰箱事业部')).id
  lin = await aPerson(world, admin, 'supervisor', unitId)
  boss = await aPerson(world, admin, 'supervisor')
  agent = await aPerson(world, admin, 'agent')
  const shift = { weekday: null, fromMinute: 0, toMinute: 0, validFrom: null, validTo: null }
  await admin.post('/on-call', { unitId, level: 1, userId: lin.id, ...shift })
  for (const level of [2, 3, 4]) await admin.post('/on-call', { unitId: null, level, userId: boss.id, ...shift })
})
afterAll(() => world.close())

let counter = 0
async function aWarning(given: Partial<Raise> = {}): Promise<string> {
  const raise: Raise = {
    kind: 'surge',
    key: `series ${++counter}`,
    subject: '华东·冰箱·异响',
    facts: { observed: 12, expected: 5 },
    caseIds: [],
    unitId,
    firstSeenAt: world.clock.now(),
    ...given,
  }
  const [raised] = await inOne<Awaited<ReturnType<typeof raiseWarnings>>>((tx) =>
    raiseWarnings(tx, world.tenantId, [raise], world.clock.now()),
  )
  await world.settle()
  return raised?.warningId ?? ''
}
const inOne = <T>(work: Parameters<ReturnType<ReturnType<World['deps']['database']['tenant']>['transaction']>['execute']>[0]) =>
  world.deps.database.tenant(world.tenantId).transaction().execute(work) as Promise<T>
const shown = async (id: string, who: Client = admin) => (await who.get(`/warnings/${id}`)).body
const noticesOf = async (who: Client) => (await who.get('/notices')).body.rows as { kind: string; facts: Record<string, unknown> }[]
/** Open warnings of cases and customers, as the page counts them. */
const countOf = async (who: Client) =>
  ((await who.get('/warnings/counts')).body.byKind as Record<'kind' | 'blue' | 'yellow' | 'orange' | 'red', number>[])
    .filter(({ kind }) => ['stage', 'latent'].includes(String(kind)))
    .reduce((sum, { blue, yellow, orange, red }) => sum + blue + yellow + orange + red, 0)
const inHours = (hours: number) => new Date(world.clock.now().getTime() + hours * 3_600_000).toISOString()

describe('the way of a warning (预警的处置)', () => {
  test('it gets an owner by the on-call list, who is told; taken, measured, labelled, cleared with a reason, each on its history', async () => {
    const { caseId, number } = await aRegisteredCase(admin)
    const id = await aWarning({ caseIds: [caseId] })
    expect(await shown(id)).toMatchObject({
      level: 'yellow',
      state: 'raised',
      owner: { id: lin.id },
      caseRows: [{ number }],
      hiddenCases: 0,
      notices: [{ kind: 'warningRaised', person: { id: lin.id } }],
    })
    expect((await shown(id)).plan.steps.length).toBeGreaterThan(2)
    expect(await noticesOf(lin)).toContainEqual(
      expect.objectContaining({ kind: 'warningRaised', facts: expect.objectContaining({ warningId: id }) }),
    )

    expect(await agent.post(`/warnings/${id}/acknowledgement`)).toMatchObject({ status: 403 })
    expect(await lin.post(`/warnings/${id}/acknowledgement`)).toMatchObject({ status: 201, body: { state: 'acknowledged' } })
    expect(await boss.post(`/warnings/${id}/acknowledgement`)).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })
    expect(await lin.post(`/warnings/${id}/assignment`, { ownerId: agent.id })).toMatchObject({ status: 201 })
    const measure = await lin.post(`/warnings/${id}/measures`, {
      text: '停发 7 月批次，致电 13912341234',
      dueAt: inHours(24),
      ownerId: agent.id,
    })
    expect(measure.status).toBe(201)
    expect(await agent.post(`/warnings/${id}/measures/${measure.body.id}/result`, { result: '已停发' })).toMatchObject({ status: 201 })
    expect(await lin.post(`/warnings/${id}/label`, { verdict: 'true', note: '压缩机批次问题' })).toMatchObject({ status: 201 })
    expect(await lin.post(`/warnings/${id}/clearance`, {})).toMatchObject({ status: 400 })
    expect(await lin.post(`/warnings/${id}/clearance`, { reason: '三天回到预期以内' })).toMatchObject({
      status: 201,
      body: { state: 'cleared' },
    })
    const after = await shown(id)
    expect(after.history.map(({ kind }: { kind: string }) => kind)).toEqual([
      'raised',
      'acknowledged',
      'assigned',
      'measureAdded',
      'measureDone',
      'labelled',
      'cleared',
    ])
    expect(after).toMatchObject({ state: 'cleared', label: { verdict: 'true', by: { id: lin.id } }, measures: [{ result: '已停发' }] })
    expect(JSON.stringify(after)).not.toContain('13912341234')
    expect(await lin.post(`/warnings/${id}/snooze`, { until: inHours(2) })).toMatchObject({ status: 409 })
  })

  test('the same matter rests after its clearance, and comes back at a higher level', async () => {
    const key = 'rests'
    const id = await aWarning({ key })
    await admin.post(`/warnings/${id}/clearance`, { reason: '已查明' })
    const again = (facts: Raise['facts']) => aWarning({ key, facts })
    expect(await again({ observed: 13, expected: 5 })).toBe('')
    const higher = await again({ observed: 40, expected: 5 })
    expect(higher).not.toBe('')
    expect(higher).not.toBe(id)
  })

  test('taken by nobody in time, the next level becomes its owner and both are told', async () => {
    const id = await aWarning()
    world.clock.moveMinutes(241)
    await world.settle()
    expect(await shown(id)).toMatchObject({ overdue: true, owner: { id: boss.id }, state: 'raised' })
    const kindsFor = async (who: Client) => (await noticesOf(who)).filter(({ facts }) => facts.warningId === id).map(({ kind }) => kind)
    expect(await kindsFor(lin)).toEqual(['warningOverdue', 'warningRaised'])
    expect(await kindsFor(boss)).toEqual(['warningCalled'])
  })

  test('who owned it learns that it went to another: assigned, taken by somebody else, or risen past them', async () => {
    const kindsFor = async (who: Client, id: string) =>
      (await noticesOf(who)).filter(({ facts }) => facts.warningId === id).map(({ kind }) => kind)
    const assigned = await aWarning()
    expect(await boss.post(`/warnings/${assigned}/assignment`, { ownerId: agent.id })).toMatchObject({ status: 201 })
    const taken = await aWarning()
    expect(await boss.post(`/warnings/${taken}/acknowledgement`)).toMatchObject({ status: 201 })
    const key = 'rises past its owner'
    const risen = await aWarning({ key })
    await aWarning({ key, facts: { observed: 90, expected: 5 } })
    expect(await shown(risen)).toMatchObject({ level: 'red', owner: { id: boss.id } })
    for (const id of [assigned, taken, risen]) expect(await kindsFor(lin, id)).toEqual(['warningPassedOn', 'warningRaised'])
    const own = await aWarning()
    await lin.post(`/warnings/${own}/assignment`, { ownerId: agent.id })
    expect(await kindsFor(lin, own)).toEqual(['warningRaised'])
  })

  test('snoozed it takes repeats and tells nobody', async () => {
    const id = await aWarning({ key: 'quiet' })
    await lin.post(`/warnings/${id}/snooze`, { until: inHours(48), reason: '等厂家结论' })
    const before = (await noticesOf(lin)).length
    await aWarning({ key: 'quiet', facts: { observed: 60, expected: 5 } })
    expect(await shown(id)).toMatchObject({ state: 'snoozed', repeats: 1, level: 'red' })
    expect(await noticesOf(lin)).toHaveLength(before)
  })

  test('merged, the other one stands for its key and has its rows', async () => {
    const { caseId } = await aRegisteredCase(admin)
    const stays = await aWarning({ key: 'stays' })
    const goes = await aWarning({ key: 'goes', caseIds: [caseId] })
    expect(await lin.post(`/warnings/${stays}/merges`, { warningId: stays })).toMatchObject({ status: 400 })
    expect(await lin.post(`/warnings/${stays}/merges`, { warningId: goes })).toMatchObject({ status: 201 })
    expect(await shown(goes)).toMatchObject({ state: 'merged', mergedInto: stays })
    expect(await aWarning({ key: 'goes' })).toBe(stays)
    expect(await shown(stays)).toMatchObject({ repeats: 2, cases: 1, caseRows: [{ id: caseId }] })
  })

  test('a measure past its time is told once to its owner and to the warning’s', async () => {
    const id = await aWarning()
    await lin.post(`/warnings/${id}/acknowledgement`)
    await lin.post(`/warnings/${id}/measures`, { text: '抽检 20 台', dueAt: inHours(1), ownerId: agent.id })
    world.clock.moveMinutes(61)
    await world.settle()
    await world.settle()
    const told = (rows: { kind: string; facts: Record<string, unknown> }[]) =>
      rows.filter(({ kind, facts }) => kind === 'measureOverdue' && facts.warningId === id)
    expect(told(await noticesOf(agent))).toHaveLength(1)
    expect(told(await noticesOf(lin))).toHaveLength(1)
    expect((await shown(id)).measures).toMatchObject([{ overdue: true }])
  })

  test('nobody has taken it and its level rises: whom the higher level calls owns it then; who has taken it keeps it', async () => {
    const left = await aWarning({ key: 'rises untaken' })
    const taken = await aWarning({ key: 'rises taken' })
    expect(await lin.post(`/warnings/${taken}/acknowledgement`, {})).toMatchObject({ status: 201 })
    for (const key of ['rises untaken', 'rises taken']) await aWarning({ key, facts: { observed: 40, expected: 10 } })
    expect(await shown(left)).toMatchObject({ level: 'orange', owner: { id: boss.id } })
    expect(await noticesOf(boss)).toContainEqual(
      expect.objectContaining({ kind: 'warningRisen', facts: expect.objectContaining({ warningId: left }) }),
    )
    expect(await shown(taken)).toMatchObject({ level: 'orange', owner: { id: lin.id } })
  })

  test('false labels teach: a proposal that a person accepts is a new version of the rules, which raises fewer from then', async () => {
    const labels: [number, 'true' | 'false'][] = [
      [30, 'true'],
      [34, 'true'],
      [41, 'true'],
      [6, 'false'],
      [7, 'false'],
      [9, 'false'],
    ]
    for (const [observed, verdict] of labels) {
      const id = await aWarning({ kind: 'riskPoint', key: `point ${observed}`, facts: { observed } })
      expect(await lin.post(`/warnings/${id}/label`, { verdict, note: '逐件看过' })).toMatchObject({ status: 201 })
    }
    const ofPoints = async () =>
      (await admin.get('/warning-proposals')).body.rows.find(
        ({ kind, fact }: { kind: string; fact: string }) => kind === 'riskPoint' && fact === 'observed',
      )
    const { kind, fact, atLeast, falseDropped, trueKept } = await ofPoints()
    expect({ falseDropped, trueKept }).toEqual({ falseDropped: 3, trueKept: 3 })
    const accepted = { kind, fact, atLeast, reason: '少于这些都是误报' }
    expect(await lin.post('/warning-proposals/acceptances', accepted)).toMatchObject({ status: 403 })
    expect(await admin.post('/warning-proposals/acceptances', accepted)).toMatchObject({ status: 201 })
    world.clock.moveMinutes(1)
    expect(await ofPoints()).toBeUndefined()
    expect(await aWarning({ kind: 'riskPoint', key: 'point new', facts: { observed: 8 } })).toBe('')
    expect(await aWarning({ kind: 'riskPoint', key: 'point new', facts: { observed: 33 } })).not.toBe('')
  })

  test('over the budget of the day there is one notice that counts; red is told all the same', async () => {
    await admin.put('/warning-setting', { singlesADay: 1, version: 0 })
    const cai = await aPerson(world, admin, 'supervisor', (await aUnit(admin, '物流部')).id)
    const ownUnit = (await admin.get('/users')).body.rows.find(({ id }: { id: string }) => id === cai.id).unitId ?? null
    const shift = { unitId: ownUnit, level: 1, userId: cai.id, weekday: null, fromMinute: 0, toMinute: 0, validFrom: null, validTo: null }
    await admin.post('/on-call', shift)
    for (let index = 0; index < 3; index += 1) await aWarning({ unitId: ownUnit })
    const kinds = (await noticesOf(cai)).map(({ kind }) => kind).sort()
    expect(kinds).toEqual(['warningRaised', 'warningsHeld'])
    expect((await noticesOf(cai)).find(({ kind }) => kind === 'warningsHeld')?.facts).toMatchObject({ held: 2, singlesADay: 1 })
    expect((await cai.get('/warnings/counts')).body).toMatchObject({ mine: 3, budget: { singlesADay: 1, told: 1, held: 2 } })
  })

  test('someone who sees their unit’s cases only sees the number of the others, not which', async () => {
    const { caseId } = await aRegisteredCase(admin)
    const handler = await aPerson(world, admin, 'handler', unitId)
    const id = await aWarning({ caseIds: [caseId] })
    expect(await shown(id, handler)).toMatchObject({ cases: 1, caseRows: [], hiddenCases: 1, can: { handle: false } })
    expect((await handler.get(`/warnings?caseId=${caseId}`)).body.rows).toEqual([])
    expect((await admin.get(`/warnings?kind=surge&caseId=${caseId}`)).body.rows).toMatchObject([{ id }])
  })

  test('a warning of a single case is seen by who sees the case, owns the warning or one of its measures; one of the business by all', async () => {
    const { id: own } = await aCaseIn('handling', admin, unitId)
    const { caseId: other, number } = await aRegisteredCase(admin, { complainant: { name: '周敏', phone: '13900001234' } })
    const handler = await aPerson(world, admin, 'handler', unitId)
    const ofCase = { kind: 'stage' as const, facts: { stage: 4 } }
    const seen = await aWarning({ ...ofCase, key: own, caseIds: [own] })
    const before = await countOf(handler)
    const hidden = await aWarning({ ...ofCase, key: other, subject: `${number} 上门收费`, caseIds: [other] })
    const ofCustomer = await aWarning({ kind: 'latent', key: 'customer:1', subject: '李*', facts: { score: 0.9 } })
    const surge = await aWarning()
    const ids = async () => (await handler.get('/warnings?limit=200')).body.rows.map(({ id }: { id: string }) => id)
    expect(await ids()).toEqual(expect.arrayContaining([seen, surge]))
    expect(await ids()).not.toEqual(expect.arrayContaining([hidden]))
    expect(await ids()).not.toEqual(expect.arrayContaining([ofCustomer]))
    expect(await countOf(handler)).toBe(before)
    for (const id of [hidden, ofCustomer]) expect(await handler.get(`/warnings/${id}`)).toMatchObject({ status: 404 })
    expect((await handler.get(`/warnings?q=${number}`)).body.rows).toEqual([])
    await admin.post(`/warnings/${hidden}/measures`, { text: '核对收费单', ownerId: handler.id, dueAt: inHours(5) })
    expect(await shown(hidden, handler)).toMatchObject({ id: hidden, caseRows: [], hiddenCases: 1 })
  })
})
