import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { steps } from './lifecycle.ts'

describe('steps (流程)', () => {
  let world: World
  let admin: Client
  let unit: { id: string; name: string }

  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
    unit = await aUnit(admin, '维修部')
  })
  afterAll(() => world.close())

  test('two people changing one case: the second gets 409', async () => {
    const { caseId } = await aRegisteredCase(admin)
    const { version } = (await admin.get(`/cases/${caseId}`)).body
    const answers = await Promise.all([1, 2].map((n) => admin.post(`/cases/${caseId}/classification`, { product: `空调${n}`, version })))
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409])
    expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('VERSION_CONFLICT')
  })

  const bodies: Record<string, object> = {
    declination: { reason: '不属我司', customerTold: true },
    classification: { product: '空调' },
    notes: { text: '备注' },
    messages: { text: '您好' },
    reveals: { field: 'phone', reason: '回电' },
    dispatches: {},
    transfers: { reason: '转' },
    sendBacks: { reason: '非我部' },
    returns: { result: '好', finding: 'partly' },
    reviews: { verdict: 'pass' },
    remedies: { kind: 'apology', text: '道歉' },
    settlements: { kind: 'apology', remedyText: '道歉', text: '答复' },
    reversals: { remedyId: '019a0000-0000-7000-8000-000000000000', reason: '错了' },
    answers: { text: '答复', finding: 'partly' },
    followUps: { verdict: 'resolved' },
    rootCauses: { code: 'product', text: '压缩机' },
    closure: { exemptionReason: '客户表示不必回访' },
    reopening: { reason: '复发' },
    withdrawal: { reason: '客户撤诉' },
    suspensions: { reason: '等配件', expectedEndAt: '2026-12-01T00:00:00Z' },
    escalations: { reason: '催' },
    deEscalations: { reason: '已安抚' },
    supervisionAnswers: { supervisionId: '019a0000-0000-7000-8000-000000000000', text: '已办' },
    supervisionClosures: { supervisionId: '019a0000-0000-7000-8000-000000000000', reason: '已办' },
    supervisions: { reason: '督' },
    extensions: { reason: '延', dueAt: '2026-12-31T00:00:00Z' },
  }
  test.each(['registered', 'accepted', 'dispatched', 'handling', 'returned', 'answered', 'confirmed', 'closed', 'archived'])(
    'every step that does not begin at %s is refused and says so',
    async (status) => {
      const { id } = await aCaseIn(status, admin, unit.id)
      for (const [noun, step] of Object.entries(steps)) {
        if (
          noun === 'files' ||
          noun === 'taskResults' ||
          noun === 'disputeDecisions' ||
          noun === 'links' ||
          noun === 'merges' ||
          noun === 'splits' ||
          noun === 'approvals'
        )
          continue
        if ((step.from as readonly string[]).includes(status)) continue
        const body = {
          ...bodies[noun],
          ...(noun === 'dispatches' && { unitId: unit.id }),
          ...(noun === 'transfers' && { unitId: unit.id }),
        }
        const answer = await admin.post(`/cases/${id}/${noun}`, body)
        expect(answer, `${noun} of a case that is ${status}`).toMatchObject({ status: 409, body: { code: 'CASE_STEP_NOT_ALLOWED' } })
        expect(answer.body.missing[0]).toBe(`status:${step.from.join('|')}`)
      }
      expect((await admin.get(`/cases/${id}`)).body.status).toBe(status)
    },
  )

  test('what the person may do travels with the case', async () => {
    const { id } = await aCaseIn('handling', admin, unit.id)
    const { can } = (await admin.get(`/cases/${id}`)).body
    expect(can.returns).toEqual({ allowed: true, missing: [] })
    expect(can.acceptance.allowed).toBe(false)
    const auditor = await aPerson(world, admin, 'auditor')
    const seen = (await auditor.get(`/cases/${id}`)).body.can
    expect(Object.values(seen).some((entry) => (entry as { allowed: boolean }).allowed)).toBe(false)
  })
  test('closing from answered needs a recorded exemption', async () => {
    const { id } = await aCaseIn('answered', admin, unit.id)
    await admin.post(`/cases/${id}/rootCauses`, { code: 'product', text: '压缩机批次问题' })
    expect(await admin.post(`/cases/${id}/closure`)).toMatchObject({ status: 409, body: { missing: ['followUp'] } })
    expect(await admin.post(`/cases/${id}/closure`, { exemptionReason: '客户明确不需要回访' })).toMatchObject({
      status: 201,
      body: { status: 'closed' },
    })
  })
})
