import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { indexOf } from './load/load.ts'

type Person = Awaited<ReturnType<typeof aPerson>>
let world: World
let admin: Client
let unitId: string
let lead: Person
let lin: Person
let other: Person

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '热线一组', 'callCentre')).id
  lead = await aPerson(world, admin, 'supervisor', unitId)
  lin = await aPerson(world, admin, 'agent', unitId)
  other = await aPerson(world, admin, 'agent', (await aUnit(admin, '热线二组', 'callCentre')).id)
})
afterAll(() => world.close())

const scores = { attitude: 4, accuracy: 3, procedure: 4, listening: 2, wording: 2, promises: null, records: 3 }
const best = { behaviour: '客户说到第三遍时打断了他', effect: '客户更生气', suggestion: '先复述再说明', together: '明天一起听一通' }

async function aCaseOf(agent: Person) {
  const { id } = await aCaseIn('accepted', admin, unitId)
  await admin.post('/cases/bulk/assignments', { caseIds: [id], agentId: agent.id })
  await admin.post(`/cases/${id}/withdrawal`, { reason: '客户撤诉' })
  return id
}

async function aScored(agent = lin) {
  const caseId = await aCaseOf(agent)
  const { body } = await lead.post('/quality-samples', { caseId, userId: agent.id })
  return (await lead.put(`/quality-samples/${body.rows[0].id}/scores`, { scores, comment: '开头很好', version: 1 })).body
}

describe('samples of how cases were handled (服务质检)', () => {
  test('a case is taken, scored by the sheet, and the person sees the score then', async () => {
    const caseId = await aCaseOf(lin)
    const taken = await lead.post('/quality-samples', { caseId, userId: lin.id })
    expect(taken).toMatchObject({
      status: 201,
      body: { rows: [{ person: { id: lin.id }, total: null, version: 1, can: { score: true } }] },
    })
    const [{ id }] = taken.body.rows
    expect((await lead.post('/quality-samples', { caseId, userId: lin.id })).body.rows).toMatchObject([{ id }])
    const seen = async () => (await lin.get('/quality-samples')).body.rows.map((row: { id: string }) => row.id)
    expect(await seen()).not.toContain(id)

    const scored = await lead.put(`/quality-samples/${id}/scores`, { scores, comment: '客户电话13912341234', version: 1 })
    // (2·4 + 2·3 + 2·4 + 2 + 2 + 3) / 9 / 4
    expect(scored).toMatchObject({ status: 200, body: { total: 80.6, comment: '客户电话139****1234', version: 2 } })
    expect(await seen()).toContain(id)
    expect(await lead.put(`/quality-samples/${id}/scores`, { scores, version: 1 })).toMatchObject({ status: 409 })
    const nothing = Object.fromEntries(Object.keys(scores).map((name) => [name, null]))
    expect(await lead.put(`/quality-samples/${id}/scores`, { scores: nothing, version: 2 })).toMatchObject({ status: 400 })
  })

  test('drawn by lot: of each person one before a second of any, none twice', async () => {
    for (const agent of [lin, lin, other]) await aCaseOf(agent)
    const { body } = await lead.post('/quality-samples', { draw: 2 })
    expect(new Set(body.rows.map(({ person }: { person: { id: string } }) => person.id)).size).toBe(2)
    const again = await lead.post('/quality-samples', { draw: 20 })
    const both = [...body.rows, ...again.body.rows].map((row: { id: string }) => row.id)
    expect(new Set(both).size).toBe(both.length)
  })

  test('of somebody who had it in hand or acted on it, and of nobody else', async () => {
    const { id: caseId } = await aCaseIn('accepted', admin, unitId)
    await admin.post('/cases/bulk/assignments', { caseIds: [caseId], agentId: lin.id })
    expect(await lead.post('/quality-samples', { caseId, userId: other.id })).toMatchObject({ status: 400 })
    await other.post(`/cases/${caseId}/notes`, { text: '代接了一通电话，已转达' })
    expect(await lead.post('/quality-samples', { caseId, userId: other.id })).toMatchObject({ status: 201 })
  })

  test('nobody samples or scores their own work, or without the right', async () => {
    const mine = await aCaseOf(lead)
    expect(await lead.post('/quality-samples', { caseId: mine, userId: lead.id })).toMatchObject({ status: 400 })
    expect(await lin.post('/quality-samples', { caseId: mine })).toMatchObject({ status: 403 })
    const { body } = await admin.post('/quality-samples', { caseId: mine, userId: lead.id })
    expect(await lead.put(`/quality-samples/${body.rows[0].id}/scores`, { scores, version: 1 })).toMatchObject({ status: 403 })
  })
})

describe('coaching notes (辅导)', () => {
  test('given in BEST form on a scored sample, told, acknowledged with a reply, told back', async () => {
    const sample = await aScored()
    const given = await lead.post('/coaching-notes', { userId: lin.id, sampleId: sample.id, form: 'BEST', parts: best })
    expect(given).toMatchObject({ status: 201, body: { form: 'BEST', parts: best, sample: { total: 80.6 }, acknowledgedAt: null } })
    const { id } = given.body
    expect((await lin.get('/notices')).body.rows).toContainEqual(expect.objectContaining({ kind: 'coachingGiven' }))
    expect((await lin.get('/coaching-notes')).body.rows).toMatchObject([{ id, can: { acknowledge: true } }])

    expect(await lead.post(`/coaching-notes/${id}/acknowledgement`, {})).toMatchObject({ status: 403 })
    expect(await lin.post(`/coaching-notes/${id}/acknowledgement`, { reply: '明白了，下次先复述' })).toMatchObject({
      status: 201,
      body: { reply: '明白了，下次先复述', acknowledgedAt: expect.any(String) },
    })
    expect(await lin.post(`/coaching-notes/${id}/acknowledgement`, {})).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })
    expect((await lead.get('/coaching-notes?of=given')).body.rows).toContainEqual(
      expect.objectContaining({ id, reply: '明白了，下次先复述', can: { acknowledge: false } }),
    )
    expect((await lead.get('/notices')).body.rows).toContainEqual(expect.objectContaining({ kind: 'coachingAcknowledged' }))
  })

  test('seen by the two it is between: no administrator, no colleague', async () => {
    const { body } = await lead.post('/coaching-notes', {
      userId: lin.id,
      form: 'BIA',
      parts: { behaviour: '先道歉再解释', impact: '客户平静了', appreciation: '谢谢' },
    })
    for (const stranger of [admin, other])
      for (const of of ['mine', 'given'])
        expect((await stranger.get(`/coaching-notes?of=${of}`)).body.rows.map((row: { id: string }) => row.id)).not.toContain(body.id)
    expect(await admin.post(`/coaching-notes/${body.id}/acknowledgement`, {})).toMatchObject({ status: 404 })
  })

  test('needs every part of its form, a person other than oneself, and a scored sample of that person', async () => {
    const give = (input: object) => lead.post('/coaching-notes', input)
    expect(await give({ userId: lin.id, form: 'BEST', parts: { behaviour: '打断' } })).toMatchObject({ status: 400 })
    expect(await give({ userId: lin.id, form: 'BID', parts: best })).toMatchObject({ status: 400 })
    expect(await give({ userId: lead.id, form: 'BEST', parts: best })).toMatchObject({ status: 400 })
    expect(await give({ userId: other.id, form: 'BEST', parts: best, sampleId: (await aScored()).id })).toMatchObject({ status: 400 })
    expect(await lin.post('/coaching-notes', { userId: other.id, form: 'BEST', parts: best })).toMatchObject({ status: 403 })
    const partner = await aPerson(world, admin, 'partner', (await aUnit(admin, '合作安装', 'partner')).id)
    expect(await give({ userId: partner.id, form: 'BEST', parts: best })).toMatchObject({ status: 400 })
    expect(await lin.post('/buddies', { buddyId: partner.id })).toMatchObject({ status: 400 })
  })
})

describe('what weighs on people (情绪负荷)', () => {
  test.each([
    [{ stage4: 0, stage5: 0, insults: 0, overtimeHours: 0 }, 0, 'light'],
    [{ stage4: 2, stage5: 1, insults: 1, overtimeHours: 0 }, 9, 'light'],
    [{ stage4: 2, stage5: 1, insults: 1, overtimeHours: 1 }, 10, 'raised'],
    [{ stage4: 4, stage5: 2, insults: 2, overtimeHours: 2 }, 20, 'heavy'],
  ] as const)('%o weighs %i', (figures, index, level) => {
    expect(indexOf(figures)).toEqual({ index, level })
  })

  test('counts hard cases, insults and hours outside work; seen by the person and the lead of that team alone', async () => {
    const before = (await lin.get('/loads')).body.rows[0]
    const { id } = await aCaseIn('accepted', admin, unitId, { text: '你们就是骗子、垃圾公司、王八蛋！再不退款我就去12315投诉！' })
    await admin.post('/cases/bulk/assignments', { caseIds: [id], agentId: lin.id })
    // Sunday, three in the morning in China.
    world.clock.set('2026-11-07T19:00:00Z')
    const atNight = await signedInAs(world, lin.username, 'a good long password')
    await atNight.post(`/cases/${id}/notes`, { text: '夜里也在跟' })

    const own = (await atNight.get('/loads')).body.rows
    expect(own).toMatchObject([{ person: { id: lin.id }, isSelf: true, overtimeHours: before.overtimeHours + 1 }])
    expect(own[0].stage4).toBeGreaterThan(before.stage4)
    expect(own[0].insults).toBeGreaterThan(before.insults)
    const leading = await signedInAs(world, lead.username, 'a good long password')
    const team = (await leading.get('/loads')).body.rows
    expect(team.map(({ person }: { person: { id: string } }) => person.id).toSorted()).toEqual([lin.id, lead.id].toSorted())
    const boss = await signedInAs(world)
    expect((await boss.get('/loads')).body.rows).toMatchObject([{ isSelf: true }])
    const colleague = await signedInAs(world, other.username, 'a good long password')
    expect((await colleague.get('/loads')).body.rows).toMatchObject([{ person: { id: other.id } }])
  })
})
