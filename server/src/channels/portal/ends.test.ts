import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aUnit } from '../../../test/builders.ts'
import { aWorld, type Client, clientOf, signedInAs, type World } from '../../../test/harness.ts'
import { aFiledCase } from '../../../test/portal.ts'
import { spokenText } from './speech.ts'

let world: World
let admin: Client
let unitId: string

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(() => world.close())

let phones = 13400000000
const aCase = async () => {
  const filed = await aFiledCase(world, { complainant: { phone: String(++phones) } })
  return { ...filed, phone: String(phones), id: (await admin.get(`/cases/${filed.number}`)).body.id as string }
}
const acts = [
  ['acceptance', {}],
  [
    'dispatches',
    {
      get unitId() {
        return unitId
      },
    },
  ],
  ['receipts', {}],
  ['returns', { result: '已核实', finding: 'substantiated' }],
  ['reviews', { verdict: 'pass' }],
  ['answers', { text: '已安排今日上门。' }],
  ['followUps', { verdict: 'resolved' }],
  ['rootCauses', { code: 'people.process', text: '派工未确认' }],
  ['closure', {}],
] as const
async function bring(id: string, last: (typeof acts)[number][0]) {
  for (const [noun, body] of acts) {
    const res = await admin.post(`/cases/${id}/${noun}`, { ...body })
    if (res.status !== 201) throw new Error(`${noun}: ${JSON.stringify(res.body)}`)
    if (noun === last) return
  }
}
const timeline = async (id: string) => (await admin.get(`/cases/${id}/timeline`)).body.rows

describe('asking to hurry (催一催)', () => {
  test('counts for the handler and may be said again a day later', async () => {
    const { id, customer } = await aCase()
    const first = await customer.post('/portal/case/reminders', { text: '老人一个人在家，很热' })
    expect(first).toMatchObject({ status: 201, body: { can: { remind: { allowed: false, from: expect.any(String) } } } })
    expect((await admin.get(`/cases/${id}`)).body.reminders).toBe(1)
    const again = await customer.post('/portal/case/reminders', {})
    expect(again).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } })
    expect(Number(again.headers['retry-after'])).toBeGreaterThan(23 * 3_600)
  })
})

describe('when we are late', () => {
  test('the page says so, with the new promise', async () => {
    const { id, customer } = await aCase()
    await bring(id, 'dispatches')
    await world.settle()
    const { dueAt } = (await customer.get('/portal/case')).body.promise
    const waits = (Date.parse(dueAt) - world.clock.now().getTime()) / 60_000
    world.clock.moveMinutes(waits + 5)
    admin = await signedInAs(world)
    const { customer: later } = { customer: await relogged(id) }
    const { body } = await later.get('/portal/case')
    expect(body).toMatchObject({ promise: { what: 'answer', late: true, lateSince: dueAt } })
    expect(Date.parse(body.promise.dueAt)).toBeGreaterThan(world.clock.now().getTime())
    expect(body.says).toMatch(/^抱歉，我们没有在.+前答复您，已经有主管在督促。新的答复时间：.+前。$/)
  })
})

/** By a private link: sessions end after half a day. */
async function relogged(id: string): Promise<Client> {
  const { linkPathFor } = await import('./link.ts')
  const { systemActor } = await import('../../cases/index.ts')
  const path = await world.deps.database
    .tenant(world.tenantId)
    .transaction()
    .execute((tx) => linkPathFor({ tx, actor: systemActor(world.tenantId), now: world.clock.now() }, id))
  const { body } = await clientOf(world.app).post('/portal/sessions', { link: path.split('/').at(-1) })
  return clientOf(world.app, { authorization: `Bearer ${body.token}` })
}

describe('the ends of a case', () => {
  test('taken back by its customer it stands withdrawn, and nothing more can be said', async () => {
    const { id, customer } = await aCase()
    expect(await customer.post('/portal/case/withdrawal', { reason: '已经自己解决' })).toMatchObject({
      status: 201,
      body: { state: 'withdrawn', can: { message: { allowed: false }, remind: { allowed: false }, withdraw: { allowed: false } } },
    })
    expect((await admin.get(`/cases/${id}`)).body.status).toBe('withdrawn')
    expect(await customer.post('/portal/case/messages', { text: '还有一件事' })).toMatchObject({
      status: 409,
      body: { code: 'CASE_STEP_NOT_ALLOWED' },
    })
    expect(await customer.post('/portal/case/withdrawal', {})).toMatchObject({ status: 409 })
  })

  test('what an authority referred is not ended by the customer alone', async () => {
    const { body } = await admin.post('/complaints', {
      channel: 'regulator',
      complainant: { phone: '13300000001' },
      text: '空调安装迟到',
      regulator: { authority: '12345', referenceNo: 'A-1' },
    })
    const customer = await relogged(body.caseId)
    expect((await customer.get('/portal/case')).body.can.withdraw.allowed).toBe(false)
    expect((await customer.post('/portal/case/withdrawal', {})).status).toBe(409)
  })

  test('a closed case can be appealed against once; somebody else decides whether it is opened anew', async () => {
    const { id, customer } = await aCase()
    await bring(id, 'closure')
    const appealed = await customer.post('/portal/case/appeals', { reason: '说修好了，其实没有' })
    expect(appealed).toMatchObject({
      status: 201,
      body: { state: 'closed', appeal: { state: 'open' }, can: { appeal: { allowed: false } } },
    })
    expect(appealed.body.says).toContain('复核')
    expect(await customer.post('/portal/case/appeals', { reason: '再说一次' })).toMatchObject({ status: 409 })
    const [low] = (await admin.get(`/low-scores?caseId=${id}`)).body.rows
    expect(low).toMatchObject({ from: 'appeal', state: 'open', words: '说修好了，其实没有' })
    expect((await admin.post(`/low-scores/${low.id}/reopening`, {})).status).toBe(201)
    expect((await customer.get('/portal/case')).body).toMatchObject({ state: 'handling', appeal: null })
    expect((await timeline(id)).map(({ kind }: { kind: string }) => kind)).toContain('case.appealed')
  })

  test('an answer whose finding somebody made is appealed against at that finding', async () => {
    const { id, customer } = await aCase()
    await bring(id, 'answers')
    const { body: found } = await admin.post(`/cases/${id}/findings`, { finding: 'substantiated', text: '核实', fileIds: [] })
    expect(found).toMatchObject({ id: expect.any(String) })
    expect(await customer.post('/portal/case/appeals', { reason: '责任不在我' })).toMatchObject({
      status: 201,
      body: { appeal: { state: 'open' } },
    })
    expect((await timeline(id)).at(-1)).toMatchObject({ kind: 'case.findingAppealed' })
  })
})

describe('sent twice', () => {
  test('one message for one Idempotency-Key, and for two taps on the same words', async () => {
    const { id, customer } = await aCase()
    const say = (headers?: Record<string, string>) => customer.post('/portal/case/messages', { text: '门铃坏了，请打电话' }, headers)
    const [first, second] = [await say({ 'idempotency-key': 'k1' }), await say({ 'idempotency-key': 'k1' })]
    expect([first.status, second.status]).toEqual([201, 201])
    expect((await say()).status).toBe(201)
    expect((await timeline(id)).filter(({ kind }: { kind: string }) => kind === 'case.messageReceived')).toHaveLength(1)
  })

  test("one customer's key answers nobody else", async () => {
    const [one, other] = [await aCase(), await aCase()]
    const headers = { 'idempotency-key': 'same' }
    await one.customer.post('/portal/case/messages', { text: '你好' }, headers)
    expect((await other.customer.post('/portal/case/messages', { text: '你好' }, headers)).body.number).toBe(other.number)
  })
})

describe('by telephone (语音菜单)', () => {
  test('number and last 4 digits are spoken to where the company allows it, else nobody is told anything', async () => {
    const { number, phone } = await aCase()
    const ask = (last4: string, typed = number) => admin.post('/portal/ivr', { number: typed, last4 })
    const refused = await ask(phone.slice(-4))
    expect(refused).toMatchObject({ status: 200, body: { found: false } })
    const { body: setting } = await admin.get('/portal-settings')
    const { logo: _l, shown: _s, address: _a, choice: _c, ...input } = setting
    expect((await admin.put('/portal-settings', { ...input, ivrLast4: true })).status).toBe(200)
    const told = await ask(phone.slice(-4))
    expect(told.body).toMatchObject({ found: true, text: expect.stringContaining('我们已收到') })
    expect(told.body.text).not.toContain(number)
    expect((await ask('0000')).body).toEqual(refused.body)
    expect((await ask(phone.slice(-4), '0000-0000')).body).toEqual(refused.body)
  })

  test('numbers are spelt and times said as people say them', () => {
    expect(spokenText('您的投诉 7K2M-9QX4：预计今天 18:00 前答复您，明天 09:30。', 'zh')).toBe(
      '您的投诉 七 K 二 M, 九 Q X 四：预计今天18点前答复您，明天9点30分。',
    )
    expect(spokenText('Your complaint 7K2M-9QX4', 'en')).toBe('Your complaint 7 K 2 M, 9 Q X 4')
  })
})

describe('settings (客户自助设置)', () => {
  test('a colour nobody can read on white is refused with one that can be', async () => {
    const { body: setting } = await admin.get('/portal-settings')
    const { logo: _l, shown: _s, address: _a, choice: _c, ...input } = setting
    const refused = await admin.put('/portal-settings', { ...input, colour: '#ffee00' })
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/colour', detail: expect.stringMatching(/可以用 #[0-9a-f]{6}/) }] },
    })
    const kept = await admin.put('/portal-settings', {
      ...input,
      name: '好家电',
      colour: '#0b5fff',
      categories: [{ code: 'price', picture: 'price' }],
    })
    expect(kept).toMatchObject({ status: 200, body: { shown: { accent: '#0b5fff', onAccent: '#ffffff' } } })
    expect((await clientOf(world.app).get('/portal/settings')).body).toMatchObject({ name: '好家电', categories: [{ code: 'price' }] })
    expect((await admin.put('/portal-settings', { ...input })).status).toBe(409)
  })

  test('a new consent text has a version; the earlier one stays with what was filed under it', async () => {
    expect((await admin.post('/portal-consents', { zh: '新的告知', en: 'New' })).body).toEqual({ version: 2 })
    expect((await clientOf(world.app).get('/portal/settings')).body.consent).toEqual({ version: 2, text: '新的告知' })
    const { status } = await clientOf(world.app).post('/portal/complaints', {
      deviceKey: crypto.randomUUID(),
      complainant: { phone: '13400009999' },
      text: '迟到',
      consentVersion: 9,
    })
    expect(status).toBe(400)
  })
})
