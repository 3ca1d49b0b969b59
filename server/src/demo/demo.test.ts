import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dumpOf } from '../../test/demo-dump.ts'
import { adminPassword, aPlatform, aWorld, type Client, clientOf, signedInAs, type World } from '../../test/harness.ts'
import { type EventRow, misstepsOf } from '../../test/replay.ts'
import { verifyMeasures } from '../analytics/index.ts'
import { verifyTenant } from '../cli/audit/verify.ts'
import { insertTenant } from '../identity/index.ts'
import { openDatabase } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { migrate, roleOf } from '../platform/migrate.ts'
import { runScheduleOnce } from '../platform/worker.ts'
import { schedule } from '../schedule.ts'
import { hasDemo, makeDemo, removeDemo } from './index.ts'

const options = { cases: 150, now: new Date('2026-11-02T02:00:00Z') }

describe('the demo tenant (演示数据)', () => {
  let world: World
  let admin: Client
  let tenantId: string
  const read = async <Row>(query: string) => (await sql<Row>`${sql.raw(query)}`.execute(world.deps.database.tenant(tenantId))).rows

  beforeAll(async () => {
    world = await aWorld()
    tenantId = (await makeDemo(world.deps, options)).tenantId
    admin = await signedInAs(world)
  })
  afterAll(() => world.close())

  test('the administrator of one’s own tenant steps in, looks around and steps back', async () => {
    const { body: there, headers } = await admin.post('/sessions/current/tenant', { tenant: 'demo' })
    expect(there).toMatchObject({ tenant: { code: 'demo', demo: true }, tenants: [{ code: 'demo' }, { code: 'default' }] })
    const inDemo = clientOf(world.app, { cookie: [headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? '' })

    const { body: list } = await inDemo.get('/cases?open=true&limit=5')
    expect(list.rows).toHaveLength(5)
    expect(list.total.count).toBeGreaterThan(20)
    const { body: detail } = await inDemo.get(`/cases/${list.rows[0].id}`)
    expect(detail.text.length).toBeGreaterThan(20)
    expect((await inDemo.get(`/cases/${list.rows[0].id}/timeline`)).body.rows[0]).toMatchObject({ no: 1, kind: 'complaint.received' })

    const { paths } = (await world.app.inject('/api/openapi.json')).json()
    const lists = Object.keys(paths).filter((path) => paths[path].get && path.startsWith('/api/v1/') && !/\{|stream/.test(path))
    expect(lists.length).toBeGreaterThan(100)
    const failed: string[] = []
    for (const path of lists) if ((await inDemo.get(path.replace('/api/v1', ''))).status >= 500) failed.push(path)
    expect(failed).toEqual([])

    const back = await inDemo.post('/sessions/current/tenant', { tenant: 'default' })
    expect(back.body.tenant.code).toBe('default')
    admin = await signedInAs(world)
  })

  test('each door shows how it looks in use', async () => {
    const counts = await read<{ what: string; state: string; count: number }>(`
      select 'mail' as what, state, count(*)::int as count from incoming_mail group by 2 union all
      select 'chat', state, count(*)::int from chat group by 2 union all
      select 'delivery', state, count(*)::int from webhook_delivery group by 2 union all
      select 'filing', 'filed', count(*)::int from portal_filing union all
      select 'file', 'filed', count(*)::int from portal_file union all
      select 'import', file_name, count(*)::int from import_run group by 2 union all
      select 'thread', door, count(*)::int from case_thread group by 2`)
    const found = Object.fromEntries(counts.map(({ what, state, count }) => [`${what} ${state}`, count]))
    expect(found).toMatchObject({
      'mail processed': 3,
      'mail quarantined': 1,
      'chat waiting': 1,
      'chat live': 1,
      'chat ended': 1,
      'delivery dead': 1,
      'filing filed': 2,
      'file filed': 1,
      'import 12345热线转办单.csv': 1,
      'thread email': expect.any(Number),
      'thread wecom': 1,
      'thread wechat': 1,
      'thread sms': 1,
      'thread chat': 1,
    })
  })

  test('nobody signs in there with a password', async () => {
    const people = await read<{ username: string; password_hash: string | null }>('select username, password_hash from user_account')
    expect(people.length).toBeGreaterThan(40)
    expect(people.filter((person) => person.password_hash !== null)).toEqual([])
    const answer = await clientOf(world.app).post('/sessions', { username: 'admin', password: adminPassword, tenant: 'demo' })
    expect(answer.status).toBe(401)
  })

  test('every step of every case is one that the lifecycle allows', async () => {
    const events = await read<EventRow>('select case_id, kind, at, facts from case_event order by case_id, no')
    const wrong = [...Map.groupBy(events, (event) => event.case_id).values()].flatMap((ofCase) => misstepsOf(ofCase))
    expect(events.length).toBeGreaterThan(1_500)
    expect(wrong).toEqual([])
  })

  test('time runs forward in every case and nothing lies in the future', async () => {
    const backwards = await read(`
      select e.case_id, e.no from case_event e join case_event f on f.tenant_id = e.tenant_id and f.case_id = e.case_id and f.no = e.no + 1
      where f.at < e.at`)
    expect(backwards).toEqual([])
    const [latest] = await read<{ at: Date }>('select max(at) as at from case_event')
    expect(latest?.at.getTime()).toBeLessThanOrEqual(options.now.getTime())
    const [newest] = await read<{ at: Date }>('select max(received_at) as at from complaint_case')
    expect(options.now.getTime() - (newest?.at.getTime() ?? 0)).toBeLessThan(86_400_000)
  })

  test('what was is sealed and not reacted to, but for what came in by the doors; both chains hold', async () => {
    const reactedTo = `select distinct case_id from case_event where facts ->> 'door' is not null`
    const untouched = `select count(*)::int as count from case_event where case_id not in (${reactedTo})`
    const [atFirst] = await read<{ count: number }>(untouched)
    await runScheduleOnce(world.deps, schedule, tenantId)
    expect((await read<{ count: number }>(untouched))[0]).toEqual(atFirst)

    const before = await dumpOf(world.deps, tenantId)
    await runScheduleOnce(world.deps, schedule, tenantId)
    expect(await dumpOf(world.deps, tenantId)).toEqual(before)
    expect(await verifyTenant(world.deps, { id: tenantId, code: 'demo' })).toMatchObject({ ok: true, findings: [] })
  })

  test('the board of the units tells something on every card, every part of the cost is there, and the plain recount agrees', async () => {
    await runScheduleOnce(world.deps, schedule, tenantId)
    const { headers } = await admin.post('/sessions/current/tenant', { tenant: 'demo' })
    const inDemo = clientOf(world.app, { cookie: [headers['set-cookie'] ?? ''].flat()[0]?.split(';')[0] ?? '' })
    const { body } = await inDemo.get('/dashboards/unit/figures?from=2026-07-01&to=2026-11-02')
    const told = body.cards.filter(({ measured }: { measured: { total: { value: number | null } } }) => measured.total.value === null)
    expect(told.map(({ card }: { card: { id: string } }) => card.id)).toEqual([])
    const [{ total, rows }] = (await inDemo.get('/measures?names=onTimeHandlingRatio&by=unit&from=2026-07-01&to=2026-11-02')).body.measures
    expect(total.value).toBeGreaterThan(0.5)
    expect(total.value).toBeLessThan(1)
    expect(rows.length).toBeGreaterThan(3)
    expect(await verifyMeasures(world.deps, tenantId)).toMatchObject({ sets: [], counts: [] })

    const costs = (await inDemo.get('/measures?names=handlingCostFen,ownCostFen,remedyCostFen,outsideCostFen')).body.measures
    for (const { name, total: cost } of costs) expect(cost.value, name).toBeGreaterThan(0)
    admin = await signedInAs(world)
  })

  test('unhappy contacts stand in its hot topics', async () => {
    const gathers = schedule.filter(({ name }) => name === 'gather topics')
    for (let sweep = 0; sweep < 5; sweep++) await runScheduleOnce(world.deps, gathers, tenantId)
    const [noise] = await read<{ contacts: number }>(
      "select contacts from topic where merged_into is null and words::text like '%冰箱%' order by contacts desc limit 1",
    )
    expect(noise?.contacts).toBeGreaterThan(3)
  })

  test('texts are told once, personal data in them is masked', async () => {
    const texts = await read<{ masked: string; kind: string }>(`
      select t.masked::text as masked, e.kind from case_text t join case_event e on e.tenant_id = t.tenant_id and e.case_id = t.case_id and e.no = t.event_no
      join complaint_case c on c.tenant_id = t.tenant_id and c.id = t.case_id
      where e.kind <> 'case.merged' and not (e.kind = 'complaint.received' and (c.duplicate_of is not null or c.merged_into is not null))`)
    expect(new Set(texts.map(({ masked }) => masked)).size).toBe(texts.length)
    expect(texts.filter(({ masked }) => /1[3-9]\d{9}/.test(masked))).toEqual([])
    const [customer] = await read<{ name_masked: string }>(`select name_masked from customer where kind = 'person' limit 1`)
    expect(customer?.name_masked).toMatch(/\*/)
  })

  test('made again it changes nothing', async () => {
    const [before] = await read<{ count: number }>('select count(*) as count from case_event')
    expect(await makeDemo(world.deps, options)).toEqual({ tenantId })
    expect((await read<{ count: number }>('select count(*) as count from case_event'))[0]).toEqual(before)
  })

  test('one call of the administrator removes it, and only it', async () => {
    const own = await dumpOf(world.deps, world.tenantId)
    const { body: token } = await admin.post('/tokens', { name: 'feed', permissions: ['cases:read'] })
    const stranger = clientOf(world.app, { authorization: `Bearer ${token.token}` })
    expect((await stranger.delete('/tenants/demo')).status).toBe(403)

    expect((await admin.delete('/tenants/demo')).status).toBe(204)

    expect(await hasDemo(world.deps)).toBe(false)
    expect(await rowsLeftOf(world, tenantId)).toEqual([])
    expect(await dumpOf(world.deps, world.tenantId)).toEqual(own)
    expect((await admin.delete('/tenants/demo')).status).toBe(404)
    expect((await admin.get('/sessions/current')).body.tenants).toHaveLength(1)
  })
})

/** Rows of the tenant in any table, asked as owner, behind no wall. */
async function rowsLeftOf(world: World, tenantId: string): Promise<string[]> {
  const owner = new pg.Client({ connectionString: world.db.ownerUrl })
  await owner.connect()
  const { rows: tables } = await owner.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id'`,
  )
  expect(tables.length).toBeGreaterThan(30)
  const left: string[] = []
  for (const { name } of tables) {
    await owner.query(`set app.tenant = '${tenantId}'`)
    const { rows } = await owner.query<{ count: number }>(`select count(*)::int as count from ${name} where tenant_id = '${tenantId}'`)
    if (rows[0]?.count) left.push(`${name}: ${rows[0].count}`)
  }
  await owner.end()
  return left
}

describe('making the demo tenant when something comes between (中断、并发)', () => {
  test('a make that ends in the middle leaves nothing, and the next one makes it whole', async () => {
    const { deps, close } = await aPlatform()
    const killed = {
      ...options,
      onProgress: () => {
        throw new Error('killed')
      },
    }
    await expect(makeDemo(deps, killed)).rejects.toThrow('killed')
    expect(await hasDemo(deps)).toBe(false)

    await makeDemo(deps, options)
    expect(await hasDemo(deps)).toBe(true)
    await close()
  })

  test('of two at once one makes it and both have it', async () => {
    const { deps, close } = await aPlatform()
    const [one, other] = await Promise.all([makeDemo(deps, options), makeDemo(deps, options)])
    expect(one).toEqual(other)
    const { rows } = await sql<{ count: number }>`select count(*) as count from complaint_case`.execute(deps.database.tenant(one.tenantId))
    expect(rows[0]?.count).toBe(158) // 150 of the story, 8 by the doors
    await close()
  })

  test('a tenant of one’s own called demo is left alone', async () => {
    const { deps, close, clock } = await aPlatform()
    const id = newId()
    await deps.database
      .tenant(id)
      .transaction()
      .execute((tx) => insertTenant(tx, id, { code: 'demo', name: '我们自己的' }, clock.now()))
    await expect(makeDemo(deps, options)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
    expect(await removeDemo(deps)).toBe(false)
    const { rows } = await sql<{ name: string }>`select name from tenant`.execute(deps.database.platform)
    expect(rows).toEqual([{ name: '我们自己的' }])
    await close()
  })
})

describe('who may remove a tenant (谁能移除企业)', () => {
  test('the application removes the demo tenant, and no other in any way', async () => {
    const { deps, close, aTenant } = await aPlatform()
    const ownId = await aTenant('own')
    const { tenantId } = await makeDemo(deps, { ...options, cases: 30 })
    const { platform } = deps.database
    await expect(sql`delete from tenant where id = ${tenantId}`.execute(platform)).rejects.toMatchObject({ code: '42501' })
    await expect(sql`update tenant set demo = true where id = ${ownId}`.execute(platform)).rejects.toMatchObject({ code: '42501' })
    expect((await sql`select remove_demo_tenant(${ownId}) as removed`.execute(platform)).rows).toEqual([{ removed: false }])

    expect(await removeDemo(deps)).toBe(true)
    expect((await sql`select id from tenant`.execute(platform)).rows).toEqual([{ id: ownId }])
    await close()
  })

  test('also where the application signs in as owner of the tables, which then may delete no event again', async () => {
    const { deps, db, close } = await aPlatform()
    await migrate(db.ownerUrl, roleOf(db.ownerUrl))
    const database = openDatabase(db.ownerUrl)
    const asOwner = { ...deps, database }
    await makeDemo(asOwner, { ...options, cases: 30 })
    expect(await removeDemo(asOwner)).toBe(true)
    await expect(sql`delete from case_event`.execute(database.platform)).rejects.toMatchObject({ code: '42501' })
    await database.close()
    await close()
  })
})
