import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson } from '../../../test/builders.ts'
import { adminPassword, aWorld, type Client, clientOf, origin, signedInAs, type World } from '../../../test/harness.ts'
import { makeTenant } from '../index.ts'

let world: World
let admin: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

const stranger = () => clientOf(world.app)
const tryAs = (username: string, password: string, more: object = {}) => stranger().post('/sessions', { username, password, ...more })

describe('signing in (登录)', () => {
  test('the right password opens a session that says who one is and what one may do', async () => {
    const res = await tryAs('admin', adminPassword)

    expect(res).toMatchObject({ status: 201, body: { user: { username: 'admin' }, tenant: { code: 'default' }, roles: ['administrator'] } })
    expect(res.body.permissions).toContain('users:manage')
    expect(String(res.headers['set-cookie'])).toMatch(/^__Host-zhiwei=[0-9a-f]{32}\.[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(res.headers['cache-control']).toBe('no-store')
  })
  test('the username may be typed in capitals', async () => {
    expect(await tryAs(' ADMIN ', adminPassword)).toMatchObject({ status: 201 })
  })
  test('a wrong password and an unknown name get one and the same answer', async () => {
    const { id } = await aPerson(world, admin, 'agent')
    const { body: person } = await admin.get(`/users/${id}`)
    const wrong = await tryAs(person.username, 'not this one at all')
    const unknown = await tryAs('nobody.here', 'not this one at all')

    expect(wrong).toMatchObject({ status: 401, body: { code: 'SIGN_IN_FAILED' } })
    expect({ ...unknown.body, requestId: '', instance: '' }).toEqual({ ...wrong.body, requestId: '', instance: '' })
  })
  test('without a session one is nobody', async () => {
    expect(await stranger().get('/sessions/current')).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } })
    const forged = clientOf(world.app, { cookie: `__Host-zhiwei=${world.tenantId.replaceAll('-', '')}.${'x'.repeat(43)}` })
    expect(await forged.get('/sessions/current')).toMatchObject({ status: 401 })
    const otherTenant = clientOf(world.app, { cookie: `__Host-zhiwei=${'ab'.repeat(16)}.${'x'.repeat(43)}` })
    expect(await otherTenant.get('/sessions/current')).toMatchObject({ status: 401 })
  })
  test('signing out ends the session at once', async () => {
    const person = await signedInAs(world)
    expect(await person.get('/sessions/current')).toMatchObject({ status: 200, body: { user: { username: 'admin' } } })

    expect(await person.delete('/sessions/current')).toMatchObject({ status: 204 })

    expect(await person.get('/sessions/current')).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } })
  })
  test('a new sign-in ends the session the browser held before', async () => {
    const first = await tryAs('admin', adminPassword)
    const cookie = String(first.headers['set-cookie']).split(';')[0] as string
    const before = clientOf(world.app, { cookie })

    expect(await before.post('/sessions', { username: 'admin', password: adminPassword })).toMatchObject({ status: 201 })

    expect(await before.get('/sessions/current')).toMatchObject({ status: 401 })
  })
  test('the audit record tells of sign-ins and failures, and holds no name that was tried', async () => {
    await tryAs('hunter2-typed-in-the-wrong-field', 'whatever it was')
    const { body } = await admin.get('/audit/records?limit=200')
    const kinds = body.rows.map((row: { kind: string }) => row.kind)
    expect(kinds).toEqual(expect.arrayContaining(['session.started', 'session.ended', 'session.failed']))
    expect(JSON.stringify(body)).not.toContain('hunter2')
  })
})

describe('a session that is not used (会话过期)', () => {
  test('lives on while it is used, and ends 12 hours after the last use', async () => {
    const person = await signedInAs(world)
    for (let i = 0; i < 3; i++) {
      world.clock.moveMinutes(11 * 60)
      expect(await person.get('/sessions/current')).toMatchObject({ status: 200 })
    }
    world.clock.moveMinutes(12 * 60 + 1)
    expect(await person.get('/sessions/current')).toMatchObject({ status: 401 })
  })
  test('a page left open keeps no session alive, neither by its stream of changes nor by what it fetches because of it', async () => {
    const res = await tryAs('admin', adminPassword)
    const cookie = String(res.headers['set-cookie']).split(';')[0] as string
    world.clock.moveMinutes(11 * 60)
    const answer = await world.app.inject({ url: '/api/v1/events/stream', headers: { cookie }, payloadAsStream: true })
    expect(answer.statusCode).toBe(200)
    answer.stream().destroy()
    expect(await clientOf(world.app, { cookie }).get('/cases', { 'x-unattended': '1' })).toMatchObject({ status: 200 })
    world.clock.moveMinutes(61)
    expect(await clientOf(world.app, { cookie }).get('/sessions/current')).toMatchObject({ status: 401 })
  })
  test('ends 30 days after the sign-in, however much it is used', async () => {
    const person = await signedInAs(world)
    for (let halfDay = 0; halfDay < 59; halfDay++) {
      world.clock.moveMinutes(12 * 60 - 1)
      expect((await person.get('/sessions/current')).status).toBe(200)
    }
    world.clock.moveMinutes(12 * 60 - 1)
    world.clock.moveMinutes(60)
    expect(await person.get('/sessions/current')).toMatchObject({ status: 401 })
  })
})

describe('too many wrong tries (锁定)', () => {
  test('the fifth wrong password in a row locks the account for a quarter of an hour, then for half an hour', async () => {
    const admin = await signedInAs(world)
    const { username, id } = await aPerson(world, admin, 'agent')
    for (let i = 0; i < 5; i++) expect(await tryAs(username, 'a wrong password')).toMatchObject({ status: 401 })

    const locked = await tryAs(username, 'a good long password')
    expect(locked).toMatchObject({ status: 429, body: { code: 'LOCKED_OUT' }, headers: { 'retry-after': '900' } })
    expect((await admin.get(`/users/${id}`)).body.lockedUntil).not.toBeNull()

    world.clock.moveMinutes(15)
    for (let i = 0; i < 5; i++) expect(await tryAs(username, 'a wrong password')).toMatchObject({ status: 401 })
    expect(await tryAs(username, 'a good long password')).toMatchObject({ status: 429, headers: { 'retry-after': '1800' } })

    world.clock.moveMinutes(30)
    expect(await tryAs(username, 'a good long password')).toMatchObject({ status: 201 })
  })
  test('a right password in between begins the count anew', async () => {
    const admin = await signedInAs(world)
    const { username } = await aPerson(world, admin, 'agent')
    for (const password of ['wrong one', 'wrong two', 'wrong three', 'wrong four', 'a good long password', 'wrong five'])
      await tryAs(username, password)
    expect(await tryAs(username, 'a good long password')).toMatchObject({ status: 201 })
  })
  test('guesses all at once are no way around the lock', async () => {
    const admin = await signedInAs(world)
    const { username } = await aPerson(world, admin, 'agent')
    world.clock.moveMinutes(2)
    const answers = await Promise.all(Array.from({ length: 12 }, () => tryAs(username, 'a wrong password')))
    expect(answers.filter((answer) => answer.status === 401).length).toBeLessThanOrEqual(6)
    expect(await tryAs(username, 'a good long password')).toMatchObject({ status: 429, body: { code: 'LOCKED_OUT' } })
  })
  test('a name nobody has is locked too, so the lock tells nothing', async () => {
    world.clock.moveMinutes(2)
    for (let i = 0; i < 5; i++) expect(await tryAs('nobody.at.all', 'a wrong password')).toMatchObject({ status: 401 })
    expect(await tryAs('nobody.at.all', 'a wrong password')).toMatchObject({ status: 429, body: { code: 'LOCKED_OUT' } })
  })
  test('an administrator unlocks it', async () => {
    world.clock.moveMinutes(2)
    const admin = await signedInAs(world)
    const { username, id } = await aPerson(world, admin, 'agent')
    for (let i = 0; i < 5; i++) await tryAs(username, 'a wrong password')
    const { body: person } = await admin.get(`/users/${id}`)

    expect(await admin.patch(`/users/${id}`, { unlock: true, version: person.version })).toMatchObject({
      status: 200,
      body: { lockedUntil: null },
    })

    expect(await tryAs(username, 'a good long password')).toMatchObject({ status: 201 })
  })
  test('twenty wrong tries a minute from one address are enough, whatever the names', async () => {
    world.clock.moveMinutes(2)
    for (let i = 0; i < 20; i++) expect((await tryAs(`sprayed${i}`, 'summer holiday')).status).toBe(401)
    expect(await tryAs('sprayed20', 'summer holiday')).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } })
    world.clock.moveMinutes(1)
    expect(await tryAs('admin', adminPassword)).toMatchObject({ status: 201 })
  })
})

describe('whose page it was (来源)', () => {
  test('a writing request by cookie needs an origin of ours', async () => {
    const cookie = String((await tryAs('admin', adminPassword)).headers['set-cookie']).split(';')[0] as string
    const makeUnit = async (code: string, headers: Record<string, string>) => {
      const payload = { code, name: '测试部', kind: 'department' }
      const host = '127.0.0.1:3000'
      const answer = await world.app.inject({ method: 'POST', url: '/api/v1/units', payload, headers: { cookie, host, ...headers } })
      return [answer.statusCode, answer.json().code]
    }
    expect(await makeUnit('foreign', { origin: 'https://evil.example' })).toEqual([403, 'ORIGIN_NOT_ALLOWED'])
    expect(await makeUnit('opaque', { origin: 'null' })).toEqual([403, 'ORIGIN_NOT_ALLOWED'])
    expect(await makeUnit('missing', {})).toEqual([403, 'ORIGIN_NOT_ALLOWED'])
    expect(await makeUnit('ours', { origin })).toEqual([201, 'ours'])
    expect(await clientOf(world.app, { cookie }).get('/units', { origin: 'https://evil.example' })).toMatchObject({ status: 200 })
  })
  test('nobody is signed in from a foreign page', async () => {
    const input = { username: 'admin', password: adminPassword }
    expect(await stranger().post('/sessions', input, { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      body: { code: 'ORIGIN_NOT_ALLOWED' },
    })
    expect(await stranger().post('/sessions', input, { origin })).toMatchObject({ status: 201 })
  })
})

describe('several tenants (企业)', () => {
  test('the demo beside the only tenant asks for no code; a second one does; its host name or code answers', async () => {
    const now = world.clock.now()
    await makeTenant(world.deps.database, { code: 'demo', name: '演示', demo: true }, now)
    expect(await tryAs('admin', adminPassword)).toMatchObject({ status: 201, body: { tenant: { code: 'default' } } })
    expect(await tryAs('admin', adminPassword, { tenant: 'demo' })).toMatchObject({ status: 401, body: { code: 'SIGN_IN_FAILED' } })

    await makeTenant(world.deps.database, { code: 'north', name: '北方公司' }, now)
    expect(await tryAs('admin', adminPassword)).toMatchObject({ status: 401, body: { code: 'TENANT_REQUIRED' } })
    expect(await tryAs('admin', adminPassword, { tenant: 'default' })).toMatchObject({ status: 201 })
    expect(await tryAs('admin', adminPassword, { tenant: 'nowhere' })).toMatchObject({ status: 401, body: { code: 'SIGN_IN_FAILED' } })

    await world.deps.database.platform
      .insertInto('tenant_host')
      .values({ host: 'haolian.example.com', tenant_id: world.tenantId })
      .execute()
    const res = await stranger().post('/sessions', { username: 'admin', password: adminPassword }, { host: 'haolian.example.com:8080' })
    expect(res).toMatchObject({ status: 201, body: { tenant: { code: 'default' } } })
  })
})
