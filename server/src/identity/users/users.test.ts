import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aUnit } from '../../../test/builders.ts'
import { adminPassword, aWorld, type Client, clientOf, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
const roleIds: Record<string, string> = {}
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  for (const role of (await admin.get('/roles')).body.rows) roleIds[role.code] = role.id
})
afterAll(() => world.close())

const password = 'a good long password'
const versionOf = async (id: string) => (await admin.get(`/users/${id}`)).body.version as number
const change = async (by: Client, id: string, input: object) => by.patch(`/users/${id}`, { ...input, version: await versionOf(id) })

/** Somebody who manages people but is no administrator. */
async function aTeamLead() {
  const code = `lead${Math.random()}`
  const permissions = ['users:manage', 'tokens:manage', 'roles:manage', 'identity:read', 'cases:read']
  const { body: role } = await admin.post('/roles', { code, name: '组长', permissions })
  return { ...(await aPerson(world, admin, code)), roleId: role.id as string }
}

describe('people (人员)', () => {
  test('a new person signs in with unit, role and what the role permits', async () => {
    const unit = await aUnit(admin, '售后部')
    const agent = await aPerson(world, admin, 'agent', unit.id)
    const { body } = await agent.get('/sessions/current')
    expect(body).toMatchObject({ user: { unit: { name: '售后部', kind: 'department' } }, roles: ['agent'], tenants: [{ code: 'default' }] })
    expect(body.permissions).toContain('complaints:register')
    expect(await agent.get('/users')).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
  })
  test('a username is given once, however it is typed', async () => {
    await admin.post('/users', { username: 'zhao.min', name: '赵敏', password, roleIds: [] })
    const again = await admin.post('/users', { username: 'Zhao.Min', name: '赵敏', password, roleIds: [] })
    expect(again).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } })
  })
  test('a creation repeated with its key makes one person', async () => {
    const input = { username: 'once', name: '一次', password, roleIds: [] }
    const first = await admin.post('/users', input, { 'idempotency-key': 'u1' })
    const again = await admin.post('/users', input, { 'idempotency-key': 'u1' })
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id])
    const other = await admin.post('/users', { ...input, password: 'quite another phrase' }, { 'idempotency-key': 'u1' })
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } })
  })
  test('the list is paged by username and found by part of a name', async () => {
    for (const username of ['page.a', 'page.b', 'page.c'])
      await admin.post('/users', { username, name: `翻页${username}`, password, roleIds: [] })
    const first = await admin.get(`/users?q=${encodeURIComponent('翻页')}&limit=2`)
    expect(first.body).toMatchObject({ rows: [{ username: 'page.a' }, { username: 'page.b' }], total: { count: 3, capped: false } })
    const second = await admin.get(`/users?q=${encodeURIComponent('翻页')}&limit=2&cursor=${first.body.nextCursor}`)
    expect(second.body).toMatchObject({ rows: [{ username: 'page.c' }], nextCursor: null })
    expect(await admin.get('/users?cursor=nonsense')).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } })
  })
  test('whoever saw an older version is told', async () => {
    const person = await aPerson(world, admin, 'agent')
    const version = await versionOf(person.id)
    expect(await admin.patch(`/users/${person.id}`, { name: '新名', version })).toMatchObject({
      status: 200,
      body: { name: '新名', version: version + 1 },
    })
    expect(await admin.patch(`/users/${person.id}`, { name: '旧名', version })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT' },
    })
  })
  test('an unknown person, unit or role is refused', async () => {
    const nobody = '0190a000-0000-7000-8000-000000000000'
    expect(await admin.get(`/users/${nobody}`)).toMatchObject({ status: 404 })
    expect(await admin.patch(`/users/${nobody}`, { name: '无', version: 1 })).toMatchObject({ status: 404 })
    const input = { username: 'nowhere', name: '无处', password, roleIds: [] }
    expect(await admin.post('/users', { ...input, unitId: nobody })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/unitId' }] },
    })
    expect(await admin.post('/users', { ...input, roleIds: [nobody] })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/roleIds' }] },
    })
  })
  test('people to choose from are the active ones with the permission asked for', async () => {
    const unit = await aUnit(admin, '维修部')
    const handler = await aPerson(world, admin, 'handler', unit.id)
    const auditor = await aPerson(world, admin, 'auditor', unit.id)
    const ids = async (query: string) =>
      (await handler.get(`/people?unitId=${unit.id}${query}`)).body.rows.map((row: { id: string }) => row.id)
    expect(await ids('&permission=cases:handle')).toEqual([handler.id])
    const { rows } = (await handler.get(`/people?unitId=${unit.id}&permission=cases:handle`)).body
    expect(rows[0]).toMatchObject({ unitName: '维修部', permissions: [] })
    expect((await admin.get('/people?permission=cases:handle')).body.rows[0].permissions).toContain('cases:handle')
    const partner = await aPerson(world, admin, 'partner')
    for (const url of ['/people', '/units', '/roles']) expect((await partner.get(url)).status, url).toBe(403)
    expect((await ids('')).sort()).toEqual([handler.id, auditor.id].sort())
    await change(admin, auditor.id, { active: false })
    expect(await ids('')).toEqual([handler.id])
  })
})

describe('rights change at once (权限变更)', () => {
  test('a role taken away is gone with the next request', async () => {
    const person = await aPerson(world, admin, 'auditor')
    expect(await person.get('/audit/records')).toMatchObject({ status: 200 })
    await change(admin, person.id, { roleIds: [roleIds.agent] })
    expect(await person.get('/audit/records')).toMatchObject({ status: 403 })
    await change(admin, person.id, { roleIds: [roleIds.auditor] })
    expect(await person.get('/audit/records')).toMatchObject({ status: 200 })
  })
  test('an account switched off is signed out and cannot come back', async () => {
    const person = await aPerson(world, admin, 'agent')
    expect(await person.get('/sessions/current')).toMatchObject({ status: 200 })
    await change(admin, person.id, { active: false })
    expect(await person.get('/sessions/current')).toMatchObject({ status: 401 })
    expect(await clientOf(world.app).post('/sessions', { username: person.username, password })).toMatchObject({ status: 401 })
    await change(admin, person.id, { active: true })
    expect(await person.get('/sessions/current')).toMatchObject({ status: 401 })
    expect(await clientOf(world.app).post('/sessions', { username: person.username, password })).toMatchObject({ status: 201 })
  })
  test('a password set by an administrator ends the sessions opened with the old one', async () => {
    const person = await aPerson(world, admin, 'agent')
    await change(admin, person.id, { password: 'fresh kettle on the hob' })
    expect(await person.get('/sessions/current')).toMatchObject({ status: 401 })
    expect(await clientOf(world.app).post('/sessions', { username: person.username, password: 'fresh kettle on the hob' })).toMatchObject({
      status: 201,
    })
  })
})

describe('nobody gives rights they lack (不能越权授权)', () => {
  test('not by role to somebody new', async () => {
    const lead = await aTeamLead()
    const input = { username: 'friend', name: '朋友', password, roleIds: [roleIds.administrator] }
    expect(await lead.post('/users', input)).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
    expect(await lead.post('/users', { ...input, roleIds: [lead.roleId] })).toMatchObject({ status: 201 })
  })
  test('not to oneself', async () => {
    const lead = await aTeamLead()
    expect(await change(lead, lead.id, { roleIds: [lead.roleId, roleIds.administrator] })).toMatchObject({ status: 403 })
  })
  test('not by a new password for somebody with more rights', async () => {
    const lead = await aTeamLead()
    const other = await aPerson(world, admin, 'administrator')
    for (const input of [{ password: 'mine from now on!' }, { active: false }, { dropSecondFactor: true }, { roleIds: [] }]) {
      expect(await change(lead, other.id, input), JSON.stringify(input)).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
    }
  })
  test('one’s own password is changed where the present one is asked for', async () => {
    const lead = await aTeamLead()
    expect(await change(lead, lead.id, { password: 'mine without the old one' })).toMatchObject({ status: 403 })
  })
  test('roles within one’s own rights may be given', async () => {
    const lead = await aTeamLead()
    const { body: role } = await admin.post('/roles', { code: `wide${Math.random()}`, name: '临时', permissions: ['cases:read'] })
    const { body: mate } = await admin.post('/users', { username: `mate${Math.random()}`, name: '同事', password, roleIds: [role.id] })
    expect(await change(lead, mate.id, { name: '新名', roleIds: [role.id, lead.roleId] })).toMatchObject({
      status: 200,
      body: { name: '新名' },
    })
  })
})

describe('at least one administrator (至少一名管理员)', () => {
  test('the last one can neither be switched off nor lose the role', async () => {
    const { body: me } = await admin.get('/sessions/current')
    for (const other of (await admin.get('/users?limit=200')).body.rows) {
      const isAdmin = other.roles.some((role: { code: string }) => role.code === 'administrator')
      if (isAdmin && other.id !== me.user.id) await change(admin, other.id, { active: false })
    }
    expect(await change(admin, me.user.id, { active: false })).toMatchObject({ status: 409, body: { code: 'LAST_ADMINISTRATOR' } })
    expect(await change(admin, me.user.id, { roleIds: [roleIds.agent] })).toMatchObject({
      status: 409,
      body: { code: 'LAST_ADMINISTRATOR' },
    })
    expect(await signedInAs(world, 'admin', adminPassword)).toBeDefined()
  })
  test('two who switch each other off at the same moment do not both succeed', async () => {
    const { body: me } = await admin.get('/sessions/current')
    for (let round = 0; round < 5; round++) {
      const second = await aPerson(world, admin, 'administrator')
      const [mine, theirs] = [await versionOf(me.user.id), await versionOf(second.id)]
      const answers = await Promise.all([
        admin.patch(`/users/${second.id}`, { roleIds: [], version: theirs }),
        second.patch(`/users/${me.user.id}`, { roleIds: [], version: mine }),
      ])
      const done = answers.filter((answer) => answer.status === 200)
      const refused = answers.filter((answer) => ['LAST_ADMINISTRATOR', 'NOT_PERMITTED'].includes(answer.body.code))
      expect([done.length, refused.length]).toEqual([1, 1])

      const [survivor, fallenId] = answers[0]?.status === 200 ? [admin, second.id] : [second, me.user.id]
      const { body: fallen } = await survivor.get(`/users/${fallenId}`)
      await survivor.patch(`/users/${fallenId}`, { roleIds: [roleIds.administrator], version: fallen.version })
      await change(admin, second.id, { active: false })
    }
  })
})
