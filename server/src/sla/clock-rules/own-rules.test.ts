import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'

describe('rules of the company’s own (自定时限规则)', () => {
  let world: World
  let admin: Client
  let unitId: string
  beforeAll(async () => {
    world = await aWorld()
    admin = await signedInAs(world)
    unitId = (await aUnit(admin, '安装部')).id
  })
  afterAll(() => world.close())

  async function later(minutes: number) {
    world.clock.moveMinutes(minutes)
    await world.settle()
    admin = await signedInAs(world)
  }
  async function aCase(more: Record<string, unknown> = {}) {
    const { id } = await aCaseIn('registered', admin, unitId, more)
    await world.settle()
    return id
  }
  const clockOf = async (id: string, step: string) =>
    (await admin.get(`/cases/${id}`)).body.clocks.find((clock: Record<string, unknown>) => clock.step === step)
  const callBack = {
    code: 'own.callBack',
    regime: 'own',
    regimeName: '服务承诺',
    regimeNameEn: 'Promise',
    step: 'callBack',
    stepName: '首次回电',
    stepNameEn: 'First call',
    duty: 'company',
    amount: 60,
    unit: 'calendarMinute',
    startsOn: 'complaint.received',
    startsText: '收到投诉',
    endsOn: ['case.messageSent'],
    suspendCauses: [],
    extension: null,
    source: '服务承诺 2026',
    confidence: 'H',
    industries: [],
    regulators: [],
    effectiveFrom: null,
    effectiveTo: null,
    byHand: false,
    note: '',
  }

  test('without an industry or a regulator it holds for every case, warns at its own percentages, and a change holds for what starts later', async () => {
    expect(await admin.post('/clock-rules', { definition: callBack, warnPercents: [30], note: '今年的承诺' })).toMatchObject({
      status: 201,
      body: { active: true, effect: 'starts', warnPercents: [30, 100], warnsItself: true, version: 1 },
    })
    await later(1)
    const first = await aCase()
    expect(await clockOf(first, 'callBack')).toMatchObject({ state: 'running', amount: 60, percentTold: 0 })
    await later(19)
    expect(await clockOf(first, 'callBack')).toMatchObject({ percentTold: 30 })

    const change = { definition: { ...callBack, amount: 30, stepName: '尽快回电' }, active: true, note: '提速', version: 1 }
    expect(await admin.patch('/clock-rules/own.callBack', change)).toMatchObject({
      status: 200,
      body: { amount: 30, stepName: '尽快回电', warnsItself: false, warnPercents: [50, 75, 90, 100], version: 2 },
    })
    await later(1)
    const second = await aCase()
    expect(await clockOf(second, 'callBack')).toMatchObject({ amount: 30, state: 'running' })
    await admin.post(`/cases/${first}/notes`, { text: '仍按原来的一小时' })
    await later(1)
    expect(await clockOf(first, 'callBack')).toMatchObject({ amount: 60, state: 'running', percentTold: 30 })
    await later(30)
    expect(await clockOf(second, 'callBack')).toMatchObject({ state: 'breached' })

    await later(10)
    const query = `from=${new Date(world.clock.now().getTime() - 7_200_000).toISOString()}&to=${world.clock.now().toISOString()}`
    const { body } = await admin.get(`/clocks/on-time?${query}&by=step&regime=own`)
    expect(body.rows).toMatchObject([{ key: 'own callBack', due: 2, onTime: 0, openLate: 2 }])
  })

  test('switched off and on it keeps what it says', async () => {
    expect(await admin.patch('/clock-rules/own.callBack', { active: false, note: '暂停', version: 2 })).toMatchObject({ status: 200 })
    await later(1)
    expect(await clockOf(await aCase(), 'callBack')).toBeUndefined()
    expect(await admin.patch('/clock-rules/own.callBack', { active: true, warnPercents: [80], note: '恢复', version: 3 })).toMatchObject({
      body: { amount: 30, active: true, warnPercents: [80, 100] },
    })
  })

  test.each([
    ['an end before its beginning', { effectiveFrom: '2026-12-31', effectiveTo: '2026-01-01' }, '#/definition/effectiveTo'],
    ['half a day', { amount: 1.5, unit: 'workingDay' }, '#/definition/amount'],
    ['no amount', { amount: null }, '#/definition/amount'],
    ['a beginning no clock is told of', { startsOn: 'case.noted' }, '#/definition/startsOn'],
    ['an end no clock is told of', { endsOn: ['case.fileAdded'] }, '#/definition/endsOn'],
    ['no end', { endsOn: [] }, '#/definition/endsOn'],
  ])('%s is refused', async (_what, part, pointer) => {
    const definition = { ...callBack, code: 'own.other', step: 'other', ...part }
    const refused = { status: 400, body: { errors: [{ pointer }] } }
    expect(await admin.post('/clock-rules', { definition, note: '试试' })).toMatchObject(refused)
    const change = { definition: { ...callBack, ...part }, active: true, note: '试试', version: 4 }
    expect(await admin.patch('/clock-rules/own.callBack', change)).toMatchObject(refused)
  })

  test('a shipped rule says what its source says: it is switched, warned of otherwise, not rewritten', async () => {
    const shipped = (await admin.get('/clock-rules')).body.rows.find(({ code }: { code: string }) => code === 'cn.12315.answer')
    const change = { active: true, warnPercents: [40, 80], note: '早些提醒', version: 0 }
    const definition = { ...callBack, code: shipped.code, regime: shipped.regime, step: shipped.step }
    expect(await admin.patch('/clock-rules/cn.12315.answer', { ...change, definition })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/definition' }] },
    })
    expect(await admin.patch('/clock-rules/cn.12315.answer', change)).toMatchObject({ body: { warnPercents: [40, 80, 100], amount: 10 } })
    const own = { ...callBack, step: 'another' }
    expect(await admin.patch('/clock-rules/own.callBack', { ...change, definition: own, version: 4 })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/definition/code' }] },
    })
  })
})
