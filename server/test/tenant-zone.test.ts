import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRegisteredCase } from './builders.ts'
import { aWorld, type Client, signedInAs, type World } from './harness.ts'

describe('the days of a tenant (企业时区)', () => {
  let world: World
  let admin: Client
  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
  })
  afterAll(() => world.close())

  const countOf = async (filter: string) => (await admin.get(`/cases?${filter}`)).body.total.count
  const moveTo = async (zone: string) => {
    const { body } = await admin.get('/calendars')
    const { id, version } = body.rows[0]
    expect(await admin.patch(`/calendars/${id}`, { zone, version })).toMatchObject({ status: 200, body: { zone } })
  }

  test('begin at its own midnight: in the filter of lists and in the counts of the workbench', async () => {
    // 11:00 on 20 October in Shanghai, 20:00 on the 19th in Los Angeles; summer time ends there on 1 November.
    await aRegisteredCase(admin, { receivedAt: '2026-10-20T03:00:00Z' })
    expect(await countOf('from=2026-10-20&to=2026-10-20')).toBe(1)
    await moveTo('America/Los_Angeles')
    expect(await countOf('from=2026-10-20&to=2026-10-20')).toBe(0)
    expect(await countOf('from=2026-10-19&to=2026-10-19')).toBe(1)
    expect(await countOf('from=2026-10-20T03:00:00Z')).toBe(1)

    await aRegisteredCase(admin, { receivedAt: '2026-11-02T07:59:00Z' })
    await aRegisteredCase(admin, { receivedAt: '2026-11-02T08:01:00Z' })
    expect(await countOf('from=2026-11-02')).toBe(1)
    expect(await countOf('from=2026-11-01&to=2026-11-01')).toBe(1)
    expect((await admin.get('/sessions/current')).body.tenant.zone).toBe('America/Los_Angeles')
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' }).format(world.clock.now())
    expect((await admin.get('/workbench')).body.counts.registeredToday).toBe(await countOf(`from=${today}`))
  })
})
