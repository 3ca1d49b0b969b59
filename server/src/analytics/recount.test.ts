import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { rebuildMeasures, recountInBatches, verifyMeasures } from './index.ts'
import { recountBatch } from './roll-ups/recount-job.ts'

let world: World
let admin: Client
let unitId: string
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

const db = () => world.deps.database.tenant(world.tenantId)
const agree = async () => expect(await verifyMeasures(world.deps, world.tenantId)).toMatchObject({ sets: [], counts: [] })
const complaintsBy = async () =>
  Object.fromEntries(
    (await admin.get('/measures?names=complaints&by=day&from=2026-09-01&to=2026-12-31')).body.measures[0].rows.map(
      ({ key, value }: { key: string; value: number }) => [key, value],
    ),
  )
const moveTo = async (zone: string) => {
  const { body } = await admin.get('/calendars')
  expect(await admin.patch(`/calendars/${body.rows[0].id}`, { zone, version: body.rows[0].version })).toMatchObject({ status: 200 })
}
const counts = async () => {
  const { rows } =
    await sql`select fact_set, cut, key, day::text, count, total from measure_count where count <> 0 or total <> 0 order by 1, 2, 3, 4`.execute(
      db(),
    )
  return rows
}

describe('counting anew (重新计数)', () => {
  test('after the zone was changed days are right at once, and the roll-ups when they are counted anew', async () => {
    // 11:00 on 20 October in Shanghai, 20:00 on the 19th in Los Angeles.
    await aRegisteredCase(admin, { receivedAt: '2026-10-20T03:00:00Z' })
    await world.settle()
    expect(await complaintsBy()).toEqual({ '2026-10-20': 1 })
    await moveTo('America/Los_Angeles')
    expect(await complaintsBy()).toEqual({ '2026-10-19': 1 })
    await recountInBatches(world.deps, world.tenantId)
    expect((await admin.get('/measures?names=complaints')).body.recounting).toBeNull()
    expect(await complaintsBy()).toEqual({ '2026-10-19': 1 })
    const kept = await counts()
    expect(kept).toContainEqual(expect.objectContaining({ fact_set: 'received', cut: 'all', day: '2026-10-19' }))
    await rebuildMeasures(world.deps, world.tenantId)
    expect(await counts()).toEqual(kept)
    await agree()
  })

  test('what happens meanwhile enters both, and half-done work goes on where it was', async () => {
    const before = await aCaseIn('handling', admin, unitId)
    await world.settle()
    await moveTo('Asia/Shanghai')
    // Begun, and everything there is counted; not yet in use.
    await db()
      .transaction()
      .execute((tx) => recountBatch(tx, world.tenantId))
    await db()
      .transaction()
      .execute((tx) => recountBatch(tx, world.tenantId))
    expect((await admin.get('/measures?names=complaints')).body.recounting).toBe(1)
    await admin.post(`/cases/${before.id}/classification`, { category: 'price.billing' })
    await aRegisteredCase(admin, {})
    await world.settle()
    expect((await admin.get('/measures?names=complaints')).body.recounting).toBeNull()
    await agree()
    const kept = await counts()
    await rebuildMeasures(world.deps, world.tenantId)
    expect(await counts()).toEqual(kept)
  })

  test('a new rate gives every cost anew, from its day on', async () => {
    await aCaseIn('closed', admin, unitId)
    await world.settle()
    const cost = async () => (await admin.get('/measures?names=handlingCostFen')).body.measures[0].total
    expect(await cost()).toMatchObject({ value: null, lacks: 'rates' })
    expect(await admin.post('/cost-rates', { fenPerHour: 6_000, effectiveFrom: '2020-01-01', note: '财务' })).toMatchObject({ status: 201 })
    for (let no = 0; no < 4; no += 1) await aCaseIn('closed', admin, unitId)
    await world.settle()
    const total = await cost()
    expect(total).toMatchObject({ denominator: 5, enough: true })
    expect(total.value).toBeGreaterThan(1_000)
    // Twice the rate, twice the work's cost.
    const own = async () => (await admin.get('/measures?names=ownCostFen')).body.measures[0].total.value
    const once = await own()
    await admin.post('/cost-rates', { fenPerHour: 12_000, effectiveFrom: '2020-01-01', note: '更正' })
    await world.settle()
    expect(await own()).toBeCloseTo(2 * once, 0)
    await agree()
  })

  test('fees are entered on the case and taken back, never below nothing', async () => {
    const { id } = await aCaseIn('closed', admin, unitId)
    expect(await admin.post(`/cases/${id}/fees`, { kind: 'test', amountFen: 30_000, text: '送检' })).toMatchObject({ status: 201 })
    expect(await admin.post(`/cases/${id}/fees`, { kind: 'test', amountFen: 40_000, text: '录错', corrects: true })).toMatchObject({
      status: 400,
    })
    await admin.post(`/cases/${id}/fees`, { kind: 'test', amountFen: 10_000, text: '录多了', corrects: true })
    await world.settle()
    expect((await admin.get('/measures?names=outsideCostFen')).body.measures[0].total.numerator).toBe(20_000)
    await agree()
  })

  test('money and value come from the measures, with what is published until own data are enough', async () => {
    const { status, body } = await admin.get('/money')
    expect({ status, body }).toMatchObject({ status: 200 })
    const [cost] = (await admin.get('/measures?names=handlingCostFen&from=2025-12-01')).body.measures
    expect(body.costFen).toBe(cost.total.value)
    expect(body.cohorts).toMatchObject([
      { cohort: 'silent', published: 0.09, basis: 'published', kept: 0.09 },
      { cohort: 'unsolved', published: 0.19, basis: 'published' },
      { cohort: 'solved', published: 0.54, basis: 'published' },
      { cohort: 'solvedFast', published: 0.82, basis: 'published' },
    ])
    expect(body.silent).toMatchObject({ published: 24, basis: 'published', estimate: body.silent.complained * 24 })
    expect(body.unsolved).toMatchObject({ customerYearFen: null, fen: null })
    expect(await admin.put('/money-setting', { customerYearFen: 360_000, version: 0 })).toMatchObject({
      status: 200,
      body: { customerYearFen: 360_000 },
    })
    expect(await admin.put('/money-setting', { customerYearFen: 1, version: 0 })).toMatchObject({ status: 409 })
    expect((await admin.get('/money')).body.unsolved).toMatchObject({ customerYearFen: 360_000, fen: expect.any(Number) })
  })
})
