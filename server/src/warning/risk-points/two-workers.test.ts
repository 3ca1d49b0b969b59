import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { oneBesideTheOther } from '../../../test/two-workers.ts'
import type { FeedEvent } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import { matchRiskPoints, rematchRiskPoints } from './match.ts'

let world: World
let admin: Client

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

const rule = { categories: ['delivery'], products: [], nodes: [], words: [] }
const aPoint = async (name: string) => (await admin.post('/risk-points', { kind: 'service', name, rule })).body.id as string
const aDelay = async (text: string) => (await admin.post('/complaints', aComplaint({ category: 'delivery.delay', text }))).body.caseId
const inOne = <T>(work: (tx: Tx) => Promise<T>) => world.deps.database.tenant(world.tenantId).transaction().execute(work)
const read = (tx: Tx, caseId: string) => matchRiskPoints(world.deps, world.tenantId, tx, [{ caseId } as FeedEvent])
const lookThrough = () => rematchRiskPoints(world.deps, world.tenantId)
/** Complaints and doubts (stage 2) together. */
const cameTo = async (id: string) => {
  const { heat } = (await admin.get(`/risk-points/${id}`)).body
  return heat.complaints + heat.doubts
}

describe('two workers at once (两个进程同时跑)', () => {
  test('a new point looks through the year while the feed brings a case to it: neither holds what the other waits for, it counts once', async () => {
    const id = await aPoint('送货')
    const caseId = await aDelay('说好周三送到，没有来')
    const { other } = await oneBesideTheOther(world, (tx) => read(tx, caseId), lookThrough)
    expect(other).toBe(true)
    expect(await cameTo(id)).toBe(1)
    expect(await lookThrough()).toBe(false)
  })

  test('while one looks through for a point another leaves it alone, and the feed goes on', async () => {
    const id = await aPoint('配送时效')
    const caseId = await aDelay('又迟了两天')
    await inOne(async (tx) => {
      await tx.selectFrom('risk_point').select('id').where('id', '=', id).forNoKeyUpdate().execute()
      expect(await lookThrough()).toBe(false)
      await inOne((reader) => read(reader, caseId))
    })
    expect(await lookThrough()).toBe(true)
    expect(await cameTo(id)).toBe(2)
  })
})
