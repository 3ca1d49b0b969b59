import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aRegisteredCase, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { verifyMeasures } from './index.ts'

let world: World
let admin: Client
let units: string[]
/** A case of the same run, which later ones may be linked with. */
let earlier = ''

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  units = [(await aUnit(admin, '安装部')).id, (await aUnit(admin, '物流部')).id]
  await aPerson(world, admin, 'supervisor')
  const rate = (more: object) => admin.post('/cost-rates', { fenPerHour: 6_000, effectiveFrom: '2020-01-01', note: '财务', ...more })
  await rate({})
  await rate({ unitId: units[0], fenPerHour: 7_777 })
  await rate({ unitId: units[0], work: 'handling', fenPerHour: 9_999 })
  await rate({ work: 'review', fenPerHour: 12_345, effectiveFrom: '2026-01-01' })
  await admin.post('/cost-standards', { minutes: { 'case.answered': 17, 'case.returned': 33 }, effectiveFrom: '2021-01-01', note: '实测' })
})
afterAll(() => world.close())

/** What may be tried on a case; what its status does not allow is refused and leaves nothing. */
const acts: Record<string, () => [string, object]> = {
  accept: () => ['acceptance', {}],
  decline: () => ['declination', { reason: '不属于本公司', customerTold: true }],
  classify: () => ['classification', { category: 'quality.fault' }],
  tell: () => ['messages', { direction: 'toCustomer', text: '已安排师傅' }],
  dispatch: () => ['dispatches', { unitId: units[0] }],
  dispatchElsewhere: () => ['dispatches', { unitId: units[1] }],
  recall: () => ['recalls', { reason: '派错了' }],
  receive: () => ['receipts', {}],
  transfer: () => ['transfers', { unitId: units[0], reason: '由物流负责' }],
  sendBack: () => ['sendBacks', { reason: '不是我部责任' }],
  return: () => ['returns', { result: '已核实', finding: 'substantiated' }],
  returnUnsubstantiated: () => ['returns', { result: '已核实', finding: 'unsubstantiated' }],
  review: () => ['reviews', { verdict: 'pass' }],
  rework: () => ['reviews', { verdict: 'rework', reason: '查得不清' }],
  remedy: () => ['remedies', { kind: 'compensation', amountFen: 5_000, text: '补偿' }],
  answer: () => ['answers', { text: '抱歉，已处理', finding: 'partly' }],
  answerAsFound: () => ['answers', { text: '抱歉，已处理' }],
  confirm: () => ['followUps', { verdict: 'resolved', satisfaction: 5 }],
  confirmLow: () => ['followUps', { verdict: 'resolved', satisfaction: 1 }],
  notResolved: () => ['followUps', { verdict: 'notResolved', note: '还是坏的' }],
  cause: () => ['rootCauses', { code: 'people.process', text: '派工未确认' }],
  close: () => ['closure', {}],
  reopen: () => ['reopening', { reason: '又坏了' }],
  withdraw: () => ['withdrawal', { reason: '客户撤诉' }],
  suspend: () => ['suspensions', { reason: '等客户回电', cause: 'customer', expectedEndAt: '2026-12-30T00:00:00Z' }],
  resume: () => ['resumptions', {}],
  pass: () => ['notes', { text: '等一天' }],
  escalate: () => ['escalations', { reason: '客户要找媒体' }],
  fee: () => ['fees', { kind: 'repair', amountFen: 12_000, text: '请外部师傅上门' }],
  feeBack: () => ['fees', { kind: 'repair', amountFen: 2_000, text: '多录了', corrects: true }],
  thank: () => ['thanks', { amountFen: 1_000, text: '谢谢提醒' }],
  linkRepeat: () => ['links', { kind: 'repeatOf', caseId: earlier }],
  linkDuplicate: () => ['links', { kind: 'duplicateOf', caseId: earlier }],
}
// Walks that lead somewhere, so that not every history ends at the door.
const ways = [
  ['accept', 'dispatch', 'receive', 'return', 'review', 'answerAsFound', 'confirm', 'cause', 'close'],
  ['accept', 'tell', 'answer', 'confirmLow', 'close', 'reopen', 'return', 'review', 'answerAsFound', 'confirm', 'cause', 'close'],
  [
    'accept',
    'dispatch',
    'sendBack',
    'dispatchElsewhere',
    'transfer',
    'receive',
    'suspend',
    'resume',
    'returnUnsubstantiated',
    'review',
    'answerAsFound',
  ],
]
const history = fc.record({
  category: fc.constantFrom('delivery.delay', 'quality.fault', undefined),
  channel: fc.constantFrom('hotline', 'web', 'regulator'),
  amountFen: fc.option(fc.integer({ min: 1, max: 90_000 }), { nil: undefined }),
  customer: fc.integer({ min: 0, max: 5 }),
  way: fc.constantFrom(...ways),
  aside: fc.array(fc.tuple(fc.constantFrom(...Object.keys(acts)), fc.nat(12)), { maxLength: 4 }),
})

async function aDayLater() {
  world.clock.moveMinutes(26 * 60)
  admin = await signedInAs(world)
}

/** Every second customer is known to have stayed or left, a day from now. */
async function markSome() {
  const on = new Date(world.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10)
  const { body } = await admin.get('/customers?limit=50')
  const rows = body.rows.flatMap(({ id }: { id: string }, index: number) =>
    index % 2 ? [] : [{ customerId: id, on, outcome: index % 4 ? 'left' : 'bought', source: '订单系统' }],
  )
  if (rows.length > 0) expect(await admin.put('/customer-outcomes', { rows })).toMatchObject({ status: 200 })
}

/** Under every filter of a dashboard, cut by what another filters by, from within a day: each figure is as large as the list of rows behind it. */
async function agreeWithTheirRows() {
  const from = `from=${new Date(world.clock.now().getTime() - 36.5 * 3_600_000).toISOString()}`
  const filters = ['channel=web', 'channel=hotline', 'category=delivery', 'category=quality', ...units.map((id) => `unitId=${id}`)]
  for (const filter of ['', ...filters])
    for (const by of ['category', 'channel', 'unit', 'day']) {
      const { status, body } = await admin.get(`/measures?names=complaints,closed&by=${by}&${from}&${filter}`)
      expect({ status, body }).toMatchObject({ status: 200 })
      for (const { name, rows } of body.measures)
        for (const { key, value } of rows) {
          const behind = await admin.get(`/measures/${name}/rows?by=${by}&key=${encodeURIComponent(key)}&${from}&${filter}`)
          expect({ name, by, filter, key, value }).toEqual({ name, by, filter, key, value: behind.body.total.count })
        }
    }
}

describe('measures on random histories (指标核对)', () => {
  test('what is kept step by step equals what plain queries find in the events, to the last row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: 4, maxLength: 8 }), async (histories) => {
        for (const { way, aside, customer, category, channel, amountFen } of histories) {
          const { caseId } = await aRegisteredCase(admin, {
            channel,
            complainant: { phone: `1390000000${customer}` },
            text: customer % 2 ? '空调不制冷，约好的师傅一直没有来。' : `第 ${Math.random()} 次说了，热水器漏水没人管`,
            ...(category && { category }),
            ...(amountFen && { amountFen }),
            ...(channel === 'regulator' && { regulator: { authority: '12315', referenceNo: `R${customer}` } }),
          })
          const walk: string[] = aside.reduce((steps, [act, at]) => steps.toSpliced(at, 0, act), way)
          for (const [index, act] of walk.entries()) {
            const [noun, body] = acts[act]?.() ?? ['notes', {}]
            await admin.post(`/cases/${caseId}/${noun}`, noun === 'acceptance' ? { category: category ?? 'delivery.delay' } : body)
            if (index % 4 === 3) world.clock.moveMinutes(45)
            if (act === 'pass') await aDayLater()
          }
          world.clock.moveMinutes(7)
          earlier = caseId
        }
        admin = await signedInAs(world)
        await world.settle()
        await markSome()
        await aDayLater()
        await world.settle()
        const { sets, counts, rows } = await verifyMeasures(world.deps, world.tenantId)
        expect({ sets, counts }).toEqual({ sets: [], counts: [] })
        expect(rows).toBeGreaterThan(0)
        const [inHand] = (await admin.get('/measures?names=inHand')).body.measures
        expect(inHand.total.value).toBe((await admin.get('/cases?open=true')).body.total.count)
        await agreeWithTheirRows()
      }),
      { numRuns: 4 },
    )
  })

  test('a figure that was tampered with is named', async () => {
    const db = world.deps.database.tenant(world.tenantId)
    const fact = await db
      .selectFrom('cycle_fact')
      .select(['case_id', 'cycle'])
      .where('accepted_at', 'is not', null)
      .limit(1)
      .executeTakeFirstOrThrow()
    await db
      .updateTable('cycle_fact')
      .set({ accepted_at: null })
      .where('case_id', '=', fact.case_id)
      .where('cycle', '=', fact.cycle)
      .execute()
    const { sets, counts } = await verifyMeasures(world.deps, world.tenantId)
    expect(sets).toContainEqual(expect.objectContaining({ set: 'accepted', caseId: fact.case_id, kept: null }))
    expect(counts).toContainEqual(expect.objectContaining({ set: 'accepted', cut: 'all' }))
  })
})
