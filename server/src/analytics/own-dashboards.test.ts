import { type DashboardCard, mostCards, mostFilters, mostOwnDashboards } from '@zhiwei/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { adminPassword, aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { furnishTenant } from '../furnish.ts'
import { makeAdministrator, makeTenant } from '../identity/index.ts'

let world: World
let admin: Client
let manager: Client
let unit: { id: string }

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unit = await aUnit(admin, '安装部')
  for (const status of ['registered', 'dispatched', 'dispatched']) await aCaseIn(status, admin, unit.id)
  await world.settle()
  manager = await aPerson(world, admin, 'manager')
})
afterAll(() => world.close())

const volume = { id: 'a', kind: 'trend', measure: 'complaints', wide: true } as const
const units = { id: 'b', kind: 'bars', measure: 'onTimeClosureRatio', by: 'unit', wide: false } as const
const cards: DashboardCard[] = [volume, units]

async function aBoard(owner: Client, given: object = {}) {
  const { status, body } = await owner.post('/own-dashboards', { name: '晨会', cards, shared: false, ...given })
  expect({ status, body }).toMatchObject({ status: 201 })
  return body as { id: string; version: number; cards: { id: string }[] }
}

describe('own dashboards (我的看板)', () => {
  test('what was chosen and arranged stays so, and its figures are those of the measures', async () => {
    const { id } = await aBoard(manager)
    expect((await manager.get(`/own-dashboards/${id}`)).body).toMatchObject({ name: '晨会', mine: true, version: 1, cards })
    const { body } = await manager.get(`/own-dashboards/${id}/figures`)
    const measured = (await manager.get('/measures?names=complaints&by=day')).body.measures[0]
    expect(body.cards.map(({ card }: { card: DashboardCard }) => card.id)).toEqual(['a', 'b'])
    expect(body.cards[0].measured.total).toEqual(measured.total)
    expect(measured.total.value).toBe(3)

    const turned = await manager.put(`/own-dashboards/${id}`, { name: '例会', cards: cards.toReversed(), shared: false, version: 1 })
    expect(turned).toMatchObject({ status: 200, body: { name: '例会', version: 2, cards: [{ id: 'b' }, { id: 'a' }] } })
  })

  test('the record tells what a board shows and to whom, not where its cards stand', async () => {
    const { id } = await aBoard(manager, { name: '记录看板' })
    const told = async () =>
      (await admin.get('/audit/records?kind=ownDashboard.changed&limit=200')).body.rows.filter(
        ({ facts }: { facts: { name: string } }) => facts.name === '记录看板',
      ).length
    await manager.put(`/own-dashboards/${id}`, { name: '记录看板', cards: cards.toReversed(), shared: false, version: 1 })
    expect(await told()).toBe(0)
    await manager.put(`/own-dashboards/${id}`, { name: '记录看板', cards: [volume], shared: false, version: 2 })
    await manager.put(`/own-dashboards/${id}`, { name: '记录看板', cards: [volume], shared: true, version: 3 })
    expect(await told()).toBe(2)
  })

  test('what was changed meanwhile is not written over', async () => {
    const { id } = await aBoard(manager)
    const change = { name: '晨会', cards: [volume], shared: false, version: 1 }
    expect(await manager.put(`/own-dashboards/${id}`, change)).toMatchObject({ status: 200 })
    expect(await manager.put(`/own-dashboards/${id}`, { ...change, cards: [units] })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT' },
    })
    expect((await manager.get(`/own-dashboards/${id}`)).body.cards).toMatchObject([{ id: 'a' }])
  })

  test('a private one is nobody else’s to find', async () => {
    const { id } = await aBoard(manager, { name: '只给自己看' })
    const change = { name: '我来改', cards, shared: true, version: 1 }
    for (const answer of [
      await admin.get(`/own-dashboards/${id}`),
      await admin.get(`/own-dashboards/${id}/figures`),
      await admin.put(`/own-dashboards/${id}`, change),
      await admin.delete(`/own-dashboards/${id}`),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    expect((await admin.get('/own-dashboards')).body.rows.map((row: { id: string }) => row.id)).not.toContain(id)
  })

  test('a shared one colleagues read with the figures that are theirs, and do not change', async () => {
    const { id } = await aBoard(manager, { name: '全员看板', shared: true })
    const elsewhere = await aPerson(world, admin, 'handler', (await aUnit(admin, '物流部')).id)
    expect((await elsewhere.get('/own-dashboards')).body.rows).toContainEqual(expect.objectContaining({ id, mine: false, cardCount: 2 }))
    expect((await elsewhere.get(`/own-dashboards/${id}/figures`)).body.cards[0].measured.total).toMatchObject({ value: 0 })
    expect((await manager.get(`/own-dashboards/${id}/figures`)).body.cards[0].measured.total).toMatchObject({ value: 3 })
    for (const answer of [
      await elsewhere.put(`/own-dashboards/${id}`, { name: '我来改', cards, shared: true, version: 1 }),
      await elsewhere.delete(`/own-dashboards/${id}`),
    ])
      expect(answer).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
  })

  test('whoever may read no case has none', async () => {
    await admin.post('/roles', { code: 'writer', name: '知识编辑', permissions: ['knowledge:manage'], remedyLimitFen: 0 })
    const writer = await aPerson(world, admin, 'writer')
    expect(await writer.get('/own-dashboards')).toMatchObject({ status: 403 })
    expect(await writer.post('/own-dashboards', { name: '晨会', cards, shared: false })).toMatchObject({ status: 403 })
  })

  test.each([
    ['a measure that is not', { ...volume, measure: 'luck' }, '#/cards/0/measure'],
    ['a cut the measure cannot have', { ...units, measure: 'complaintsPer10k', by: 'tier' }, '#/cards/0/by'],
    ['a trend by something else than time', { ...volume, by: 'unit' }, '#/cards/0/by'],
    ['bars of time', { ...units, by: 'week' }, '#/cards/0/by'],
    ['a Pareto chart of a share', { ...units, kind: 'pareto' }, '#/cards/0/by'],
  ])('%s makes no card', async (_, card, pointer) => {
    expect(await manager.post('/own-dashboards', { name: '晨会', cards: [card], shared: false })).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', errors: [{ pointer }] },
    })
  })

  test('two cards of one id, too many cards and an empty name are refused', async () => {
    const many = Array.from({ length: mostCards + 1 }, (_, no) => ({ ...volume, id: `c${no}` }))
    for (const wrong of [{ cards: [volume, volume] }, { cards: many }, { name: '  ' }]) {
      const answer = await manager.post('/own-dashboards', { name: '晨会', cards, shared: false, ...wrong })
      expect(answer).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } })
    }
    await aBoard(manager, { cards: many.slice(1) })
  })

  test('a person keeps so many and no more, and the record tells of each', async () => {
    const collector = await aPerson(world, admin, 'manager')
    for (let no = 0; no < mostOwnDashboards; no++) await aBoard(collector, { name: `第 ${no} 块`, cards: [] })
    expect(await collector.post('/own-dashboards', { name: '再来一块', cards: [], shared: false })).toMatchObject({ status: 400 })
    const { body } = await collector.get('/own-dashboards')
    const id = body.rows.find((row: { mine: boolean }) => row.mine).id
    expect((await collector.delete(`/own-dashboards/${id}`)).status).toBe(204)
    await aBoard(collector)
    const removed = (await admin.get('/audit/records?kind=ownDashboard.removed')).body.rows
    expect(removed[0].facts).toMatchObject({ cards: 0, shared: false })
    expect((await admin.get('/audit/records?kind=ownDashboard.made&limit=200')).body.rows.length).toBeGreaterThan(mostOwnDashboards)
  })

  test('two windows at once find room for one last board only', async () => {
    const collector = await aPerson(world, admin, 'manager')
    for (let no = 1; no < mostOwnDashboards; no++) await aBoard(collector, { name: `第 ${no} 块`, cards: [] })
    const last = { name: '最后一块', cards: [], shared: false }
    const answers = await Promise.all(Array.from({ length: 4 }, () => collector.post('/own-dashboards', last)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 400, 400, 400])
  })

  test('so many different filters and no more: each is counted for itself', async () => {
    const filtered = Array.from({ length: mostFilters + 1 }, (_, no) => ({ ...volume, id: `c${no}`, filter: { product: `产品 ${no}` } }))
    expect(await manager.post('/own-dashboards', { name: '筛选', cards: filtered, shared: false })).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', errors: [{ pointer: `#/cards/${mostFilters}/filter` }] },
    })
    const alike = Array.from({ length: mostCards }, (_, no) => ({
      ...volume,
      id: `c${no}`,
      filter: { product: `产品 ${no % mostFilters}` },
    }))
    const { id } = await aBoard(manager, { name: '筛选', cards: alike })
    expect((await manager.get(`/own-dashboards/${id}/figures`)).body.cards).toHaveLength(mostCards)
  })

  test('what somebody who left had shared an administrator takes over or deletes; nobody else may, and not while they are there', async () => {
    const leaver = await aPerson(world, admin, 'manager')
    const [kept, dropped] = [await aBoard(leaver, { name: '周会', shared: true }), await aBoard(leaver, { name: '旧的', shared: true })]
    const own = await aBoard(leaver, { name: '私下看' })
    expect(await admin.post(`/own-dashboards/${kept.id}/takeovers`, {})).toMatchObject({ status: 403 })
    expect(await admin.delete(`/own-dashboards/${kept.id}`)).toMatchObject({ status: 403 })
    const { body: account } = await admin.get(`/users/${leaver.id}`)
    expect(await admin.patch(`/users/${leaver.id}`, { version: account.version, active: false })).toMatchObject({ status: 200 })

    const row = (await admin.get('/own-dashboards')).body.rows.find(({ id }: { id: string }) => id === kept.id)
    expect(row).toMatchObject({ mine: false, left: true, can: { remove: true, takeOver: true } })
    expect(await manager.post(`/own-dashboards/${kept.id}/takeovers`, {})).toMatchObject({ status: 403 })
    expect(await manager.delete(`/own-dashboards/${kept.id}`)).toMatchObject({ status: 403 })
    expect(await admin.post(`/own-dashboards/${own.id}/takeovers`, {})).toMatchObject({ status: 404 })
    expect(await admin.post(`/own-dashboards/${kept.id}/takeovers`, {})).toMatchObject({ status: 201, body: { mine: true, left: false } })
    const change = { name: '周会', cards: [volume], shared: true, version: 2 }
    expect(await admin.put(`/own-dashboards/${kept.id}`, change)).toMatchObject({ status: 200 })
    expect((await admin.delete(`/own-dashboards/${dropped.id}`)).status).toBe(204)
    const { rows } = (await admin.get('/audit/records?kind=ownDashboard.takenOver')).body
    expect(rows[0].facts).toMatchObject({ name: '周会', fromId: leaver.id })
  })

  test('another company finds none of ours', async () => {
    const { id } = await aBoard(manager, { name: '全员看板', shared: true })
    const other = await makeTenant(world.deps.database, { code: 'other', name: '别家' }, world.clock.now(), furnishTenant)
    await makeAdministrator(world.deps.database, other, { username: 'boss', password: adminPassword }, world.clock.now())
    const boss = await signedInAs(world, 'boss', adminPassword, 'other')
    expect((await boss.get('/own-dashboards')).body.rows).toEqual([])
    expect((await boss.get(`/own-dashboards/${id}/figures`)).status).toBe(404)
  })
})
