import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint, aPerson } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { runJobsOnce } from '../../platform/jobs.ts'
import { forgetSpeaker } from '../engine.ts'
import { learningJobs } from './learn.ts'
import { learnNightly } from './runs.ts'

let world: World
let admin: Client

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

const work = () => runJobsOnce(world.deps, learningJobs)
const runs = async () => (await admin.get('/text/learning-runs')).body.rows
const models = async () => (await admin.get('/text/models')).body.rows
const modelNamed = async (id: string) => (await models()).find((model: { id: string }) => model.id === id)

/** Sessions end with the time that is moved. */
async function at(instant: string) {
  world.clock.set(instant)
  admin = await signedInAs(world)
}

/** The company's own words: no shipped seed knows its depot and its wallet. */
const ownWords = {
  'delivery.delay': ['青石驿那边一直没动静', '还卡在青石驿', '青石驿说车没来'],
  'aftersales.refund': ['小满钱包里还是零', '小满钱包没有到', '说好进小满钱包的呢'],
}

/** Twenty-five confirmed cases a category, as a day's work leaves them. */
async function labelledCases(count = 50) {
  const labels = Object.entries(ownWords)
  for (let at = 0; at < count; at++) {
    const [category, words] = labels[at % labels.length] ?? ['other', []]
    const text = `${words[at % words.length]}，第${at}次问了，请${['尽快', '马上', '今天'][at % 3]}处理`
    const { body } = await admin.post('/complaints', aComplaint({ text, subject: words[0] as string }))
    expect((await admin.post(`/cases/${body.caseId}/acceptance`, { category })).status).toBe(201)
  }
}

describe('learning from what people say (学习)', () => {
  test('without labelled cases a run says that there are too few, and what is shipped goes on', async () => {
    const { status, body } = await admin.post('/text/learning-runs')
    expect(status).toBe(201)
    expect(body).toMatchObject({ state: 'queued', progress: 0, askedBy: { name: expect.any(String) } })
    expect(await admin.post('/text/learning-runs')).toMatchObject({ status: 200, body: { id: body.id } })
    await work()
    expect((await runs())[0]).toMatchObject({
      id: body.id,
      state: 'done',
      progress: 1,
      results: [
        { head: 'category', outcome: 'tooFew', labelled: 0, modelId: null },
        { head: 'severity', outcome: 'tooFew' },
      ],
    })
    expect(await modelNamed('category:shipped')).toMatchObject({ state: 'inService', origin: 'shipped' })
  })

  test('with 25 cases a category a model of one’s own is better, serves from then on, and both are kept with their figures', async () => {
    await labelledCases()
    const text = '又是青石驿，人都没有一个'
    await admin.post('/text/learning-runs')
    await work()
    const [run] = await runs()
    const [category] = run.results
    expect(category).toMatchObject({ outcome: 'promoted', labelled: 50, heldOut: 10 })
    expect(category.gain).toBeGreaterThan(category.neededGain)
    expect(category.challenger.accuracy).toBeGreaterThan(category.champion.accuracy)

    const model = await modelNamed(category.modelId)
    expect(model).toMatchObject({ head: 'category', origin: 'tenant', state: 'inService', runId: run.id, quality: category.challenger })
    expect(model.card).toMatchObject({ labels: { 'delivery.delay': 20, 'aftersales.refund': 20 }, trainedAt: expect.any(String) })
    expect(await modelNamed('category:shipped')).toMatchObject({ state: 'earlier' })

    const { body: analysed } = await admin.post('/text/analyses', { text })
    expect(analysed).toMatchObject({ categoryBasis: 'model' })
    expect(analysed.category[0]).toMatchObject({ code: 'delivery.delay' })
    const { body: registered } = await admin.post('/complaints', aComplaint({ text, subject: undefined as never }))
    expect(registered.classification).toMatchObject({ category: 'delivery.delay', confirmed: false })
    expect((await admin.get(`/cases/${registered.caseId}/analysis`)).body).toMatchObject({
      modelId: model.id,
      category: { basis: 'model' },
    })
  })

  test('a candidate that is not better is kept beside it and does not serve', async () => {
    const before = (await models()).find(
      (model: { state: string; head: string }) => model.state === 'inService' && model.head === 'category',
    )
    world.clock.moveMinutes(1)
    await admin.post('/text/learning-runs')
    await work()
    const [category] = (await runs())[0].results
    expect(category).toMatchObject({ outcome: 'notBetter' })
    expect(await modelNamed(category.modelId)).toMatchObject({ state: 'notBetter', serviceable: true })
    expect(await modelNamed(before.id)).toMatchObject({ state: 'inService' })
  })

  test('by a click an earlier one serves again, with its reason, and the record tells', async () => {
    const own = (await models()).find(
      (model: { state: string; origin: string }) => model.state === 'inService' && model.origin === 'tenant',
    )
    world.clock.moveMinutes(1)
    const back = await admin.post('/text/models/category:shipped/service', { reason: '分类目录刚改过' })
    expect(back).toMatchObject({ status: 201, body: { id: 'category:shipped', state: 'inService', service: { reason: '分类目录刚改过' } } })
    expect((await admin.post('/text/analyses', { text: '又是青石驿，人都没有一个' })).body.category[0].code).not.toBe('delivery.delay')
    expect(await modelNamed(own.id)).toMatchObject({ state: 'earlier' })
    expect(await admin.post('/text/models/category:shipped/service', { reason: '再来' })).toMatchObject({ status: 409 })

    world.clock.moveMinutes(1)
    expect(await admin.post(`/text/models/${own.id}/service`, { reason: '还是自己的好' })).toMatchObject({
      status: 201,
      body: { state: 'inService' },
    })
    forgetSpeaker(world.tenantId)
    expect((await admin.post('/text/analyses', { text: '又是青石驿，人都没有一个' })).body).toMatchObject({
      categoryBasis: 'model',
      category: [{ code: 'delivery.delay' }, {}, {}, {}, {}],
    })
    expect(await admin.post('/text/models/sentiment:shipped/service', { reason: '试' })).toMatchObject({ status: 404 })
  })

  test('at night it learns by itself, once, when people have labelled something since', async () => {
    const asked = async () => (await runs()).length
    const before = await asked()
    await at('2026-11-03T02:00:00Z')
    await learnNightly(world.deps, world.tenantId)
    expect(await asked()).toBe(before)
    await at('2026-11-03T18:30:00Z')
    await labelledCases(2)
    await learnNightly(world.deps, world.tenantId)
    await learnNightly(world.deps, world.tenantId)
    expect(await asked()).toBe(before + 1)
    await work()
    expect((await runs())[0]).toMatchObject({ state: 'done', askedBy: null })
    await at('2026-11-04T18:30:00Z')
    await learnNightly(world.deps, world.tenantId)
    expect(await asked()).toBe(before + 1)
  })

  test('only those who manage text models train and switch; agents see none', async () => {
    const agent = await aPerson(world, admin, 'agent')
    const quality = await aPerson(world, admin, 'quality')
    const manager = await aPerson(world, admin, 'manager')
    expect((await agent.get('/text/models')).status).toBe(403)
    expect((await manager.get('/text/models')).status).toBe(200)
    expect((await manager.post('/text/learning-runs')).status).toBe(403)
    expect((await quality.post('/text/learning-runs')).status).toBe(201)
    await work()
  })
})
