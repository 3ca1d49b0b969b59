import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { rebuildMeasures, verifyMeasures } from './index.ts'

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

describe('measures (指标)', () => {
  test('a complaint counts from the moment it is registered, and in each share from the step that decides it', async () => {
    for (const status of ['registered', 'accepted', 'dispatched', 'handling', 'answered', 'closed', 'closed'])
      await aCaseIn(status, admin, unitId)
    await world.settle()
    const [complaints, accepted, closed, upheld, satisfied, causes] = await measured(
      'complaints,accepted,closed,substantiatedRatio,satisfactionRatio,rootCauseRatio',
    )
    expect(complaints).toMatchObject({ unit: 'count', total: { numerator: 7, value: 7 } })
    expect(complaints.total.interval.low).toBeCloseTo(2.814, 2)
    expect(accepted.total.value).toBe(6)
    expect(closed.total.value).toBe(2)
    expect(upheld.total).toMatchObject({ numerator: 3, denominator: 3, value: null, enough: false })
    expect(satisfied.total).toMatchObject({ numerator: 2, denominator: 2 })
    expect(causes.total).toMatchObject({ numerator: 2, denominator: 3 })
  })

  test('the figures by unit add up to the whole, with what is nobody’s under no name', async () => {
    const [{ total, rows }] = await measured('complaints', '&by=unit')
    expect(rows).toMatchObject([
      { key: unitId, name: '安装部', numerator: 5 },
      { key: '', name: null, numerator: 2 },
    ])
    expect(rows.reduce((sum: number, row: { numerator: number }) => sum + row.numerator, 0)).toBe(total.numerator)
  })

  test('each number opens its rows, and they are as many as it says', async () => {
    const { body } = await admin.get(`/measures/rootCauseRatio/rows?part=numerator&by=unit&key=${unitId}`)
    expect(body).toMatchObject({ total: { count: 2 }, rows: [{ case: { status: 'closed' } }, { case: { status: 'closed' } }] })
    const page = await admin.get('/measures/complaints/rows?limit=4')
    const rest = await admin.get(`/measures/complaints/rows?limit=4&cursor=${encodeURIComponent(page.body.nextCursor)}`)
    expect([...page.body.rows, ...rest.body.rows]).toHaveLength(7)
  })

  test('what is due and not done counts as late, what is not due yet nowhere', async () => {
    const due = async () => (await measured('onTimeResponseRatio'))[0].total
    expect(await due()).toMatchObject({ denominator: 0 })
    world.clock.moveMinutes(25 * 60)
    admin = await signedInAs(world)
    await world.settle()
    // Three had been answered in time; three accepted ones wait.
    expect(await due()).toMatchObject({ numerator: 3, denominator: 6, value: 0.5, enough: true })
  })

  test('a reopened case is two cycles, of which each counts for itself', async () => {
    const { id } = await aCaseIn('closed', admin, unitId)
    expect(await admin.post(`/cases/${id}/reopening`, { reason: '客户说又坏了' })).toMatchObject({ status: 201 })
    await world.settle()
    const [closed, reopened] = await measured('closed,reopenRatio')
    expect(closed.total.value).toBe(3)
    expect(reopened.total).toMatchObject({ numerator: 1, denominator: 3 })
  })

  test('a corrected category takes the count along; an erased case is gone from it', async () => {
    const { caseId } = await aRegisteredCase(admin, { category: 'delivery.delay' })
    await world.settle()
    const inCategory = async () =>
      Object.fromEntries(
        (await measured('complaints', '&by=category'))[0].rows.map(({ key, value }: { key: string; value: number }) => [key, value]),
      )
    const before = await inCategory()
    await admin.post(`/cases/${caseId}/classification`, { category: 'quality.fault' })
    await world.settle()
    expect(await inCategory()).toEqual({
      ...before,
      'delivery.delay': before['delivery.delay'] - 1,
      'quality.fault': (before['quality.fault'] ?? 0) + 1,
    })
  })

  test('whole days under a filter are read of the roll-ups, also in a period that begins within a day', async () => {
    const db = world.deps.database.tenant(world.tenantId)
    await aRegisteredCase(admin, { channel: 'email', receivedAt: '2026-10-20T03:00:00Z' })
    await world.settle()
    const ofMail = async () => (await measured('complaints', '&channel=email&from=2026-10-01T05:00:00Z'))[0].total.value
    const known = await ofMail()
    const more = (by: number) =>
      sql`update measure_count set count = count + ${by} where fact_set = 'received' and cut = 'channel' and key = 'email'
      and day = '2026-10-20'`.execute(db)
    await more(7)
    expect(await ofMail()).toBe(known + 7)
    await more(-7)
  })

  test('figures kept step by step equal those counted anew', async () => {
    const db = world.deps.database.tenant(world.tenantId)
    const counts = () =>
      db
        .selectFrom('measure_count')
        .selectAll()
        .where('count', '<>', 0)
        .orderBy('fact_set')
        .orderBy('cut')
        .orderBy('day')
        .orderBy('key')
        .execute()
    const facts = () => db.selectFrom('cycle_fact').selectAll().orderBy('case_id').orderBy('cycle').execute()
    const kept = [await counts(), await facts()]
    await rebuildMeasures(world.deps, world.tenantId)
    expect([await counts(), await facts()]).toEqual(kept)
    expect(await verifyMeasures(world.deps, world.tenantId)).toMatchObject({ sets: [], counts: [] })
  })

  test('whoever sees the cases of a unit is told that unit’s figures', async () => {
    const handler = await aPerson(world, admin, 'handler', unitId)
    const stranger = await aPerson(world, admin, 'handler', (await aUnit(admin, '物流部')).id)
    expect((await measured('complaints', '', handler))[0].total.value).toBe(6)
    expect((await measured('complaints', '', stranger))[0].total.value).toBe(0)
    expect((await stranger.get('/measures/complaints/rows')).body.rows).toEqual([])
  })

  test('a period that ends before it begins, and a measure nobody knows, are refused', async () => {
    expect(await admin.get('/measures?from=2026-02-02&to=2026-02-01')).toMatchObject({ status: 400 })
    expect(await admin.get('/measures?names=happiness')).toMatchObject({ status: 400 })
    expect((await admin.get('/measures/definitions')).body.rows[0]).toMatchObject({ name: 'complaints', title: { zh: '投诉量' } })
  })
})
