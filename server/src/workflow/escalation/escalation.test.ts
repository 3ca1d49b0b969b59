import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

const aRule = async (rule: object) => (await admin.post('/escalation-rules', { name: '规则', ...rule })).body
const off = (rule: { id: string; version: number }) => admin.patch(`/escalation-rules/${rule.id}`, { active: false, version: rule.version })
const settle = async () => {
  await world.settle()
  await world.settle()
}
const levelOf = async (id: string) => (await admin.get(`/cases/${id}`)).body.escalationLevel
const escalationsOf = async (id: string) =>
  (await admin.get(`/cases/${id}/timeline`)).body.rows.filter(({ kind }: { kind: string }) => kind === 'case.escalated')

describe('escalation by rules (按规则升级)', () => {
  test('a tenant begins with rules of our own, switched off until somebody has read them', async () => {
    const { body } = await admin.get('/escalation-rules')
    expect(body.rows.length).toBeGreaterThan(5)
    expect(body.rows.every(({ active }: { active: boolean }) => !active)).toBe(true)
  })

  test('a graver stage raises the case to the rule’s level, once, and the rule stands in the facts', async () => {
    const rule = await aRule({ trigger: 'stage', atLeast: 4, toLevel: 2 })
    const { id } = await aCaseIn('handling', admin, unitId)
    await admin.post(`/cases/${id}/classification`, { stage: 4, reason: '要求赔偿' })
    await settle()
    expect(await levelOf(id)).toBe(2)
    expect(await escalationsOf(id)).toMatchObject([
      { facts: { fromLevel: 0, toLevel: 2, rule: rule.id, trigger: 'stage', calledIds: [expect.any(String)] }, by: null },
    ])

    await admin.post(`/cases/${id}/classification`, { stage: 5, reason: '已投诉到 12315' })
    await settle()
    expect(await escalationsOf(id)).toHaveLength(1)
    await off(rule)
  })

  test('time used up raises it along the levels; who is above already is left there', async () => {
    const rules = [await aRule({ trigger: 'clock', atLeast: 100, toLevel: 2 }), await aRule({ trigger: 'clock', atLeast: 75, toLevel: 1 })]
    const calm = await aCaseIn('handling', admin, unitId)
    const known = await aCaseIn('handling', admin, unitId)
    for (const reason of ['重要客户', '重要客户', '重要客户']) await admin.post(`/cases/${known.id}/escalations`, { reason })
    world.clock.moveMinutes(60 * 24 * 60)
    admin = await signedInAs(world)
    await settle()
    expect(await levelOf(calm.id)).toBe(2)
    expect(await levelOf(known.id)).toBe(3)
    for (const rule of rules) await off(rule)
  })

  test('what came before the effective date is not looked at', async () => {
    const effectiveFrom = new Date(world.clock.now().getTime() + 86_400_000).toISOString()
    const rule = await aRule({ trigger: 'regulator', atLeast: 1, toLevel: 2, effectiveFrom })
    const early = await aRegisteredCase(admin, { channel: 'regulator', regulator: { authority: '12315', referenceNo: 'R-1' } })
    await settle()
    expect(await levelOf(early.caseId)).toBe(0)
    world.clock.moveMinutes(2 * 24 * 60)
    admin = await signedInAs(world)
    const late = await aRegisteredCase(admin, {
      channel: 'regulator',
      regulator: { authority: '12315', referenceNo: 'R-2' },
      text: '监管转来',
    })
    await settle()
    expect(await levelOf(late.caseId)).toBe(2)
    await off(rule)
  })

  test('who saw an older version of a rule is told', async () => {
    const rule = await aRule({ trigger: 'reminders', atLeast: 3, toLevel: 1 })
    await off(rule)
    expect(await off(rule)).toMatchObject({ status: 409, body: { code: 'VERSION_CONFLICT' } })
    expect(await admin.post('/escalation-rules', { name: '错', trigger: 'stage', atLeast: 4, toLevel: 5 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/toLevel' }] },
    })
  })
})

test('a figure no case ever reaches is refused at its field, also when only one of the two is changed', async () => {
  const figures = { clock: 101, stage: 6, severity: 5, regulator: 2 }
  for (const [trigger, atLeast] of Object.entries(figures))
    expect(await admin.post('/escalation-rules', { name: '到不了', trigger, atLeast, toLevel: 1 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/atLeast' }] },
    })
  const rule = await aRule({ trigger: 'reminders', atLeast: 8, toLevel: 1, active: false })
  const change = await admin.patch(`/escalation-rules/${rule.id}`, { trigger: 'stage', version: rule.version })
  expect(change).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/atLeast' }] } })
})

describe('de-escalation (降级)', () => {
  test('a supervisor brings it down with a reason, and the rule that fired stays silent', async () => {
    const rule = await aRule({ trigger: 'severity', atLeast: 3, toLevel: 3 })
    const { id } = await aCaseIn('handling', admin, unitId)
    await admin.post(`/cases/${id}/classification`, { severity: 'serious', reason: '多人受影响' })
    await settle()
    expect(await levelOf(id)).toBe(3)

    const lin = await aPerson(world, admin, 'handler', unitId)
    expect(await lin.post(`/cases/${id}/deEscalations`, { reason: '客户已平静' })).toMatchObject({ status: 403 })
    expect(await admin.post(`/cases/${id}/deEscalations`, { reason: '客户已平静', toLevel: 3 })).toMatchObject({
      status: 409,
      body: { code: 'CASE_AT_LOWEST_LEVEL' },
    })
    expect(await admin.post(`/cases/${id}/deEscalations`, { reason: '客户已平静', toLevel: 1 })).toMatchObject({
      status: 201,
      body: { fromLevel: 3, toLevel: 1 },
    })
    await admin.post(`/cases/${id}/classification`, { severity: 'critical', reason: '又有媒体' })
    await settle()
    expect(await levelOf(id)).toBe(1)
    await admin.post(`/cases/${id}/deEscalations`, { reason: '回到承办人' })
    expect(await admin.post(`/cases/${id}/deEscalations`, { reason: '再降' })).toMatchObject({
      status: 409,
      body: { missing: ['escalation'] },
    })
    await off(rule)
  })
})
