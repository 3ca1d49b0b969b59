import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  for (const status of ['registered', 'dispatched', 'dispatched', 'closed']) await aCaseIn(status, admin, unitId)
  await world.settle()
})
afterAll(() => world.close())

type Card = {
  card: { id: string; measure: string }
  by: string
  measured: { total: object; rows: { key: string; value: number | null }[] }
}
const figures = async (client = admin, query = '') => {
  const { status, body } = await client.get(`/dashboards/manager/figures${query}`)
  expect({ status, body }).toMatchObject({ status: 200 })
  return Object.fromEntries((body.cards as Card[]).map((card) => [card.card.id, card]))
}

describe('dashboards (看板)', () => {
  test('the numbers of its cards are those of the measures themselves', async () => {
    const cards = await figures()
    for (const { card, by, measured } of Object.values(cards)) {
      const { body } = await admin.get(`/measures?names=${card.measure}&by=${by}`)
      expect(measured.total).toEqual(body.measures[0].total)
      expect(measured.rows.filter(({ value }) => value)).toEqual(body.measures[0].rows.filter(({ value }: { value: number }) => value))
    }
    expect(cards.volume?.measured.total).toMatchObject({ value: 4 })
  })

  test('a trend has a step for every day, also for one without a case', async () => {
    const { volume } = await figures()
    expect(volume?.by).toBe('day')
    expect(volume?.measured.rows).toHaveLength(31)
    expect(volume?.measured.rows.map(({ value }) => value)).toEqual([...Array(30).fill(0), 4])
  })

  test('the reader chooses by what it hurts; what a card does not offer stays as it is', async () => {
    expect((await figures(admin, '?cut=node')).where?.by).toBe('node')
    expect((await figures(admin, '?cut=handler')).where?.by).toBe('category')
  })

  test('a filter of the page holds for every card, and a unit’s people are told of their unit', async () => {
    const { volume } = await figures(admin, `?unitId=${unitId}`)
    expect(volume?.measured.total).toMatchObject({ value: 3 })
    const stranger = await aPerson(world, admin, 'handler', (await aUnit(admin, '物流部')).id)
    expect((await figures(stranger)).volume?.measured.total).toMatchObject({ value: 0 })
  })

  test('there is no dashboard of another name', async () => {
    expect(await admin.get('/dashboards/nobody/figures')).toMatchObject({ status: 400 })
  })
})
