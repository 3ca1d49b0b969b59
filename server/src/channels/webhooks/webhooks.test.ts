import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCaseIn, aPerson, aRegisteredCase, aUnit } from '../../../test/builders.ts'
import { aWebhookServer } from '../../../test/fake-webhook-server.ts'
import { aWorld, type Client, signedInAs, type World } from '../../../test/harness.ts'
import { backOffMinutes, deliverWebhooks } from './send.ts'

let world: World
let admin: Client
let unitId: string
let other: Awaited<ReturnType<typeof aWebhookServer>>

beforeAll(async () => {
  other = await aWebhookServer()
  world = await aWorld()
  world.deps.config.outgoingAllow = [other.host]
  admin = await signedInAs(world)
  unitId = (await aUnit(admin, '安装部')).id
})
afterAll(async () => {
  await world.close()
  await other.close()
})

const signOf = (secret: string, timestamp: string, body: string) =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`

describe('complaints other systems send in (接收回调)', () => {
  let path: string
  let id: string
  let secret: string
  const mapping = { text: { pointer: '/complaint/text' }, externalId: { pointer: '/id' }, phone: { pointer: '/user/phone' } }

  beforeAll(async () => {
    const { status, body } = await admin.post('/webhooks/in', { name: '商城', channel: 'app', mapping })
    expect(status).toBe(201)
    ;({ id, secret } = body)
    const { body: list } = await admin.get('/webhooks/in')
    path = new URL(list.rows[0].address).pathname
    expect(JSON.stringify(list)).not.toContain(secret)
  })
  const send = async (document: unknown, more: { secret?: string; timestamp?: string; path?: string; signature?: string } = {}) => {
    const payload = typeof document === 'string' ? document : JSON.stringify(document)
    const timestamp = more.timestamp ?? String(Math.floor(world.clock.now().getTime() / 1000))
    const signature = more.signature ?? signOf(more.secret ?? secret, timestamp, payload)
    const headers = { 'content-type': 'application/json', 'x-zhiwei-timestamp': timestamp, 'x-zhiwei-signature': signature }
    const response = await world.app.inject({ method: 'POST', url: more.path ?? path, payload, headers })
    return { status: response.statusCode, body: response.json() }
  }
  const aMatter = (no: string) => ({
    id: no,
    user: { phone: '13912340001' },
    complaint: { text: `订单 ${no} 的冰箱送来就是坏的，要求换货` },
  })

  test('a signed one becomes a case; signed anew it is the same case; the very same request is refused', async () => {
    const first = await send(aMatter('m-1'))
    expect(first).toMatchObject({ status: 201, body: { number: expect.any(String) } })
    expect(await send(aMatter('m-1'))).toMatchObject({ status: 409, body: { code: 'REPLAYED' } })
    world.clock.moveMinutes(1)
    expect(await send(aMatter('m-1'))).toMatchObject({ status: 200, body: { caseId: first.body.caseId } })
    const { body } = await admin.get(`/cases/${first.body.caseId}`)
    expect(body).toMatchObject({ channel: 'app', externalId: 'm-1', customer: { phone: '139****0001' } })
    const { body: log } = await admin.get(`/webhooks/in/${id}/receipts`)
    expect(log.rows.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['known', 'registered'])
  })

  test.each<[string, () => Promise<{ status: number }>]>([
    ['another secret', () => send(aMatter('x'), { secret: 'whsec_other' })],
    ['no signature', () => send(aMatter('x'), { signature: '' })],
    ['an old one', () => send(aMatter('x'), { timestamp: String(Math.floor(world.clock.now().getTime() / 1000) - 301) })],
    ['an address nobody has', () => send(aMatter('x'), { path: `${path.slice(0, -4)}ffff` })],
    ['no address at all', () => send(aMatter('x'), { path: '/api/v1/hooks/in/x' })],
  ])('%s is refused, all in the same words', async (_words, sent) => {
    expect(await sent()).toMatchObject({ status: 401, body: { code: 'SIGNATURE_INVALID' } })
  })

  test('an address of a company nobody has opens nothing in the database', async () => {
    const opened: string[] = []
    const { tenant } = world.deps.database
    world.deps.database.tenant = (tenantId) => {
      opened.push(tenantId)
      return tenant(tenantId)
    }
    try {
      expect(await send(aMatter('x'), { path: path.replace(/[0-9a-f]{64}/, 'ab'.repeat(32)) })).toMatchObject({ status: 401 })
    } finally {
      world.deps.database.tenant = tenant
    }
    expect(opened).not.toContain('abababab-abab-abab-abab-abababababab')
  })

  test('what does not fit is refused, told by field, and stands in the log without what was sent', async () => {
    expect(await send({ id: 'm-2', complaint: {} })).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/text' }] } })
    expect(await send('{"broken"')).toMatchObject({ status: 400, body: { code: 'JSON_INVALID' } })
    const { body } = await admin.get(`/webhooks/in/${id}/receipts?limit=2`)
    expect(body.rows).toMatchObject([{ outcome: 'refused' }, { outcome: 'refused' }])
    expect((await admin.get('/webhooks/in')).body.rows[0].lastError).not.toBeNull()
  })

  test('a sample shows what would be registered before anything is', async () => {
    const { body } = await admin.post('/webhooks/in/previews', { mapping, sample: aMatter('m-9') })
    expect(body).toMatchObject({ complaint: { externalId: 'm-9', complainant: { phone: '13912340001' } }, problems: [] })
  })

  test('while a secret is replaced both count, a day later only the new one', async () => {
    const { body: made } = await admin.post(`/webhooks/in/${id}/secrets`)
    expect(await send(aMatter('m-3'))).toMatchObject({ status: 201 })
    expect(await send(aMatter('m-4'), { secret: made.secret })).toMatchObject({ status: 201 })
    world.clock.moveMinutes(24 * 60 + 1)
    admin = await signedInAs(world)
    expect(await send(aMatter('m-5'))).toMatchObject({ status: 401 })
    secret = made.secret
    const { body } = await admin.get('/webhooks/in')
    await admin.patch(`/webhooks/in/${id}`, { isOpen: false, version: body.rows[0].version })
    expect(await send(aMatter('m-6'))).toMatchObject({ status: 401 })
  })

  test('who may not manage channels sees and makes none', async () => {
    const agent = await aPerson(world, admin, 'agent')
    expect((await agent.get('/webhooks/in')).status).toBe(403)
    expect((await agent.post('/webhooks/out', {})).status).toBe(403)
  })
})

describe('what other systems are told (推送事件)', () => {
  let hook: { id: string; secret: string }
  const sweep = async () => {
    await world.settle()
    await deliverWebhooks(world.deps, world.tenantId)
  }
  const shown = async () => (await admin.get('/webhooks/out')).body.rows.find(({ id }: { id: string }) => id === hook.id)

  beforeAll(async () => {
    await world.settle()
    const kinds = ['complaint.received', 'case.accepted', 'case.answered']
    hook = (await admin.post('/webhooks/out', { name: '商城', address: other.address, kinds })).body
    expect(await shown()).toMatchObject({ host: other.host })
  })

  test('from now on, in order, with ids and codes and nothing personal, signed', async () => {
    const { id, number } = await aCaseIn('answered', admin, unitId, { externalId: 'shop-1', channel: 'app' })
    await sweep()
    expect(other.events()).toMatchObject([
      { event: 'complaint.received', case: { id, number, externalId: 'shop-1', channel: 'app' } },
      { event: 'case.accepted' },
      { event: 'case.answered' },
    ])
    const { headers, body } = other.heard[0] ?? { headers: {} as Record<string, string>, body: '' }
    expect(headers['x-zhiwei-signature']).toBe(signOf(hook.secret, headers['x-zhiwei-timestamp'] ?? '', body))
    expect(JSON.stringify(other.events())).not.toMatch(/王小明|1391234|空调|抱歉/)
    await sweep()
    expect(other.heard).toHaveLength(3)
  })

  test('an event that is not taken holds back those behind it, is tried 1, 5, 15, 60 … minutes later, and is given up in the end', async () => {
    other.heard.length = 0
    other.next(500, { status: 302, location: 'http://169.254.169.254/' }, ...backOffMinutes.slice(1).map(() => 503))
    await aCaseIn('accepted', admin, unitId)
    await sweep()
    expect(other.heard).toHaveLength(1)
    expect(await shown()).toMatchObject({ tries: 1, lastError: '对方答复 500' })
    await sweep()
    expect(other.heard).toHaveLength(1)
    for (const [at, minutes] of backOffMinutes.entries()) {
      world.clock.moveMinutes(minutes - 1)
      await deliverWebhooks(world.deps, world.tenantId)
      expect(other.heard.length).toBe(at + 1)
      world.clock.moveMinutes(1)
      await deliverWebhooks(world.deps, world.tenantId)
      if (at === 0) expect((await shown())?.lastError).toContain('跳转')
      if (at < backOffMinutes.length - 1) expect(other.heard).toHaveLength(at + 2)
    }
    // The first is dead after eight tries, the second event follows at once.
    admin = await signedInAs(world)
    const told = other.events().map(({ event }: { event: string }) => event)
    expect(told.slice(0, 8)).toEqual(Array(8).fill('complaint.received'))
    expect(told.slice(8)).toEqual(['case.accepted'])
    expect(
      new Set(
        other
          .events()
          .slice(0, 8)
          .map(({ id }: { id: string }) => id),
      ).size,
    ).toBe(1)
    expect(await shown()).toMatchObject({ tries: 0, dead: 1 })
  })

  test('a dead letter is told again from the page', async () => {
    other.heard.length = 0
    const { body } = await admin.get(`/webhooks/out/${hook.id}/deliveries?state=dead`)
    expect(body.rows).toMatchObject([{ kind: 'complaint.received', tries: 8, status: 503 }])
    expect(await admin.post(`/webhooks/out/${hook.id}/deliveries/${body.rows[0].id}/replays`)).toMatchObject({
      status: 201,
      body: { count: 1 },
    })
    await deliverWebhooks(world.deps, world.tenantId)
    expect(other.events()).toMatchObject([{ event: 'complaint.received' }])
    expect(await shown()).toMatchObject({ dead: 0 })
    expect((await admin.post(`/webhooks/out/${hook.id}/replays`)).status).toBe(404)
  })

  test('while a secret is replaced the other side may check either', async () => {
    other.heard.length = 0
    const { body: made } = await admin.post(`/webhooks/out/${hook.id}/secrets`)
    await aRegisteredCase(admin)
    await sweep()
    const { headers, body } = other.heard[0] ?? { headers: {} as Record<string, string>, body: '' }
    const signatures = headers['x-zhiwei-signature']?.split(',')
    expect(signatures).toEqual([made.secret, hook.secret].map((secret) => signOf(secret, headers['x-zhiwei-timestamp'] ?? '', body)))
  })

  test('answers go along, masked, only where the subscription asks for them', async () => {
    other.heard.length = 0
    const { version } = await shown()
    expect((await admin.patch(`/webhooks/out/${hook.id}`, { withTexts: true, kinds: ['case.answered'], version })).status).toBe(204)
    await aCaseIn('answered', admin, unitId)
    await sweep()
    expect(other.events()).toMatchObject([{ event: 'case.answered', text: expect.stringContaining('非常抱歉') }])
  })

  test('an address inside one’s own network is never called', async () => {
    other.heard.length = 0
    world.deps.config.outgoingAllow = []
    const { version } = await shown()
    await admin.patch(`/webhooks/out/${hook.id}`, { address: `https://${other.host}/hook`, kinds: ['complaint.received'], version })
    await aRegisteredCase(admin)
    await sweep()
    expect(other.heard).toEqual([])
    expect(await shown()).toMatchObject({ tries: 1, lastError: '地址指向内部网络，不允许访问' })
    expect(await admin.delete(`/webhooks/out/${hook.id}`)).toMatchObject({ status: 204 })
  })
})
