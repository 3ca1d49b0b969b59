import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'

let world: World
let admin: Client
let unitId: string
let agent: Client & { id: string }
let supervisor: Client & { id: string }
let manager: Client & { id: string }

const limits = { agent: 20_000, supervisor: 100_000, manager: 1_000_000 }

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
  for (const role of (await admin.get('/roles')).body.rows) {
    const remedyLimitFen = limits[role.code as keyof typeof limits]
    if (remedyLimitFen) await admin.patch(`/roles/${role.id}`, { remedyLimitFen, version: role.version })
  }
  agent = await aPerson(world, admin, 'agent')
  supervisor = await aPerson(world, admin, 'supervisor')
  manager = await aPerson(world, admin, 'manager')
})
afterAll(() => world.close())

const caseOf = async (id: string) => (await admin.get(`/cases/${id}`)).body
const refund = (amountFen: number) => ({ kind: 'refund', amountFen, text: '退还安装费' })

describe('remedies and their limits (补偿、授权额度)', () => {
  test('up to one’s own limit it is granted on the spot', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    expect(await agent.post(`/cases/${id}/remedies`, refund(20_000))).toMatchObject({
      status: 201,
      body: { state: 'granted', limitFen: 20_000 },
    })
    expect(await caseOf(id)).toMatchObject({
      remedies: [
        {
          kind: 'refund',
          amountFen: 20_000,
          text: '退还安装费',
          state: 'granted',
          proposedBy: { id: agent.id },
          decidedBy: { id: agent.id },
        },
      ],
    })
  })

  test('one fen more waits for approval, and the case cannot be answered meanwhile', async () => {
    const { id } = await aCaseIn('reviewed', admin, unitId)
    const { body } = await agent.post(`/cases/${id}/remedies`, refund(20_001))
    expect(body).toMatchObject({ state: 'awaitingApproval', limitFen: 20_000 })
    expect(await agent.post(`/cases/${id}/answers`, { text: '退款在途' })).toMatchObject({ status: 409, body: { missing: ['approval'] } })

    const approved = await supervisor.post(`/cases/${id}/approvals`, { remedyId: body.id, verdict: 'approved', reason: '情况属实' })

    expect(approved).toMatchObject({ status: 201, body: { state: 'granted', limitFen: 100_000 } })
    expect(await caseOf(id)).toMatchObject({ remedies: [{ state: 'granted', decidedBy: { id: supervisor.id } }] })
    expect(await agent.post(`/cases/${id}/answers`, { text: '退款在途' })).toMatchObject({ status: 201 })
  })

  test('whoever approves needs a limit of their own that covers it', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    const { body } = await supervisor.post(`/cases/${id}/remedies`, refund(300_000))
    const approval = { remedyId: body.id, verdict: 'approved' }
    expect(await supervisor.post(`/cases/${id}/approvals`, approval)).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } })
    expect(await agent.post(`/cases/${id}/approvals`, approval)).toMatchObject({ status: 403 })
    expect(await manager.post(`/cases/${id}/approvals`, approval)).toMatchObject({ status: 201, body: { state: 'granted' } })
  })

  test('a refusal needs no limit and grants nothing', async () => {
    const { id } = await aCaseIn('accepted', admin, unitId)
    const { body } = await agent.post(`/cases/${id}/remedies`, refund(300_000))
    const refused = await supervisor.post(`/cases/${id}/approvals`, { remedyId: body.id, verdict: 'refused', reason: '无依据' })
    expect(refused).toMatchObject({ status: 201, body: { state: 'refused' } })
    expect(await agent.post(`/cases/${id}/answers`, { text: '不予赔付' })).toMatchObject({
      status: 409,
      body: { missing: ['findingOrRemedy'] },
    })
  })

  test('two approvals at once: one decides, the other learns that it is decided', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    const { body } = await agent.post(`/cases/${id}/remedies`, refund(50_000))

    const answers = await Promise.all([
      supervisor.post(`/cases/${id}/approvals`, { remedyId: body.id, verdict: 'approved' }),
      manager.post(`/cases/${id}/approvals`, { remedyId: body.id, verdict: 'refused' }),
    ])

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'ALREADY_DECIDED' })
    const decided = (await admin.get(`/cases/${id}/timeline`)).body.rows.filter(
      ({ kind }: { kind: string }) => kind === 'case.remedyDecided',
    )
    expect(decided).toHaveLength(1)
    expect((await caseOf(id)).can.answers.missing).not.toContain('approval')
  })

  test('a remedy of another case is none of this one', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    const { id: other } = await aCaseIn('handling', admin, unitId)
    const { body } = await agent.post(`/cases/${other}/remedies`, refund(50_000))
    expect(await manager.post(`/cases/${id}/approvals`, { remedyId: body.id, verdict: 'approved' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/remedyId' }] },
    })
  })
})

describe('answering the customer (答复)', () => {
  test('after a passed return, with the unit’s finding', async () => {
    const { id } = await aCaseIn('reviewed', admin, unitId)
    expect(await agent.post(`/cases/${id}/answers`, { text: '非常抱歉，今日上门。' })).toMatchObject({
      status: 201,
      body: { status: 'answered' },
    })
    expect(await caseOf(id)).toMatchObject({ finding: 'substantiated', answer: { text: '非常抱歉，今日上门。', by: { id: agent.id } } })
    expect((await admin.get(`/cases/${id}/timeline`)).body.rows.at(-1)).toMatchObject({
      kind: 'case.answered',
      text: '非常抱歉，今日上门。',
    })
  })

  test('not before the return was reviewed', async () => {
    const { id } = await aCaseIn('returned', admin, unitId)
    expect(await agent.post(`/cases/${id}/answers`, { text: '好了' })).toMatchObject({ status: 409, body: { missing: ['review'] } })
  })

  test('on the spot right after acceptance, with a finding or a granted remedy', async () => {
    const { id } = await aCaseIn('accepted', admin, unitId)
    expect(await agent.post(`/cases/${id}/answers`, { text: '好了' })).toMatchObject({
      status: 409,
      body: { missing: ['findingOrRemedy'] },
    })
    expect(await agent.post(`/cases/${id}/answers`, { text: '好了', finding: 'partly' })).toMatchObject({ status: 201 })
    expect(await caseOf(id)).toMatchObject({ status: 'answered', finding: 'partly' })

    const { id: remedied } = await aCaseIn('accepted', admin, unitId)
    await agent.post(`/cases/${remedied}/remedies`, { kind: 'apology', text: '当场致歉' })
    expect(await agent.post(`/cases/${remedied}/answers`, { text: '好了' })).toMatchObject({ status: 201 })
  })

  test('a case that is being handled must come back first', async () => {
    const { id } = await aCaseIn('handling', admin, unitId)
    expect(await agent.post(`/cases/${id}/answers`, { text: '好了', finding: 'partly' })).toMatchObject({
      status: 409,
      body: { code: 'CASE_STEP_NOT_ALLOWED', missing: ['status:accepted|returned'] },
    })
  })
})
