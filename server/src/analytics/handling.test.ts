import { afterAll, beforeAll, expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { newId } from '../platform/ids.ts'
import { rowsInHands, verifyMeasures } from './index.ts'

let world: World
let admin: Client
const units = { 安装部: '', 物流部: '' }

/** Every unit hands back within eight hours of its dispatch. */
const withAnOla = (effectiveFrom: Date) =>
  world.deps.database
    .tenant(world.tenantId)
    .insertInto('process_version')
    .values({
      tenant_id: world.tenantId,
      id: newId(),
      category: null,
      effective_from: effectiveFrom,
      definition: JSON.stringify({ limits: [{ regime: 'company', step: 'handling', amount: 8, unit: 'calendarHour' }] }),
    })
    .execute()

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  for (const name of ['安装部', '物流部'] as const) units[name] = (await aUnit(admin, name)).id
  world.clock.moveMinutes(1)
  await withAnOla(world.clock.now())
  world.clock.moveMinutes(1)
})
afterAll(() => world.close())

test('部门按时处理率: of what was due each unit is told its own; an answer in time counts, a case still lying there does not', async () => {
  for (let no = 0; no < 5; no++) await aCaseIn('answered', admin, units.安装部)
  for (let no = 0; no < 5; no++) await aCaseIn(no < 2 ? 'dispatched' : 'answered', admin, units.物流部)
  await world.settle()
  world.clock.moveMinutes(9 * 60)
  admin = await signedInAs(world)
  await world.settle()
  const { body } = await admin.get('/measures?names=onTimeHandlingRatio&by=unit')
  const [{ total, rows }] = body.measures
  expect(total).toMatchObject({ numerator: 8, denominator: 10, value: 0.8 })
  const told = Object.fromEntries(rows.map(({ name, value }: { name: string; value: number }) => [name, value]))
  expect(told).toEqual({ 安装部: 1, 物流部: 0.6 })
  const late = await admin.get(`/measures/onTimeHandlingRatio/rows?part=denominator&by=unit&key=${units.物流部}`)
  expect(late.body.total.count).toBe(5)
  const now = world.clock.now()
  const asked = { tenantId: world.tenantId, period: { from: new Date(0), to: now }, now }
  const inHands = await world.deps.database
    .tenant(world.tenantId)
    .transaction()
    .execute((tx) => rowsInHands(tx, asked, { unitId: units.物流部 }))
  const held = inHands.filter(({ line }) => line === 'handlingInTime')
  expect(held.map(({ good }) => good).toSorted()).toEqual([false, false, true, true, true])
  expect(await verifyMeasures(world.deps, world.tenantId)).toMatchObject({ sets: [], counts: [] })
})
