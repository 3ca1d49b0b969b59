import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import type { Tx } from '../platform/database.ts'
import { recountBatch } from './roll-ups/recount-job.ts'
import { askRecount } from './roll-ups/state.ts'

let world: World
let admin: Client
const complaints = 40
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  const received = (no: number) => new Date(world.clock.now().getTime() - (no + 1) * 86_400_000).toISOString()
  await admin.post('/complaints/batch', {
    complaints: Array.from({ length: complaints }, (_, no) =>
      aComplaint({ channel: no % 2 ? 'web' : 'hotline', category: 'delivery.delay', receivedAt: received(no), complainant: {} }),
    ),
  })
  await world.settle()
})
afterAll(() => world.close())

const act = <T>(work: (tx: Tx) => Promise<T>) => world.deps.database.tenant(world.tenantId).transaction().execute(work)
const recounted = () => act((tx) => recountBatch(tx, world.tenantId))

const waiting = async () => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_locks where not granted and relation = 'measure_count'::regclass`.execute(
    world.deps.database.platform,
  )
  return rows[0]?.count
}

/** An answer that has read which roll-ups are in use, and goes on when others have taken their place. */
async function askedAcrossASwitch(path: string) {
  await act((tx) => askRecount(tx, world.tenantId, world.clock.now()))
  // Begun, and every case counted; all that is left is to put the new ones in use.
  expect([await recounted(), await recounted()]).toEqual([true, true])
  let answer: ReturnType<Client['get']> | undefined
  await act(async (tx) => {
    await sql`lock table measure_count in access exclusive mode`.execute(tx)
    answer = admin.get(path)
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1)
    expect(await recountBatch(tx, world.tenantId)).toBe(false)
  })
  return answer
}

const days = 'from=2026-09-01&to=2026-11-02'
describe('figures of one moment (同一时刻的数字)', () => {
  test.each([
    `/measures?names=complaints,closureRatio&by=channel&${days}`,
    `/measures/pivot?names=complaints&rows=channel&columns=month&${days}`,
    `/dashboards/manager/figures?${days}`,
    `/money?${days}`,
  ])('%s: roll-ups that change in the middle of it change nothing', async (path) => {
    const before = await admin.get(path)
    expect(before.status).toBe(200)
    const during = await askedAcrossASwitch(path)
    // That they are being counted anew is all that differs.
    const told = ({ body }: typeof before) => ({ ...body, recounting: null })
    expect(during?.status).toBe(200)
    expect(told(during as typeof before)).toEqual(told(before))
  })

  test('the complaints are told, not zeros', async () => {
    const answer = await askedAcrossASwitch(`/measures?names=complaints&${days}`)
    expect(answer?.body.measures[0].total.value).toBe(complaints)
  })
})
