import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPerson, aUnit } from '../../test/builders.ts'
import { aWorld, type Client, signedInAs, type World } from '../../test/harness.ts'
import { oneBesideTheOther } from '../../test/two-workers.ts'
import { contactSources } from '../contacts-sources.ts'
import type { Tx } from '../platform/database.ts'
import { giveWaiting } from './care/give.ts'
import { aContact, anUnhappyTalk } from './contacts-for-tests.ts'
import { judgeWaiting } from './latent/judge.ts'
import { shippedRules } from './latent/rules.ts'

let world: World
let admin: Client

beforeAll(async () => {
  world = await aWorld()
  admin = await signedInAs(world)
})
afterAll(() => world.close())

const inOne = <T>(work: (tx: Tx) => Promise<T>) => world.deps.database.tenant(world.tenantId).transaction().execute(work)
const judge = (tx: Tx) => judgeWaiting(world.deps, tx, world.tenantId, contactSources)
const aTalk = async (phone: string) => {
  const complainant = { phone }
  const occurredAt = world.clock.now().toISOString()
  return (await admin.post('/contacts', aContact({ complainant, turns: anUnhappyTalk, occurredAt }))).body.contactId as string
}
const tagsOf = async (contactId: string) => {
  const { customer } = (await admin.get(`/contacts/${contactId}`)).body
  return (await admin.get(`/latent-customers?customerId=${customer.id}`)).body.rows
}
describe('two workers at once (两个进程同时跑)', () => {
  test('both find the same customer unhappy: one tag, which takes in what both read', async () => {
    const first = await aTalk('13600000001')
    const { other } = await oneBesideTheOther(world, judge, async () => {
      await aTalk('13600000001')
      return inOne(judge)
    })
    expect(other).toBe(1)
    expect(await tagsOf(first)).toMatchObject([{ contacts: 2 }])
  })

  test('a person tags a customer whom the sweep has just tagged: the same tag', async () => {
    const first = await aTalk('13600000002')
    const { other } = await oneBesideTheOther(world, judge, async () => {
      const second = await aTalk('13600000002')
      return admin.post(`/contacts/${second}/judgement`, { verdict: 'latent' })
    })
    expect(other.status).toBe(201)
    expect(await tagsOf(first)).toHaveLength(1)
  })

  test('both give care tasks: together no more than the places of the day', async () => {
    const unitId = (await aUnit(admin, '回访组', 'callCentre')).id
    await aPerson(world, admin, 'agent', unitId)
    const definition = { ...shippedRules, careUnitId: unitId, tasksAPersonADay: 1 }
    expect((await admin.post('/latent-rules', { definition, reason: '测试' })).status).toBe(201)
    world.clock.moveMinutes(1)
    const give = (tx: Tx) => giveWaiting(tx, world.tenantId, contactSources, world.clock.now())
    const { one, other } = await oneBesideTheOther(world, give, async () => {
      await aTalk('13600000003')
      await inOne(judge)
      return inOne(give)
    })
    expect([one, other]).toEqual([1, 0])
  })

  test('an import is undone while a sweep judges its contacts: neither holds what the other waits for', async () => {
    const rows = ['会话编号,时间,电话,评分,内容', 'U-1,2026-11-02 09:00,13600000009,1/5,一般吧，等了很久也没人管']
    const form = new FormData()
    form.set('file', new Blob([rows.join('\n')]), 'chats.csv')
    const encoded = new Response(form)
    const imported = await admin.post('/contact-imports', Buffer.from(await encoded.arrayBuffer()), {
      'content-type': encoded.headers.get('content-type') ?? '',
    })
    expect(imported.status).toBe(201)
    const { other } = await oneBesideTheOther(world, judge, () => admin.delete(`/contact-imports/${imported.body.id}`))
    expect(other).toMatchObject({ status: 200, body: { undone: 1 } })
  })
})
