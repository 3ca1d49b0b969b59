import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { type Act, eraseCases, readFeed, registerCases, sealEvents, systemActor } from '../../cases/index.ts'
import { reactions } from '../../reactions.ts'
import { rebuildSeries } from './rebuild.ts'

type Row = { dims: string; key: string; day: string; count: number; live: number }

describe('counted series (计数序列)', () => {
  let world: World
  let admin: Client

  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
  })
  afterAll(() => world.close())

  const figures = async () => {
    const { rows } = await sql<Row>`
      select s.dims, s.key, c.day::text as day, c.count, c.live from series_count c join series s on s.tenant_id = c.tenant_id and s.id = c.series_id
      where c.tenant_id = ${world.tenantId} order by 1, 2, 3`.execute(world.deps.database.tenant(world.tenantId))
    return rows
  }
  const hours = async () => {
    const { rows } = await sql<{ dims: string; count: number }>`
      select s.dims, s.key, h.hour, h.count from series_hour h join series s on s.tenant_id = h.tenant_id and s.id = h.series_id
      where h.tenant_id = ${world.tenantId} and h.count > 0 order by 1, 2, 3`.execute(world.deps.database.tenant(world.tenantId))
    return rows
  }
  const countOf = async (dims: string, key: string) =>
    Object.fromEntries((await figures()).filter((row) => row.dims === dims && row.key === key).map(({ day, count }) => [day, count]))
  const register = async (given: Parameters<typeof aComplaint>[0] = {}) => {
    const { status, body } = await admin.post('/complaints', aComplaint(given))
    if (status !== 201) throw new Error(JSON.stringify(body))
    return body.caseId as string
  }
  const asAct = <T>(work: (act: Act) => Promise<T>) =>
    world.deps.database
      .tenant(world.tenantId)
      .transaction()
      .execute((tx) => work({ tx, keys: world.deps.keys, actor: systemActor(world.tenantId), now: world.clock.now() }))
  const read = async () => {
    await sealEvents(world.deps, world.tenantId)
    await readFeed(world.deps, world.tenantId, reactions)
  }

  test('a complaint is counted in each of its series on the day it was received, in the company’s zone', async () => {
    await register({ category: 'quality.fault', product: '冰箱 B1', region: '华东', node: '安装', receivedAt: '2026-11-01T17:30:00Z' })
    await register({ category: 'quality.fault', product: '冰箱 B1', region: '华南' })
    await read()
    // 17:30 UTC is half past one of the next day in Shanghai.
    expect(await countOf('all', '')).toEqual({ '2026-11-02': 2 })
    expect(await countOf('category', 'quality')).toEqual({ '2026-11-02': 2 })
    expect(await countOf('category', 'quality.fault')).toEqual({ '2026-11-02': 2 })
    expect(await countOf('product*region', '冰箱 B1\n华东')).toEqual({ '2026-11-02': 1 })
    expect(await countOf('category*product*region', 'quality.fault\n冰箱 B1\n华南')).toEqual({ '2026-11-02': 1 })
    expect((await hours()).filter(({ dims }) => dims === 'all')).toHaveLength(2)
  })

  test('a case that is classified anew is counted there and no longer here', async () => {
    const caseId = await register({ category: 'delivery.delay', product: '空调 K2', region: '华北' })
    await read()
    const { status } = await admin.post(`/cases/${caseId}/classification`, { category: 'price.invoice', version: 1 })
    expect(status).toBe(201)
    await read()
    expect(await countOf('category', 'delivery.delay')).toEqual({})
    expect(await countOf('category', 'price')).toEqual({ '2026-11-02': 1 })
    expect(await countOf('all', '')).toEqual({ '2026-11-02': 3 })
  })

  test('read a second time, after a crash between batches, nothing is counted twice', async () => {
    const before = await figures()
    const reader = 'warning.countSeries'
    const db = world.deps.database.tenant(world.tenantId)
    await db.updateTable('feed_position').set({ seq: 0 }).where('tenant_id', '=', world.tenantId).where('reader', '=', reader).execute()
    await read()
    expect(await figures()).toEqual(before)
    // A reader that fails after counting leaves neither counts nor position behind.
    await register({ category: 'quality.fault', product: '冰箱 B1', region: '华东' })
    await sealEvents(world.deps, world.tenantId)
    const counting = reactions.find(({ name }) => name === reader)
    if (!counting) throw new Error('the series are not counted')
    const breaking = {
      ...counting,
      react: async (...of: Parameters<typeof counting.react>) => {
        await counting.react(...of)
        throw new Error('killed')
      },
    }
    await expect(readFeed(world.deps, world.tenantId, [breaking])).rejects.toThrow('1 reader(s)')
    expect(await figures()).toEqual(before)
    await read()
    expect(await countOf('product*region', '冰箱 B1\n华东')).toEqual({ '2026-11-02': 2 })
  })

  test('an import of history lands on its own days and counts as no live case; undone it is taken out', async () => {
    const before = await figures()
    const days = ['2026-08-03T02:00:00Z', '2026-08-03T03:00:00Z']
    const caseIds = await asAct((act) =>
      registerCases(
        act,
        days.map((receivedAt) => ({
          complaint: { channel: 'import', complainant: {}, text: '冰箱不制冷', product: '冰箱 B1', region: '华东', receivedAt },
          customerId: null,
          duplicateOf: null,
          origin: 'history' as const,
        })),
      ),
    )
    await read()
    expect(await countOf('product', '冰箱 B1')).toMatchObject({ '2026-08-03': 2 })
    expect((await figures()).find((row) => row.dims === 'product' && row.key === '冰箱 B1' && row.day === '2026-08-03')?.live).toBe(0)
    expect((await hours()).filter(({ dims }) => dims === 'all').reduce((sum, { count }) => sum + count, 0)).toBe(4)
    await asAct((act) =>
      eraseCases(
        act,
        caseIds.map((one) => one?.id ?? ''),
        { cause: 'importUndone' },
      ),
    )
    await read()
    expect(await figures()).toEqual(before)
  })

  test('counted anew, the figures are those that were rolled up', async () => {
    await world.settle()
    const [days, byHour] = [await figures(), await hours()]
    expect(await rebuildSeries(world.deps, world.tenantId)).toBeGreaterThan(0)
    expect(await figures()).toEqual(days)
    expect(await hours()).toEqual(byHour)
  })
})
