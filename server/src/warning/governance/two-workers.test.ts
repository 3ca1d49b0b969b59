import { afterAll, beforeAll, expect, test } from 'vitest'
import { aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { oneBesideTheOther } from '../../../test/two-workers.ts'
import { tellDirectly } from '../../notifications/index.ts'
import type { Tx } from '../../platform/database.ts'
import { callListOf, peopleCalled } from '../../workflow/index.ts'
import { tellOwners } from './govern.ts'
import { raiseWarnings } from './raise.ts'

let world: World
let admin: Client

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

test('two workers tell one owner of warnings: together no more single notices than the budget of the day', async () => {
  const unitId = (await aUnit(admin, '冰箱事业部')).id
  const lin = await aPerson(world, admin, 'supervisor', unitId)
  await admin.put('/warning-setting', { singlesADay: 1, version: 0 })
  await admin.post('/on-call', {
    unitId,
    level: 1,
    userId: lin.id,
    weekday: null,
    fromMinute: 0,
    toMinute: 0,
    validFrom: null,
    validTo: null,
  })
  const now = world.clock.now()
  const raise = (tx: Tx, key: string) =>
    raiseWarnings(
      tx,
      world.tenantId,
      [{ kind: 'surge', key, subject: key, facts: { observed: 12, expected: 5 }, caseIds: [], unitId, firstSeenAt: now }],
      now,
    )
  const inOne = <T>(work: (tx: Tx) => Promise<T>) => world.deps.database.tenant(world.tenantId).transaction().execute(work)
  const tell = (tx: Tx) => tellOwners(tx, world.tenantId, { callers: { read: callListOf, called: peopleCalled }, tell: tellDirectly }, now)

  await inOne((tx) => raise(tx, '华东·冰箱'))
  await oneBesideTheOther(world, tell, async () => {
    await inOne((tx) => raise(tx, '华南·冰箱'))
    return inOne(tell)
  })

  const kinds = (await lin.get('/notices')).body.rows.map(({ kind }: { kind: string }) => kind).sort()
  expect(kinds).toEqual(['warningRaised', 'warningsHeld'])
  expect((await lin.get('/warnings/counts')).body.budget).toEqual({ singlesADay: 1, told: 1, held: 1 })
})
