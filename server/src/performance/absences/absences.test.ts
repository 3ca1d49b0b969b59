import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let lead: Awaited<ReturnType<typeof aPerson>>
let strangeLead: typeof lead
let lin: typeof lead
let mei: typeof lead

beforeAll(async () => {
  world = await aWorld()
  const admin = await signedInAs(world)
  const [installation, repair] = [await aUnit(admin, '安装部'), await aUnit(admin, '维修部')]
  lead = await aPerson(world, admin, 'supervisor', installation.id)
  strangeLead = await aPerson(world, admin, 'supervisor', repair.id)
  lin = await aPerson(world, admin, 'handler', installation.id)
  mei = await aPerson(world, admin, 'handler', installation.id)
})
afterAll(() => world.close())

describe('days away (缺勤)', () => {
  test('are kept by the lead of the own unit, and seen by the person', async () => {
    const days = { userId: lin.id, fromDay: '2026-12-21', toDay: '2026-12-22', kind: 'leave' }
    expect(await strangeLead.post('/performance/absences', days)).toMatchObject({ status: 404 })
    expect(await lin.post('/performance/absences', days)).toMatchObject({ status: 403 })
    const { status, body } = await lead.post('/performance/absences', days)
    expect(status).toBe(201)
    expect((await lin.get('/performance/absences')).body.rows).toMatchObject([{ fromDay: '2026-12-21', toDay: '2026-12-22' }])
    expect((await mei.get('/performance/absences')).body.rows).toEqual([])
    expect(await strangeLead.post(`/performance/absences/${body.id}/removal`)).toMatchObject({ status: 404 })
    expect(await lead.post(`/performance/absences/${body.id}/removal`)).toMatchObject({ status: 201 })
    expect((await lin.get('/performance/absences')).body.rows).toEqual([])
  })
})
