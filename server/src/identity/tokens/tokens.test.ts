import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson } from '../../../test/builders.ts'
import { aWorld, type Client, clientOf, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

const bearing = (token: string) => clientOf(world.app, { authorization: `Bearer ${token}` })
async function aToken(by: Client, permissions: string[], more: object = {}) {
  const { status, body } = await by.post('/tokens', { name: '工单同步', permissions, ...more })
  expect(status).toBe(201)
  return { id: body.id as string, token: body.token as string, client: bearing(body.token) }
}

describe('API tokens (接口令牌)', () => {
  test('a token acts for its maker with its own permissions, from any page or none', async () => {
    const { token, client } = await aToken(admin, ['identity:read', 'units:manage'])
    expect(token).toMatch(/^zw_[0-9a-f]{32}\.[\w-]{43}$/)
    expect(await client.get('/sessions/current')).toMatchObject({
      status: 200,
      body: { user: { username: 'admin' }, permissions: ['identity:read', 'units:manage'] },
    })
    expect(await client.post('/units', { code: 'byToken', name: '令牌部', kind: 'department' })).toMatchObject({ status: 201 })
    expect(await client.get('/users')).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
  })
  test('it is shown once: not in the list, not in the database', async () => {
    const { id, token } = await aToken(admin, ['identity:read'])
    const { body } = await admin.get('/tokens')
    expect(body.rows[0]).toMatchObject({ id, createdBy: '管理员', revokedAt: null })
    expect(JSON.stringify(body)).not.toContain(token)
    const db = world.deps.database.tenant(world.tenantId)
    const rows = await db.selectFrom('api_token').selectAll().where('tenant_id', '=', world.tenantId).execute()
    expect(JSON.stringify(rows)).not.toContain(token.split('.')[1])
  })
  test('the repeat with one Idempotency-Key gets the same token, which lies nowhere readable', async () => {
    const make = () => admin.post('/tokens', { name: '重试', permissions: ['identity:read'] }, { 'idempotency-key': 't1' })
    const [first, again] = [await make(), await make()]
    expect(again.body).toEqual(first.body)
    const db = world.deps.database.tenant(world.tenantId)
    const kept = await db.selectFrom('idempotency_key').selectAll().where('tenant_id', '=', world.tenantId).execute()
    expect(kept.map((row) => row.response?.toString('latin1')).join()).not.toContain(first.body.token)
  })
  test('revoked, it opens nothing with the next request', async () => {
    const { id, client } = await aToken(admin, ['identity:read'])
    expect(await client.get('/units')).toMatchObject({ status: 200 })
    expect(await admin.delete(`/tokens/${id}`)).toMatchObject({ status: 204 })
    expect(await client.get('/units')).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } })
    expect(await admin.delete(`/tokens/${id}`)).toMatchObject({ status: 204 })
    expect(await admin.delete('/tokens/0190a000-0000-7000-8000-000000000000')).toMatchObject({ status: 404 })
  })
  test('past its end it opens nothing', async () => {
    const expiresAt = new Date(world.clock.now().getTime() + 3_600_000).toISOString()
    const { client } = await aToken(admin, ['identity:read'], { expiresAt })
    expect(await client.get('/units')).toMatchObject({ status: 200 })
    world.clock.moveMinutes(60)
    expect(await client.get('/units')).toMatchObject({ status: 401 })
    expect(await admin.post('/tokens', { name: '过期', permissions: ['identity:read'], expiresAt })).toMatchObject({ status: 400 })
  })
  test('nobody gives a token what they lack', async () => {
    await admin.post('/roles', { code: 'integrator', name: '接口员', permissions: ['tokens:manage', 'cases:read'] })
    const integrator = await aPerson(world, admin, 'integrator')
    const res = await integrator.post('/tokens', { name: '太多', permissions: ['cases:read', 'users:manage'] })
    expect(res).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
    const { client } = await aToken(integrator, ['tokens:manage'])
    expect(await client.post('/tokens', { name: '更多', permissions: ['cases:read'] })).toMatchObject({ status: 403 })
  })
  test('it loses what its maker loses, and dies with the account', async () => {
    const { body: role } = await admin.post('/roles', {
      code: 'reader',
      name: '只读',
      permissions: ['tokens:manage', 'identity:read', 'audit:read'],
    })
    const maker = await aPerson(world, admin, 'reader')
    const { client } = await aToken(maker, ['identity:read', 'audit:read'])
    expect(await client.get('/audit/records')).toMatchObject({ status: 200 })

    const lesser = { permissions: ['tokens:manage', 'identity:read'], version: role.version }
    expect(await admin.patch(`/roles/${role.id}`, lesser)).toMatchObject({ status: 200 })
    expect(await client.get('/audit/records')).toMatchObject({ status: 403 })
    expect(await client.get('/units')).toMatchObject({ status: 200 })

    const { body: user } = await admin.get(`/users/${maker.id}`)
    await admin.patch(`/users/${maker.id}`, { active: false, version: user.version })
    expect(await client.get('/units')).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } })
  })
  test('it cannot do what only a person does: password, second factor, switching, signing out', async () => {
    const { client } = await aToken(admin, ['identity:read'])
    const answers = [
      await client.put('/sessions/current/password', { current: 'x', password: 'another quite long one' }),
      await client.post('/sessions/current/second-factor'),
      await client.post('/sessions/current/tenant', { tenant: 'demo' }),
      await client.delete('/sessions/current'),
    ]
    expect(answers.map((answer) => answer.body.code)).toEqual(Array(4).fill('NOT_PERMITTED'))
  })
  test('a session token is no API token, and a wrong header does not fall back on the cookie', async () => {
    const res = await clientOf(world.app).post('/sessions', { username: 'admin', password: 'correct horse battery' })
    const cookie = String(res.headers['set-cookie']).split(';')[0] as string
    const sessionToken = cookie.split('=')[1] as string
    expect(await bearing(sessionToken).get('/units')).toMatchObject({ status: 401 })
    expect(await clientOf(world.app, { cookie, authorization: 'Bearer zw_wrong' }).get('/units')).toMatchObject({ status: 401 })
  })
  test('the list says when it was last used, to the minute', async () => {
    const { id, client } = await aToken(admin, ['identity:read'])
    await client.get('/units')
    const usedAt = world.clock.now().toISOString()
    const { body } = await admin.get('/tokens')
    expect(body.rows.find((row: { id: string }) => row.id === id)).toMatchObject({ lastUsedAt: usedAt })
  })
})
