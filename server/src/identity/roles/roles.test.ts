import { permissions, shippedRoles } from '@zhiwei/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

type Row = { id: string; code: string; version: number }
const role = async (code: string) => (await admin.get('/roles')).body.rows.find((row: Row) => row.code === code)

describe('roles (角色)', () => {
  test('eight ship with every tenant, with their authorisation limits', async () => {
    const { body } = await admin.get('/roles')
    expect(body.rows.map((row: Row) => row.code)).toEqual(shippedRoles.map((shipped) => shipped.code))
    expect(await role('agent')).toMatchObject({ name: '坐席', shipped: true, remedyLimitFen: 20_000, userCount: 0 })
    expect(await role('supervisor')).toMatchObject({ remedyLimitFen: 100_000 })
    expect(await role('manager')).toMatchObject({ remedyLimitFen: 1_000_000 })
    expect(await role('administrator')).toMatchObject({ remedyLimitFen: 1_000_000, userCount: 1, permissions: [...permissions] })
  })
  test('a role of one’s own is made, changed and removed', async () => {
    const made = await admin.post('/roles', {
      code: 'night',
      name: '夜班',
      permissions: ['cases:read', 'cases:read'],
      remedyLimitFen: 5_000,
    })
    expect(made).toMatchObject({ status: 201, body: { permissions: ['cases:read'], shipped: false, version: 1 } })
    expect(await admin.post('/roles', { code: 'night', name: '又一', permissions: [] })).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS' },
    })

    const { id } = made.body
    const changed = await admin.patch(`/roles/${id}`, { name: '夜班坐席', permissions: ['cases:note'], remedyLimitFen: 0, version: 1 })
    expect(changed).toMatchObject({ status: 200, body: { name: '夜班坐席', permissions: ['cases:note'], remedyLimitFen: 0, version: 2 } })
    expect(await admin.patch(`/roles/${id}`, { name: '旧', version: 1 })).toMatchObject({ status: 409, body: { code: 'VERSION_CONFLICT' } })

    expect(await admin.delete(`/roles/${id}`)).toMatchObject({ status: 204 })
    expect(await admin.delete(`/roles/${id}`)).toMatchObject({ status: 404 })
  })
  test('the administrator role stays as it is', async () => {
    const { id, version } = await role('administrator')
    expect(await admin.patch(`/roles/${id}`, { permissions: [], version })).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
    expect(await admin.delete(`/roles/${id}`)).toMatchObject({ status: 403 })
  })
  test('a role somebody holds is not removed', async () => {
    await aPerson(world, admin, 'partner')
    expect(await admin.delete(`/roles/${(await role('partner')).id}`)).toMatchObject({ status: 409, body: { code: 'IN_USE' } })
  })
  test('nobody puts into a role what they lack, also not into their own', async () => {
    await admin.post('/roles', { code: 'roleKeeper', name: '角色员', permissions: ['roles:manage', 'identity:read'] })
    const keeper = await aPerson(world, admin, 'roleKeeper')
    const own = await role('roleKeeper')
    const more = { permissions: ['roles:manage', 'identity:read', 'users:manage'], version: own.version }
    expect(await keeper.patch(`/roles/${own.id}`, more)).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
    expect(await keeper.post('/roles', { code: 'wide', name: '宽', permissions: ['audit:read'] })).toMatchObject({ status: 403 })

    const agent = await role('agent')
    const less = { permissions: agent.permissions.filter((permission: string) => permission !== 'cases:reopen'), version: agent.version }
    expect(await keeper.patch(`/roles/${agent.id}`, less)).toMatchObject({ status: 200 })
  })
  test('whoever holds the role has the change with the next request', async () => {
    const { body: made } = await admin.post('/roles', { code: 'shifting', name: '变动', permissions: [] })
    const person = await aPerson(world, admin, 'shifting')
    expect(await person.get('/units')).toMatchObject({ status: 403 })
    await admin.patch(`/roles/${made.id}`, { permissions: ['identity:read'], version: 1 })
    expect(await person.get('/units')).toMatchObject({ status: 200 })
  })
  test('an unknown permission is refused', async () => {
    expect(await admin.post('/roles', { code: 'odd', name: '怪', permissions: ['cases:shred'] })).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID' },
    })
  })
})
