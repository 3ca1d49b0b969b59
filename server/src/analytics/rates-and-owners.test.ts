import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { verifyMeasures } from './index.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

const measured = async (names: string, more = '', client = admin) => {
  const { status, body } = await client.get(`/measures?names=${names}${more}`)
  expect({ status, body }).toMatchObject({ status: 200 })
  return body.measures
}
const thisMonth = () => world.clock.now().toISOString().slice(0, 7)
const wholeMonth = () => {
  const [year = 0, month = 1] = thisMonth().split('-').map(Number)
  return `&from=${thisMonth()}-01&to=${new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)}`
}
const exposed = (rows: object[]) => admin.put('/exposures', { rows })

describe('complaints by exposure (万投比)', () => {
  test('without exposure nothing is told, and why is said', async () => {
    for (let no = 0; no < 6; no += 1)
      await aRegisteredCase(admin, { product: no < 5 ? 'A1' : 'B2', complainant: { phone: `1380000000${no}` } })
    await world.settle()
    const [rate] = await measured('complaintsPer10k', wholeMonth())
    expect(rate).toMatchObject({ unit: 'rate', total: { numerator: 6, denominator: null, value: null, lacks: 'exposure' } })
  })

  test('the figure of the month is spread evenly over the time that has passed', async () => {
    const month = thisMonth()
    expect(await exposed([{ kind: 'customers', month, amount: 30_000, source: '客户系统' }])).toMatchObject({
      status: 200,
      body: { set: 1 },
    })
    const [rate, million] = await measured('complaintsPer10k,complaintsPerMillion', wholeMonth())
    const begin = Date.parse(`${month}-01T00:00:00+08:00`)
    const [year = 0, no = 1] = month.split('-').map(Number)
    const end = Date.parse(`${new Date(Date.UTC(year, no, 1)).toISOString().slice(0, 10)}T00:00:00+08:00`)
    const share = (world.clock.now().getTime() + 1 - begin) / (end - begin)
    expect(rate.total.denominator).toBe(Math.round(30_000 * share))
    expect(rate.total.value).toBeCloseTo((6 / (30_000 * share)) * 10_000, 6)
    expect(million.total.value).toBeCloseTo(rate.total.value * 100, 3)
    expect(rate.total.interval.low).toBeLessThan(rate.total.value)
  })

  test('a product is measured by its own exposure, and by none where none is given', async () => {
    await exposed([{ kind: 'customers', month: thisMonth(), product: 'A1', amount: 1_000, source: '产品台账' }])
    const [{ rows }] = await measured('complaintsPer10k', `${wholeMonth()}&by=product`)
    expect(rows.find(({ key }: { key: string }) => key === 'A1').value).toBeGreaterThan(50)
    expect(rows.find(({ key }: { key: string }) => key === 'B2')).toMatchObject({ numerator: 1, value: null, lacks: 'exposure' })
    const [byTier] = await measured('complaintsPer10k', `${wholeMonth()}&by=tier`)
    expect(byTier.rows).toEqual([])
  })

  test('a figure written over stays in the history, and one taken out is none', async () => {
    const month = thisMonth()
    await exposed([{ kind: 'customers', month, amount: 31_000, source: '更正' }])
    const { body } = await admin.get(`/exposures/history?kind=customers&month=${month}`)
    expect(body.rows).toMatchObject([
      { amount: 31_000, source: '更正' },
      { amount: 30_000, source: '客户系统' },
    ])
    expect((await exposed([{ kind: 'customers', month, amount: null, source: '撤回' }])).body).toEqual({ set: 0, removed: 1 })
    expect((await measured('complaintsPer10k', wholeMonth()))[0].total).toMatchObject({ value: null, lacks: 'exposure' })
    expect(await admin.put('/exposures', { rows: [{ kind: 'riders', month, amount: 1, source: 'x' }] })).toMatchObject({ status: 400 })
  })

  test('who may not manage exposure may read it', async () => {
    const handler = await aPerson(world, admin, 'handler', unitId)
    expect(await handler.put('/exposures', { rows: [{ kind: 'orders', month: thisMonth(), amount: 1, source: 'x' }] })).toMatchObject({
      status: 403,
    })
    expect(await handler.get('/exposures')).toMatchObject({ status: 200 })
  })
})

describe('customers who come again (重复投诉率)', () => {
  test('each customer counts once, and the rows behind are one case a customer', async () => {
    const before = (await measured('repeatRatio'))[0].total
    const first = await aRegisteredCase(admin, { complainant: { phone: '13700000001' }, text: '空调不制冷，师傅一直没有来' })
    world.clock.moveMinutes(60)
    const second = await aRegisteredCase(admin, { complainant: { phone: '13700000001' }, text: '我的洗衣机漏水了，客厅都泡了' })
    expect(await admin.post(`/cases/${second.caseId}/links`, { kind: 'repeatOf', caseId: first.caseId })).toMatchObject({ status: 201 })
    await world.settle()
    const [{ total }] = await measured('repeatRatio')
    expect(total).toMatchObject({ numerator: (before.numerator ?? 0) + 1, denominator: before.denominator + 1, enough: true })
    const { body } = await admin.get('/measures/repeatRatio/rows?part=denominator')
    expect(body.total.count).toBe(total.denominator)
    expect((await admin.get('/measures/repeatRatio/rows?part=numerator')).body.rows).toMatchObject([{ case: { id: second.caseId } }])
  })
})

describe('figures of other modules (措施与预警的指标)', () => {
  test('are those their own pages show', async () => {
    const definitions = (await admin.get('/measures/definitions')).body.rows
    expect(definitions.find(({ name }: { name: string }) => name === 'warningPrecision')).toMatchObject({
      rowsOf: 'items',
      cuts: ['day', 'week', 'month'],
    })
    const to = new Date(world.clock.now().getTime() + 1).toISOString()
    const from = new Date(Date.parse(to) - 30 * 86_400_000).toISOString()
    const [precision, recall, , alarms] = await measured(
      'warningPrecision,warningRecall,warningLeadHours,falseAlarmsPerSeriesMonth',
      `&from=${from}&to=${to}`,
    )
    const { all } = (await admin.get(`/warning-quality?from=${from}&to=${to}`)).body
    expect(precision.total).toMatchObject({ numerator: all.precision?.hits ?? 0, denominator: all.precision?.of ?? 0 })
    expect(recall.total).toMatchObject({ numerator: all.recall?.hits ?? 0, denominator: all.recall?.of ?? 0 })
    expect(alarms.total.value).toBe(all.falseAlarmsPerSeriesMonth)
  })

  test('say that they are not cut or filtered by what they do not have', async () => {
    const [one] = await measured('actionOnTimeRatio', '&category=quality.fault')
    expect(one.total).toMatchObject({ value: null, lacks: 'cut' })
    const [cut] = await measured('warningPrecision', '&by=handler')
    expect(cut.rows).toEqual([])
    expect(cut.links.numerator).toContain('/api/v1/measures/warningPrecision/items?')
  })

  test('of a unit lead to that unit’s rows', async () => {
    const other = await aUnit(admin, '物流部')
    const quality = await aPerson(world, admin, 'quality')
    const on = (days: number) => new Date(world.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
    for (const [id, at] of [unitId, unitId, other.id].entries()) {
      const owner = await aPerson(world, admin, 'handler', at)
      const action = { kind: 'preventive', title: `复核派工 ${id}`, ownerId: owner.id, unitId: at, dueOn: on(1), cause: 'people.skill' }
      const { body } = await admin.post('/actions', action)
      expect(await quality.post(`/actions/${body.id}/approval`, { verdict: 'approve' })).toMatchObject({ status: 201 })
    }
    world.clock.moveMinutes(3 * 24 * 60)
    admin = await signedInAs(world)
    const period = `&from=${on(-5)}&to=${on(0)}`
    const [all] = await measured('actionOnTimeRatio', period)
    const [one] = await measured('actionOnTimeRatio', `${period}&unitId=${unitId}`)
    expect([all.total.denominator, one.total.denominator]).toEqual([3, 2])
    const behind = async (link: string) => (await admin.get(link.replace('/api/v1', ''))).body.total.count
    expect([await behind(all.links.denominator), await behind(one.links.denominator)]).toEqual([3, 2])
  })

  test('every link opens what it names', async () => {
    await aCaseIn('closed', admin, unitId)
    await world.settle()
    for (const { name, links, total } of await measured('complaints,closureRatio,repeatRatio,actionOnTimeRatio,handlingCostFen')) {
      if (links.numerator === null) continue
      const { status, body } = await admin.get(links.numerator.replace('/api/v1', ''))
      expect({ name, status }).toEqual({ name, status: 200 })
      if (name !== 'handlingCostFen') expect(body.total.count).toBe(total.numerator ?? 0)
    }
  })

  test('and every set is what plain queries find', async () => {
    const { sets, counts } = await verifyMeasures(world.deps, world.tenantId)
    expect({ sets, counts }).toEqual({ sets: [], counts: [] })
  })
})
