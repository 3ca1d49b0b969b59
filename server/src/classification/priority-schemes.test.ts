import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aComplaint, aPerson, aRegisteredCase } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { startingScheme } from './priority.ts'

let world: World
let admin: Client
beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

const calm = { subject: '请问发票怎么开', text: '上周买的空调，发票还没有收到，麻烦帮忙看看什么时候能开。' }
const alwaysHigh = { points: { 'severity.general': 30 }, bands: [{ atLeast: 25, priority: 'high' }] }

describe('the priority scheme (优先级方案)', () => {
  test('as shipped, until an administrator sets another; the preview says which of the last cases would change', async () => {
    const { caseId } = await aRegisteredCase(admin, calm)
    expect((await admin.get('/priority-schemes')).body.rows).toMatchObject([{ id: null, state: 'inForce', definition: startingScheme }])

    const preview = await admin.post('/priority-schemes/preview', { definition: alwaysHigh })

    expect(preview).toMatchObject({ status: 200, body: { looked: 1, changed: [{ caseId, before: 'normal', after: 'high', sum: 30 }] } })
    expect((await admin.get(`/cases/${caseId}`)).body).toMatchObject({ priority: 'normal' })
  })

  test('what is set counts for the next complaint, not for those that are there, and stands in the record', async () => {
    const before = await aRegisteredCase(admin, calm)
    const { status, body } = await admin.post('/priority-schemes', { definition: alwaysHigh, reason: '双十一期间先快后慢' })
    expect(status, JSON.stringify(body)).toBe(201)

    const after = (await admin.post('/complaints', aComplaint(calm))).body

    expect(after.priority).toBe('high')
    expect((await admin.get(`/cases/${before.caseId}`)).body.priority).toBe('normal')
    const analysis = (await admin.get(`/cases/${after.caseId}/analysis`)).body
    expect(analysis.priority.reasons).toContainEqual({ fact: 'severity.general', points: 30 })
    expect((await admin.get('/audit/records?kind=priorityScheme.set')).body.rows).toMatchObject([{ reason: '双十一期间先快后慢' }])
  })

  test('one with a later date waits until then', async () => {
    const bands = [{ atLeast: 25, priority: 'critical' }]
    const effectiveFrom = new Date(world.clock.now().getTime() + 3_600_000).toISOString()
    await admin.post('/priority-schemes', { definition: { ...alwaysHigh, bands }, effectiveFrom, reason: '下一小时起' })
    expect((await admin.post('/complaints', aComplaint(calm))).body.priority).toBe('high')

    world.clock.moveMinutes(60)

    expect((await admin.post('/complaints', aComplaint(calm))).body.priority).toBe('critical')
    expect((await admin.get('/priority-schemes')).body.rows.map((row: { state: string }) => row.state)).toEqual(['inForce', 'past', 'past'])
  })

  test('bands that do not fall, an unknown fact and a date in the past are refused by field', async () => {
    const rising = { points: {}, bands: [10, 20].map((atLeast) => ({ atLeast, priority: 'high' })) }
    expect((await admin.post('/priority-schemes', { definition: rising, reason: 'x' })).body.errors[0].pointer).toBe('#/definition/bands')
    const unknown = { ...alwaysHigh, points: { weather: 5 } }
    expect((await admin.post('/priority-schemes', { definition: unknown, reason: 'x' })).status).toBe(400)
    const past = { definition: alwaysHigh, effectiveFrom: '2020-01-01T00:00:00Z', reason: 'x' }
    expect((await admin.post('/priority-schemes', past)).body.errors[0].pointer).toBe('#/effectiveFrom')
  })

  test('is the administrator’s to set', async () => {
    const supervisor = await aPerson(world, admin, 'supervisor')
    expect((await supervisor.get('/priority-schemes')).status).toBe(403)
    expect((await supervisor.post('/priority-schemes', { definition: alwaysHigh, reason: 'x' })).status).toBe(403)
  })
})
