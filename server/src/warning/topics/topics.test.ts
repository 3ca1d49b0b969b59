import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { eraseCases, sealEvents, systemActor } from '../../cases/index.ts'
import { gatherTopics } from './gather.ts'

let world: World
let admin: Client

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  for (const [at, text] of everyday.entries()) await register(text, at)
})
afterAll(() => world.close())

const everyday = [
  '五月买的空调制冷不行，师傅来过两次，第一次说缺氟，第二次说主板坏了，要收八百元。',
  '快递显示已签收，但我没有收到，打电话给快递员说放在门口了，门口根本没有，里面是奶粉。',
  '营业厅的人说换套餐不影响合约，换完以后每月多扣三十九元，打客服说要我自己去取消。',
  '预约的安装师傅迟到三个小时，到了又说少带配件，改天再来，请假白请了。',
]
const lifts = [
  '滨江苑3栋的电梯从上周开始每天都停，物业说等配件，老人下不了楼，请尽快修好。',
  '我住滨江苑，滨江苑的电梯坏了三天，物业推说没有配件，家里老人下不了楼。',
  '滨江苑电梯停运，物业一直说等配件，老人和孕妇天天爬楼，物业费照收。',
  '滨江苑的电梯又停运了，找物业说配件没有到，老人没有办法下楼买菜。',
]
const heaters = [
  '云栖牌X9热水器用了半个月就漏水，卫生间全是水，售后说要等厂家配件，一直没有人上门。',
  '刚买的云栖牌X9热水器漏水，打售后电话说等配件，等了一周没有人上门来修。',
]

const subjectOf = (text: string) =>
  text.includes('滨江苑') ? '滨江苑电梯停运没人修' : text.includes('热水器') ? '云栖牌X9热水器漏水' : text.slice(0, 16)

let person = 100
const register = async (text: string, at = ++person, given: object = {}) => {
  const complainant = { name: '王晓', phone: `1380013${String(8_000 + at).padStart(4, '0')}` }
  const { status, body } = await admin.post(
    '/complaints',
    aComplaint({ text, subject: subjectOf(text), region: at % 2 ? '华东' : '华南', complainant, ...given }),
  )
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.caseId as string
}
const gather = async () => {
  await sealEvents(world.deps, world.tenantId)
  await gatherTopics(world.deps, world.tenantId)
}
const listed = async (query = '') => (await admin.get(`/topics${query}`)).body
const topicOf = async (word: string, query = '') => (await listed(query)).rows.find(({ title }: { title: string }) => title.includes(word))
const warnings = async () => (await admin.get('/warnings?kind=topic')).body.rows
const forgetMemory = () => sql`update topic_memory set revision = revision + 1`.execute(world.deps.database.tenant(world.tenantId))

describe('topics of a tenant (热点话题)', () => {
  const ids: string[] = []

  test('cases of one matter make a topic with its cases, people, regions, words and an example; a case alone is none', async () => {
    ids.push(await register(lifts[0] ?? ''), await register(lifts[1] ?? ''))
    await gather()
    const { rows } = await listed()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ cases: 2, people: 2, lastWeek: 2, state: 'live', isNamed: false, warningId: null })
    expect(rows[0].words.join(' ')).toContain('滨江苑')
    expect(rows[0].trend.at(-1)).toBe(2)
    expect(rows[0].regions.map(({ region }: { region: string }) => region).sort()).toEqual(['华东', '华南'])
    expect(rows[0].example.text).toContain('电梯')
    expect(rows[0].heat).toBeGreaterThan(0)
  })

  test('three people within thirty days raise one warning of kind topic; more of them are a repeat', async () => {
    ids.push(await register(lifts[2] ?? ''))
    await gather()
    const [warning] = await warnings()
    expect(warning).toMatchObject({ kind: 'topic', cases: 3, facts: { people: 3, cases: 3 } })
    expect((await topicOf('滨江苑')).warningId).toBe(warning.id)
    ids.push(await register(lifts[3] ?? ''))
    await gather()
    expect(await warnings()).toMatchObject([{ id: warning.id, cases: 4, repeats: 1 }])
  })

  test('after a restart the same matter comes to the same topic, and nothing is counted twice', async () => {
    await forgetMemory()
    ids.push(await register('滨江苑的电梯停运半个月了，物业还说等配件，老人下不了楼。'))
    await gather()
    await gather()
    expect((await listed()).rows).toMatchObject([{ cases: 5, people: 5 }])
  })

  test('a case that was alone before the restart begins a topic with the next one', async () => {
    const first = await register(heaters[0] ?? '')
    await gather()
    await forgetMemory()
    await register(heaters[1] ?? '')
    await gather()
    const topic = await topicOf('热水器')
    expect(topic).toMatchObject({ cases: 2 })
    expect((await admin.get(`/topics/${topic.id}`)).body.caseRows.map(({ id }: { id: string }) => id)).toContain(first)
  })

  test('the page of a topic has its rows, examples in other words each, days and who may work on it', async () => {
    const topic = await topicOf('滨江苑')
    const { body } = await admin.get(`/topics/${topic.id}`)
    expect(body.caseRows).toHaveLength(5)
    expect(body.examples.length).toBeGreaterThan(2)
    expect(body.days).toHaveLength(90)
    expect(body.days.at(-1).cases).toBe(5)
    expect(body).toMatchObject({ hiddenCases: 0, can: { handle: true }, history: [], dismissal: null })
  })

  test('a person names it, and who acts on an older version is told', async () => {
    const topic = await topicOf('滨江苑')
    const named = await admin.post(`/topics/${topic.id}/names`, { name: '滨江苑电梯停运', version: topic.version })
    expect(named.status).toBe(201)
    expect(await topicOf('滨江苑')).toMatchObject({ title: '滨江苑电梯停运', isNamed: true })
    expect((await admin.post(`/topics/${topic.id}/names`, { name: '别的', version: topic.version })).body.code).toBe('VERSION_CONFLICT')
  })

  test('a dismissed topic leaves the stream and is not told of; it can be brought back', async () => {
    const topic = await topicOf('热水器')
    expect((await admin.post(`/topics/${topic.id}/dismissal`, { reason: '已知的一批旧货' })).status).toBe(201)
    expect(await topicOf('热水器')).toBeUndefined()
    await register(heaters[0] ?? '')
    await gather()
    expect(await topicOf('热水器', '?state=dismissed')).toMatchObject({ cases: 3, warningId: null })
    expect((await admin.post(`/topics/${topic.id}/restoration`, {})).status).toBe(201)
    expect(await topicOf('热水器')).toMatchObject({ state: 'live' })
    expect((await admin.get(`/topics/${topic.id}`)).body.history.map(({ kind }: { kind: string }) => kind)).toEqual([
      'dismissed',
      'restored',
    ])
  })

  test('split off cases are a topic that the machine joins with no other; merged again they are one', async () => {
    const topic = await topicOf('滨江苑')
    const split = await admin.post(`/topics/${topic.id}/splits`, { caseIds: ids.slice(0, 2), name: '滨江苑3栋' })
    expect(split.status).toBe(201)
    expect(await topicOf('滨江苑3栋')).toMatchObject({ cases: 2 })
    await register(lifts[2] ?? '')
    await gather()
    expect((await listed()).rows.filter(({ title }: { title: string }) => title.includes('滨江苑'))).toHaveLength(2)
    expect((await admin.post(`/topics/${topic.id}/merges`, { topicId: split.body.id })).status).toBe(201)
    expect((await listed()).rows.filter(({ title }: { title: string }) => title.includes('滨江苑'))).toMatchObject([{ cases: 6 }])
    expect((await admin.get(`/topics/${split.body.id}`)).body.id).toBe(topic.id)
    await register(lifts[0] ?? '')
    await gather()
    expect(await topicOf('滨江苑')).toMatchObject({ cases: 7 })
  })

  test('a merge is taken back: each has its own cases again, what came since stays, and only once', async () => {
    const into = await topicOf('滨江苑')
    const from = await topicOf('热水器')
    expect((await admin.post(`/topics/${into.id}/merges`, { topicId: from.id })).status).toBe(201)
    ids.push(await register(lifts[1] ?? ''))
    await gather()
    const { body: merged } = await admin.get(`/topics/${into.id}`)
    expect(merged.cases).toBe(into.cases + from.cases + 1)
    const undoable = merged.history.filter(({ canUndo }: { canUndo: boolean }) => canUndo)
    expect(undoable.map(({ facts }: { facts: { title: string } }) => facts.title)).toEqual(['滨江苑3栋', from.title])
    expect(undoable[1].facts).toEqual({ topicId: from.id, title: from.title, cases: from.cases })
    const undo = { topicId: from.id, version: merged.version }
    expect((await admin.post(`/topics/${into.id}/separations`, { ...undo, version: into.version })).body.code).toBe('VERSION_CONFLICT')
    expect((await admin.post(`/topics/${into.id}/separations`, undo)).status).toBe(201)
    expect(await topicOf('滨江苑')).toMatchObject({ id: into.id, cases: into.cases + 1 })
    expect(await topicOf('热水器')).toMatchObject({ id: from.id, cases: from.cases })
    const { history } = (await admin.get(`/topics/${from.id}`)).body
    expect(history.slice(-2).map(({ kind }: { kind: string }) => kind)).toEqual(['joined', 'restored'])
    expect((await admin.post(`/topics/${into.id}/separations`, { topicId: from.id })).body.code).toBe('INPUT_INVALID')
    await register(heaters[1] ?? '')
    await gather()
    expect(await topicOf('热水器')).toMatchObject({ id: from.id, cases: from.cases + 1 })
  })

  test.each([
    ['not all of them', (all: string[]) => all],
    ['none of another topic', () => ['01980000-0000-7000-8000-000000000000']],
  ])('of the cases of a topic some are split off, %s', async (_what, choose) => {
    const topic = await topicOf('热水器')
    const all = (await admin.get(`/topics/${topic.id}`)).body.caseRows.map(({ id }: { id: string }) => id)
    expect((await admin.post(`/topics/${topic.id}/splits`, { caseIds: choose(all) })).body.code).toBe('INPUT_INVALID')
  })

  test('a blanked case is no part of its topic any more', async () => {
    const before = await topicOf('滨江苑')
    const { keys, clock, database } = world.deps
    await database
      .tenant(world.tenantId)
      .transaction()
      .execute((tx) => eraseCases({ tx, keys, actor: systemActor(world.tenantId), now: clock() }, [ids[0] ?? ''], { reason: '客户要求' }))
    await gather()
    expect(await topicOf('滨江苑')).toMatchObject({ cases: before.cases - 1 })
  })

  test('heat cools down with the days, and after 45 of them the topic belongs to the past', async () => {
    const before = await topicOf('滨江苑')
    world.clock.moveMinutes(20 * 24 * 60)
    admin = await signedInAs(world)
    await gather()
    const later = await topicOf('滨江苑')
    expect(later.heat).toBeLessThan(before.heat / 2)
    world.clock.moveMinutes(26 * 24 * 60)
    admin = await signedInAs(world)
    await gather()
    expect(await topicOf('滨江苑')).toBeUndefined()
    expect(await topicOf('滨江苑', '?state=past')).toMatchObject({ heat: 0 })
  })

  test('paging keeps the order and shows each once', async () => {
    const first = await listed('?state=past&sort=largest&limit=1')
    const second = await listed(`?state=past&sort=largest&limit=1&cursor=${first.nextCursor}`)
    expect(first.rows[0].cases).toBeGreaterThanOrEqual(second.rows[0].cases)
    expect(first.rows[0].id).not.toBe(second.rows[0].id)
  })
})
