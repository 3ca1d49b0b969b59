import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aRegisteredCase, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
let agent: Awaited<ReturnType<typeof aPerson>>
let lead: Awaited<ReturnType<typeof aPerson>>

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  const centre = (await aUnit(admin, '客服一组', 'callCentre')).id
  agent = await aPerson(world, admin, 'agent', centre)
  lead = await aPerson(world, admin, 'supervisor', centre)
})
afterAll(() => world.close())

describe('protection of staff (人员防护)', () => {
  test('calls who is on duty, shows the steps, counts as evidence and ends with a word', async () => {
    const { caseId } = await aRegisteredCase(admin)
    const customerId = (await admin.get(`/cases/${caseId}`)).body.customer.id
    const began = await agent.post(`/cases/${caseId}/protection`, { threat: 'violence', reason: '说知道我几点下班，在门口等我' })
    expect(began).toMatchObject({ status: 201 })
    expect(await agent.post(`/cases/${caseId}/protection`, { threat: 'violence', reason: '再一次' })).toMatchObject({ status: 409 })
    const { body } = await agent.get(`/cases/${caseId}/conduct`)
    expect(body.protections).toMatchObject([
      { threat: 'violence', called: expect.arrayContaining([expect.objectContaining({ id: lead.id })]), endedAt: null },
    ])
    expect(body.plan).toMatchObject({ title: expect.stringContaining('人员防护'), steps: expect.any(Array) })
    expect((await lead.get('/notices')).body.rows).toContainEqual(expect.objectContaining({ kind: 'protectionCalled' }))
    expect((await lead.get(`/customers/${customerId}/conduct`)).body.evidence).toMatchObject({
      level: 'strong',
      signs: [{ sign: 'threats', points: 6 }],
    })
    const { status, priority } = (await agent.get(`/cases/${caseId}`)).body
    expect({ status, priority }).toEqual({ status: 'registered', priority: expect.any(String) })
    expect(await lead.post(`/cases/${caseId}/protection/ending`, { reason: '已报警，有回执' })).toMatchObject({ status: 201 })
    expect((await agent.get(`/cases/${caseId}/conduct`)).body).toMatchObject({ plan: null, protections: [{ endNote: '已报警，有回执' }] })
  })
})
