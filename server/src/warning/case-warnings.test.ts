import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { jobs } from '../jobs.ts'
import { enqueue, runJobsOnce } from '../platform/jobs.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

/** What follows of what followed: stages raised by rules are told of with the next sweep. */
const settle = async () => {
  for (let round = 0; round < 3; round++) await world.settle()
}
const later = async (days: number) => {
  world.clock.moveMinutes(days * 24 * 60)
  admin = await signedInAs(world)
  await settle()
}
const warningsOf = async (kind: string, caseId: string) =>
  (await admin.get(`/warnings?kind=${kind}&caseId=${caseId}`)).body.rows as { id: string; facts: Record<string, unknown>; level: string }[]
const caseOf = async (id: string) => (await admin.get(`/cases/${id}`)).body
const outlookOf = async (id: string) => (await admin.get(`/cases/${id}/outlook`)).body
const calm = { text: '请问插座什么时候有人来看？', subject: '插座' }
const remind = (id: string, who: Client) => who.post(`/cases/${id}/reminders`, { from: 'staff' })

describe('the stage of open cases (阶段)', () => {
  test('silence moves it up with the days, and whoever has the case is told what to do now', async () => {
    const { id } = await aCaseIn('handling', admin, unitId, calm)
    await settle()
    const before = (await caseOf(id)).stage
    expect(before).toBeLessThan(3)
    expect(await warningsOf('stage', id)).toEqual([])
    await later(8)
    expect((await caseOf(id)).stage).toBe(3)
    const [warning] = await warningsOf('stage', id)
    expect(warning).toMatchObject({ facts: { stage: 3, step: 'listen', act: 'comfort', withinMinutes: 240, limitFen: expect.any(Number) } })
    const { stage } = (await admin.get(`/cases/${id}/analysis`)).body
    expect(stage.history.at(-1)).toMatchObject({ level: 3, by: null })
    expect(stage.history.at(-1).reasons).toContainEqual(expect.objectContaining({ code: 'sign.silentDays' }))
    expect((await outlookOf(id)).advice).toMatchObject({ stage: 3, act: 'comfort' })
  })

  test('a third reminder alone is not yet a conflict; together with a breach it is', async () => {
    const { id } = await aCaseIn('handling', admin, unitId, calm)
    for (const role of ['supervisor', 'agent', 'agent']) {
      const { status } = await remind(id, await aPerson(world, admin, role, unitId))
      expect(status).toBe(201)
    }
    await settle()
    expect((await caseOf(id)).stage).toBe(3)
    await later(30)
    expect((await caseOf(id)).stage).toBe(4)
    expect((await warningsOf('stage', id))[0]).toMatchObject({ level: 'orange', facts: { act: 'supervisorNow', withinMinutes: 60 } })
  })

  test('a rule that is switched off raises nothing', async () => {
    const { rows } = (await admin.get('/case-rules?purpose=stage')).body
    const silence = rows.filter(({ sign }: { sign: string }) => sign === 'silentDays' || sign === 'breaches')
    for (const { id, version } of silence)
      expect(await admin.patch(`/case-rules/${id}`, { active: false, version })).toMatchObject({ status: 200 })
    const { id } = await aCaseIn('handling', admin, unitId, calm)
    const before = (await caseOf(id)).stage
    await later(20)
    expect((await caseOf(id)).stage).toBe(before)
    for (const { id: ruleId, version } of silence) await admin.patch(`/case-rules/${ruleId}`, { active: true, version: version + 1 })
  })

  test('a rule without a stage, and somebody who may not, are refused', async () => {
    const rule = { purpose: 'stage', sign: 'hands', atLeast: 5, points: 0.5 }
    expect(await admin.post('/case-rules', rule)).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/toStage' }] } })
    expect(await admin.post('/case-rules', { ...rule, toStage: 3 })).toMatchObject({ status: 201, body: { active: true } })
    const agent = await aPerson(world, admin, 'agent', unitId)
    expect(await agent.post('/case-rules', { ...rule, toStage: 3 })).toMatchObject({ status: 403 })
  })
})

describe('long chains and old cases (长链条、老案)', () => {
  test('a case sent round and left in silence is warned of before its clock', async () => {
    const other = (await aUnit(admin, '物流部')).id
    const { id } = await aCaseIn('accepted', admin, unitId, calm)
    for (const to of [unitId, other, unitId]) {
      expect(await admin.post(`/cases/${id}/dispatches`, { unitId: to })).toMatchObject({ status: 201 })
      expect(await admin.post(`/cases/${id}/sendBacks`, { reason: '不是我部门的事' })).toMatchObject({ status: 201 })
    }
    await settle()
    const [warning] = await warningsOf('longChain', id)
    expect(warning?.facts).toMatchObject({ sendBacks: 3, signs: ['sendBacks'] })
    expect((await outlookOf(id)).chain).toMatchObject({ warned: true, points: 2 })
    await settle()
    expect(await warningsOf('longChain', id)).toHaveLength(1)
  })

  test('is over with its case: nobody is called about it any more, and it can still be labelled', async () => {
    const { id } = await aCaseIn('accepted', admin, unitId, calm)
    const { id: kept } = await aCaseIn('accepted', admin, unitId, calm)
    for (const caseId of [id, kept])
      for (let round = 0; round < 3; round++) {
        await admin.post(`/cases/${caseId}/dispatches`, { unitId })
        await admin.post(`/cases/${caseId}/sendBacks`, { reason: '不是我部门的事' })
      }
    await settle()
    const [warning] = await warningsOf('longChain', id)
    const [measured] = await warningsOf('longChain', kept)
    const dueAt = new Date(world.clock.now().getTime() + 3_600_000).toISOString()
    await admin.post(`/warnings/${measured?.id}/measures`, { text: '班长致电说明进度', dueAt })
    for (const caseId of [id, kept])
      expect(await admin.post(`/cases/${caseId}/withdrawal`, { reason: '客户撤诉' })).toMatchObject({ status: 201 })
    await settle()
    const after = (await admin.get(`/warnings/${warning?.id}`)).body
    expect(after).toMatchObject({
      state: 'cleared',
      history: expect.arrayContaining([expect.objectContaining({ kind: 'cleared', by: null })]),
    })
    expect(await admin.post(`/warnings/${warning?.id}/label`, { verdict: 'true', note: '确实拖长了' })).toMatchObject({ status: 201 })
    expect((await admin.get(`/warnings/${measured?.id}`)).body.clearedAt).toBeNull()
  })
})

describe('exposure outside (外部曝光)', () => {
  test('media and safety are told of at once, with what was named', async () => {
    const { caseId } = await aRegisteredCase(admin, { text: '充电器漏电把我手电伤了，我已经联系了电视台记者来采访！' })
    await settle()
    const [warning] = await warningsOf('exposure', caseId)
    expect(warning?.facts).toMatchObject({ media: 1, safety: 1 })
    expect(warning?.level).toBe('red')
  })

  test('a case from a regulator is outside already: stage 5', async () => {
    const regulator = { authority: '12315', referenceNo: 'R-77' }
    const { caseId } = await aRegisteredCase(admin, { channel: 'regulator', regulator, text: '消费者反映热水器不热。' })
    await settle()
    expect((await caseOf(caseId)).stage).toBe(5)
    expect((await warningsOf('exposure', caseId))[0]?.facts).toMatchObject({ regulator: 1, outside: true })
    // Nothing is left to be foretold of it: no rank among those that may go there.
    expect(await outlookOf(caseId)).toMatchObject({ watched: true, risk: null, advice: { stage: 5 } })
    expect((await admin.get('/case-risks?limit=200')).body.rows.map((row: { case: { id: string } }) => row.case.id)).not.toContain(caseId)
  })

  test('a post on a social network that is angry is exposure; a calm complaint is not', async () => {
    const post = await aRegisteredCase(admin, { channel: 'social', text: '气死我了！！！垃圾客服，大家千万别买这个牌子，我要曝光你们！' })
    const quiet = await aRegisteredCase(admin, calm)
    await later(0.01)
    expect((await warningsOf('exposure', post.caseId))[0]?.facts).toMatchObject({ posts: 1, channel: 'social' })
    expect(await warningsOf('exposure', quiet.caseId)).toEqual([])
  })
})

test('a post that came in as a contact and names media or safety is exposure, once', async () => {
  const turns = [{ by: 'customer', text: '这家的热水器漏电，差点把我妈电死！已经发给电视台记者了，大家转发！' }]
  const post = { channel: 'social', occurredAt: world.clock.now().toISOString(), product: '热水器', turns }
  expect((await admin.post('/contacts', post)).status).toBe(201)
  await settle()
  const rows = (await admin.get('/warnings?kind=exposure')).body.rows.filter(
    ({ facts }: { facts: { posts?: number } }) => facts.posts === 1,
  )
  expect(rows.find(({ subject }: { subject: string }) => subject === '社交帖文·热水器')).toMatchObject({
    facts: { media: 1, safety: 1 },
    level: 'red',
    repeats: 0,
  })
})

test('the same customer with the same matter again is one repeat warning that counts (重复投诉)', async () => {
  const same = { complainant: { name: '李一', phone: '13700001111' }, text: '洗衣机脱水时响声特别大，邻居都来敲门了，请派人来修。' }
  const first = await aRegisteredCase(admin, same)
  const second = await aRegisteredCase(admin, same)
  await settle()
  expect((await warningsOf('repeat', second.caseId))[0]?.facts).toMatchObject({ times: 2 })
  const third = await aRegisteredCase(admin, same)
  await settle()
  const rows = await warningsOf('repeat', third.caseId)
  expect(rows).toHaveLength(1)
  expect(rows[0]?.facts).toMatchObject({ times: 3 })
  expect((await warningsOf('repeat', first.caseId))[0]?.id).toBe(rows[0]?.id)
})

describe('escalation risk (可能升级)', () => {
  test('open cases are ranked with reasons, and nothing is escalated by it', async () => {
    const hot = await aCaseIn('handling', admin, unitId, {
      text: '这是第三次了！再不解决我就去12315投诉，还要找律师起诉你们，赔偿我五千元！',
    })
    const cool = await aCaseIn('handling', admin, unitId, calm)
    await later(0.01)
    const { body } = await admin.get('/case-risks?limit=200')
    expect(body.basis).toBe('rule')
    const at = (id: string) => body.rows.findIndex((row: { case: { id: string } }) => row.case.id === id)
    expect(at(hot.id)).toBeGreaterThanOrEqual(0)
    expect(at(hot.id)).toBeLessThan(at(cool.id))
    expect(body.rows[at(hot.id)].reasons.map(({ sign }: { sign: string }) => sign)).toEqual(
      expect.arrayContaining(['stage', 'regulator', 'legal']),
    )
    const { risk } = await outlookOf(hot.id)
    expect(risk).toMatchObject({ basis: 'rule', score: body.rows[at(hot.id)].risk })
    expect((await caseOf(hot.id)).escalationLevel).toBe(0)

    const handlers = await aPerson(world, admin, 'handler', (await aUnit(admin, '别的部门')).id)
    expect((await handlers.get('/case-risks')).body.rows).toEqual([])
    expect((await admin.get('/case-risks?limit=1')).body).toMatchObject({ nextCursor: expect.any(String), rows: [expect.anything()] })
    await admin.post(`/cases/${cool.id}/withdrawal`, { reason: '客户撤诉' })
    await settle()
    expect((await admin.get('/case-risks?limit=200')).body.rows.some((row: { case: { id: string } }) => row.case.id === cool.id)).toBe(
      false,
    )
  })

  test('the night measures what the ranking was worth, and says when there is not enough', async () => {
    expect((await admin.get('/case-risks/quality')).body).toMatchObject({ outcome: 'none', basis: 'rule' })
    const { tenantId, deps } = world
    await deps.database
      .tenant(tenantId)
      .transaction()
      .execute((tx) => enqueue(tx, 'warning.learnRisk', { tenantId }))
    await runJobsOnce(deps, jobs)
    expect((await admin.get('/case-risks/quality')).body).toMatchObject({ outcome: 'tooFew', basis: 'rule', model: null })
  })
})
