import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminPassword, aPlatform, aWorld, clientOf, signedInAs, type World } from '../../../test/harness.ts'
import { keysFrom } from '../../platform/crypto.ts'
import { addMembership, checkSecretKey, expireSessions, firstStart, makeAdministrator, makeTenant, resetAdministrator } from '../index.ts'

let world: World
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world.close())

const cookieOf = (res: { headers: Record<string, unknown> }) => String(res.headers['set-cookie']).split(';')[0] as string

describe('first start (首次启动)', () => {
  test('makes tenant default with user admin, once, also when two servers start together', async () => {
    const { deps, close } = await aPlatform()
    try {
      const starts = await Promise.all([firstStart(deps, {}), firstStart(deps, {}), firstStart(deps, { adminPassword: undefined })])
      const passwords = starts.flatMap((start) => start.password ?? [])
      expect(passwords).toHaveLength(1)
      expect(passwords[0]?.length).toBeGreaterThanOrEqual(20)
      expect(await firstStart(deps, {})).toEqual({})
      const tenants = await deps.database.platform.selectFrom('tenant').select(['id', 'code']).execute()
      expect(tenants).toMatchObject([{ code: 'default' }])
      const db = deps.database.tenant(tenants[0]?.id as string)
      expect(await db.selectFrom('user_account').select('username').execute()).toEqual([{ username: 'admin' }])
      expect(await db.selectFrom('role').select('code').execute()).toHaveLength(9)
    } finally {
      await close()
    }
  })
  test('takes ADMIN_PASSWORD as given, however common', async () => {
    const { deps, close } = await aPlatform()
    try {
      expect((await firstStart(deps, { adminPassword: 'password1234' })).password).toBeUndefined()
    } finally {
      await close()
    }
  })
  test('another SECRET_KEY than the first one ends the start with a sentence; a new one before the old serves a rotation only', async () => {
    const { deps, close } = await aPlatform()
    const [old, fresh] = ['the first key, long enough to be one', 'another key, long enough to be one too']
    try {
      await checkSecretKey(deps.database, keysFrom([old]))
      await checkSecretKey(deps.database, keysFrom([old]))
      await checkSecretKey(deps.database, keysFrom([old, fresh]))
      await expect(checkSecretKey(deps.database, keysFrom([fresh, old]))).rejects.toThrow('run `npm run zhiwei -- rotate-keys`')
      await checkSecretKey(deps.database, keysFrom([fresh, old]), { rotating: true })
      await expect(checkSecretKey(deps.database, keysFrom([fresh]))).rejects.toThrow(/^SECRET_KEY is not the one/)
    } finally {
      await close()
    }
  })
})

describe('switching tenants (切换企业)', () => {
  test('a member moves over; the session left behind is over, the new one ends no later', async () => {
    const { database } = world.deps
    const now = world.clock.now()
    const demoId = await makeTenant(database, { code: 'demo', name: '演示企业', demo: true }, now)
    const thereId = await makeAdministrator(database, demoId, { username: 'admin', password: 'the demo has its own' }, now)
    const first = await clientOf(world.app).post('/sessions', { username: 'admin', password: adminPassword })
    const here = clientOf(world.app, { cookie: cookieOf(first) })
    expect(await here.post('/sessions/current/tenant', { tenant: 'demo' })).toMatchObject({ status: 404 })

    await addMembership(database, { tenantId: world.tenantId, userId: first.body.user.id }, { tenantId: demoId, userId: thereId })
    expect((await here.get('/sessions/current')).body.tenants.map((tenant: { code: string }) => tenant.code)).toEqual(['default', 'demo'])
    const moved = await here.post('/sessions/current/tenant', { tenant: 'demo' })
    expect(moved).toMatchObject({ status: 201, body: { tenant: { code: 'demo', demo: true }, user: { id: thereId } } })
    expect(await here.get('/sessions/current')).toMatchObject({ status: 401 })

    const there = clientOf(world.app, { cookie: cookieOf(moved) })
    expect((await there.get('/users')).body.rows).toHaveLength(1)
    expect(await there.post('/sessions/current/tenant', { tenant: 'demo' })).toMatchObject({
      status: 201,
      body: { tenant: { code: 'demo' } },
    })
    expect(await there.post('/sessions/current/tenant', { tenant: 'default' })).toMatchObject({
      status: 201,
      body: { tenant: { code: 'default' } },
    })
  })
  test('one side alone lets nobody in', async () => {
    const { database } = world.deps
    const southId = await makeTenant(database, { code: 'south', name: '南方公司' }, world.clock.now())
    const theirs = await makeAdministrator(database, southId, { username: 'admin', password: 'the south has its own' }, world.clock.now())
    const me = await signedInAs(world, 'admin', adminPassword, 'default')
    const { body } = await me.get('/sessions/current')
    await database
      .tenant(world.tenantId)
      .insertInto('membership')
      .values({ tenant_id: world.tenantId, user_id: body.user.id, other_tenant_id: southId, other_user_id: theirs })
      .execute()
    expect(await me.post('/sessions/current/tenant', { tenant: 'south' })).toMatchObject({ status: 404 })
  })
})

describe('getting in again (zhiwei admin)', () => {
  test('gives a locked, switched-off person a password, the administrator role and an end to old sessions', async () => {
    const me = await signedInAs(world, 'admin', adminPassword, 'default')
    const created = { username: 'lost', name: '忘记', password: 'a good long password', roleIds: [] }
    const { body: user } = await me.post('/users', created)
    const session = await signedInAs(world, 'lost', created.password, 'default')
    await me.patch(`/users/${user.id}`, { active: false, version: user.version })

    await resetAdministrator(world.deps.database, 'default', 'Lost', 'twelve and more', world.clock.now())

    const back = await signedInAs(world, 'lost', 'twelve and more', 'default')
    expect(await back.get('/sessions/current')).toMatchObject({ body: { roles: ['administrator'] } })
    expect(await session.get('/sessions/current')).toMatchObject({ status: 401 })
    await expect(resetAdministrator(world.deps.database, 'default', 'lost', 'short')).rejects.toThrow('PASSWORD_TOO_WEAK')
    await expect(resetAdministrator(world.deps.database, 'nowhere', 'lost', 'twelve and more')).rejects.toThrow('NOT_FOUND')
  })
  test('makes the person when there is none', async () => {
    await resetAdministrator(world.deps.database, 'default', 'rescue', 'twelve and more', world.clock.now())
    expect(await signedInAs(world, 'rescue', 'twelve and more', 'default')).toBeDefined()
  })
})

test('sessions that are over are removed (会话清理)', async () => {
  await signedInAs(world, 'admin', adminPassword, 'default')
  const count = async () => (await world.deps.database.tenant(world.tenantId).selectFrom('session').select('user_id').execute()).length
  expect(await count()).toBeGreaterThan(0)
  world.clock.moveMinutes(12 * 60 + 1)
  await expireSessions(world.deps, world.tenantId)
  expect(await count()).toBe(0)
})

test('behind the wall a tenant sees no account of another, also without a filter (行级隔离)', async () => {
  const otherId = await makeTenant(world.deps.database, { code: 'walled', name: '墙后' }, world.clock.now())
  const rows = await world.deps.database.tenant(otherId).selectFrom('user_account').selectAll().execute()
  expect(rows).toEqual([])
  expect(await world.deps.database.platform.selectFrom('user_account').selectAll().execute()).toEqual([])
})
