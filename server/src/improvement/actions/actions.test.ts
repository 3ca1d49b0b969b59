import type { ActionDetail, ActionEffect } from '@zhiwei/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aRegisteredCase, aUnit } from '../../../test/builders.ts'
import { adminPassword, aWorld, type Client, clientOf, signedInAs, type World } from '../../../test/harness.ts'
import { improvementSources } from '../../improvement-sources.ts'
import { judgeActions, remindOfActions } from './judge.ts'

const password = 'a good long password'
const dayMs = 86_400_000
const opening = '2026-11-02T02:00:00Z'
const dayAt = (days: number) => new Date(Date.parse(opening) + days * dayMs).toISOString()
const onDay = (days: number) => dayAt(days).slice(0, 10)

let world: World
let admin: Client
let unitId: string
let quality: Awaited<ReturnType<typeof aPerson>>
let doer: Awaited<ReturnType<typeof aPerson>>
let verifier: Awaited<ReturnType<typeof aPerson>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  quality = await aPerson(world, admin, 'quality')
  doer = await aPerson(world, admin, 'handler', unitId)
  verifier = await aPerson(world, admin, 'handler', unitId)
})
afterAll(() => world.close())

/** Sessions end while weeks go by: everybody signs in anew. */
async function goTo(days: number) {
  world.clock.set(dayAt(days))
  admin = await signedInAs(world, 'admin', adminPassword)
  const anew = async <Person extends { username: string; id: string }>(person: Person) => ({
    ...person,
    ...(await signedInAs(world, person.username, password)),
  })
  quality = await anew(quality)
  doer = await anew(doer)
  verifier = await anew(verifier)
}

/** Complaints received on these days whose cause was found. */
async function complaints(days: readonly number[], code: string) {
  for (const at of days) {
    const { caseId } = await aRegisteredCase(admin, {
      category: 'delivery.delay',
      receivedAt: dayAt(at),
      text: `第 ${at} 天，等了三个小时没有人来。`,
    })
    for (const [noun, body] of [
      ['acceptance', {}],
      ['dispatches', { unitId }],
      ['receipts', {}],
      ['rootCauses', { code, text: '派工未确认师傅到位' }],
    ] as const)
      expect(await admin.post(`/cases/${caseId}/${noun}`, body)).toMatchObject({ status: 201 })
  }
}

async function anAction(given: object = {}): Promise<ActionDetail> {
  const { status, body } = await admin.post('/actions', {
    kind: 'corrective',
    title: '派工前电话确认师傅到位',
    ownerId: doer.id,
    verifierId: verifier.id,
    dueOn: onDay(10),
    cause: 'people.process',
    ...given,
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}

const effect = async (id: string): Promise<ActionEffect> => (await admin.get(`/actions/${id}/effect`)).body
const judge = () => judgeActions(improvementSources)(world.deps, world.tenantId)
const inPlace = { verdict: 'inPlace', note: '抽查十单都有确认记录' }

describe('an action from its opening to its proof (措施)', () => {
  let id: string
  // Twelve in the four months before, the first of all a little earlier.
  const before = [-119, -110, -100, -90, -80, -70, -60, -50, -40, -30, -20, -10]

  test('it is opened with what will count as success, and somebody else approves it', async () => {
    await complaints([-125, ...before], 'people.process')
    const action = await anAction({ criterion: { wantedRatio: 0.5, severity: 'major' } })
    id = action.id
    expect(action).toMatchObject({
      state: 'proposed',
      unit: { name: '安装部' },
      criterion: { of: 'cause', wantedRatio: 0.5, severity: 'major', windowDays: 60, before: { from: onDay(-120), to: onDay(-1) } },
      can: { approve: false, complete: false },
    })
    expect(await admin.post(`/actions/${id}/approval`, { verdict: 'approve' })).toMatchObject({ status: 403 })
    expect(await doer.post(`/actions/${id}/completion`, { note: '已上线' })).toMatchObject({
      status: 409,
      body: { code: 'ACTION_STEP_NOT_ALLOWED' },
    })
    expect(await quality.post(`/actions/${id}/approval`, { verdict: 'approve' })).toMatchObject({ status: 201, body: { state: 'open' } })
    expect((await doer.get('/notices')).body.rows).toContainEqual(expect.objectContaining({ kind: 'actionGiven' }))
    expect(await effect(id)).toMatchObject({
      before: { count: 12, exposure: 120 },
      after: { count: 0, exposure: 0 },
      verdict: 'notEnoughData',
      why: 'notDone',
    })
  })

  test('its owner does it with evidence; who did it does not verify it', async () => {
    const form = new FormData()
    form.append('file', new Blob(['确认记录\n'], { type: 'text/plain' }), '确认记录.txt')
    const response = new Response(form)
    const sent = await world.app.inject({
      method: 'POST',
      url: `/api/v1/actions/${id}/files`,
      headers: {
        ...(await cookieOf(doer.username)),
        'content-type': response.headers.get('content-type') ?? '',
        origin: 'http://127.0.0.1:3000',
        host: '127.0.0.1:3000',
      },
      payload: Buffer.from(await response.arrayBuffer()),
    })
    expect(sent.statusCode, sent.body).toBe(201)
    const { body: shown } = await verifier.get(`/actions/${id}`)
    expect(shown.files).toMatchObject([{ name: '确认记录.txt', contentType: 'text/plain' }])
    expect(await verifier.get(`/actions/${id}/files/${shown.files[0].id}`)).toMatchObject({ status: 200, body: '确认记录\n' })

    expect(await doer.post(`/actions/${id}/completion`, { note: '全部班组已启用' })).toMatchObject({
      status: 201,
      body: { state: 'done', doneOn: onDay(0) },
    })
    expect(await doer.post(`/actions/${id}/verification`, inPlace)).toMatchObject({ status: 403 })
    expect(await verifier.post(`/actions/${id}/verification`, { verdict: 'notInPlace', note: '夜班没有做' })).toMatchObject({
      status: 201,
      body: { state: 'open' },
    })
    await doer.post(`/actions/${id}/completion`, { note: '夜班也启用了' })
    expect(await verifier.post(`/actions/${id}/verification`, inPlace)).toMatchObject({
      status: 201,
      body: { state: 'watching', watched: { from: onDay(1), to: onDay(60) } },
    })
  })

  test('while its window runs nothing is judged', async () => {
    await goTo(30)
    expect(await judge()).toBe(0)
    expect(await effect(id)).toMatchObject({
      after: { from: onDay(1), to: onDay(29), exposure: 29 },
      verdict: 'notEnoughData',
      why: 'windowRunning',
      until: onDay(60),
    })
  })

  test('as many as before: it did not work, is open again and its owner is told', async () => {
    await goTo(58)
    await complaints([5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 57], 'people.process')
    await goTo(61)
    const counted = await effect(id)
    expect(counted).toMatchObject({
      before: { count: 12, exposure: 120 },
      after: { count: 12, exposure: 60, to: onDay(60) },
      rateRatio: 2,
      verdict: 'didNotWork',
      why: null,
    })
    expect(counted.interval?.low).toBeGreaterThan(0.5)
    expect(await judge()).toBe(1)
    expect(await judge()).toBe(0)
    const { body } = await doer.get(`/actions/${id}`)
    expect(body).toMatchObject({ state: 'open', round: 2, verdict: 'didNotWork', watched: null, doneOn: null, dueOn: onDay(91) })
    expect(body.history.at(-1)).toMatchObject({ kind: 'judged', facts: { verdict: 'didNotWork', after: { count: 12 } } })
    expect((await doer.get('/notices')).body.rows).toContainEqual(
      expect.objectContaining({ kind: 'actionJudged', facts: expect.objectContaining({ verdict: 'didNotWork' }) }),
    )
  })

  test('done better, none comes any more: it worked', async () => {
    await doer.post(`/actions/${id}/completion`, { note: '没有确认就派不出单' })
    await verifier.post(`/actions/${id}/verification`, inPlace)
    await goTo(122)
    expect(await effect(id)).toMatchObject({ after: { count: 0, exposure: 60 }, rateRatio: 0, verdict: 'worked' })
    expect(await judge()).toBe(1)
    expect((await doer.get(`/actions/${id}`)).body).toMatchObject({ state: 'effective', verdict: 'worked', round: 2 })
  })

  test('a fall that rests on causes not yet found is none', async () => {
    const action = await anAction({ dueOn: onDay(140), criterion: { severity: 'major', baselineDays: 150 } })
    await quality.post(`/actions/${action.id}/approval`, { verdict: 'approve' })
    await doer.post(`/actions/${action.id}/completion`, { note: '已上线' })
    await verifier.post(`/actions/${action.id}/verification`, inPlace)
    await goTo(150)
    for (let at = 125; at < 150; at++)
      await aRegisteredCase(admin, { category: 'delivery.delay', receivedAt: dayAt(at), text: `第 ${at} 天没有人来` })
    await goTo(184)
    expect(await effect(action.id)).toMatchObject({ after: { count: 0, undetermined: 25 }, verdict: 'notEnoughData', why: 'causesUnknown' })
    expect(await judge()).toBe(0)
    await goTo(215)
    expect(await judge()).toBe(1)
    expect((await verifier.get(`/actions/${action.id}`)).body).toMatchObject({
      state: 'inconclusive',
      verdict: 'notEnoughData',
      can: { conclude: true },
    })
    expect(await doer.post(`/actions/${action.id}/conclusion`, { verdict: 'close', reason: '算了' })).toMatchObject({ status: 403 })
    expect(await verifier.post(`/actions/${action.id}/conclusion`, { verdict: 'watchOn', days: 200, reason: '再看' })).toMatchObject({
      status: 400,
    })
    expect(await verifier.post(`/actions/${action.id}/conclusion`, { verdict: 'watchOn', days: 60, reason: '等原因查清' })).toMatchObject({
      status: 201,
      body: { state: 'watching', watched: { to: onDay(242) } },
    })
  })
})

describe('around an action (横向展开、提醒)', () => {
  test('it is spread to other units, each counted by its own complaints, once', async () => {
    const action = await anAction({ dueOn: onDay(230), criterion: { severity: 'minor' } })
    await quality.post(`/actions/${action.id}/approval`, { verdict: 'approve' })
    const other = await aUnit(admin, '西区安装部')
    const head = await aPerson(world, admin, 'handler', other.id)
    const sites = [{ unitId: other.id, ownerId: head.id, dueOn: onDay(260) }]
    const { status, body } = await admin.post(`/actions/${action.id}/spread`, { sites })
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body.spread).toMatchObject([{ kind: 'preventive', state: 'proposed', unit: { name: '西区安装部' }, parentId: action.id }])
    expect((await head.get(`/actions/${body.spread[0].id}`)).body).toMatchObject({
      criterion: { unit: { name: '西区安装部' } },
      parent: { name: action.title },
    })
    expect(await head.get(`/actions/${action.id}`)).toMatchObject({ status: 404 })
    expect(await admin.post(`/actions/${action.id}/spread`, { sites })).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } })
  })

  test('who is late is told once; a new day needs a reason', async () => {
    const action = await anAction({ dueOn: onDay(220), kind: 'containment', criterion: null })
    await quality.post(`/actions/${action.id}/approval`, { verdict: 'approve' })
    await goTo(225)
    await remindOfActions(improvementSources)(world.deps, world.tenantId)
    await remindOfActions(improvementSources)(world.deps, world.tenantId)
    const late = (await doer.get('/notices')).body.rows.filter(({ kind }: { kind: string }) => kind === 'actionOverdue')
    expect(late).toHaveLength(1)
    expect((await doer.get('/actions?overdue=true&mine=true')).body.rows).toMatchObject([{ id: action.id, overdue: true }])
    const version = (await admin.get(`/actions/${action.id}`)).body.version
    expect(await admin.patch(`/actions/${action.id}`, { dueOn: onDay(250), version })).toMatchObject({ status: 400 })
    expect(await admin.patch(`/actions/${action.id}`, { dueOn: onDay(250), version, reason: '等配件' })).toMatchObject({
      status: 200,
      body: { dueOn: onDay(250) },
    })
    await doer.post(`/actions/${action.id}/completion`, { note: '已逐单回电' })
    expect(await verifier.post(`/actions/${action.id}/verification`, inPlace)).toMatchObject({ status: 201, body: { state: 'closed' } })
  })

  test('without anything to count, with a verifier who is its owner, or in the past it is refused', async () => {
    const send = (given: object) =>
      admin.post('/actions', { kind: 'preventive', title: '培训', ownerId: doer.id, dueOn: onDay(300), cause: 'people.skill', ...given })
    const pointer = (value: string) => ({ status: 400, body: { errors: [{ pointer: value }] } })
    expect(await send({ cause: null })).toMatchObject(pointer('#/cause'))
    expect(await send({ cause: 'bad.luck' })).toMatchObject(pointer('#/cause'))
    expect(await send({ verifierId: doer.id })).toMatchObject(pointer('#/verifierId'))
    expect(await send({ dueOn: '2020-01-01' })).toMatchObject(pointer('#/dueOn'))
    expect(await send({ criterion: { severity: 'critical', windowDays: 100 } })).toMatchObject(pointer('#/criterion/windowDays'))
    expect(await send({ ownerId: '01890000-0000-7000-8000-000000000000' })).toMatchObject({ status: 404 })
    expect(await doer.post('/actions', {})).toMatchObject({ status: 403 })
  })

  test('a risk point with its denominators is counted per customer', async () => {
    await aUnit(admin, '物流部')
    const { body: point } = await admin.post('/risk-points', { kind: 'process', name: '送货', rule: { categories: ['delivery.delay'] } })
    const action = await anAction({
      cause: null,
      riskPointId: point.id,
      dueOn: onDay(300),
      criterion: { severity: 'critical', baselineDays: 30 },
    })
    const months = ['2027-04', '2027-05', '2027-06', '2027-07']
    for (const month of months) await admin.put(`/risk-points/${point.id}/exposures`, { month, exposure: 30_000 })
    await quality.post(`/actions/${action.id}/approval`, { verdict: 'approve' })
    await doer.post(`/actions/${action.id}/completion`, { note: '换了承运商' })
    await verifier.post(`/actions/${action.id}/verification`, inPlace)
    expect(await effect(action.id)).toMatchObject({
      unit: 'atRisk',
      // Sixteen of the 31 days of May, fourteen of the thirty of June.
      before: { exposure: 29_484 },
      verdict: 'notEnoughData',
      why: 'windowRunning',
    })
  })
})

async function cookieOf(username: string) {
  const { headers } = await clientOf(world.app).post('/sessions', { username, password })
  return { cookie: [headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? '' }
}
