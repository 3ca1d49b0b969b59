import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { systemActor } from '../cases/index.ts'
import { intakeSources } from '../intake-sources.ts'
import { type Incoming, receive } from './index.ts'
import { doorOfCase } from './outgoing/case-door.ts'
import { messagesOf } from './portal/conversation.ts'

let world: World
let admin: Client

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

const wrote = (thread: string, text: string, externalId?: string): Incoming => ({
  door: 'wechat',
  accountId: null,
  thread,
  address: thread,
  complaint: { channel: 'wechat', complainant: {}, text, ...(externalId && { externalId }) },
})

const take = (incoming: Incoming) =>
  world.deps.database
    .writer(world.tenantId)
    .transaction()
    .execute((tx) =>
      receive({ tx, keys: world.deps.keys, actor: systemActor(world.tenantId), now: world.deps.clock() }, incoming, intakeSources),
    )

describe('one way in for every door (收件)', () => {
  test('a new conversation is a new case; what comes in it later is a message on that case', async () => {
    const first = await take(wrote('o-1', '空调装了三次还是漏水，要求退货', 'm1'))
    expect(first).toMatchObject({ isNew: true, isRepeat: false })
    const second = await take(wrote('o-1', '今天又漏了，楼下都湿了', 'm2'))
    expect(second).toMatchObject({ caseId: first.caseId, isNew: false })
    const { body } = await admin.get(`/cases/${first.caseId}/timeline`)
    expect(body.rows).toContainEqual(expect.objectContaining({ kind: 'case.messageReceived', facts: { door: 'wechat' } }))
    expect((await admin.get(`/cases/${first.caseId}`)).body).toMatchObject({ channel: 'wechat', status: 'registered' })
  })

  test('the same message again does nothing', async () => {
    const first = await take(wrote('o-2', '快递丢了没有人管', 'm10'))
    expect(await take(wrote('o-2', '快递丢了没有人管', 'm10'))).toEqual({ ...first, isNew: false, isRepeat: true })
    expect((await admin.get(`/cases/${first.caseId}/timeline`)).body.rows).toHaveLength(1)
  })

  test('two workers with two messages of one conversation make one case', async () => {
    const [one, other] = await Promise.all([take(wrote('o-3', '订单被无故取消', 'm20')), take(wrote('o-3', '请尽快处理', 'm21'))])
    expect(one.caseId).toBe(other.caseId)
    expect([one.isNew, other.isNew].filter(Boolean)).toHaveLength(1)
  })

  test('two workers with the same message take it once', async () => {
    const both = await Promise.all([take(wrote('o-4', '发票开错了', 'm30')), take(wrote('o-4', '发票开错了', 'm30'))])
    expect(both.map(({ isRepeat }) => isRepeat).sort()).toEqual([false, true])
  })

  test('what comes on a merged part is said on the case that is handled, and moves nobody else’s answers', async () => {
    const main = await take(wrote('o-6', '小区停水两天没有人管', 'm60'))
    const part = await take(wrote('o-7', '我家也停水了', 'm61'))
    await admin.post(`/cases/${main.caseId}/merges`, { caseId: part.caseId, reason: '同一事件' })
    world.clock.moveMinutes(1)
    expect(await take(wrote('o-7', '我家在三栋 502', 'm62'))).toMatchObject({ caseId: main.caseId, isNew: false })
    const inTenant = world.deps.database.tenant(world.tenantId)
    const { seen, door } = await inTenant.transaction().execute(async (tx) => {
      const of = { tenant_id: world.tenantId, id: main.caseId, customer_id: null }
      const seen = await messagesOf({ tx, keys: world.deps.keys, tenantId: world.tenantId, now: world.clock.now() }, main.caseId)
      return { seen, door: await doorOfCase(tx, world.deps.keys, of, new Set(['wechat'])) }
    })
    expect(door).toMatchObject({ door: 'wechat', to: 'o-6' })
    expect(seen.map(({ text }) => text)).toEqual(['小区停水两天没有人管'])
    await take(wrote('o-6', '什么时候来水', 'm63'))
    expect((await take(wrote('o-7', '还没有水', 'm64'))).caseId).toBe(main.caseId)
  })

  test('once the case is over, the conversation begins another one', async () => {
    const first = await take(wrote('o-5', '客服态度很差', 'm40'))
    await admin.post(`/cases/${first.caseId}/withdrawal`, { reason: '客户撤诉' })
    const second = await take(wrote('o-5', '又被挂电话了', 'm41'))
    expect(second).toMatchObject({ isNew: true })
    expect(second.caseId).not.toBe(first.caseId)
    expect((await take(wrote('o-5', '补充：时间是昨天下午', 'm42'))).caseId).toBe(second.caseId)
  })
})
