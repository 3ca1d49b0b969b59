import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { runScheduleOnce } from '../../platform/worker.ts'
import { schedule } from '../../schedule.ts'

let world: World
let admin: Client
let unitId: string
let caller: Awaited<ReturnType<typeof aPerson>>
let lead: Awaited<ReturnType<typeof aPerson>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  const callers = (await aUnit(admin, '回访组', 'callCentre')).id
  caller = await aPerson(world, admin, 'agent', callers)
  lead = await aPerson(world, admin, 'supervisor', callers)
})
afterAll(() => world.close())

const jobs = ['seal events', 'react to events', 'give care tasks', 'judge contacts']
const settle = () =>
  runScheduleOnce(
    world.deps,
    schedule.filter(({ name }) => jobs.includes(name)),
    world.tenantId,
  )
const fill = async (caseId: string, form: Record<string, string>) => {
  const { body } = await caller.post(`/cases/${caseId}/surveys`, {})
  const sent = await world.app.inject({
    method: 'POST',
    url: new URL(body.address).pathname,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })
  expect(sent.statusCode).toBe(303)
}
const lowOf = async (caseId: string, who: Client = lead) => (await who.get(`/low-scores?caseId=${caseId}`)).body.rows

/** Closed without a call: the survey comes afterwards. */
async function aClosedCase() {
  const { id } = await aCaseIn('answered', admin, unitId)
  await admin.post(`/cases/${id}/rootCauses`, { code: 'people.process', text: '漏派' })
  expect(await admin.post(`/cases/${id}/closure`, { exemptionReason: '客户要求不再联系' })).toMatchObject({ status: 201 })
  return id
}

describe('who scored whom (评分保密)', () => {
  test('whoever handled the case learns the score once it is closed, others at once; nowhere before', async () => {
    const handler = await aPerson(world, admin, 'handler', unitId)
    const { id } = await aCaseIn('answered', admin, unitId)
    await caller.post(`/cases/${id}/followUps`, { verdict: 'unreached' })
    await fill(id, { solved: 'yes', satisfaction: '1', comment: '坐席态度差' })

    // The administrator accepted and answered it, the handler is of the unit, the supervisor had no part in it.
    for (const about of [admin, handler]) {
      const { body: shown } = await about.get(`/cases/${id}`)
      expect(shown.survey).toMatchObject({ state: 'answered', secret: true, satisfaction: null, solved: null })
      expect(JSON.stringify([shown, (await about.get(`/cases/${id}/timeline`)).body])).not.toMatch(/satisfaction":1|态度差/)
    }
    const rowOf = async (who: Client) =>
      (await who.get('/surveys?state=answered')).body.rows.find(({ caseId }: { caseId: string }) => caseId === id)
    expect(await rowOf(admin)).toMatchObject({ secret: true, satisfaction: null, solved: null, comment: null, nps: null })
    for (const low of ['true', 'false'])
      expect((await admin.get(`/surveys?low=${low}`)).body.rows.map(({ caseId }: { caseId: string }) => caseId)).not.toContain(id)
    expect(await lowOf(id, admin)).toEqual([])
    expect(await handler.get('/surveys')).toMatchObject({ status: 403 })
    expect(await rowOf(lead)).toMatchObject({ secret: false, satisfaction: 1, comment: '坐席态度差' })
    const [low] = await lowOf(id)
    expect(low).toMatchObject({ satisfaction: 1, state: 'open', can: { reopen: false, care: true } })
    // nor by acting on it
    expect(await admin.post(`/low-scores/${low.id}/care`, {})).toMatchObject({ status: 404 })

    await admin.post(`/cases/${id}/rootCauses`, { code: 'people.process', text: '漏派' })
    await admin.post(`/cases/${id}/closure`, {})
    expect((await admin.get(`/cases/${id}`)).body.survey).toMatchObject({ secret: false, satisfaction: 1 })
    expect(await rowOf(admin)).toMatchObject({ secret: false, satisfaction: 1 })
  })

  test('the score of a call, too, is kept from whom it is about, on the page and on the timeline', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    await caller.post(`/cases/${id}/followUps`, { verdict: 'resolved', satisfaction: 2, note: '等太久' })
    const seen = async (who: Client) => {
      const { body } = await who.get(`/cases/${id}`)
      const { body: story } = await who.get(`/cases/${id}/timeline`)
      return [body.followUps[0].satisfaction, story.rows.at(-1).facts.satisfaction]
    }
    expect(await seen(admin)).toEqual([null, undefined])
    expect(await seen(lead)).toEqual([2, 2])
    expect(await lowOf(id)).toMatchObject([{ from: 'call', satisfaction: 2, words: '等太久' }])
  })
})

describe('who is told of a low score (低分通知)', () => {
  const toldOf = async (who: Client) =>
    (await who.get('/notices')).body.rows
      .filter(({ kind }: { kind: string }) => kind === 'lowScore')
      .map((row: { facts: object }) => row.facts)
  const waiting = async (who: Client) => (await who.get('/workbench')).body.counts.lowScores

  test('the supervisor who may decide, not whoever handled the case; it counts on the workbench until it is decided', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    const { number } = (await admin.get(`/cases/${id}`)).body
    const before = { lead: await waiting(lead), admin: await waiting(admin) }
    await fill(id, { solved: 'yes', satisfaction: '1', comment: '等太久' })

    expect(await toldOf(lead)).toContainEqual({ lowScoreId: expect.any(String), number })
    // The administrator accepted and answered it: not even that there is one.
    expect(await toldOf(admin)).not.toContainEqual(expect.objectContaining({ number }))
    expect(await waiting(admin)).toBe(before.admin)
    expect(await waiting(lead)).toBe(before.lead + 1)
    expect(await waiting(caller)).toBeNull()

    const [low] = await lowOf(id)
    await lead.post(`/low-scores/${low.id}/dismissal`, { reason: '已致歉，客户不要求再办' })
    expect(await waiting(lead)).toBe(before.lead)
    expect((await lead.get('/low-scores?state=open')).body.total.count).toBe(before.lead)
  })

  test('also of a low score given on the phone', async () => {
    const { id } = await aCaseIn('answered', admin, unitId)
    const told = (await toldOf(lead)).length
    await caller.post(`/cases/${id}/followUps`, { verdict: 'resolved', satisfaction: 1 })
    expect(await toldOf(lead)).toHaveLength(told + 1)
  })
})

describe('a low score after closing (办结后低分)', () => {
  test('is opened anew in one click, in a new cycle with a survey of its own, and only once', async () => {
    const id = await aClosedCase()
    await fill(id, { solved: 'no', satisfaction: '1', unsolved: '还是漏水' })
    const [low] = await lowOf(id)
    expect(low).toMatchObject({ from: 'link', solved: false, words: '还是漏水', can: { reopen: true, care: true, dismiss: true } })
    expect(await caller.post(`/low-scores/${low.id}/reopening`, {})).toMatchObject({ status: 403 })
    expect(await lead.post(`/low-scores/${low.id}/reopening`, {})).toMatchObject({
      status: 201,
      body: { state: 'reopened', status: 'handling' },
    })
    expect((await lead.get(`/cases/${id}`)).body).toMatchObject({ status: 'handling', cycle: 2 })
    expect(await lead.post(`/low-scores/${low.id}/care`, {})).toMatchObject({ status: 409, body: { code: 'ALREADY_DECIDED' } })

    await admin.post(`/cases/${id}/returns`, { result: '换了水管', finding: 'substantiated' })
    await admin.post(`/cases/${id}/reviews`, { verdict: 'pass' })
    await admin.post(`/cases/${id}/answers`, { text: '已更换水管，确认不漏' })
    await settle()
    await fill(id, { solved: 'yes', satisfaction: '4' })
    expect((await lead.get(`/cases/${id}`)).body).toMatchObject({ status: 'confirmed', cycle: 2, survey: { satisfaction: 4 } })
  })

  test('or becomes a care task for the customer, the case left as it is', async () => {
    const id = await aClosedCase()
    await fill(id, { solved: 'yes', satisfaction: '2', comment: '解决了但是折腾了一个月，以后不买了' })
    const [low] = await lowOf(id)
    expect(await lead.post(`/low-scores/${low.id}/care`, {})).toMatchObject({ status: 201, body: { state: 'care', status: 'closed' } })
    await settle()
    const { body } = await lead.get('/care-tasks?of=all')
    expect(body.rows).toMatchObject([{ excerpt: expect.stringContaining('折腾了一个月') }])
  })

  test('or is left, with a reason; four points are not low', async () => {
    const id = await aClosedCase()
    await fill(id, { solved: 'yes', satisfaction: '4' })
    expect(await lowOf(id)).toEqual([])
    const other = await aClosedCase()
    await fill(other, { satisfaction: '1' })
    const [low] = await lowOf(other)
    expect(await lead.post(`/low-scores/${low.id}/dismissal`, {})).toMatchObject({ status: 400 })
    await lead.post(`/low-scores/${low.id}/dismissal`, { reason: '客户打错了，电话 13912341234 已确认' })
    expect(await lowOf(other)).toMatchObject([{ state: 'dismissed', reason: expect.not.stringContaining('13912341234') }])
  })
})

describe('the measures (满意度)', () => {
  test('too few are no figure; answers about open cases are not counted; five of six asked give shares with Wilson’s interval', async () => {
    const before = (await lead.get('/survey-measures')).body
    const { id: open } = await aCaseIn('answered', admin, unitId)
    await fill(open, { satisfaction: '1' })
    const after = (await lead.get('/survey-measures')).body
    expect(after.total).toEqual(before.total)
    expect(after.notYetCounted).toBe(before.notYetCounted + 1)

    world.clock.moveMinutes(24 * 60)
    admin = await signedInAs(world)
    caller = { ...caller, ...(await signedInAs(world, caller.username, 'a good long password')) }
    lead = { ...lead, ...(await signedInAs(world, lead.username, 'a good long password')) }
    const from = world.clock.now().toISOString()
    const measures = async () => (await lead.get(`/survey-measures?from=${from}&by=unit`)).body
    for (const satisfaction of ['5', '4', '4', '2']) await fill(await aClosedCase(), { satisfaction, solved: 'yes', nps: '9' })
    world.clock.moveMinutes(1)
    expect((await measures()).total).toMatchObject({
      satisfied: { count: 3, of: 4, ratio: null, interval: null },
      mean: { of: 4, mean: null },
    })

    await fill(await aClosedCase(), { satisfaction: '5', solved: 'no', nps: '3', 'expected.empathy': '5', 'perceived.empathy': '3' })
    await caller.post(`/cases/${await aClosedCase()}/surveys`, {})
    world.clock.moveMinutes(1)
    const { total, rows, servqual, needed } = await measures()
    expect(needed).toBe(5)
    // Wilson 95 % of 5 of 6 and of 4 of 5, as worked by hand: 0.4365–0.9699, 0.3755–0.9638
    expect(total.response).toMatchObject({ count: 5, of: 6 })
    expect([total.response.interval.low, total.response.interval.high].map((edge) => edge.toFixed(4))).toEqual(['0.4365', '0.9699'])
    expect(total.satisfied).toMatchObject({ count: 4, of: 5, ratio: 0.8 })
    expect([total.satisfied.interval.low, total.satisfied.interval.high].map((edge) => edge.toFixed(4))).toEqual(['0.3755', '0.9638'])
    expect(total.mean.mean).toBe(4)
    // Four promoters and one detractor of five: 80 % − 20 %
    expect(total.nps.mean).toBeCloseTo(60, 9)
    expect(rows).toMatchObject([{ key: unitId, name: '安装部' }])
    expect(servqual.find(({ dimension }: { dimension: string }) => dimension === 'empathy').gap).toMatchObject({ of: 1, mean: null })
  })
})
