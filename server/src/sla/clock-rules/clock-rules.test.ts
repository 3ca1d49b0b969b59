import { ClockRuleDefinition } from '@zhiwei/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { startsByItself } from './clock-rule.ts'
import { englishOf } from './english.ts'
import { shippedRules } from './rule-book.ts'

describe('the rules as shipped (时限规则)', () => {
  test.each(shippedRules.map((rule) => [rule.code, rule] as const))('%s is whole', (code, rule) => {
    expect(ClockRuleDefinition.safeParse(rule).error).toBeUndefined()
    expect(code).toBe(`${rule.regime}.${rule.step}`)
    expect(rule.amount === null).toBe(rule.unit === null)
    if (rule.unit?.endsWith('Day')) expect(Number.isInteger(rule.amount)).toBe(true)
    if (rule.confidence !== 'H') expect(rule.note).not.toBe('')
  })

  test.each(shippedRules.map((rule) => [rule.code, rule] as const))(
    '%s says its beginning, source and note in English too',
    (_code, rule) => {
      const english = englishOf(rule)
      expect(Object.values(english).filter((words) => /\p{Script=Han}/u.test(words))).toEqual([])
      expect(Object.values(english).map((words) => words === '')).toEqual(
        [rule.startsText, rule.source, rule.note].map((words) => words === ''),
      )
    },
  )

  test('by themselves start the company’s own duties marked H alone, and no others', () => {
    expect(shippedRules.filter(startsByItself).map(({ code }) => code)).toEqual([
      'cn.12315.answer',
      'cn.sgcc95598.firstContact',
      'cn.telecomAppeal.answer',
      'cn.bankInsurance.answer',
      'cn.12345.answer',
      'uk.disp.summary',
      'uk.disp.answer',
      'us.cfpb.answer',
      'us.cfpb.finalAnswer',
      'gb.energy.ombudsman',
    ])
    expect(new Set(shippedRules.map(({ code }) => code)).size).toBe(shippedRules.length)
  })
})

describe('on the cases of a company (设置 → 时限规则)', () => {
  let world: World
  let admin: Client
  let unitId: string
  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
    unitId = (await aUnit(admin, '安装部')).id
  })
  afterAll(() => world.close())

  const day = 24 * 60
  async function later(minutes: number) {
    world.clock.moveMinutes(minutes)
    await world.settle()
    admin = await signedInAs(world)
  }
  async function industryIs(industry: string | null, warnPercents = [50, 75, 90]) {
    const { version } = (await admin.get('/clock-settings')).body
    expect(await admin.put('/clock-settings', { industry, warnPercents, version })).toMatchObject({ status: 200 })
    await later(1)
  }
  async function aCase(more: Record<string, unknown> = {}, status = 'accepted') {
    const { id } = await aCaseIn(status, admin, unitId, more)
    await world.settle()
    return id
  }
  const clocksOf = async (id: string) => (await admin.get(`/cases/${id}`)).body.clocks
  const clockOf = async (id: string, regime: string) => (await clocksOf(id)).find((clock: { regime: string }) => clock.regime === regime)
  const ruleOf = async (code: string) => (await admin.get('/clock-rules')).body.rows.find((rule: { code: string }) => rule.code === code)
  const referredBy = (authority: string) => ({ regulator: { authority, referenceNo: 'A1' } })

  test('a company without an industry has only its own limits', async () => {
    const regimes = (await clocksOf(await aCase())).map(({ regime }: { regime: string }) => regime)
    expect(new Set(regimes)).toEqual(new Set(['company']))
    expect(await ruleOf('cn.telecomAppeal.answer')).toMatchObject({ effect: 'off', reasons: ['otherIndustry'], confidence: 'H' })
  })

  test('95598: a power company owes contact within 24 hours; what was verified in part is off, and says so', async () => {
    const before = await aCase()
    await later(1)
    await industryIs('electricity')
    const id = await aCase()
    expect(await clockOf(id, 'cn.sgcc95598')).toMatchObject({
      step: 'firstContact',
      state: 'running',
      duty: 'company',
      confidence: 'H',
      amount: 24,
      unit: 'calendarHour',
      source: expect.stringContaining('2021-09'),
      name: { step: '联系客户' },
    })
    expect((await clocksOf(id)).filter(({ regime }: { regime: string }) => regime === 'cn.sgcc95598')).toHaveLength(1)
    expect(await ruleOf('cn.sgcc95598.answer')).toMatchObject({ effect: 'off', active: false, reasons: ['notVerified'] })
    // What began before the industry was named keeps what it began with.
    await admin.post(`/cases/${before}/messages`, { text: '您好' })
    await world.settle()
    expect(await clockOf(before, 'cn.sgcc95598')).toBeUndefined()
  })

  test('an unverified rule is switched on with a note, from now on, and stays marked', async () => {
    await industryIs('electricity')
    const before = await aCase()
    await later(1)
    const change = { active: true, note: '本省公司要求五个工作日', version: 0 }
    expect(await admin.patch('/clock-rules/cn.sgcc95598.answer2022', { ...change, note: '' })).toMatchObject({ status: 400 })
    expect(await admin.patch('/clock-rules/cn.sgcc95598.answer2022', change)).toMatchObject({
      status: 200,
      body: { active: true, effect: 'starts', confidence: 'M', decision: { note: change.note, by: '管理员' }, version: 1 },
    })
    expect(await admin.patch('/clock-rules/cn.sgcc95598.answer2022', change)).toMatchObject({
      status: 409,
      body: { code: 'VERSION_CONFLICT' },
    })
    expect((await ruleOf('cn.sgcc95598.answer2022')).reasons).toEqual(['notVerified'])
    await later(1)
    const id = await aCase()
    const steps = async (of: string) => (await clocksOf(of)).map(({ step }: { step: string }) => step)
    expect(await steps(id)).toContain('answer2022')
    await admin.post(`/cases/${before}/messages`, { text: '您好' })
    await world.settle()
    expect(await steps(before)).not.toContain('answer2022')
    expect(await admin.patch('/clock-rules/iso.10002.principles', { active: true, note: '想开', version: 0 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/active' }] },
    })
  })

  test('银保监: 15 days, extended to at most 60 by somebody who may approve, the customer told; the company’s suspension does not stop it', async () => {
    await industryIs('banking')
    const id = await aCase()
    const clock = await clockOf(id, 'cn.bankInsurance')
    expect(clock).toMatchObject({
      step: 'answer',
      amount: 15,
      unit: 'calendarDay',
      state: 'running',
      extensionRule: { most: { amount: 60 } },
    })
    const at = (days: number) => new Date(world.clock.now().getTime() + days * day * 60_000).toISOString()
    const extension = { clockId: clock.id, dueAt: at(29), reason: '案情复杂', customerTold: true }

    const agent = await aPerson(world, admin, 'agent')
    expect(await agent.post(`/cases/${id}/extensions`, extension)).toMatchObject({ status: 403 })
    expect(await admin.post(`/cases/${id}/extensions`, { ...extension, dueAt: at(70) })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/dueAt' }] },
    })
    expect(await admin.post(`/cases/${id}/extensions`, { ...extension, customerTold: false })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/customerTold' }] },
    })
    expect(await admin.post(`/cases/${id}/extensions`, extension)).toMatchObject({ status: 201 })
    expect(await clockOf(id, 'cn.bankInsurance')).toMatchObject({
      dueAt: extension.dueAt,
      extensions: [{ from: clock.dueAt, to: extension.dueAt, reason: '案情复杂', customerTold: true, by: '管理员' }],
    })

    await admin.post(`/cases/${id}/suspensions`, { reason: '等材料', cause: 'customer', expectedEndAt: at(3) })
    await world.settle()
    expect(await clockOf(id, 'cn.bankInsurance')).toMatchObject({ state: 'running', pauses: [] })
    expect(
      (await clocksOf(id)).find(({ regime, step }: Record<string, string>) => regime === 'company' && step === 'answer'),
    ).toMatchObject({ state: 'paused', pauses: [{ cause: 'customer', reason: '等材料', to: null }] })
  })

  test('12315: the company’s ten working days run, the authority’s own are expected dates and nobody’s breach', async () => {
    await industryIs(null)
    const id = await aCase(referredBy('上海市12315平台'), 'registered')
    const clocks = await clocksOf(id)
    expect(clocks.map(({ regime, state, duty }: Record<string, string>) => [regime, state, duty])).toEqual([
      ['company', 'running', 'company'],
      ['cn.12315', 'running', 'company'],
      ['cn.consumerLaw', 'expected', 'authority'],
    ])
    expect(clocks[2]).toMatchObject({ id: null, amount: 7, unit: 'workingDay', source: '消费者权益保护法第46条' })
  })

  test('percentages are the company’s to choose', async () => {
    await industryIs(null, [80])
    expect((await admin.get('/clock-settings')).body).toMatchObject({ warnPercents: [80, 100] })
    const id = await aCase({}, 'registered')
    await later(19 * 60)
    expect(await clockOf(id, 'company')).toMatchObject({ percentTold: 0 })
    await later(13)
    expect(await clockOf(id, 'company')).toMatchObject({ percentTold: 80 })
    await industryIs(null)
  })

  test('a rule of the company’s own starts its clocks; names that are taken are refused', async () => {
    const [shipped] = shippedRules
    const definition = {
      ...shipped,
      code: 'own.vip',
      regime: 'own',
      regimeName: '大客户承诺',
      regimeNameEn: 'Key accounts',
      step: 'vip',
      stepName: '首次回电',
      stepNameEn: 'First call',
      duty: 'company',
      amount: 30,
      unit: 'workingMinute',
      startsOn: 'complaint.received',
      startsText: '收到投诉',
      endsOn: ['case.messageSent'],
      confidence: 'H',
      industries: ['post'],
      regulators: [],
      effectiveFrom: null,
      source: '公司承诺 2026',
    }
    const input = { definition, note: '与大客户的约定' }
    expect(await admin.post('/clock-rules', input)).toMatchObject({ status: 201, body: { shipped: false, active: true } })
    expect(await admin.post('/clock-rules', input)).toMatchObject({ status: 409, body: { code: 'ALREADY_EXISTS' } })
    expect(await admin.post('/clock-rules', { ...input, definition: { ...definition, code: 'x', regime: 'company' } })).toMatchObject({
      status: 400,
    })
    await industryIs('post')
    const id = await aCase({}, 'registered')
    expect(await clockOf(id, 'own')).toMatchObject({ step: 'vip', name: { step: '首次回电' }, unit: 'workingMinute' })
    await industryIs(null)
  })

  test('按时率: of what was due, also what is open and late', async () => {
    await later(3 * day)
    const from = world.clock.now().toISOString()
    const inTime = await aCase({}, 'registered')
    await aCase({}, 'registered')
    await later(60)
    await admin.post(`/cases/${inTime}/acceptance`, { category: 'delivery.delay' })
    await admin.post(`/cases/${inTime}/messages`, { text: '您好' })
    await later(2 * day)
    const query = `from=${from}&to=${world.clock.now().toISOString()}&regime=company&step=acceptance`
    const { status, body } = await admin.get(`/clocks/on-time?${query}`)
    expect(status).toBe(200)
    expect(body.total).toMatchObject({ due: 2, onTime: 1, late: 1, openLate: 1, ratio: 0.5 })
    expect((await admin.get(`/clocks/on-time?${query}&by=month`)).body.rows).toHaveLength(1)
  })
})
