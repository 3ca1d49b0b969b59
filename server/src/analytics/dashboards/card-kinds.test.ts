import type { CardFigures, ShippedDashboard } from '@zhiwei/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { verifyMeasures } from '../index.ts'

let world: World
let admin: Client
let fitters: string
let carriers: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  fitters = (await aUnit(admin, '安装部')).id
  carriers = (await aUnit(admin, '物流部')).id
  for (const status of ['registered', 'accepted', 'dispatched', 'answered', 'closed', 'closed', 'closed'])
    await aCaseIn(status, admin, fitters, { node: '上门', complainant: { name: '王小明', phone: `1391234${1000 + cases++}` } })
  const { id } = await aCaseIn('dispatched', admin, fitters, { node: '配送' })
  for (const [noun, body] of [
    ['sendBacks', { reason: '不是我部责任' }],
    ['dispatches', { unitId: carriers }],
    ['transfers', { unitId: fitters, reason: '还是由安装部负责' }],
  ] as const)
    expect(await admin.post(`/cases/${id}/${noun}`, body)).toMatchObject({ status: 201 })
  await world.settle()
})
afterAll(() => world.close())

let cases = 0
const cardsOf = async (name: ShippedDashboard, client = admin, query = '') => {
  const { status, body } = await client.get(`/dashboards/${name}/figures${query}`)
  expect({ status, body }).toMatchObject({ status: 200 })
  return Object.fromEntries((body.cards as CardFigures[]).map((card) => [card.card.id, card]))
}
const rowCount = async (measure: string, query: Record<string, string>, client = admin) =>
  (await client.get(`/measures/${measure}/rows?${new URLSearchParams(query)}`)).body.total.count

describe('cards of dashboards (卡片)', () => {
  test('流向: each way tells as many cases as its rows show, and the ways back are among them', async () => {
    const { flows } = (await cardsOf('unit')).flows as CardFigures
    expect(flows.map(({ from, to, count }) => [from.name ?? from.key, to.name ?? to.key, count])).toEqual(
      expect.arrayContaining([
        ['desk', '安装部', 6],
        ['安装部', 'desk', 1],
        ['desk', '物流部', 1],
        ['物流部', '安装部', 1],
      ]),
    )
    expect(flows).toHaveLength(4)
    for (const { key, count } of flows) expect(await rowCount('dispatchedCases', { flow: key })).toBe(count)
    const [way] = (await cardsOf('unit', admin, `?unitId=${carriers}`)).flows?.flows.filter(({ from }) => from.key === carriers) ?? []
    expect(way).toMatchObject({ to: { key: fitters, name: '安装部' }, count: 1 })
  })

  test('流向: whoever sees only a unit is told the ways of its cases alone', async () => {
    const carrier = await aPerson(world, admin, 'handler', carriers)
    expect((await cardsOf('unit', carrier)).flows?.flows).toEqual([])
    const fitter = await aPerson(world, admin, 'handler', fitters)
    const own = (await cardsOf('unit', fitter)).flows?.flows ?? []
    expect(own.length).toBeGreaterThan(0)
    for (const { key, count } of own) expect(await rowCount('dispatchedCases', { flow: key }, fitter)).toBe(count)
    expect(await admin.get('/measures?names=dispatchedCases&flow=nobody')).toMatchObject({ status: 400 })
  })

  test('漏斗: how far what was received has got, each step with its rows', async () => {
    const { measured, steps } = (await cardsOf('customers')).way as CardFigures
    expect(measured.total.value).toBe(8)
    expect(steps.map(({ name, total }) => [name, total.numerator])).toEqual([
      ['reachedAcceptanceRatio', 7],
      ['reachedDispatchRatio', 6],
      ['reachedAnswerRatio', 4],
      ['reachedFollowUpRatio', 3],
      ['reachedClosureRatio', 3],
    ])
    for (const { name, total } of steps) expect(await rowCount(name, { part: 'numerator' })).toBe(total.numerator)
  })

  test('热力图: the fields add up to the whole, and each opens its rows', async () => {
    for (const [name, id] of [
      ['supervisor', 'hours'],
      ['quality', 'where'],
    ] as const) {
      const { by, heat, measured } = (await cardsOf(name))[id] as CardFigures
      const fields = heat?.rowKeys.flatMap((row, y) =>
        heat.columnKeys.map((column, x) => ({ row: row.key, column: column.key, count: heat.cells[y]?.[x]?.value ?? 0 })),
      )
      expect(fields?.reduce((sum, { count }) => sum + count, 0)).toBe(measured.total.value)
      for (const { row, column, count } of fields ?? []) {
        const query = { by: String(by), key: row, across: String(heat?.across), acrossKey: column }
        expect(await rowCount('complaints', query)).toBe(count)
      }
    }
  })

  test('热力图: the hour is that of the company’s zone', async () => {
    const { heat } = (await cardsOf('supervisor')).hours as CardFigures
    const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', hourCycle: 'h23' }).format(
      world.clock.now(),
    )
    expect(heat?.columnKeys).toEqual([{ key: hour, name: `${hour}:00` }])
  })

  test('投诉后的客户: came again, kept, left and silent make up those closed', async () => {
    const { body } = await admin.get('/customers?limit=50')
    const on = new Date(world.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10)
    const marks = body.rows.map(({ id }: { id: string }) => ({ customerId: id, on, outcome: 'stayed', source: '订单系统' }))
    expect(await admin.put('/customer-outcomes', { rows: marks.slice(0, 7) })).toMatchObject({ status: 200 })
    const { measured, steps } = (await cardsOf('customers')).after as CardFigures
    const parts = [measured, ...steps]
    expect(new Set(parts.map(({ total }) => total.denominator))).toEqual(new Set([3]))
    expect(parts.reduce((sum, { total }) => sum + (total.numerator ?? 0), 0)).toBe(3)
    for (const { name, rows } of parts)
      for (const { key, numerator } of rows) expect(await rowCount(name, { part: 'numerator', by: 'month', key })).toBe(numerator)
  })

  test('在办, 超时与根因: what is in hand, what of it is late, and what the causes were', async () => {
    const { inHand, overdue } = await cardsOf('supervisor')
    expect(inHand?.measured.total.value).toBe(await rowCount('inHand', {}))
    expect(inHand?.measured.total.value).toBe((await admin.get('/cases?open=true')).body.total.count)
    expect(inHand?.measured.total.value).toBeGreaterThan(0)
    expect(overdue?.measured.total.value).toBe(0)
    const { causes } = await cardsOf('quality')
    expect(causes?.measured.rows).toMatchObject([{ key: 'people.process', value: 3 }])
    expect(causes?.measured.rows[0]?.name).toBeTruthy()
    world.clock.moveMinutes(60 * 24 * 60)
    admin = await signedInAs(world)
    const [late] = (await admin.get('/measures?names=overdueInHand')).body.measures
    expect(late.total.value).toBeGreaterThan(0)
    expect(await rowCount('overdueInHand', {})).toBe(late.total.value)
  })

  test('what is kept equals what plain queries find', async () => {
    const { sets, counts } = await verifyMeasures(world.deps, world.tenantId)
    expect({ sets, counts }).toEqual({ sets: [], counts: [] })
  })
})
