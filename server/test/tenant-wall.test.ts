import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { furnishTenant } from '../src/furnish.ts'
import { makeAdministrator, makeTenant } from '../src/identity/index.ts'
import type { Db } from '../src/platform/database.ts'
import { tablesWithoutTenant } from '../src/platform/migrate.ts'
import { aCaseIn, aUnit } from './builders.ts'
import { adminPassword, aWorld, type Client, signedInAs, type World } from './harness.ts'

// A second tenant sees nothing of the first: on every route of the OpenAPI document, and behind a query that forgets its filter.

describe('the wall between tenants (租户隔离)', () => {
  let world: World
  let ours: Client
  let theirs: Client
  let ourIds: Record<string, string>
  // biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document
  let api: any
  const secret = '只有我们知道的安装迟到'

  beforeAll(async () => {
    world = await aWorld()
    ours = await signedInAs(world)
    const unit = await aUnit(ours, '安装部')
    const { id: caseId } = await aCaseIn('answered', ours, unit.id, { subject: secret, text: `${secret}，请退款` })
    const other = await makeTenant(world.deps.database, { code: 'other', name: '别家' }, world.clock.now(), furnishTenant)
    await makeAdministrator(world.deps.database, other, { username: 'boss', password: adminPassword }, world.clock.now())
    theirs = await signedInAs(world, 'boss', adminPassword, 'other')
    const { body: detail } = await ours.get(`/cases/${caseId}`)
    const { body: users } = await ours.get('/users')
    const { body: roles } = await ours.get('/roles')
    const { body: token } = await ours.post('/tokens', { name: 'feed', permissions: ['complaints:register'] })
    ourIds = {
      cases: caseId,
      customers: detail.customer.id,
      units: unit.id,
      users: users.rows[0].id,
      roles: roles.rows[0].id,
      tokens: token.id,
    }
    api = (await world.app.inject('/api/openapi.json')).json()
  })
  afterAll(() => world.close())

  test('every route with an id answers 404 (or refuses the body) for the ids of another tenant', async () => {
    const leaks: string[] = []
    let tried = 0
    for (const [path, methods] of Object.entries(api.paths as Record<string, Record<string, unknown>>)) {
      if (!path.startsWith('/api/v1/') || !path.includes('{')) continue
      for (const method of Object.keys(methods)) {
        for (const id of Object.values(ourIds)) {
          tried += 1
          const url = path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, id)
          const client = theirs as unknown as Record<string, (url: string, body?: unknown) => Promise<{ status: number; body: unknown }>>
          const { status, body } = await (client[method] as (url: string, body?: unknown) => Promise<{ status: number; body: unknown }>)(
            url,
            method === 'get' ? undefined : {},
          )
          // 401: the customers' portal knows sessions of its own only.
          if (![400, 401, 403, 404, 409, 415].includes(status) || JSON.stringify(body).includes(secret))
            leaks.push(`${method} ${path} answered ${status}`)
          if (status === 409 && (body as { code: string }).code !== 'LAST_ADMINISTRATOR')
            leaks.push(`${method} ${path} answered 409 ${(body as { code: string }).code}`)
        }
      }
    }
    expect(tried).toBeGreaterThan(200)
    expect(leaks).toEqual([])
  })

  test('no list or search shows a row of another tenant', async () => {
    for (const path of Object.keys(api.paths as object)) {
      if (!path.startsWith('/api/v1/') || path.includes('{') || path.includes('stream') || !api.paths[path].get) continue
      const { body } = await theirs.get(`${path.replace('/api/v1', '')}?q=${encodeURIComponent('安装')}&phone=13912341234`)
      expect(JSON.stringify(body ?? ''), path).not.toContain(secret)
      for (const id of Object.values(ourIds)) expect(JSON.stringify(body ?? ''), path).not.toContain(id)
    }
  })

  test('a query that forgets its tenant filter still sees only its own rows', async () => {
    const { rows } = await sql<{ count: number }>`select count(*) from complaint_case`.execute(
      world.deps.database.tenant(await tenantIdOf('other')),
    )
    expect(rows[0]?.count).toBe(0)
    const own = await sql<{ count: number }>`select count(*) from complaint_case`.execute(world.deps.database.tenant(world.tenantId))
    expect(own.rows[0]?.count).toBe(1)
  })

  test('without a tenant a table shows no rows and takes none', async () => {
    expect((await world.deps.database.pool.query('select * from complaint_case')).rows).toEqual([])
    await expect(
      world.deps.database.pool.query("insert into unit (tenant_id, id, code, name, kind) values ($1, $1, 'x', 'x', 'department')", [
        world.tenantId,
      ]),
    ).rejects.toThrow(/row-level security/)
  })

  test('every tenant-owned table begins its primary key with tenant_id, has the wall forced, and no trigger', async () => {
    const client = new pg.Client({ connectionString: world.db.ownerUrl })
    await client.connect()
    const { rows } = await client.query(`
      select c.relname as name, c.relrowsecurity as walled, c.relforcerowsecurity as forced,
        (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary) as first_key,
        exists (select 1 from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as has_trigger,
        (select string_agg(k.conname, ', ') from pg_constraint k where k.conrelid = c.oid and k.contype in ('u', 'f')
          and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnum = k.conkey[1])) as keys_without_tenant
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`)
    await client.end()
    const owned = rows.filter((row) => !tablesWithoutTenant.includes(row.name))
    expect(owned.length).toBeGreaterThan(25)
    for (const row of owned) {
      // search_doc is read through a function of the owner that is a wall itself (below).
      expect(row, row.name).toMatchObject({ first_key: 'tenant_id', walled: true, forced: row.name !== 'search_doc', has_trigger: false })
      // membership points at a second tenant by design.
      if (row.name !== 'membership') expect(row.keys_without_tenant, row.name).toBeNull()
    }
  })

  test('the search function shows a tenant its own cases, and nobody without a tenant any', async () => {
    const found = (db: Db) => sql<{ count: number }>`select count(*) from search_cases('''安装'''::tsquery, '安装', 100)`.execute(db)
    expect((await found(world.deps.database.tenant(world.tenantId))).rows[0]?.count).toBe(1)
    expect((await found(world.deps.database.tenant(await tenantIdOf('other')))).rows[0]?.count).toBe(0)
    expect((await found(world.deps.database.platform)).rows[0]?.count).toBe(0)
  })

  test('the application may not change or remove a case event', async () => {
    const db = world.deps.database.tenant(world.tenantId)
    await expect(sql`update case_event set kind = 'case.noted'`.execute(db)).rejects.toThrow(/permission denied/)
    await expect(sql`delete from case_event`.execute(db)).rejects.toThrow(/permission denied/)
  })

  const tenantIdOf = async (code: string) =>
    (await world.deps.database.platform.selectFrom('tenant').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
})
