import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

type Row = { id: string; code: string; parentId: string | null; version: number }
const unit = async (id: string) => (await admin.get('/units')).body.rows.find((row: Row) => row.id === id)
const change = async (id: string, input: object) => admin.patch(`/units/${id}`, { ...input, version: (await unit(id)).version })

describe('units (部门)', () => {
  test('a tenant begins with the company and its call centre', async () => {
    const { body } = await admin.get('/units')
    const company = body.rows.find((row: Row) => row.code === 'company')
    expect(body.rows.find((row: Row) => row.code === 'callCentre')).toMatchObject({ name: '客服中心', parentId: company.id, userCount: 1 })
  })
  test('a code is given once', async () => {
    expect(await admin.post('/units', { code: 'company', name: '另一家', kind: 'company' })).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_EXISTS' },
    })
  })
  test('the tree stays a tree', async () => {
    const [top, middle, bottom] = [await aUnit(admin, '上'), await aUnit(admin, '中'), await aUnit(admin, '下')]
    expect(await change(middle.id, { parentId: top.id })).toMatchObject({ status: 200, body: { parentId: top.id } })
    await change(bottom.id, { parentId: middle.id })
    expect(await change(top.id, { parentId: bottom.id })).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } })
    expect(await change(top.id, { parentId: top.id })).toMatchObject({ status: 400 })
    expect(await change(bottom.id, { parentId: null })).toMatchObject({ status: 200, body: { parentId: null } })
  })
  test('two moves at the same moment close no circle', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, other] = [await aUnit(admin, '甲'), await aUnit(admin, '乙')]
      const answers = await Promise.all([
        admin.patch(`/units/${one.id}`, { parentId: other.id, version: 1 }),
        admin.patch(`/units/${other.id}`, { parentId: one.id, version: 1 }),
      ])
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400])
    }
  })
  test('a unit with people or with units below is not switched off', async () => {
    const [parent, child] = [await aUnit(admin, '大区'), await aUnit(admin, '网点')]
    await change(child.id, { parentId: parent.id })
    const { id } = await aPerson(world, admin, 'handler', child.id)
    expect(await change(parent.id, { active: false })).toMatchObject({ status: 409, body: { code: 'IN_USE' } })
    expect(await change(child.id, { active: false })).toMatchObject({ status: 409, body: { code: 'IN_USE' } })

    const { body: user } = await admin.get(`/users/${id}`)
    await admin.patch(`/users/${id}`, { active: false, version: user.version })
    expect(await change(child.id, { active: false })).toMatchObject({ status: 200, body: { active: false } })
    expect(await change(parent.id, { active: false })).toMatchObject({ status: 200 })
    const input = { username: 'late', name: '来晚', password: 'a good long password', unitId: child.id, roleIds: [] }
    expect(await admin.post('/users', input)).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/unitId' }] } })
  })
  test('whoever saw an older version is told', async () => {
    const { id } = await aUnit(admin, '改名部')
    await change(id, { name: '新部' })
    expect(await admin.patch(`/units/${id}`, { name: '旧部', version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT' },
    })
  })
})
