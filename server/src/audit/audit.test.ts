import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { recordAudit } from './index.ts'

let world: World
let admin: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

describe('the audit record (审计)', () => {
  test('tells who changed whose rights, newest first', async () => {
    const person = await aPerson(world, admin, 'agent')
    const { body: roles } = await admin.get('/roles')
    const auditor = roles.rows.find((role: { code: string }) => role.code === 'auditor')
    await admin.patch(`/users/${person.id}`, { roleIds: [auditor.id], version: 1 })

    const { body } = await admin.get('/audit/records?kind=user.changed')
    expect(body.rows[0]).toMatchObject({ by: '管理员', facts: { rolesAdded: ['auditor'], rolesRemoved: ['agent'] } })
    expect(body.rows[0].subject).toMatch(/^agent/)
    expect(body.total).toEqual({ count: 1, capped: false })
  })
  test('is paged, and cut by time', async () => {
    const from = world.clock.now().toISOString()
    world.clock.moveMinutes(1)
    for (let no = 1; no <= 5; no++) {
      await world.deps.database
        .tenant(world.tenantId)
        .transaction()
        .execute((tx) =>
          recordAudit(tx, { tenantId: world.tenantId, kind: 'reminders.set', actorId: null, facts: { no }, at: world.clock.now() }),
        )
      world.clock.moveMinutes(1)
    }
    const first = await admin.get('/audit/records?kind=reminders.set&limit=3')
    const second = await admin.get(`/audit/records?kind=reminders.set&limit=3&cursor=${first.body.nextCursor}`)
    const numbers = [...first.body.rows, ...second.body.rows].map((row) => row.facts.no)
    expect(numbers).toEqual([5, 4, 3, 2, 1])
    expect(second.body.nextCursor).toBeNull()
    expect((await admin.get(`/audit/records?kind=reminders.set&to=${from}`)).body.rows).toEqual([])
    expect((await admin.get(`/audit/records?kind=reminders.set&from=${from}`)).body.rows).toHaveLength(5)
  })
  test('is read by those who may, and a made-up cursor is refused', async () => {
    const agent = await aPerson(world, admin, 'agent')
    expect(await agent.get('/audit/records')).toMatchObject({ status: 403 })
    const cursor = Buffer.from('["not-an-id"]').toString('base64url')
    expect(await admin.get(`/audit/records?cursor=${cursor}`)).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } })
  })
  test('a line is never changed or removed by the application', async () => {
    const db = world.deps.database.tenant(world.tenantId)
    await expect(db.deleteFrom('audit_record').execute()).rejects.toThrow(/permission denied/)
    await expect(db.updateTable('audit_record').set({ kind: 'nothing' }).execute()).rejects.toThrow(/permission denied/)
  })
})
